"""Where a notification leads: the exact comment, the request to decide, the draft; other apps name their own."""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse

from inbox.models import Kind, Notification

Place = Callable[[Notification], str]
_places: dict[str, Place] = {}


def register_place(kind: str, place: Place) -> None:
    """Name where the rows of a kind lead whose object is another app's."""
    _places[kind] = place


def address(row: Notification) -> str:
    """Return the address of what a row tells of; the row comes `for_display`."""
    if own := _places.get(row.kind):
        return own(row)
    if row.thread is not None:
        there = row.thread.get_absolute_url()
        return f"{there}?comment={row.comment_id}#comment-{row.comment_id}" if row.comment_id else there
    if row.community is not None:
        if row.kind == Kind.REQUEST:
            return reverse("communities:requests", args=[row.community.slug])
        if row.kind == Kind.IDEA:
            return reverse("ideas:scorecards")
        return row.community.get_absolute_url()
    lonely = _LONELY.get(row.kind)
    return lonely(row) if lonely else reverse("inbox:index")


def _drafts(_row: Notification) -> str:
    try:
        return reverse("activity:drafts")
    except NoReverseMatch:
        return reverse("activity:publish")


def _role(row: Notification) -> str:
    return reverse("ops:status") if row.word == "administrator" else reverse("analytics:overview")


_LONELY: dict[str, Place] = {Kind.SCHEDULE: _drafts, Kind.ROLE: _role}
