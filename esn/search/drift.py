"""Drift: documents that are missing, stale, orphaned or without their words."""

from collections.abc import Iterator
from dataclasses import dataclass

from esn.search import indexing
from esn.search.engines.choosing import engine
from esn.search.models import Document
from esn.search.sources import SOURCES, Source


@dataclass(frozen=True)
class Drift:
    """One row whose document is not what it should be; an orphan's document has no row."""

    what: str
    kind: str
    object_id: int


def found() -> Iterator[Drift]:
    """Yield every drift; what is written meanwhile may appear, so look twice."""
    for kind, source in SOURCES.items():
        for pks in indexing.batches(source):
            yield from _among(source, pks)
        gone = Document.objects.filter(pk__in=indexing.orphans(kind)).values_list("object_id", flat=True)
        yield from (Drift("orphan", kind, pk) for pk in gone)


def _among(source: Source, pks: list[int]) -> Iterator[Drift]:
    documents = {d.object_id: d for d in Document.objects.filter(kind=source.kind, object_id__in=pks)}
    worded = engine().kept([document.pk for document in documents.values()])
    for row in source.loaded(source.rows().filter(pk__in=pks)):
        document = documents.get(row.pk)
        if document is None:
            yield Drift("missing", source.kind, row.pk)
        elif indexing.is_different(document, source.entry(row)):
            yield Drift("stale", source.kind, row.pk)
        elif document.pk not in worded:
            yield Drift("wordless", source.kind, row.pk)


def repair(drifts: list[Drift]) -> None:
    """Make the documents right."""
    for kind in SOURCES:
        own = [drift for drift in drifts if drift.kind == kind]
        wordless = [drift.object_id for drift in own if drift.what == "wordless"]
        # Without a fingerprint everything about it is written again.
        Document.objects.filter(kind=kind, object_id__in=wordless).update(fingerprint="")
        indexing.keep(kind, [drift.object_id for drift in own])
