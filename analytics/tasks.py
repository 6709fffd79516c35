"""Background work of analytics; when it runs stands in `esn.schedule`."""

from celery import shared_task

from analytics.actions import forgetting, rolling, snapshots


@shared_task(name="analytics.rollup")
def rollup() -> int:
    """Bring the facts up to the ledger."""
    return rolling.roll_up()


@shared_task(name="analytics.snapshot")
def snapshot() -> None:
    """Compute what the dashboard shows."""
    snapshots.take_snapshot()


@shared_task(name="analytics.look")
def look() -> int:
    """Have the detectors look at the week that ended."""
    return snapshots.keep_looks()


@shared_task(name="analytics.forget_views")
def forget_views() -> int:
    """Forget raw views older than thirteen months."""
    return forgetting.forget_views()
