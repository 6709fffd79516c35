"""Keeping what somebody types until it is sent: one draft a place, the last wording wins."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity.drafts import Place, is_empty
from activity.models import Draft, Sent
from activity.policies import require
from esn.kit import clock, markup
from people.models import Person

MOST = 200
# Beside a text of full length: a title, choices, the answers of a poll.
BESIDE = 16_384
Fields = Mapping[str, list[str]]


class DraftTooLong(ValidationError):  # noqa: N818  (named as the other refusals are)
    """What was typed is longer than anything that could be sent."""


class TooManyDrafts(ValidationError):  # noqa: N818
    """The author keeps as many drafts as one may."""


@dataclass(frozen=True)
class Kept:
    """The draft as it stands now, and whether it had been changed elsewhere since this form saw it."""

    draft: Draft | None
    was_changed: bool = False


@transaction.atomic
def keep_draft(actor: Person, place: Place, *, fields: Fields, base: int = 0, stamp: str = "") -> Kept:
    """Keep what is typed at a place; nothing typed means no draft. `base` is the version that the form knew.

    A save that was on its way while the form was sent finds its stamp among what was sent, and changes nothing.
    Raises DraftTooLong and TooManyDrafts.
    """
    require(actor.is_active)
    _measure(fields)
    if stamp and Sent.objects.filter(author=actor, stamp=stamp).exists():
        return Kept(None)
    draft = Draft.objects.select_for_update().of(actor).filter(key=place.key).first()
    if is_empty(fields):
        if draft:
            draft.delete()
        return Kept(None)
    if draft is None:
        return Kept(_start(actor, place, fields), was_changed=base > 0)
    was_changed = draft.version != base
    draft.fields, draft.updated_at, draft.refusal = dict(fields), clock.now(), ""
    draft.version += 1
    draft.save(update_fields=["fields", "updated_at", "version", "refusal"])
    return Kept(draft, was_changed)


def _measure(fields: Fields) -> None:
    words = sum(len(value) for value in fields.get("body", []))
    beside = sum(len(name) + sum(map(len, values)) for name, values in fields.items() if name != "body")
    if words > markup.MAX_LENGTH or beside > BESIDE or len(fields) > 200:
        raise DraftTooLong(_("This is longer than a post can be; it is not saved."), code="too_long")


def _start(actor: Person, place: Place, fields: Fields) -> Draft:
    if Draft.objects.of(actor).count() >= MOST:
        raise TooManyDrafts(
            _("You keep %(most)s drafts already. Discard some that you no longer need.") % {"most": MOST},
            code="too_many",
        )
    now = clock.now()
    draft, is_new = Draft.objects.get_or_create(
        author=actor,
        key=place.key,
        defaults={
            "place": place.place,
            "community": place.community,
            "thread": place.thread,
            "comment": place.comment,
            "fields": dict(fields),
            "created_at": now,
            "updated_at": now,
        },
    )
    if not is_new:  # another tab was a moment quicker
        Draft.objects.filter(pk=draft.pk).update(fields=dict(fields), updated_at=now)
    return draft


@transaction.atomic
def discard_draft(actor: Person, draft: Draft) -> None:
    """Throw a draft away, and what was changed in it since."""
    require(draft.author_id == actor.pk)
    Draft.objects.of(actor).filter(key=f"re:{draft.pk}").delete()
    Draft.objects.of(actor).filter(pk=draft.pk).delete()


def drop_draft(actor: Person, key: str) -> None:
    """Forget the draft of a place because it was sent."""
    if key:
        Draft.objects.of(actor).filter(key=key).delete()


def bring_back(actor: Person, place: Place, fields: Fields) -> Draft:
    """Put what was taken back where it was typed, or beside what stands there by now."""
    is_taken = Draft.objects.of(actor).filter(key=place.key).exists()
    now = clock.now()
    return Draft.objects.create(
        author=actor,
        key=free_key() if is_taken else place.key,
        place=place.place,
        community=place.community,
        thread=place.thread,
        fields=dict(fields),
        created_at=now,
        updated_at=now,
    )


def free_key() -> str:
    """Return a key that belongs to no place: for what is scheduled, and for a second text of one place."""
    return f"later:{uuid.uuid4().hex}"
