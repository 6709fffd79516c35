"""The tables of analytics."""

from analytics.models.facts import FACTS, DayFact, EdgeFact, PostFact, ResponseFact, UnitDay
from analytics.models.figures import Disclosure, Look, Snapshot
from analytics.models.progress import DirtyDay, Import, Watermark

__all__ = [
    "FACTS",
    "DayFact",
    "DirtyDay",
    "Disclosure",
    "EdgeFact",
    "Import",
    "Look",
    "PostFact",
    "ResponseFact",
    "Snapshot",
    "UnitDay",
    "Watermark",
]
