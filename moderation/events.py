"""What can happen in moderation; past tense, never renamed."""

THING_REPORTED = "moderation.thing_reported"
CASE_OPENED = "moderation.case_opened"
# Nobody acts in these two; the owner is who looks at the case now, or gave it back themselves.
CASE_CLAIMED = "moderation.case_claimed"
CASE_RELEASED = "moderation.case_released"
CASE_RULED = "moderation.case_ruled"
RULING_APPEALED = "moderation.ruling_appealed"
APPEAL_DECIDED = "moderation.appeal_decided"
PERSON_SANCTIONED = "moderation.person_sanctioned"
SANCTION_LIFTED = "moderation.sanction_lifted"
