"""Live topics of analytics: that fresh figures are there."""

from esn.kit import live
from people.models import Person
from people.policies import may_see_analytics


@live.topic("insights")
def insights(viewer: Person, key: str) -> list[str] | None:
    """A hint after each roll-up that found something new."""
    return ["insights"] if may_see_analytics(viewer) and not key else None
