"""Background work of the inbox: telling many, going on where a worker died, forgetting."""

from celery import shared_task

from inbox.actions import notifying, tidying


@shared_task(name="inbox.fan_out")
def fan_out(fan_out_id: int) -> None:
    """Tell a large audience, from where it stands."""
    notifying.fan_out(fan_out_id)


@shared_task(name="inbox.sweep")
def sweep() -> None:
    """Go on with the audiences that somebody left in the middle."""
    for fan_out_id in notifying.overdue():
        notifying.fan_out(fan_out_id)


@shared_task(name="inbox.tidy")
def tidy() -> int:
    """Forget what is old."""
    return tidying.tidy()


notifying.set_starter(lambda fan_out_id: fan_out.delay(fan_out_id=fan_out_id) and None)
