"""Who may pass a door, said of the cast; and what the others meet."""

from dataclasses import dataclass, field
from typing import Any

SIGNED = frozenset({"bo", "max", "fay", "dee", "gus", "eve", "ada"})
EMPLOYEES = SIGNED - {"gus"}
# The samples lie in Lab, which is private: max owns it, bo belongs to it and wrote what is in it.
INSIDE = frozenset({"bo", "max"})


@dataclass(frozen=True)
class Audience:
    """Who passes; to whom the door is as if it were not there (404); all others are refused (403 or 404)."""

    name: str
    passes: frozenset[str]
    hidden: frozenset[str] = frozenset()
    is_public: bool = False


PUBLIC = Audience("public", SIGNED | {"anonymous", "eli"}, is_public=True)
SIGNED_IN = Audience("signed-in", SIGNED)
EMPLOYEE = Audience("employee", EMPLOYEES)
READER = Audience("who may read the community", INSIDE, SIGNED - INSIDE)
KNOWER = Audience("who may know of the community", EMPLOYEES, frozenset({"gus"}))
AUTHOR = Audience("author", frozenset({"bo"}), SIGNED - INSIDE)
AUTHOR_OR_LEADER = Audience("author, or who leads the community", INSIDE, SIGNED - INSIDE)
LEADER = Audience("who leads the community", frozenset({"max"}), frozenset({"gus"}))
STRANGER = Audience("employee outside the community", EMPLOYEES - INSIDE, frozenset({"gus"}))
LEADER_HIDDEN = Audience(
    "who leads the community, which others may not read", frozenset({"max"}), SIGNED - INSIDE
)
LEADER_OPEN = Audience("who leads an open community", frozenset({"max"}))
LAUNCHER = Audience(
    "who leads any community, directors, and who runs the site", frozenset({"max", "eve", "ada"})
)
EXECUTIVE = Audience("executive", frozenset({"eve", "ada"}))
ADMIN = Audience("administrator", frozenset({"ada"}))
NOBODY = Audience("nobody", frozenset())
ONESELF = Audience("the person concerned", frozenset({"bo"}))
ONESELF_HIDDEN = Audience(
    "the person concerned; to others it does not exist", frozenset({"bo"}), SIGNED - {"bo"}
)


@dataclass(frozen=True)
class Door:
    """A declared door: its audience, the sample it is tried with, and for public ones the reason."""

    audience: Audience
    why: str = ""
    on: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    path: str = ""
