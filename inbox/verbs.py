"""Facts that the inbox hears of before the parts that record them are on the same branch.

The words are fixed; where an app's own `events.py` has the constant, it may be imported from there instead.
"""

# Announcements and praise (activity).
ACKNOWLEDGEMENT_ASKED = "activity.acknowledgement_asked"
ACKNOWLEDGEMENT_REMINDED = "activity.acknowledgement_reminded"
ACKNOWLEDGED = "activity.acknowledged"
PRAISE_GIVEN = "activity.praise_given"
# What a person set aside, and what was to appear later (activity).
BOOKMARK_DUE = "activity.bookmark_due"
SCHEDULE_REFUSED = "activity.schedule_refused"
# Invitations (communities).
MEMBER_INVITED = "communities.member_invited"
# Where something was closed to readers (threads, communities).
THREAD_MOVED = "activity.thread_moved"
COMMUNITY_ARCHIVED = "communities.community_archived"
COMMUNITY_MERGED = "communities.community_merged"
