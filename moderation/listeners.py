"""Who hears of what moderators decided: who made the thing, and who reported it, each what they may know."""

from dataclasses import replace

from django.db.models import QuerySet

from communities import events as communities
from communities.models import Community
from esn.kit import events
from esn.kit.models import Event
from inbox.actions import settling
from inbox.actions.notifying import notify
from inbox.models import Cause, Kind, Notification
from inbox.recipients.calls import Call, only
from moderation import bell, queue
from moderation import events as verbs
from moderation.models import Appeal, Case, Outcome, Ruling, Sanction
from people.models import Person


@events.listen(verbs.CASE_RULED, "moderation.tell")
def ruled(event: Event) -> None:
    """Tell the author what was decided about theirs, and those who reported it that it was looked at."""
    ruling = Ruling.objects.select_related("case").filter(pk=event.object_id).first()
    if ruling is None:
        return
    case = ruling.case
    if case.is_hidden or ruling.outcome == Outcome.APPROVE:
        # What was told while it was held back can be seen now.
        settling.look_again(Notification.objects.filter(thread=case.thread_id or 0))
    subject = f"case:{case.pk}"
    if ruling.is_against_author or case.is_hidden or ruling.outcome == Outcome.APPROVE:
        word = ruling.outcome if ruling.outcome != Outcome.KEEP else ruling.measure or Outcome.KEEP
        notify(event, Call(Kind.RULING, only(case.author_id), subject=subject, word=f"own-{word}"))
    reporters = Person.objects.filter(reports_filed__case=case).exclude(pk=case.author_id).distinct()
    acted = "acted" if ruling.is_against_author else "kept"
    notify(event, Call(Kind.RULING, reporters, subject=subject, word=f"reported-{acted}"))


@events.listen(verbs.APPEAL_DECIDED, "moderation.tell")
def decided(event: Event) -> None:
    """Tell who appealed."""
    appeal = Appeal.objects.select_related("ruling__case").filter(pk=event.object_id).first()
    if appeal is None:
        return
    word = "appeal-won" if appeal.is_overturned else "appeal-lost"
    subject = f"case:{appeal.ruling.case_id}"
    notify(event, Call(Kind.RULING, only(appeal.ruling.case.author_id), subject=subject, word=word))


@events.listen(verbs.PERSON_SANCTIONED, "moderation.tell")
@events.listen(verbs.SANCTION_LIFTED, "moderation.tell")
def sanctioned(event: Event) -> None:
    """Tell whom a sanction without a case concerns, and that one was lifted."""
    sanction = Sanction.objects.filter(pk=event.object_id).first()
    if sanction is None:
        return
    word = "lifted" if event.verb == verbs.SANCTION_LIFTED else sanction.kind
    subject = f"sanction:{sanction.pk}"
    notify(event, Call(Kind.RULING, only(sanction.person_id), subject=subject, word=word))


@events.listen(verbs.THING_REPORTED, "moderation.call")
def reported(event: Event) -> None:
    """Call the moderators to a case, once; whoever looks at it already hears of each further report."""
    case = _open_case(event.object_id)
    if case is None:
        return
    if case.claimed_by_id:
        subject, mine = f"more:{case.pk}", only(case.claimed_by_id)
        notify(event, replace(bell.calling(case, "more"), people=mine, subject=subject))
    elif not _causes("case", case.pk).exists():
        notify(event, bell.calling(case, "report"))


@events.listen(verbs.CASE_OPENED, "moderation.call")
def approval_asked(event: Event) -> None:
    """Call the moderators to what waits for approval."""
    case = _open_case(event.object_id)
    if case is not None and not _causes("case", case.pk).exists():
        notify(event, bell.calling(case, "approval"))


@events.listen(verbs.CASE_CLAIMED, "moderation.call")
def claimed(event: Event) -> None:
    """Call nobody any more to what somebody looks at."""
    settling.take_back(_causes("case", event.object_id))


@events.listen(verbs.CASE_RELEASED, "moderation.call")
def given_back(event: Event) -> None:
    """Call the moderators again, except who gave it back; who had it taken off them is called with the others."""
    case = _open_case(event.object_id)
    if case is not None and case.claimed_by_id is None:
        notify(event, bell.calling(case, "back", event.owner_id))


@events.listen(verbs.RULING_APPEALED, "moderation.call")
def appealed(event: Event) -> None:
    """Call whoever may decide an appeal: not who ruled."""
    waiting = Appeal.objects.select_related("ruling__case__thread__community").filter(decided_at=None)
    appeal = waiting.filter(pk=event.object_id).first()
    if appeal is not None:
        notify(event, bell.calling(appeal.ruling.case, "appeal", appeal.ruling.by_id))


@events.listen(verbs.CASE_RULED, "moderation.answered")
def answered(event: Event) -> None:
    """Call nobody any more to what is decided."""
    ruling = Ruling.objects.filter(pk=event.object_id).first()
    if ruling is not None:
        settling.take_back(_causes("case", ruling.case_id))


@events.listen(verbs.APPEAL_DECIDED, "moderation.answered")
def appeal_answered(event: Event) -> None:
    """Call nobody any more to an appeal that is decided."""
    settling.take_back(_causes("appeal", event.object_id))


def _open_case(pk: int) -> Case | None:
    return Case.objects.open().select_related("thread__community").filter(pk=pk).first()


def _causes(kind: str, pk: int) -> QuerySet[Cause]:
    return Cause.objects.filter(object_type=kind, object_id=pk, notification__kind=Kind.CASE)


@events.listen(verbs.THING_REPORTED, "moderation.count")
@events.listen(verbs.CASE_OPENED, "moderation.count")
@events.listen(verbs.CASE_RULED, "moderation.count")
@events.listen(verbs.RULING_APPEALED, "moderation.count")
@events.listen(verbs.APPEAL_DECIDED, "moderation.count")
def count_again(event: Event) -> None:
    """Count what waits for everybody whose queue has changed."""
    community = Community.objects.filter(pk=event.community_id or 0).first()
    for judge in queue.judges(community):
        queue.keep_waiting(judge, queue.counts(judge))


@events.listen(communities.ROLE_CHANGED, "moderation.place")
@events.listen(communities.MEMBER_REMOVED, "moderation.place")
@events.listen(communities.MEMBER_LEFT, "moderation.place")
def place_changed(event: Event) -> None:
    """Look up anew whether somebody has a queue."""
    queue.forget_waiting(*[pk for pk in (event.owner_id or event.actor_id,) if pk])
