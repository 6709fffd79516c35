"""The tables of analytics."""

from analytics.models.facts import (
    FACTS,
    AskFact,
    DayFact,
    EdgeFact,
    IdeaFact,
    PostFact,
    ResponseFact,
    UnitDay,
    WorkFact,
)
from analytics.models.figures import Look, Snapshot
from analytics.models.progress import DirtyDay, Import, Watermark

__all__ = [
    "FACTS",
    "AskFact",
    "DayFact",
    "DirtyDay",
    "EdgeFact",
    "IdeaFact",
    "Import",
    "Look",
    "PostFact",
    "ResponseFact",
    "Snapshot",
    "UnitDay",
    "Watermark",
    "WorkFact",
]
