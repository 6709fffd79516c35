"""Keeping the words that an edit replaces, and noticing when two edits meet."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from activity.models import Comment, Revision, Thread
from esn.kit import clock
from people.models import Person


class ChangedMeanwhile(Exception):  # noqa: N818  (named as the other refusals are)
    """Somebody, perhaps the author in another window, saved these words since the form was opened."""

    def __init__(self) -> None:
        super().__init__(_("These words were changed meanwhile. Look at both, then decide."))


class ReasonMissing(ValidationError):  # noqa: N818
    """Whoever takes away what another wrote says why."""


def claim(row: models.Model, base: int | None) -> None:
    """Hold a post or comment for its change, with its newest words. Raises ChangedMeanwhile if `base` is not they."""
    held = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if base is not None and held.revision != base:  # type: ignore[attr-defined]  # posts and comments have it
        raise ChangedMeanwhile
    for name in ("body", "body_html", "revision"):
        setattr(row, name, getattr(held, name))


def keep_revision(
    actor: Person, thread: Thread, row: models.Model, *, is_minor: bool, number: int, body: str
) -> Revision:
    """Keep what is about to be replaced."""
    comment = row if isinstance(row, Comment) else None
    return Revision.objects.create(
        thread=thread,
        comment=comment,
        number=number,
        title="" if comment else thread.title,
        body=body,
        language="" if comment else thread.language,
        by=actor,
        at=clock.now(),
        is_minor=is_minor,
    )


def require_reason(is_own: bool, reason: str) -> None:
    """Raise ReasonMissing for an unexplained removal of what another wrote."""
    if not is_own and not reason.strip():
        raise ReasonMissing({"reason": _("Say why: the author reads it, and it is kept on record.")})
