"""What can happen in moderation; past tense, never renamed."""

THING_REPORTED = "moderation.thing_reported"
CASE_OPENED = "moderation.case_opened"
CASE_RULED = "moderation.case_ruled"
RULING_APPEALED = "moderation.ruling_appealed"
APPEAL_DECIDED = "moderation.appeal_decided"
PERSON_SANCTIONED = "moderation.person_sanctioned"
SANCTION_LIFTED = "moderation.sanction_lifted"
