"""Reading what stands in files: in a process of its own, with little time and memory, however the document is made.

What could not be read is found by its name. A file is tried three times; a try counts before it begins, so that one that
takes its worker along is left alone in the end.
"""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import PurePosixPath

from django.db.models import F, Q

from activity.models import Attachment
from esn.search import extracting, indexing
from esn.search.models import Document, FileText

log = logging.getLogger(__name__)
MOST_TRIES = 3
PATIENCE = 60
# What is found of a text is its first twelve thousand words (`engines.MOST_WORDS`); more need not be kept.
KEPT = 100_000


def waiting(limit: int = 50) -> list[int]:
    """Return files beside a text that nobody has read yet, or not to the end."""
    unread = Q(found_text=None) | Q(found_text__is_read=False, found_text__tries__lt=MOST_TRIES)
    rows = Attachment.objects.filter(unread, thread__isnull=False).order_by("-pk")
    return list(rows.values_list("pk", flat=True)[:limit])


def read(pk: int, *, by: Callable[[str, bytes], str] | None = None) -> None:
    """Read a file and let it be found by its words; doing so twice is the same as once.

    `by` reads what is certainly harmless here, in no time; everything else is read in a process of its own.
    """
    row = Attachment.objects.filter(pk=pk, thread__isnull=False).first()
    if row is None:
        return
    kept, _new = FileText.objects.get_or_create(file=row)
    if kept.is_read or kept.tries >= MOST_TRIES:
        return
    FileText.objects.filter(pk=kept.pk).update(tries=F("tries") + 1)
    try:
        text = text_of(row, by or _apart)
    except OSError as error:
        log.warning("File %s could not be read: %s", pk, error)
        return
    FileText.objects.filter(pk=kept.pk).update(text=indexing.clean(text)[:KEPT], is_read=True)
    indexing.keep(Document.Kind.FILE, [pk])


def text_of(row: Attachment, by: Callable[[str, bytes], str]) -> str:
    """Return the text of an uploaded file, or nothing; raises OSError when its bytes cannot be had."""
    ending = PurePosixPath(row.name.lower()).suffix
    if ending not in extracting.READERS or row.size > extracting.LARGEST:
        return ""
    with row.file.open("rb") as opened:
        return by(row.name, opened.read(extracting.LARGEST + 1))


def _apart(name: str, content: bytes) -> str:
    """Have a process of its own read it: what hangs or grows without end is ended, and has no text."""
    command = [sys.executable, "-P", str(extracting.__file__), name]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603  (our own program)
    except subprocess.TimeoutExpired:
        log.warning("A document took longer than %s seconds to read; it is found by its name.", PATIENCE)
        return ""
    return done.stdout.decode("utf-8", "ignore") if done.returncode == 0 else ""
