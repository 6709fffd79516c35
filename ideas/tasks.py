"""Background work of ideas: counting how often each was shown."""

from celery import shared_task
from django.db import transaction
from django.db.models import F

from esn.kit import clock
from ideas.models import Exposure

PLACES = 10


@shared_task(name="ideas.note_exposures")
def note_exposures(order: str, start: int, idea_ids: list[int]) -> None:
    """Count that these ideas were shown in this order from this place on; no person is kept."""
    day = clock.today()
    with transaction.atomic():
        for offset, idea_id in enumerate(idea_ids):
            place = min((start + offset) // PLACES + 1, 32_000)
            row, _new = Exposure.objects.get_or_create(idea_id=idea_id, order=order, place=place, day=day)
            Exposure.objects.filter(pk=row.pk).update(count=F("count") + 1)
