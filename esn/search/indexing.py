"""Keeping documents: made from rows as they are now, so that doing it twice or late changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from esn.kit import clock
from esn.search.engines import Worded, words_of
from esn.search.engines.choosing import engine
from esn.search.models import Document, Rebuild, Text
from esn.search.sources import SOURCES, Entry, Source
from esn.search.words import fold

BATCH = 500
TITLE = 400
# Longer texts are kept and found by their beginning.
LONGEST = 200_000
COLUMNS = (
    "thread_id", "community_id", "author_id", "at", "label", "language", "is_question", "is_answered", "is_solved",
    "has_file", "has_link", "is_hidden", "is_thread_hidden", "fingerprint", "revision",
)  # fmt: skip


def keep(kind: str, pks: Iterable[int]) -> int:
    """Make the documents of some rows say what the rows say; return how many had to be written."""
    source, wanted, written = SOURCES[kind], sorted(set(pks)), 0
    for start in range(0, len(wanted), BATCH):
        with transaction.atomic():
            written += _keep(source, wanted[start : start + BATCH])
    return written


def _keep(source: Source, pks: Sequence[int]) -> int:
    """Lock the documents first and read the rows then: whoever comes second sees what the first did."""
    documents = _locked(source, pks)
    if missing := set(pks) - set(documents):
        there = source.rows().filter(pk__in=missing).values_list("pk", flat=True)
        blank = [Document(kind=source.kind, object_id=pk, at=clock.now(), is_hidden=True) for pk in there]
        Document.objects.bulk_create(blank, ignore_conflicts=True)
        documents = _locked(source, pks)
    entries = {row.pk: source.entry(row) for row in source.loaded(source.rows().filter(pk__in=pks))}
    forget([document.pk for pk, document in documents.items() if pk not in entries])
    changed = [
        (documents[pk], entry)
        for pk, entry in entries.items()
        if pk in documents and is_different(documents[pk], entry)
    ]
    _write(changed)
    return len(changed)


def _locked(source: Source, pks: Sequence[int]) -> dict[int, Document]:
    own = Document.objects.filter(kind=source.kind, object_id__in=pks).order_by("pk")
    if connection.features.has_select_for_update:
        own = own.select_for_update()
    return {document.object_id: document for document in own}


def is_different(document: Document, entry: Entry) -> bool:
    """Whether a document says something else than its row."""
    return document.fingerprint != entry.fingerprint or any(
        getattr(document, name) != value for name, value in entry.columns.items()
    )


def _write(changed: list[tuple[Document, Entry]]) -> None:
    if not changed:
        return
    reworded = [pair for pair in changed if pair[0].fingerprint != pair[1].fingerprint]
    texts = [_text(document, entry) for document, entry in reworded]
    Text.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["title", "keywords", "body", "shape"],
        batch_size=250,
    )
    engine().put([_worded(text) for text in texts])
    # The documents come last: their new revision lets an index take in the words that stand there now.
    rows = [_row(document, entry) for document, entry in changed]
    Document.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=COLUMNS,
        batch_size=250,
    )


def _row(document: Document, entry: Entry) -> Document:
    is_reworded = document.fingerprint != entry.fingerprint
    return Document(
        kind=document.kind,
        object_id=document.object_id,
        revision=document.revision + is_reworded,
        fingerprint=entry.fingerprint,
        **entry.columns,
    )


def _text(document: Document, entry: Entry) -> Text:
    title = clean(entry.title)[:TITLE]
    return Text(
        document=document,
        title=title,
        keywords=clean(entry.keywords),
        body=clean(entry.body)[:LONGEST],
        shape=fold(title)[:TITLE],
    )


def _worded(text: Text) -> Worded:
    return Worded(text.document_id, words_of(text.title), words_of(text.keywords), words_of(text.body))


def clean(text: str) -> str:
    """Return text without what a database refuses."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def forget(document_pks: Sequence[int]) -> None:
    """Take documents out of the index."""
    if document_pks:
        engine().remove(document_pks)
        Document.objects.filter(pk__in=document_pks).delete()


def batches(source: Source, after: int = 0) -> Iterator[list[int]]:
    """Yield the keys of all rows of a source in ascending batches."""
    while True:
        rows = source.rows().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
        found = list(rows)
        if not found:
            return
        yield found
        after = found[-1]


def rebuild(*, kinds: Iterable[str] = (), is_fresh: bool = False) -> Iterator[tuple[str, int]]:
    """Go through all rows in place, while the search goes on; yield each kind with how many were looked at.

    An interrupted rebuild goes on where it stopped, unless a fresh one is wanted.
    """
    for kind in kinds or list(SOURCES):
        progress, _ = Rebuild.objects.get_or_create(kind=kind, defaults={"started_at": clock.now()})
        after = 0 if is_fresh else progress.last_id
        looked = 0
        for pks in batches(SOURCES[kind], after):
            with transaction.atomic():
                keep(kind, pks)
                Rebuild.objects.filter(pk=progress.pk).update(last_id=pks[-1])
            looked += len(pks)
            yield kind, looked
        forget_orphans(kind)
        progress.delete()


def orphans(kind: str) -> list[int]:
    """Return the documents of a kind whose row is not there any more."""
    own = Document.objects.filter(kind=kind)
    return list(own.exclude(object_id__in=SOURCES[kind].rows().values("pk")).values_list("pk", flat=True))


def forget_orphans(kind: str) -> int:
    """Take those documents out; return how many they were."""
    found: list[Any] = orphans(kind)
    for start in range(0, len(found), BATCH):
        forget(found[start : start + BATCH])
    return len(found)
