"""Drafts, co-authors, versions, concerns: what is private stays so, what is said is kept."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from activity.models import Thread
from communities.actions import membership
from communities.models import Community
from ideas import board
from ideas.actions import challenging, coauthoring, drafting, planning, submitting, supporting
from ideas.models import Challenge, Concern, Draft, Idea
from ideas.tasks import keep_calendar
from people.models import Person
from people.policies import NotAllowed
from tests.ideas.conftest import Launch, Submit, in_days

pytestmark = pytest.mark.django_db
WORDS: dict[str, Any] = {"title": "Sort the scrap", "proposal": "Two bins at each saw."}


def test_a_draft_is_seen_by_its_authors_only(
    bo: Person, cy: Person, eve: Person, max_: Person, challenge: Challenge
) -> None:
    draft = drafting.save_draft(bo, challenge, title="Sort")
    for who in (cy, eve, max_):
        assert not Draft.objects.visible_to(who).exists(), "not even who is in charge"
    coauthoring.share_draft(bo, draft, cy)
    assert Draft.objects.visible_to(cy).get() == draft
    drafting.edit_draft(cy, draft, proposal="Two bins.")
    with pytest.raises(NotAllowed):
        drafting.edit_draft(eve, draft, proposal="Mine")
    assert not Thread.objects.filter(kind="idea").exists(), "so no stream or search can know of it"


def test_incubated_ideas_appear_together_when_the_window_closes(
    bo: Person, cy: Person, eve: Person, launch: Launch
) -> None:
    challenge = launch(incubate=True)
    with pytest.raises(NotAllowed):
        submitting.submit_idea(bo, challenge, **WORDS)
    draft = drafting.save_draft(bo, challenge, **WORDS)
    coauthoring.share_draft(bo, draft, cy)
    drafting.submit_draft(bo, draft)
    drafting.save_draft(cy, challenge, title="Never handed in")
    keep_calendar()
    assert not Idea.objects.exists()
    with in_days(5.1):
        keep_calendar()
        keep_calendar()
        idea = Idea.objects.get()
    assert (idea.title, idea.author) == ("Sort the scrap", bo)
    assert list(idea.contributors.values_list("person", flat=True)) == [cy.pk]
    assert list(Draft.objects.values_list("title", flat=True)) == ["Never handed in"]
    assert board.challenges(eve).get(pk=challenge.pk).idea_count == 1


def test_who_left_the_room_loses_the_draft_from_sight(
    bo: Person, max_: Person, lab: Community, launch: Launch
) -> None:
    challenge = launch(lab)
    drafting.save_draft(bo, challenge, **WORDS)
    assert Draft.objects.visible_to(bo).exists()
    membership.leave_community(bo, lab)
    assert not Draft.objects.visible_to(Person.objects.get(pk=bo.pk)).exists()


def test_a_required_question_is_answered_before_handing_in(
    eve: Person, bo: Person, challenge: Challenge
) -> None:
    planning.ask_questions(
        eve, challenge, [{"question": "Whom does it help?", "is_required": True}, {"question": "And?"}]
    )
    first, second = challenge.questions.all()
    draft = drafting.save_draft(bo, challenge, **WORDS)
    with pytest.raises(submitting.AnswerMissing) as missing:
        drafting.submit_draft(bo, draft)
    assert list(missing.value.message_dict) == [f"answer_{first.pk}"]
    drafting.edit_draft(
        bo, draft, answers={str(first.pk): "The saw.", "999": "Nonsense", str(second.pk): " "}
    )
    idea = drafting.submit_draft(bo, draft)
    assert isinstance(idea, Idea)
    assert idea.answers == {str(first.pk): "The saw."}
    assert not Draft.objects.exists()
    with pytest.raises(challenging.TooLate):
        planning.ask_questions(eve, challenge, [])


def test_every_version_is_kept(bo: Person, cy: Person, challenge: Challenge, submit: Submit) -> None:
    idea = submit(bo, challenge)
    supporting.support_idea(cy, idea)
    submitting.edit_idea(bo, idea, proposal="Three bins.")
    submitting.edit_idea(bo, idea, proposal="Three bins.")
    versions = list(idea.revisions.order_by("number").values_list("number", "proposal"))
    assert versions == [(1, "Two bins at each saw."), (2, "Three bins.")]
    assert idea.supports.get().revision == 1, "what was supported was the first"


def test_a_coauthor_is_asked_agrees_and_then_may_edit(
    bo: Person, cy: Person, dee: Person, challenge: Challenge, submit: Submit
) -> None:
    idea = submit(bo, challenge)
    with pytest.raises(NotAllowed):
        coauthoring.ask_coauthor(cy, idea, dee)
    asked = coauthoring.ask_coauthor(bo, idea, cy)
    with pytest.raises(NotAllowed):
        submitting.edit_idea(cy, idea, proposal="Mine")
    with pytest.raises(NotAllowed):
        coauthoring.agree(bo, asked)
    coauthoring.agree(cy, asked)
    submitting.edit_idea(cy, idea, proposal="Ours")
    assert idea.revisions.order_by("-number")[0].by == cy
    coauthoring.remove_coauthor(cy, asked)
    with pytest.raises(NotAllowed):
        submitting.edit_idea(cy, idea, proposal="Mine again")


def test_nobody_is_named_who_cannot_read_it(
    bo: Person, dee: Person, lab: Community, launch: Launch, submit: Submit
) -> None:
    idea = submit(bo, launch(lab))
    with pytest.raises(NotAllowed):
        coauthoring.ask_coauthor(bo, idea, dee)


def test_a_concern_is_a_sentence_and_subtracts_nothing(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit
) -> None:
    idea = submit(bo, challenge)
    with pytest.raises(ValidationError):
        supporting.raise_concern(cy, idea, text="  no ")
    supporting.raise_concern(cy, idea, text="Who empties the bins?")
    supporting.raise_concern(cy, idea, text="Who empties them at night?")
    assert Concern.objects.get().text == "Who empties them at night?"
    idea.refresh_from_db()
    assert idea.support_count == 0
    supporting.withdraw_concern(cy, idea)
    assert not Concern.objects.exists()


def test_a_box_takes_ideas_and_support_without_an_end(
    max_: Person, bo: Person, cy: Person, eve: Person, hall: Community, submit: Submit
) -> None:
    box = planning.open_box(
        max_,
        hall,
        area="workplace",
        title="What would make the day easier?",
        problem="Anything.",
        sponsor=eve,
    )
    with pytest.raises(ValidationError):
        planning.open_box(max_, hall, area="workplace", title="Again?", problem="Anything.")
    with in_days(400):
        idea = submit(bo, box)
        supporting.support_idea(cy, idea)
        assert board.waiting_for_decision(eve).get() == idea
        assert box.state == "open"
    assert Challenge.objects.taking_ideas().filter(pk=box.pk).exists()
