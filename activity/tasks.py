"""Background work of activity: reminders of what was kept, and forgetting old reading marks."""

from celery import shared_task

from activity.actions import keeping, reading


@shared_task(name="activity.remind")
def remind() -> None:
    """Remind people of what they kept for now."""
    keeping.remind_due()


@shared_task(name="activity.forget_readings")
def forget_readings() -> None:
    """Forget reading marks that are too old to count."""
    reading.forget_old_readings()
