"""Forgetting: what was read long ago, what was never read, and what is addressed to somebody who has left."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from esn.kit import clock
from inbox.models import FanOut, Notification

READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)
DONE_KEPT = timedelta(days=7)
BATCH = 1000


def tidy() -> int:
    """Delete old notifications in batches, each a short transaction; return how many went."""
    now = clock.now()
    FanOut.objects.filter(done_at__lt=now - DONE_KEPT).delete()
    gone = 0
    # One condition after the other: each walks an index of its own.
    for old in (
        Q(read_at__lt=now - READ_KEPT),
        Q(read_at=None, last_at__lt=now - UNREAD_KEPT),
        Q(person__is_active=False),
    ):
        while number := _delete(old):
            gone += number
    return gone


@transaction.atomic
def _delete(old: Q) -> int:
    ids = list(Notification.objects.filter(old).order_by("pk").values_list("pk", flat=True)[:BATCH])
    Notification.objects.filter(pk__in=ids).delete()
    return len(ids)
