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
from analytics.models.figures import Disclosure, Look, Snapshot
from analytics.models.progress import DirtyDay, Import, Watermark
from analytics.models.warnings import Firing, SelfAssessment, Statement, Threshold, Viewing

__all__ = [
    "FACTS",
    "AskFact",
    "DayFact",
    "DirtyDay",
    "Disclosure",
    "EdgeFact",
    "Firing",
    "IdeaFact",
    "Import",
    "Look",
    "PostFact",
    "ResponseFact",
    "SelfAssessment",
    "Snapshot",
    "Statement",
    "Threshold",
    "UnitDay",
    "Viewing",
    "Watermark",
    "WorkFact",
]
