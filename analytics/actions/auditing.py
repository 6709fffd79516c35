"""Noting who looked at figures: every view of analytics is a fact of its own."""

from analytics import events as verbs
from analytics.models import Snapshot
from esn.kit import events
from people.models import Person


def note_view(viewer: Person, snapshot_id: int) -> None:
    """Record that somebody looked at the figures; 0 when there were none."""
    events.record(verbs.INSIGHTS_VIEWED, actor=viewer, about=Snapshot(pk=snapshot_id))
