"""The tables of moderation."""

from moderation.models.case import Case, CaseQuerySet, Cause, Kind, Reason, Report
from moderation.models.rules import CommunityRules, WordRule, WordRuleQuerySet
from moderation.models.ruling import Appeal, Measure, Outcome, Ruling, RulingQuerySet
from moderation.models.sanction import Sanction, SanctionQuerySet

__all__ = [
    "Appeal",
    "Case",
    "CaseQuerySet",
    "Cause",
    "CommunityRules",
    "Kind",
    "Measure",
    "Outcome",
    "Reason",
    "Report",
    "Ruling",
    "RulingQuerySet",
    "Sanction",
    "SanctionQuerySet",
    "WordRule",
    "WordRuleQuerySet",
]
