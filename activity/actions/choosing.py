"""Laying out what people choose from: signs to react with, and values to praise for."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from activity.kinds import signs
from activity.models import Choice, CompanyValue, ReactionSign
from activity.policies import may_lay_out, require
from esn.kit import audit, clock
from people.models import Person

Row = TypeVar("Row", bound=Choice)
MOST = 12

SIGNS = (
    ("like", gettext_noop("Like"), "👍", "like"),
    ("love", gettext_noop("Love"), "❤️", "love"),
    ("celebrate", gettext_noop("Celebrate"), "🎉", "celebrate"),
    ("insightful", gettext_noop("Insightful"), "💡", "insightful"),
    ("curious", gettext_noop("Curious"), "🤔", "curious"),
)
VALUES = (
    ("helpfulness", gettext_noop("Helpfulness"), "🤝", CompanyValue.Tint.GREEN),
    ("courage", gettext_noop("Courage"), "🦁", CompanyValue.Tint.AMBER),
    ("craft", gettext_noop("Craft"), "🛠️", CompanyValue.Tint.PETROL),
    ("customer", gettext_noop("Customer first"), "⭐", CompanyValue.Tint.RED),
    ("learning", gettext_noop("Learning"), "🌱", CompanyValue.Tint.LEAF),
)


def furnish(**_signal: Any) -> None:
    """Lay out the first signs and values where there are none yet; run after every migration."""
    if ReactionSign._meta.db_table not in connection.introspection.table_names():
        return  # on the way back to a version before them
    if not ReactionSign.objects.exists():
        ReactionSign.objects.bulk_create(
            ReactionSign(key=key, label=label, emoji=emoji, drawing=drawing, place=place)
            for place, (key, label, emoji, drawing) in enumerate(SIGNS)
        )
    if not CompanyValue.objects.exists():
        CompanyValue.objects.bulk_create(
            CompanyValue(key=key, label=label, emoji=emoji, tint=tint, place=place)
            for place, (key, label, emoji, tint) in enumerate(VALUES)
        )
    signs.forget()


@transaction.atomic
def save_sign(actor: Person, sign: ReactionSign | None = None, **fields: Any) -> ReactionSign:
    """Add a sign, or change its name, looks, place, and whether it is in use."""
    return _save(actor, sign or ReactionSign(), fields)


@transaction.atomic
def save_value(actor: Person, value: CompanyValue | None = None, **fields: Any) -> CompanyValue:
    """Add a value, or change its name, looks, place, and whether it is in use."""
    return _save(actor, value or CompanyValue(), fields)


def _save(actor: Person, row: Row, fields: dict[str, Any]) -> Row:
    require(may_lay_out(actor))
    before = _plain(row) if row.pk else {}
    is_active = fields.pop("is_active", row.retired_at is None)
    for name, value in fields.items():
        setattr(row, name, value)
    row.retired_at = None if is_active else (row.retired_at or clock.now())
    _check(row)
    row.key = row.key or _fresh_key(row)
    row.save()
    verb = f"activity.{row._meta.model_name}_{'changed' if before else 'added'}"
    audit.record(verb, actor=actor, about=row, before=before, after=_plain(row))
    # Now for this transaction's own reads, and again once others can see what was written.
    signs.forget()
    transaction.on_commit(signs.forget)
    return row


def _check(row: Choice) -> None:
    wrong: dict[str, str] = {}
    others = type(row)._default_manager.filter(retired_at=None).exclude(pk=row.pk)
    if not row.label.strip():
        wrong["label"] = _("It needs a name.")
    if not row.emoji and not getattr(row, "drawing", ""):
        wrong["emoji"] = _("Give it an emoji.")
    if row.retired_at is None and others.count() >= MOST:
        wrong["is_active"] = _("Twelve in use are enough; retire one first.")
    if row.retired_at is not None and not others.exists():
        wrong["is_active"] = _("One has to stay in use.")
    if row.retired_at is None and others.filter(label__iexact=row.label.strip()).exists():
        wrong["label"] = _("Another one in use has this name.")
    if wrong:
        raise ValidationError(wrong)


def _fresh_key(row: Choice) -> str:
    """Return a key that no row ever had, drawn from the name."""
    stem = slugify(row.label)[:9] or "sign"
    taken = set(type(row)._default_manager.values_list("key", flat=True))
    return next(key for number in range(1000) if (key := f"{stem}{number or ''}") not in taken)


def _plain(row: Choice) -> dict[str, Any]:
    names = [field.name for field in row._meta.fields if field.name != "id"]
    return {name: getattr(row, name) for name in names}
