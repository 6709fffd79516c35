"""Background work of the kit: delivery of events, the sweep, and signs of life."""

import socket
from datetime import timedelta

from celery import shared_task

from esn.kit import clock, events
from esn.kit.models import AnsweredRequest, Delivery, Heartbeat


@shared_task(name="kit.deliver")
def deliver(event_id: int) -> None:
    """Deliver one event to its listeners."""
    events.deliver(event_id)


@shared_task(name="kit.sweep")
def sweep() -> int:
    """Deliver every event that was left behind."""
    return events.sweep()


@shared_task(name="kit.beat_heart")
def beat_heart() -> None:
    """Note that a worker is alive: run by the worker, sent by the scheduler."""
    Heartbeat.objects.update_or_create(
        role="worker", defaults={"at": clock.now(), "holder": socket.gethostname()}
    )


@shared_task(name="kit.tidy")
def tidy() -> None:
    """Forget answers and delivery marks that nobody will ask for again."""
    AnsweredRequest.objects.filter(at__lt=clock.now() - timedelta(days=2)).delete()
    Delivery.objects.filter(at__lt=clock.now() - timedelta(days=30)).delete()


events.set_doorbell(lambda event_id: deliver.delay(event_id=event_id) and None)
