"""What can happen to figures; past tense, never renamed."""

INSIGHTS_VIEWED = "analytics.insights_viewed"
INTERACTIONS_IMPORTED = "analytics.interactions_imported"
