"""Marking read and unread; every open page of the person hears of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from esn.kit import clock
from inbox.actions.settling import recount
from inbox.actions.telling import ring
from inbox.models import Cause, Notification
from people.models import Person


@transaction.atomic
def mark_read(actor: Person, row: Notification) -> None:
    """Mark one of one's own notifications read; doing it again changes nothing."""
    if Notification.objects.unread().filter(pk=row.pk, person=actor).update(read_at=clock.now()):
        row.read_at = clock.now()
        ring([actor.pk])


@transaction.atomic
def mark_unread(actor: Person, row: Notification) -> Notification:
    """Mark one unread again; if something new came on the subject meanwhile, both become one. Returns that one."""
    locked = Notification.objects.select_for_update().filter(person=actor, subject=row.subject)
    rows = {found.pk: found for found in locked.filter(Q(pk=row.pk) | Q(read_at=None)).order_by("pk")}
    old = rows.pop(row.pk, None)
    if old is None or old.read_at is None:
        return row
    ring([actor.pk])
    for newer in rows.values():
        return _join(old, newer)
    old.read_at = None
    old.save(update_fields=["read_at"])
    return old


def _join(old: Notification, newer: Notification) -> Notification:
    """Let what an old row told become part of the newer one."""
    Cause.objects.filter(notification=old).update(notification=newer)
    newer.first_at, newer.comment = old.first_at, old.comment
    newer.save(update_fields=["first_at", "comment"])
    recount([newer])
    old.delete()
    return newer


@transaction.atomic
def mark_all_read(actor: Person, *, until: datetime | None = None) -> int:
    """Mark read what had come by a moment; what came after it was not on the screen. Returns how many."""
    rows = Notification.objects.unread().filter(person=actor, last_at__lte=until or clock.now())
    number = rows.update(read_at=clock.now())
    if number:
        ring([actor.pk])
    return number


@transaction.atomic
def read_along(actor: Person, thread_id: int, *, last_comment: int = 0) -> int:
    """Mark read what tells of a thread that its reader has on the screen, as far as the comments shown there."""
    rows = Notification.objects.unread().filter(person=actor, thread=thread_id)
    shown = Q(comment=None) | Q(comment__lte=last_comment)
    number = rows.filter(shown).update(read_at=clock.now())
    if number:
        ring([actor.pk])
    return number
