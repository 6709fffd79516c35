"""Opening cases, and hiding what they are about; parts of reporting, approving and ruling."""

from collections.abc import Callable

from activity.actions import holding
from activity.models import Attachment, Held
from esn.kit import clock
from moderation.models import Case, Cause, Kind
from moderation.queue import Thing
from people.actions import profiles


class Meanwhile(ValueError):  # noqa: N818  (says what happened)
    """Somebody else was quicker; the sentence says what they did."""


def open_case(thing: Thing, *, cause: str = Cause.REPORT, why: str = "") -> Case:
    """Return the open case about a thing, made where there is none; two at once get the same one."""
    case, is_new = Case.objects.get_or_create(
        subject=thing.subject,
        closed_at=None,
        defaults={
            "kind": thing.kind,
            "cause": cause,
            "thread": thing.thread,
            "comment": thing.comment,
            "file": thing.file,
            "person": thing.person,
            "author": thing.author,
            "excerpt": thing.words,
            "why": why[:200],
            "opened_at": clock.now(),
        },
    )
    if not is_new and cause == Cause.APPROVAL and case.cause != Cause.APPROVAL:
        case.cause, case.why = Cause.APPROVAL, why[:200]
        case.save(update_fields=["cause", "why"])
    return case


def hold(case: Case, *, because: str = Held.REVIEW) -> None:
    """Hold what a case is about: a file by itself, of a profile its words."""
    if case.kind == Kind.PERSON:
        profiles.hold_words(case.author)
    elif case.kind == Kind.FILE:
        _on_file(case, holding.hold_file)
    elif case.comment is not None:
        holding.hold_comment(case.comment, because=because)
    elif case.thread is not None:
        holding.hold_thread(case.thread, because=because)


def release(case: Case, *, is_new: bool = False) -> None:
    """Let what a case is about be seen again, or for the first time."""
    if case.kind == Kind.PERSON:
        profiles.release_words(case.author)
    elif case.kind == Kind.FILE:
        _on_file(case, holding.release_file)
    elif case.comment is not None:
        holding.release_comment(case.comment)
    elif case.thread is not None:
        holding.release_thread(case.thread, is_new=is_new)


def _on_file(case: Case, deed: Callable[[Attachment], None]) -> None:
    # Its owner may have taken it away meanwhile.
    if case.file is not None:
        deed(case.file)
