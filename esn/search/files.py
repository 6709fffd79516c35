"""Files as something that can be found: by name, description and text, by exactly those who see what they stand beside."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from activity import events as verbs
from activity.models import Attachment
from esn.kit.models import Event
from esn.search.models import Document, FileText
from esn.search.sources import Entry, Part, Source, register
from people.models import Person


def file(row: Attachment) -> Entry:
    """Return what a file is found by."""
    text: FileText | None = getattr(row, "found_text", None)
    thread, comment = row.thread, row.comment
    if thread is None:
        raise ValueError(f"File {row.pk} stands beside nothing.")
    is_thread_hidden = thread.removed_at is not None or thread.held_at is not None
    is_hidden = comment is not None and (comment.removed_at is not None or comment.held_at is not None)
    return Entry(
        row.pk,
        row.created_at,
        row.name,
        (
            Part(_("description of the picture"), row.alt),
            Part(_("what stands in the file"), text.text if text else ""),
        ),
        thread_id=row.thread_id,
        community_id=thread.community_id,
        author_id=row.uploader_id,
        language=thread.language,
        flags={
            "has_file": True,
            "is_hidden": is_hidden,
            "is_thread_hidden": is_thread_hidden,
        },
    )


def _beside() -> QuerySet[Attachment]:
    """Return the files that stand beside a text; what is not sent yet, held or taken away is nobody's to find."""
    return Attachment.objects.public().filter(thread__isnull=False)


def _seen(viewer: Person) -> QuerySet[Attachment]:
    """Return those that the viewer sees, except what is held back."""
    standing = Q(comment=None) | Q(comment__held_at=None)
    seen = Attachment.objects.visible_to(viewer).public()
    return seen.filter(standing, thread__isnull=False, thread__held_at=None)


def _itself(event: Event) -> Iterable[int]:
    return [event.object_id]


def _of_thread(event: Event) -> Iterable[int]:
    return _beside().filter(thread=event.thread_id or 0).values_list("pk", flat=True)


def _loaded(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("thread__community", "uploader__department", "comment", "found_text")


register(
    Source(
        kind=Document.Kind.FILE,
        rows=_beside,
        visible_to=_seen,
        entry=file,
        loaded=_loaded,
        verbs={
            verbs.FILE_ATTACHED: _itself,
            verbs.FILE_REMOVED: _itself,
            verbs.FILE_RESTORED: _itself,
            verbs.FILE_HELD: _itself,
            verbs.FILE_DESCRIBED: _itself,
            verbs.POST_EDITED: _of_thread,
            verbs.THREAD_MOVED: _of_thread,
        },
    )
)
