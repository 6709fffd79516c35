"""Background work of activity: publishing what was scheduled."""

from celery import shared_task

from activity.actions import scheduling, sending
from activity.forms import read_draft


@shared_task(name="activity.publish_due")
def publish_due() -> int:
    """Publish every scheduled post whose time has come; return how many."""
    sending.forget_sent()
    return sum(scheduling.publish_due(pk, read_draft) for pk in scheduling.due())
