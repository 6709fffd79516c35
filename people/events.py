"""What can happen to people; past tense, never renamed."""

PERSON_JOINED = "people.person_joined"
PERSON_MOVED = "people.person_moved"
PERSON_DEACTIVATED = "people.person_deactivated"
PERSON_FOLLOWED = "people.person_followed"
PROFILE_EDITED = "people.profile_edited"
ROLE_GRANTED = "people.role_granted"
SIGNED_IN = "people.signed_in"
