"""The acts of the demo's story: plain facts of who does what when, in the order in which they happen."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Act:
    """Somebody does something at a moment; `who` is a user name."""

    at: datetime
    who: str


@dataclass(frozen=True)
class Hire(Act):
    """The person enters the directory."""


@dataclass(frozen=True)
class FoundCommunity(Act):
    """Somebody starts a community and owns it."""

    room: str


@dataclass(frozen=True)
class JoinCommunity(Act):
    """`host` lets the person in where the room is not open; empty where it is."""

    room: str
    host: str = ""


@dataclass(frozen=True)
class Follow(Act):
    """Somebody follows somebody."""

    other: str


@dataclass(frozen=True)
class Publish(Act):
    """Somebody starts a thread, named by its number."""

    thread: int
    room: str
    kind: str
    title: str
    body: str


@dataclass(frozen=True)
class PublishPoll(Publish):
    """Somebody asks, and people choose among options until it closes."""

    options: tuple[str, ...]
    is_multiple: bool
    is_hidden: bool
    closes_at: datetime


@dataclass(frozen=True)
class PublishPraise(Publish):
    """Somebody praises people, by user name, for a value, by its key."""

    people: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class PublishMustRead(Publish):
    """Somebody announces what everybody has to read."""

    due_on: date


@dataclass(frozen=True)
class Vote(Act):
    """Somebody chooses options of a poll, by their places."""

    thread: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class Acknowledge(Act):
    """Somebody confirms that they have read an announcement."""

    thread: int


@dataclass(frozen=True)
class Comment(Act):
    """`number` names the comment; `parent` is the number of the comment answered, or None."""

    thread: int
    number: int
    body: str
    parent: int | None = None
    accepts: bool = False


@dataclass(frozen=True)
class React(Act):
    """Somebody reacts to a thread or to a comment in it."""

    thread: int
    kind: str
    comment: int | None = None


@dataclass(frozen=True)
class Accept(Act):
    """Who asked names the answer."""

    thread: int
    comment: int


@dataclass(frozen=True)
class Read(Act):
    """The person read that day."""


@dataclass(frozen=True)
class OpenChallenge(Act):
    """A sponsor opens a challenge: ideas, then votes, then decisions until these moments."""

    challenge: str
    submissions_close: datetime
    voting_close: datetime
    decide_by: datetime


@dataclass(frozen=True)
class SubmitIdea(Act):
    """Somebody hands in an idea, which opens a thread."""

    challenge: str
    thread: int
    title: str
    problem: str
    proposal: str


@dataclass(frozen=True)
class Support(Act):
    """Somebody supports an idea."""

    thread: int


@dataclass(frozen=True)
class Decide(Act):
    """The sponsor decides on an idea and says why."""

    thread: int
    outcome: str
    reason_code: str
    reason: str
    review_in_days: int | None = None


@dataclass(frozen=True)
class Deed(Act):
    """Somebody does something on a board, by the name of what is done and with what."""

    deed: str
    args: tuple[str | int, ...] = ()
