"""How a thread stands in its community: pinned until a day, closed for further comments."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.models import Pin, Thread
from activity.policies import NotAllowed, may_close, may_pin, require
from communities.models import Community
from esn.kit import clock
from people.models import Person

MOST_PINS = 5


class TooManyPins(NotAllowed):
    """What is pinned beside ten others is not pinned."""


@transaction.atomic
def pin_thread(actor: Person, thread: Thread, *, until: datetime | None = None) -> Pin:
    """Put a thread at the top of its community, until a moment if one is given; raises TooManyPins."""
    require(may_pin(actor, thread))
    # Two leads at once: the second waits here and then counts the first one's pin.
    Community.objects.select_for_update().get(pk=thread.community_id)
    others = Pin.objects.standing().filter(thread__community=thread.community_id).exclude(thread=thread)
    if others.count() >= MOST_PINS:
        raise TooManyPins(
            _("%(n)d posts are pinned here already. Unpin one of them first.") % {"n": MOST_PINS}
        )
    pin, _is_new = Pin.objects.update_or_create(
        thread=thread, defaults={"by": actor, "at": clock.now(), "until": until}
    )
    _draw_again(thread)
    note(verbs.THREAD_PINNED, actor, thread, thread, owner=thread.starter)
    return pin


@transaction.atomic
def unpin_thread(actor: Person, thread: Thread) -> None:
    """Let a thread go back to where its time puts it."""
    require(may_pin(actor, thread))
    gone, _kinds = Pin.objects.filter(thread=thread).delete()
    if gone:
        _draw_again(thread)
        note(verbs.THREAD_UNPINNED, actor, thread, thread, owner=thread.starter)


@transaction.atomic
def close_thread(actor: Person, thread: Thread) -> None:
    """End a discussion: it can be read and liked, not answered."""
    require(may_close(actor, thread))
    closed = Thread.objects.filter(pk=thread.pk, closed_at=None).update(
        closed_at=clock.now(), closed_by=actor, version=F("version") + 1
    )
    if closed:
        thread.refresh_from_db()
        note(verbs.THREAD_CLOSED, actor, thread, thread, owner=thread.starter)


@transaction.atomic
def reopen_thread(actor: Person, thread: Thread) -> None:
    """Let a closed discussion go on."""
    require(may_close(actor, thread))
    opened = Thread.objects.filter(pk=thread.pk, closed_at__isnull=False).update(
        closed_at=None, closed_by=None, version=F("version") + 1
    )
    if opened:
        thread.refresh_from_db()
        note(verbs.THREAD_REOPENED, actor, thread, thread, owner=thread.starter)


def _draw_again(thread: Thread) -> None:
    Thread.objects.filter(pk=thread.pk).update(version=F("version") + 1)
