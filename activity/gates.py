"""Gates that words pass before they are said; apps above add theirs: pre-approval, slow mode, rules on words.

A gate lets words pass, stops them with a sentence, or keeps them back: then what is written is held, and handed to it.
What only wants a second thought is a doubt; pages and programs ask for doubts before they act, actions never do.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from activity.models import Comment, Held, Thread
from communities.models import Community
from esn.kit import clock, events
from people.models import Person
from people.policies import NotAllowed


class Stopped(NotAllowed):
    """The words may not be said there, or not yet; the sentence says why."""


@dataclass(frozen=True)
class Words:
    """What somebody is about to say, and where."""

    community: Community
    text: str
    is_comment: bool = False
    is_edit: bool = False


# Takes what was written and held: the thread, or the comment in it.
Keeper = Callable[[Thread, Comment | None], None]
Gate = Callable[[Person, Words], Keeper | None]
Doubt = Callable[[Person, Words], list[str]]
_gates: list[Gate] = []
_doubts: list[Doubt] = []


def gate(rule: Gate) -> Gate:
    """Register what may stop words or keep them back; it only asks and never writes."""
    _gates.append(rule)
    return rule


def doubt(rule: Doubt) -> Doubt:
    """Register what makes a writer think again."""
    _doubts.append(rule)
    return rule


def pass_through(person: Person, words: Words) -> Keeper | None:
    """Return who takes the words if they are to be held; raises Stopped. History that is told quietly passes."""
    if events.is_quiet():
        return None
    keepers = [keeper for rule in _gates if (keeper := rule(person, words)) is not None]
    return keepers[0] if keepers else None


def held(keeper: Keeper | None) -> dict[str, Any]:
    """Return the columns of something that is written and held at once."""
    return {"held_at": clock.now(), "held_because": Held.APPROVAL} if keeper is not None else {}


def hand_over(keeper: Keeper | None, thread: Thread, comment: Comment | None = None) -> None:
    """Give what was held to who keeps it."""
    if keeper is not None:
        keeper(thread, comment)


def doubts(person: Person, words: Words) -> list[str]:
    """Return what the writer should think of before saying it, as sentences."""
    return [said for rule in _doubts for said in rule(person, words)]


def mark(said: list[str]) -> str:
    """Return a mark of these doubts: whoever sends it back has read them and no others."""
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
