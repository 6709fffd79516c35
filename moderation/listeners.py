"""Who hears of what moderators decided: who made the thing, and who reported it, each what they may know."""

from communities import events as communities
from communities.models import Community
from esn.kit import events
from esn.kit.models import Event
from inbox.actions import settling
from inbox.actions.notifying import notify
from inbox.models import Kind, Notification
from inbox.recipients.calls import Call, only
from moderation import events as verbs
from moderation import queue
from moderation.models import Appeal, Outcome, Ruling, Sanction
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
