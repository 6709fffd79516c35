"""Sources: what an app lets the search know about its rows, and who may see them.

An area registers its own: `sources.register(Source(kind=…, …))` from the module that its `apps.ready` imports.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.db.models import Model, QuerySet

from esn.kit.models import Event
from esn.search.words import VERSION
from people.models import Person

Ids = Iterable[int]
# Kept in the document by the database itself, in the transaction that changes the thing.
KEPT = ("community_id", "is_answered", "is_solved", "is_hidden", "is_thread_hidden")


@dataclass(frozen=True)
class Part:
    """A named part of a thing's text; `is_key` marks short, weighty words such as skills and tags."""

    name: str
    text: str
    is_key: bool = False


@dataclass(frozen=True)
class Entry:
    """What is indexed of one row."""

    object_id: int
    at: datetime
    title: str = ""
    parts: tuple[Part, ...] = ()
    thread_id: int | None = None
    community_id: int | None = None
    author_id: int | None = None
    label: str = ""
    language: str = ""
    flags: Mapping[str, bool] = field(default_factory=dict)

    @property
    def keywords(self) -> str:
        """The weighty words."""
        return "\n".join(part.text for part in self.parts if part.is_key and part.text)

    @property
    def body(self) -> str:
        """The running text."""
        return "\n".join(part.text for part in self.parts if not part.is_key and part.text)

    @property
    def fingerprint(self) -> str:
        """A digest of what is indexed, except what the database keeps: it differs when the document is stale."""
        flags = sorted(name for name, is_so in self.flags.items() if is_so and name not in KEPT)
        told = (
            VERSION, self.at.isoformat(), self.title, self.keywords, self.body, self.thread_id, self.author_id,
            self.label, self.language, flags,
        )  # fmt: skip
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()

    @property
    def columns(self) -> dict[str, Any]:
        """The document's own columns."""
        flags = (
            "is_question",
            "is_answered",
            "is_solved",
            "has_file",
            "has_link",
            "is_hidden",
            "is_thread_hidden",
        )
        return {
            "thread_id": self.thread_id,
            "community_id": self.community_id,
            "author_id": self.author_id,
            "at": self.at,
            "label": self.label,
            "language": self.language,
            **{name: bool(self.flags.get(name)) for name in flags},
        }


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found."""

    kind: str
    # Every row that is findable by somebody; its model's table tells the index of deletions.
    rows: Callable[[], QuerySet[Any]]
    # Those that this viewer may see: the rule, asked again for whatever is shown.
    visible_to: Callable[[Person], QuerySet[Any]]
    entry: Callable[[Any], Entry]
    # What is loaded to make documents and to show rows.
    loaded: Callable[[QuerySet[Any]], QuerySet[Any]]
    # Which events change which rows.
    verbs: Mapping[str, Callable[[Event], Ids]]
    # Whether its community tells who may see it; otherwise `visible_to` is asked for every candidate.
    is_by_community: bool = True

    @property
    def model(self) -> type[Model]:
        """The rows' model."""
        return self.rows().model


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let the search know of a kind."""
    SOURCES[source.kind] = source
