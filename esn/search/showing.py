"""What people see of what was found: rows asked of their source once more, with the place where they matched."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from esn.kit import markup
from esn.search import snippets
from esn.search.language import Query
from esn.search.models import Document
from esn.search.sources import SOURCES, Entry, Source
from esn.search.tally import Row

SHORT = 160
NAMED = {Document.Kind.PERSON, Document.Kind.COMMUNITY, Document.Kind.FILE}
MAKERS = ("author", "starter", "manager", "uploader")


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    kind: str
    row: Any
    entry: Entry
    title: SafeString
    snippet: SafeString
    # Where it matched, in words: "title", "skills", "comment" …
    matched: list[str]
    url: str
    at: datetime
    author: Any = None
    community: Any = None

    @property
    def kind_name(self) -> str:
        """One thing of this kind, in a word."""
        return str(NAMES[self.kind]())


# Each as a function, so that the language is that of the request.
NAMES: dict[str, Callable[[], str]] = {
    "person": lambda: _("Person"),
    "community": lambda: _("Community"),
    "post": lambda: _("Post"),
    "comment": lambda: _("Comment"),
    "idea": lambda: _("Idea"),
    "challenge": lambda: _("Challenge"),
    "file": lambda: _("File"),
}


def hits(viewer: Any, query: Query, keys: Sequence[Row]) -> list[Hit]:
    """Return the rows of a page in its order; what may not be seen any more is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    objects = dict(
        Document.objects.filter(pk__in=[key.pk for key in keys]).values_list("pk", "object_id")
        if keys
        else ()
    )
    for key in keys:
        if key.pk in objects:
            wanted[key.kind].append(objects[key.pk])
    rows = {kind: _rows(viewer, SOURCES[kind], pks) for kind, pks in wanted.items()}
    asked = snippets.wanted(query.terms)
    there = [(key.kind, rows[key.kind].get(objects[key.pk])) for key in keys if key.pk in objects]
    return [_hit(kind, row, asked) for kind, row in there if row is not None]


def _rows(viewer: Any, source: Source, pks: list[int]) -> dict[int, Any]:
    return {row.pk: row for row in source.loaded(source.visible_to(viewer).filter(pk__in=pks))}


def _hit(kind: str, row: Any, asked: snippets.Wanted) -> Hit:
    entry = SOURCES[kind].entry(row)
    about = row.thread if kind == Document.Kind.COMMENT else row
    title = entry.title or str(about)
    snippet, matched = _where(entry, asked)
    if entry.title and next(snippets.spans(entry.title, asked), None):
        matched.insert(0, _("name") if kind in NAMED else _("title"))
    return Hit(
        kind=kind,
        row=row,
        entry=entry,
        title=snippets.marked(title, asked),
        snippet=snippet,
        matched=matched,
        url=address(kind, row),
        at=entry.at,
        author=author_of(row),
        community=community_of(row),
    )


def address(kind: str, row: Any) -> str:
    """Return where a thing is read."""
    comment = row.pk if kind == Document.Kind.COMMENT else getattr(row, "comment_id", None)
    if comment:
        return f"{row.thread.get_absolute_url()}?comment={comment}#comment-{comment}"
    if kind == Document.Kind.FILE:
        return str(row.thread.get_absolute_url())
    return str(row.get_absolute_url())


def author_of(row: Any) -> Any:
    """Return who made a thing, where somebody did."""
    return next((getattr(row, name) for name in MAKERS if hasattr(row, name)), None)


def community_of(row: Any) -> Any:
    """Return where a thing is, where it is in a community."""
    if hasattr(row, "community"):
        return row.community
    thread = getattr(row, "thread", None)
    return thread.community if thread else None


def _where(entry: Entry, asked: snippets.Wanted) -> tuple[SafeString, list[str]]:
    """Return the best snippet of an entry, and the names of the parts in which something was found."""
    best, matched = markup.trusted(""), []
    for part in entry.parts:
        text = _untitled(part.text, entry.title)
        if not text:
            continue
        piece, is_found = snippets.cut(text, asked)
        if is_found:
            matched.append(_(part.name))
        if (is_found and len(matched) == 1) or (not best and not part.is_key):
            best = piece
    return best, matched


def _untitled(text: str, title: str) -> str:
    """Return a text without the title that was taken from its beginning."""
    beginning = title.rstrip("…")
    return text[len(beginning) :].strip() if beginning and text.startswith(beginning) else text
