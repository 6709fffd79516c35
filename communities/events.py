"""What can happen to communities; past tense, never renamed."""

COMMUNITY_FOUNDED = "communities.community_founded"
COMMUNITY_EDITED = "communities.community_edited"
COMMUNITY_ARCHIVED = "communities.community_archived"
COMMUNITY_REVIVED = "communities.community_revived"
COMMUNITY_MERGED = "communities.community_merged"
MEMBER_JOINED = "communities.member_joined"
MEMBER_LEFT = "communities.member_left"
MEMBER_REMOVED = "communities.member_removed"
MEMBER_ADDED = "communities.member_added"
MEMBER_INVITED = "communities.member_invited"
INVITATION_ANSWERED = "communities.invitation_answered"
GUEST_INVITED = "communities.guest_invited"
GUEST_EXPIRED = "communities.guest_expired"
ROLE_CHANGED = "communities.role_changed"
JOIN_REQUESTED = "communities.join_requested"
JOIN_DECIDED = "communities.join_decided"
JOIN_WITHDRAWN = "communities.join_withdrawn"

# Verbs of the apps above by which somebody shows their name in a community: what a guest sees of the others.
# They are names in the log, not calls; names in the log never change.
WRITING = (
    "activity.post_published",
    "activity.question_asked",
    "activity.comment_added",
    "ideas.idea_submitted",
)
