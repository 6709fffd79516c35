"""Uploading files, putting them beside an opening or a comment, describing and discarding them."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.actions.withdrawing import draw_beside
from activity.models import Attachment, Comment, Draft, Thread
from activity.policies import require
from esn.kit import clock
from esn.kit.filing import names, pictures, sniffing
from people.models import Person

MOST = 10
# Uploaded but never sent: kept long enough for a draft over a long weekend.
UNSENT_FOR = timedelta(days=7)


class FileRefused(ValidationError):  # noqa: N818  (named as the other refusals are)
    """The file is too large, of no known type, damaged, or one too many."""


def upload_file(actor: Person, upload: "UploadedFile[Any]", *, alt: str = "") -> Attachment:
    """Keep a file that belongs to nothing yet; raises FileRefused. Pictures are written anew without metadata."""
    require(actor.is_active)
    name = names.safe_name(upload.name or "")
    _check_size(actor, upload, name)
    content = upload.read()
    found = sniffing.sniff(content[: sniffing.HEAD], name)
    if found is None:
        raise FileRefused(
            _("%(name)s was not taken: its type is not known here, or is not what its name says.")
            % {"name": name}
        )
    row = Attachment(
        uploader=actor, name=name, content_type=found.content_type, alt=alt[:500], created_at=clock.now()
    )
    if found.is_picture:
        content = _take_picture(row, content)
    row.size, row.digest = len(content), hashlib.sha256(content).hexdigest()
    row.file.save(_random_name(), ContentFile(content), save=False)
    row.save()
    return row


def _check_size(actor: Person, upload: "UploadedFile[Any]", name: str) -> None:
    size, most = upload.size or 0, settings.MAX_FILE_BYTES
    if size > most:
        raise FileRefused(
            _("%(name)s is larger than %(most)s, the most that one file may be.")
            % {"name": name, "most": filesizeformat(most)}
        )
    if not size:
        raise FileRefused(_("%(name)s is empty.") % {"name": name})
    used = Attachment.objects.filter(uploader=actor).aggregate(sum=Sum("size"))["sum"] or 0
    if used + size > settings.QUOTA_BYTES:
        raise FileRefused(
            _(
                "There is no room for %(name)s: you have used %(used)s of your %(quota)s. Remove old files first."
            )
            % {
                "name": name,
                "used": filesizeformat(used),
                "quota": filesizeformat(settings.QUOTA_BYTES),
            }
        )


def _take_picture(row: Attachment, content: bytes) -> bytes:
    try:
        picture = pictures.clean(content, row.content_type)
    except pictures.BadPictureError as error:
        raise FileRefused(
            _("%(name)s could not be read as a picture, or has too many pixels.") % {"name": row.name}
        ) from error
    row.width, row.height = picture.width, picture.height
    row.small.save(_random_name(), ContentFile(picture.small), save=False)
    return picture.content


def _random_name() -> str:
    secret = secrets.token_hex(20)
    return f"{secret[:2]}/{secret}"


@transaction.atomic
def attach(
    actor: Person, thread: Thread, attachments: Sequence[Attachment], comment: Comment | None = None
) -> None:
    """Put the actor's unsent files beside an opening or a comment that the caller is writing; raises FileRefused."""
    if not attachments:
        return
    before = Attachment.objects.filter(thread=thread, comment=comment).count()
    check_number(before + len(attachments))
    chosen = [row.pk for row in attachments]
    rows = Attachment.objects.unsent().filter(pk__in=chosen, uploader=actor)
    if rows.update(thread=thread, comment=comment) != len(set(chosen)):
        raise FileRefused(_("A file was sent elsewhere meanwhile, or discarded. Add it again."))
    for row in Attachment.objects.filter(pk__in=chosen).in_order():
        note(verbs.FILE_ATTACHED, actor, thread, row)


def check_number(number: int) -> None:
    """Refuse more files than one text may carry."""
    if number > MOST:
        raise FileRefused(
            _("At most %(most)d files go with one text. Put the others into a second one.") % {"most": MOST}
        )


@transaction.atomic
def describe_file(actor: Person, attachment: Attachment, *, alt: str) -> None:
    """Say in words what a picture shows."""
    require(attachment.uploader_id == actor.pk)
    Attachment.objects.filter(pk=attachment.pk).update(alt=alt[:500])
    if attachment.thread_id and attachment.thread:
        note(verbs.FILE_DESCRIBED, actor, attachment.thread, attachment)
    draw_beside(attachment)


@transaction.atomic
def discard_file(actor: Person, attachment: Attachment) -> None:
    """Take away an own file, sent or not; its bytes go after the change is certain."""
    require(attachment.uploader_id == actor.pk)
    if attachment.thread_id and attachment.thread:
        note(verbs.FILE_REMOVED, actor, attachment.thread, attachment)
    _forget([attachment])
    draw_beside(attachment)


@transaction.atomic
def forget_files(rows: Iterable[Attachment]) -> None:
    """Remove files whose people or threads are about to go, and their bytes when that is certain."""
    _forget(rows)


def _forget(rows: Iterable[Attachment]) -> None:
    for row in rows:
        stored = [part for part in (row.file, row.small) if part]
        Attachment.objects.filter(pk=row.pk).delete()
        transaction.on_commit(partial(_erase, stored), robust=True)


def _erase(parts: Sequence[FieldFile]) -> None:
    for part in parts:
        part.storage.delete(part.name or "")


def take_back_files(thread: Thread, comment: Comment | None = None) -> list[str]:
    """Let the files of a text that is taken back wait to be sent again; return their numbers."""
    rows = Attachment.objects.filter(thread=thread, comment=comment)
    numbers = [str(pk) for pk in rows.in_order().values_list("pk", flat=True)]
    rows.update(thread=None, comment=None)
    return numbers


# Apps above name the uploads that wait in drafts of their own.
Keeper = Callable[[], Iterable[int]]
_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> Keeper:
    """Name uploads that are not sent yet and must not be forgotten."""
    _keepers.append(keeper)
    return keeper


def forget_unsent(limit: int = 500) -> int:
    """Delete uploads that were never sent and wait in no draft; return how many."""
    kept = Draft.objects.filter(fields__has_key="attachments").values_list("fields__attachments", flat=True)
    waiting = {int(number) for numbers in kept for number in numbers if str(number).isdecimal()}
    waiting |= {number for keeper in _keepers for number in keeper()}
    old = Attachment.objects.unsent().filter(created_at__lt=clock.now() - UNSENT_FOR).order_by("pk")
    rows = [row for row in old[: limit + len(waiting)] if row.pk not in waiting][:limit]
    with transaction.atomic():
        _forget(rows)
    return len(rows)
