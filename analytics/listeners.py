"""What analytics hears from the ledger: only that an event came late."""

from analytics.actions import rolling
from esn.kit import events
from esn.kit.models import Event


@events.listen(events.EVERY_VERB, "analytics.late")
def note_late(event: Event) -> None:
    """Have the day of a late event done again."""
    rolling.note_late(event)
