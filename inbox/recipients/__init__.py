"""Who hears of what: one small file per family of events, each naming its audiences; nothing is written here.

A picker answers an event with calls. Who of those people really wants to hear, and may, is asked once for all in
`wanting`.
"""

from inbox.recipients import (  # noqa: F401  (each registers its pickers)
    announcements,
    answers,
    comments,
    following,
    ideas,
    joining,
    mentions,
    posts,
    praise,
    reactions,
    reminders,
    roles,
)
from inbox.recipients.calls import Call, calls_of, picks, verbs
from inbox.recipients.wanting import readers_of, wanting

__all__ = ["Call", "calls_of", "picks", "readers_of", "verbs", "wanting"]
