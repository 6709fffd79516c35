"""Submitting, editing and supporting ideas."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import gates
from activity.actions.noting import note, note_mentions
from activity.actions.publishing import open_thread
from activity.actions.wording import keep_mentions, keep_tags, word
from activity.models import Thread
from esn.kit import clock, live
from ideas import events as verbs
from ideas.models import Challenge, Idea, Support
from ideas.policies import may_edit_idea, may_submit, may_support, require
from people.models import Person


@transaction.atomic
def submit_idea(actor: Person, challenge: Challenge, *, title: str, proposal: str, problem: str = "") -> Idea:
    """Answer a challenge with an idea, which gets a thread of its own."""
    require(may_submit(actor, challenge), _("This challenge does not take ideas now."))
    text = text_of(problem, proposal)
    keeper = gates.pass_through(actor, gates.Words(challenge.community, f"{title}\n{text}"))
    wording = word(actor, text)
    thread = open_thread(
        actor,
        community=challenge.community,
        kind=Thread.Kind.IDEA,
        title=title,
        held=gates.held(keeper),
    )
    idea = Idea.objects.create(
        challenge=challenge,
        thread=thread,
        author=actor,
        title=title,
        problem=problem,
        proposal=proposal,
        body_html=wording.html,
        published_at=clock.now(),
    )
    if wording.tags:
        keep_tags(thread, wording.tags)
    Challenge.objects.filter(pk=challenge.pk).update(
        idea_count=F("idea_count") + 1, undecided_count=F("undecided_count") + 1
    )
    note(verbs.IDEA_SUBMITTED, actor, thread, idea)
    if wording.mentioned:
        note_mentions(actor, thread, idea, keep_mentions(wording.mentioned, thread))
    gates.hand_over(keeper, thread)
    if keeper is not None:
        return idea
    live.publish(
        f"challenge.{challenge.pk}", {"hint": "new", "count": 1, "thread": thread.pk, "by": actor.pk}
    )
    return idea


def text_of(problem: str, proposal: str) -> str:
    """Return both parts of an idea as one text."""
    return f"{problem.strip()}\n\n{proposal.strip()}".strip()


@transaction.atomic
def edit_idea(actor: Person, idea: Idea, *, title: str, proposal: str, problem: str = "") -> Idea:
    """Change one's idea while the challenge still takes ideas."""
    require(may_edit_idea(actor, idea), _("Ideas can be changed until submissions close."))
    text = text_of(problem, proposal)
    words = gates.Words(idea.challenge.community, f"{title}\n{text}", is_edit=True)
    keeper = gates.pass_through(actor, words)
    wording = word(actor, text)
    idea.title, idea.problem, idea.proposal = title, problem, proposal
    idea.body_html, idea.edited_at = wording.html, clock.now()
    idea.save(update_fields=["title", "problem", "proposal", "body_html", "edited_at"])
    Thread.objects.filter(pk=idea.thread_id).update(title=title, version=F("version") + 1)
    keep_tags(idea.thread, wording.tags)
    note(verbs.IDEA_EDITED, actor, idea.thread, idea)
    note_mentions(actor, idea.thread, idea, keep_mentions(wording.mentioned, idea.thread))
    gates.hand_over(keeper, idea.thread)
    return idea


@transaction.atomic
def support_idea(actor: Person, idea: Idea, *, benefit: str = Support.Benefit.BENEFIT) -> Support:
    """Support an idea; doing it again only changes what one would do."""
    require(may_support(actor, idea), _("This idea cannot be supported now."))
    support, is_new = Support.objects.update_or_create(
        idea=idea,
        person=actor,
        defaults={"benefit": benefit},
        create_defaults={"benefit": benefit, "at": clock.now()},
    )
    if is_new:
        _count(idea, 1)
        note(verbs.IDEA_SUPPORTED, actor, idea.thread, support, owner=idea.author)
    return support


@transaction.atomic
def withdraw_support(actor: Person, idea: Idea) -> None:
    """Take one's support back while voting is open."""
    require(may_support(actor, idea), _("This idea cannot be supported now."))
    taken, _kinds = Support.objects.filter(idea=idea, person=actor).delete()
    if taken:
        _count(idea, -1)
        note(verbs.SUPPORT_WITHDRAWN, actor, idea.thread, idea)


def _count(idea: Idea, change: int) -> None:
    Idea.objects.filter(pk=idea.pk).update(support_count=F("support_count") + change)
    Thread.objects.filter(pk=idea.thread_id).update(version=F("version") + 1)
    # Who has not supported yet may not see the count: the hint carries none.
    live.publish(f"challenge.{idea.challenge_id}", {"hint": "support", "idea": idea.pk})
