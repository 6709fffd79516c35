"""What can happen to challenges and ideas; past tense, never renamed."""

CHALLENGE_LAUNCHED = "ideas.challenge_launched"
CHALLENGE_EDITED = "ideas.challenge_edited"
IDEA_SUBMITTED = "ideas.idea_submitted"
IDEA_EDITED = "ideas.idea_edited"
IDEA_SUPPORTED = "ideas.idea_supported"
SUPPORT_WITHDRAWN = "ideas.support_withdrawn"
IDEA_DECIDED = "ideas.idea_decided"
