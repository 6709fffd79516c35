"""Reading, noted once a day and person: enough to know who takes part, too little to follow anybody."""

import uuid

from django.core.cache import cache
from django.db import IntegrityError, transaction

from activity import events as verbs
from esn.kit import clock, events
from people.models import Person

SPACE = uuid.UUID("6f0f4e4e-2d55-4f0e-9c56-0e1d64e9a6a1")


def note_reading(actor: Person) -> None:
    """Note that the person read today; the second time changes nothing."""
    key = uuid.uuid5(SPACE, f"{actor.pk}:{clock.today()}")
    if not cache.add(f"read:{key}", 1, 6 * 3600):
        return
    try:
        with transaction.atomic():
            events.record(verbs.THREAD_SEEN, actor=actor, about=actor, key=key)
    except IntegrityError:
        pass  # noted before the cache forgot it
