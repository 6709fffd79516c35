"""A call: what is to be told to whom; and the register of pickers by the verb they answer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from activity.models import Comment, Thread
from communities.models import Community
from esn.kit.models import Event
from inbox.models import Kind
from people.models import Person, PersonQuerySet


@dataclass(frozen=True)
class Call:
    """One audience of an event. What has the same kind and subject folds into one unread row."""

    kind: Kind
    people: PersonQuerySet
    subject: str = ""
    thread: Thread | None = None
    comment: Comment | None = None
    community: Community | None = None
    follower_id: int | None = None
    word: str = ""
    # A reminder that I set comes to me; of everything else that I do I need not hear.
    is_to_actor: bool = False
    others_than: frozenset[int] = field(default_factory=frozenset)

    @property
    def key(self) -> str:
        """What folds together."""
        return f"{self.kind}:{self.subject or self._about()}"

    def _about(self) -> str:
        if self.thread is not None:
            return f"thread:{self.thread.pk}"
        return f"community:{self.community.pk}" if self.community is not None else ""

    @property
    def place(self) -> Community | None:
        """The community in which it happened."""
        return self.thread.community if self.thread is not None else self.community


Picker = Callable[[Event], list[Call]]
_pickers: dict[str, list[Picker]] = {}


def picks(*verbs: str) -> Callable[[Picker], Picker]:
    """Register who hears of these verbs."""

    def register(picker: Picker) -> Picker:
        for verb in verbs:
            _pickers.setdefault(verb, []).append(picker)
        return picker

    return register


def verbs() -> list[str]:
    """Return every verb that somebody hears of."""
    return sorted(_pickers)


def calls_of(event: Event) -> list[Call]:
    """Return the audiences of an event, always in the same order."""
    return [call for picker in _pickers.get(event.verb, []) for call in picker(event)]


def thread_of(event: Event) -> Thread | None:
    """Return the event's thread while it stands."""
    standing = Thread.objects.filter(pk=event.thread_id or 0, removed_at=None)
    return standing.select_related("community").first()


def comment_of(event: Event) -> Comment | None:
    """Return the comment that the event is about while it stands."""
    if event.object_type != "comment":
        return None
    return Comment.objects.filter(pk=event.object_id, removed_at=None).first()


def only(person_id: int | None) -> PersonQuerySet:
    """Return one person as an audience."""
    people: PersonQuerySet = Person.objects.filter(pk=person_id or 0)
    return people
