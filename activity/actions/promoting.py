"""Showing an opening to a wider audience: anybody who reads it may ask, its author decides.

The comments stay where they were written: those who wrote them were not asked.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.actions.sharing import carry
from activity.models import Promotion, Thread
from activity.policies import NotAllowed, may_promote, may_publish, require
from communities.models import Community
from esn.kit import clock
from people.models import Person


class NotWider(NotAllowed):
    """Everybody there can read it already, or the author was asked before."""


@transaction.atomic
def ask_promotion(actor: Person, thread: Thread, *, community: Community, reason: str = "") -> Promotion:
    """Ask the author to let the opening be shown in a community; asking twice is the same as once."""
    require(may_promote(actor, thread) and may_publish(actor, community))
    if community.pk == thread.community_id:
        raise NotWider(_("It is there already."))
    open_one = Promotion.objects.filter(thread=thread, target=community, decided_at=None)
    if found := open_one.first():
        return found
    try:
        with transaction.atomic():
            promotion = Promotion.objects.create(
                thread=thread, target=community, note=reason, asked_by=actor, asked_at=clock.now()
            )
    except IntegrityError:
        return open_one.get()
    note(verbs.PROMOTION_ASKED, actor, thread, promotion, owner=thread.starter)
    return promotion


@transaction.atomic
def decide_promotion(actor: Person, promotion: Promotion, *, accept: bool) -> None:
    """Say yes or no as the author; a yes shows the opening there in the name of who asked. Decided once."""
    locked = (
        Promotion.objects.select_for_update(of=("self",))
        .select_related("thread__community", "target", "asked_by")
        .get(pk=promotion.pk)
    )
    require(locked.thread.starter_id == actor.pk)
    if locked.decided_at is not None:
        return
    locked.is_accepted, locked.decided_at = accept, clock.now()
    if accept:
        locked.share = _show(locked)
    locked.save()
    note(verbs.PROMOTION_DECIDED, actor, locked.thread, locked, owner=locked.asked_by)


def _show(promotion: Promotion) -> Thread:
    # Who asked may have left the community, or the company, while the author thought about it.
    is_possible = promotion.asked_by.is_active and may_publish(promotion.asked_by, promotion.target)
    sharer = promotion.asked_by if is_possible else promotion.thread.starter
    require(may_publish(sharer, promotion.target), _("Neither of you may write in that community."))
    Thread.objects.filter(pk=promotion.thread_id).update(sharing=Thread.Sharing.ANYONE)
    promotion.thread.sharing = Thread.Sharing.ANYONE
    return carry(sharer, promotion.thread, community=promotion.target).thread


@transaction.atomic
def withdraw_promotion(actor: Person, promotion: Promotion) -> None:
    """Take back a question that is not answered yet."""
    require(promotion.asked_by_id == actor.pk)
    gone, _kinds = Promotion.objects.filter(pk=promotion.pk, decided_at=None).delete()
    if gone:
        note(
            verbs.PROMOTION_WITHDRAWN,
            actor,
            promotion.thread,
            promotion.thread,
            owner=promotion.thread.starter,
        )
