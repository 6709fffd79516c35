"""What can happen in conversation; past tense, never renamed."""

POST_PUBLISHED = "activity.post_published"
QUESTION_ASKED = "activity.question_asked"
POST_EDITED = "activity.post_edited"
THREAD_REMOVED = "activity.thread_removed"
COMMENT_ADDED = "activity.comment_added"
COMMENT_EDITED = "activity.comment_edited"
COMMENT_REMOVED = "activity.comment_removed"
ANSWER_ACCEPTED = "activity.answer_accepted"
REACTION_ADDED = "activity.reaction_added"
REACTION_WITHDRAWN = "activity.reaction_withdrawn"
PERSON_MENTIONED = "activity.person_mentioned"
THREAD_SEEN = "activity.thread_seen"
# Somebody asked to be reminded, and the time has come; the event's owner is the one who asked.
BOOKMARK_DUE = "activity.bookmark_due"
# A message of a network that existed before; see `analytics.importing`.
MESSAGE_IMPORTED = "activity.message_imported"
