"""Submitting ideas and changing their words, of which every version is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import gates
from activity.actions.attaching import attach
from activity.actions.noting import note, note_mentions
from activity.actions.publishing import open_thread
from activity.actions.wording import keep_mentions, keep_tags, word
from activity.models import Attachment, Thread
from esn.kit import clock, live
from ideas import events as verbs
from ideas.actions.moving import locked
from ideas.models import Challenge, DuplicateLink, Idea, IdeaRevision
from ideas.policies import may_edit_idea, may_submit, require
from people.models import Person

WORDS = ("title", "proposal", "problem", "answers", "cost_cents")


@dataclass(frozen=True)
class Words:
    """What an idea says: a line, what is wrong, what to do, the challenge's own questions, what it may cost."""

    title: str
    proposal: str
    problem: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    cost_cents: int | None = None

    @property
    def text(self) -> str:
        """Both parts of an idea as one text."""
        return text_of(self.problem, self.proposal)

    @property
    def said(self) -> str:
        """All that is said, for the gates that words pass."""
        return "\n".join([self.title, self.text, *self.answers.values()])

    @property
    def columns(self) -> dict[str, Any]:
        """What a row keeps of it."""
        return asdict(self)


class AnswerMissing(ValidationError):  # noqa: N818  (says what is wrong)
    """The challenge asks something that the idea leaves open; keyed by question."""


@transaction.atomic
def submit_idea(
    actor: Person,
    challenge: Challenge,
    *,
    attachments: Sequence[Attachment] = (),
    differs: Mapping[int, str] | None = None,
    **words: Any,
) -> Idea:
    """Answer a challenge with an idea, which gets a thread of its own; raises AnswerMissing.

    Where ideas are incubated it is refused: there a draft is handed in (`drafting.submit_draft`). `differs` says of
    ideas that are alike (by number) why this one is another.
    """
    require(may_submit(actor, challenge), _("This challenge does not take ideas now."))
    require(not challenge.is_incubating, _("Ideas of this challenge stay private until submissions close."))
    idea = open_idea(actor, challenge, Words(**words))
    attach(actor, idea.thread, attachments)
    for other, difference in (differs or {}).items():
        note_difference(actor, idea, other, difference)
    return idea


def open_idea(actor: Person, challenge: Challenge, words: Words) -> Idea:
    """Write an idea with thread, first version and event; the caller has checked the right."""
    answers = checked_answers(challenge, words.answers)
    keeper = gates.pass_through(actor, gates.Words(challenge.community, words.said))
    wording = word(actor, words.text)
    thread = open_thread(
        actor,
        community=challenge.community,
        kind=Thread.Kind.IDEA,
        title=words.title,
        held=gates.held(keeper),
    )
    idea = Idea.objects.create(
        challenge=challenge,
        thread=thread,
        author=actor,
        body_html=wording.html,
        published_at=clock.now(),
        **{**words.columns, "answers": answers},
    )
    keep_revision(actor, idea)
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


def checked_answers(
    challenge: Challenge, answers: Mapping[str, str], *, is_draft: bool = False
) -> dict[str, str]:
    """Return the answers to the challenge's questions by their number; raises AnswerMissing unless it is a draft."""
    kept, missing = {}, {}
    for question in challenge.questions.all():
        text = str(answers.get(str(question.pk), "")).strip()[:4000]
        if text:
            kept[str(question.pk)] = text
        elif question.is_required and not is_draft:
            missing[f"answer_{question.pk}"] = [_("Answer this: the sponsor decides on it.")]
    if missing:
        raise AnswerMissing(missing)
    return kept


def keep_revision(actor: Person, idea: Idea) -> IdeaRevision:
    """Keep the present words as the version of this number."""
    return IdeaRevision.objects.create(
        idea=idea,
        number=idea.revision,
        title=idea.title,
        problem=idea.problem,
        proposal=idea.proposal,
        answers=idea.answers,
        cost_cents=idea.cost_cents,
        by=actor,
        at=clock.now(),
    )


def note_difference(actor: Person, idea: Idea, other_id: int, difference: str) -> None:
    """Keep why an idea is not the same as another of its challenge: the best sign of duplicates there is."""
    other = Idea.objects.visible_to(actor).filter(challenge=idea.challenge_id, pk=other_id).first()
    if other is None or other.pk == idea.pk or not difference.strip():
        return
    DuplicateLink.objects.update_or_create(
        idea=idea,
        other=other,
        defaults={
            "state": DuplicateLink.State.REJECTED,
            "difference": difference.strip()[:600],
            "by": actor,
            "at": clock.now(),
        },
    )


def text_of(problem: str, proposal: str) -> str:
    """Return both parts of an idea as one text."""
    return f"{problem.strip()}\n\n{proposal.strip()}".strip()


@transaction.atomic
def edit_idea(actor: Person, idea: Idea, **words: Any) -> Idea:
    """Change an idea's words; the earlier version stays to be read. What is left out stays. Raises AnswerMissing."""
    # Under the lock two authors' changes become two versions, and what is compared is what is stored.
    idea = locked(idea)
    require(may_edit_idea(actor, idea), _("Ideas can be changed until submissions close."))
    before = {name: getattr(idea, name) for name in WORDS}
    fresh = Words(**{**before, **words})
    answers = checked_answers(idea.challenge, fresh.answers)
    after = {**fresh.columns, "answers": answers}
    if after == before:
        return idea
    keeper = gates.pass_through(actor, gates.Words(idea.challenge.community, fresh.said, is_edit=True))
    wording = word(actor, fresh.text)
    for name, value in after.items():
        setattr(idea, name, value)
    idea.body_html, idea.edited_at, idea.revision = wording.html, clock.now(), idea.revision + 1
    idea.save(update_fields=[*WORDS, "body_html", "edited_at", "revision"])
    keep_revision(actor, idea)
    Thread.objects.filter(pk=idea.thread_id).update(title=fresh.title, version=F("version") + 1)
    keep_tags(idea.thread, wording.tags)
    note(verbs.IDEA_EDITED, actor, idea.thread, idea)
    note_mentions(actor, idea.thread, idea, keep_mentions(wording.mentioned, idea.thread))
    gates.hand_over(keeper, idea.thread)
    return idea
