"""What people change about themselves."""

from django.db import transaction

from esn.kit import events
from people import events as verbs
from people.models import Person
from people.policies import may_edit_profile, require


@transaction.atomic
def edit_profile(actor: Person, profile: Person, **fields: str) -> Person:
    """Change the words of one's own profile."""
    require(may_edit_profile(actor, profile))
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()
    events.record(verbs.PROFILE_EDITED, actor=actor, about=profile)
    return profile


def choose_reading(
    actor: Person, *, stream_order: str | None = None, has_shortcuts: bool | None = None
) -> None:
    """Remember in which order home is read, and whether single keys do something; None leaves a choice as it is."""
    chosen = {"stream_order": stream_order, "has_shortcuts": has_shortcuts}
    for name, value in chosen.items():
        if value is not None:
            setattr(actor, name, value)
    actor.save(update_fields=[name for name, value in chosen.items() if value is not None])


@transaction.atomic
def put_words(by: Person, profile: Person, **fields: str) -> dict[str, str]:
    """Put words into somebody's profile by ruling and return those before; who may is decided there."""
    before = {name: str(getattr(profile, name)) for name in fields}
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()
    events.record(verbs.PROFILE_EDITED, actor=by, about=profile, owner=profile, is_mandatory=True)
    return before


def choose_theme(actor: Person, *, theme: str) -> None:
    """Remember light, dark, or (empty) what the system prefers."""
    actor.theme = theme
    actor.save(update_fields=["theme"])
