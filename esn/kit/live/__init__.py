"""Live topics: a signed subscription, one consumer, hints for many and fragments for few.

The socket is a hint; HTTP is the truth. What is lost here is caught up by an ordinary request.
"""

from esn.kit.live.sending import close, fragment, publish, publish_fragment, publish_many, recheck, set_loop
from esn.kit.live.topics import groups_of, sign, topic, unsign

__all__ = [
    "close",
    "fragment",
    "groups_of",
    "publish",
    "publish_fragment",
    "publish_many",
    "recheck",
    "set_loop",
    "sign",
    "topic",
    "unsign",
]
