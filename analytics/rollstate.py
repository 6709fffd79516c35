"""How fresh the facts are."""

from datetime import datetime

from django.db.models import Max

from analytics.models import DirtyDay, Watermark
from esn.kit.models import Event


def is_behind() -> bool:
    """Whether the ledger holds events that the facts do not tell of yet."""
    done = Watermark.objects.filter(name=Watermark.CLAIM).values_list("event_id", flat=True).first() or 0
    top = Event.objects.aggregate(top=Max("pk"))["top"] or 0
    return top > done or DirtyDay.objects.exists()


def rolled_at() -> datetime | None:
    """When the facts were last brought up to the ledger."""
    return Watermark.objects.filter(name=Watermark.FILL).values_list("rolled_at", flat=True).first()
