"""Background work of activity."""

from celery import shared_task

from activity.actions import attaching


@shared_task(name="activity.forget_unsent_files")
def forget_unsent_files() -> int:
    """Delete uploads that were never sent."""
    return attaching.forget_unsent()
