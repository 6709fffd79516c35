"""Background work of activity; when it runs stands in `esn.schedule`."""

from celery import shared_task

from activity.actions import attaching, keeping, linking, reading, scheduling, sending
from activity.kind_forms import read_draft


@shared_task(name="activity.remind")
def remind() -> None:
    """Remind people of what they kept for now."""
    keeping.remind_due()


@shared_task(name="activity.forget_readings")
def forget_readings() -> None:
    """Forget reading marks that are too old to count."""
    reading.forget_old_readings()


@shared_task(name="activity.publish_due")
def publish_due() -> int:
    """Publish every scheduled post whose time has come; return how many."""
    sending.forget_sent()
    return sum(scheduling.publish_due(pk, read_draft) for pk in scheduling.due())


@shared_task(name="activity.look_up_link")
def look_up_link(card_id: int) -> None:
    """Look up the page behind a link card."""
    linking.look_up(card_id)


@shared_task(name="activity.look_up_links")
def look_up_links() -> None:
    """Have the cards looked up whose look-up was lost."""
    for card_id in linking.waiting():
        look_up_link.delay(card_id=card_id)


@shared_task(name="activity.forget_unsent_files")
def forget_unsent_files() -> int:
    """Delete uploads that were never sent."""
    return attaching.forget_unsent()


linking.set_bell(lambda card_id: look_up_link.delay(card_id=card_id) and None)
