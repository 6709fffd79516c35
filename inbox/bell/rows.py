"""Which notifications a person sees: every list and the count start from the same condition."""

from esn.kit import pages
from inbox.models import ADDRESSED, Notification, NotificationQuerySet
from people.models import Person

KEYS = ("-last_at", "-pk")
PAGE = 25
MENU = 8
# One more than is told: "99+".
MOST = 100
FILTERS = ("all", "unread", "mentions", "waiting")


def seen(viewer: Person) -> NotificationQuerySet:
    """Return the viewer's notifications whose object they may see now."""
    return Notification.objects.visible_to(viewer)


def count(viewer: Person) -> int:
    """Return how many are unread, up to `MOST`: one look at an index that holds the unread alone."""
    # The keys are counted here: wrapping the question once more would cost more than asking it.
    return len(seen(viewer).unread().order_by().values_list("pk")[:MOST])


def label(number: int) -> str:
    """Return the count as the badge shows it."""
    return f"{MOST - 1}+" if number >= MOST else str(number or "")


def filtered(viewer: Person, which: str) -> NotificationQuerySet:
    """Return the rows of one filter."""
    rows = seen(viewer)
    if which == "unread":
        return rows.unread()
    if which == "mentions":
        return rows.filter(kind__in=ADDRESSED)
    return rows.filter(is_waiting=True) if which == "waiting" else rows


def page(viewer: Person, which: str = "all", cursor: str = "", size: int = PAGE) -> pages.Page[Notification]:
    """Return one page of a filter, newest first."""
    return pages.page(for_display(filtered(viewer, which)), KEYS, cursor=cursor, size=size)


def newest(viewer: Person) -> list[Notification]:
    """Return the newest few for the menu under the bell."""
    return list(for_display(seen(viewer)).newest_first()[:MENU])


def for_display(rows: NotificationQuerySet) -> NotificationQuerySet:
    """Return rows with what their lines read of the tables below; the long source texts stay where they are."""
    joined = rows.select_related("thread__community", "thread__post", "comment", "community")
    return joined.defer("comment__body", "thread__post__body")
