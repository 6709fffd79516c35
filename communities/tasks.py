"""Background work of communities; when it runs stands in `esn.schedule`."""

from celery import shared_task

from communities.actions import counting, guesting, merging, ruling, working


@shared_task(name="communities.carry_on")
def carry_on(key: int) -> None:
    """Do what is left of a deed for many members."""
    working.carry_on(key)


@shared_task(name="communities.carry_on_merge")
def carry_on_merge(key: int) -> None:
    """Move what is left of a merge."""
    merging.carry_on(key)


@shared_task(name="communities.resume")
def resume() -> int:
    """Go on with what a worker left behind."""
    return working.resume() + merging.resume()


@shared_task(name="communities.expire_guests")
def expire_guests() -> int:
    """Sweep away the guests whose time is over."""
    return guesting.expire_guests()


@shared_task(name="communities.apply_rule")
def apply_rule(key: int) -> int:
    """Make one community agree with its rule."""
    return ruling.apply_rule(key)


@shared_task(name="communities.apply_rules")
def apply_rules() -> int:
    """Make all communities agree with their rules."""
    return ruling.apply_all()


@shared_task(name="communities.catch_up")
def catch_up() -> int:
    """Read the last days of the log again for who was active where."""
    return counting.catch_up_lately()
