"""Taking a thread to another community, never to readers whom those who wrote in it did not address."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.actions.tipping import move_tip
from activity.models import Comment, Pin, Thread
from activity.policies import NotAllowed, may_move, may_publish, require
from communities import audiences
from communities.models import Community
from esn.kit import audit, live
from people.models import Person


class WiderAudience(NotAllowed):
    """What others wrote for fewer people would be shown to more."""


def refusal(actor: Person, thread: Thread, target: Community) -> str:
    """Return why the thread may not go there, or an empty string."""
    if not may_move(actor, thread):
        return _("You may not move this post.")
    if target.pk == thread.community_id:
        return _("It is there already.")
    if not may_publish(actor, target):
        return _("You may not write in that community.")
    if not audiences.is_within(target, thread.community) and _others_wrote(actor, thread):
        return _(
            "People there could read what others wrote for fewer readers. "
            "Ask its author to show the opening to them instead."
        )
    return ""


def _others_wrote(actor: Person, thread: Thread) -> bool:
    is_mine = thread.starter_id == actor.pk
    return not is_mine or Comment.objects.filter(thread=thread).exclude(author=actor).exists()


@transaction.atomic
def move_thread(actor: Person, thread: Thread, *, community: Community, reason: str = "") -> None:
    """Move a thread with its comments; raises WiderAudience, NotAllowed."""
    # Who comments at this moment is waited for: their words count for what may be shown to whom.
    locked = Thread.objects.select_for_update(of=("self",)).select_related("community").get(pk=thread.pk)
    source = locked.community
    if source.pk == community.pk:
        return
    require(may_move(actor, locked) and may_publish(actor, community))
    if why := refusal(actor, locked, community):
        raise WiderAudience(why)
    Pin.objects.filter(thread=locked).delete()
    Thread.objects.filter(pk=locked.pk).update(community=community, version=F("version") + 1)
    thread.refresh_from_db()
    for place in (source, community):
        move_tip(place)
    note(verbs.THREAD_MOVED, actor, thread, thread, owner=thread.starter)
    audit.record(
        verbs.THREAD_MOVED,
        actor=actor,
        about=thread,
        before={"community": source.name},
        after={"community": community.name},
        reason=reason,
        community_id=source.pk,
    )
    live.publish(f"thread.{thread.pk}", {"moved": True}, is_fragment=True)
