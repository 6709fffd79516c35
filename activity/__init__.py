"""What people say to each other: threads, posts, comments, reactions, mentions, tags, and the stream.

Not votes on ideas and not unread bells.
"""
