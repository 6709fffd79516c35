"""The way of an idea: every arrow with its guard, and the ends that the database itself guards."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from esn.kit import clock
from esn.kit.models import Event
from ideas import events as verbs
from ideas.actions import deciding, delivering, moving, supporting
from ideas.actions.moving import GuardRefused
from ideas.models import Assignment, Challenge, Decision, Idea, Panel
from ideas.policies import BACKERS
from ideas.tasks import keep_calendar
from people.models import OrgUnit, Person
from people.policies import NotAllowed
from tests.conftest import Seat
from tests.ideas.conftest import REASON, Submit, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(bo: Person, challenge: Challenge, submit: Submit) -> Idea:
    return submit(bo, challenge)


def decide(who: Person, idea: Idea, outcome: str = "adopt", **fields: Any) -> Decision:
    return deciding.decide_idea(
        who, idea, outcome=outcome, reason_code="worth_it", reason_text=REASON, **fields
    )


def stage(idea: Idea) -> str:
    return Idea.objects.values_list("stage", flat=True).get(pk=idea.pk)


def test_a_question_sends_an_idea_back_and_its_answer_opens_it(
    idea: Idea, eve: Person, bo: Person, cy: Person
) -> None:
    with pytest.raises(NotAllowed):
        moving.ask_for_information(cy, idea, question="What does it cost?")
    with pytest.raises(GuardRefused):
        moving.ask_for_information(eve, idea, question="  ")
    moving.ask_for_information(eve, idea, question="What does it cost?")
    assert stage(idea) == "needs_info"
    idea.refresh_from_db()
    with pytest.raises(NotAllowed):
        moving.give_information(cy, idea)
    moving.give_information(bo, idea, said="Ten euro.")
    assert stage(idea) == "open"
    assert [row.note for row in idea.stage_changes.order_by("pk")] == ["What does it cost?", "Ten euro."]


def test_evaluating_needs_three_evaluators_without_a_conflict(
    idea: Idea, eve: Person, max_: Person, cy: Person, fay: Person, dee: Person
) -> None:
    panel = Panel.objects.create(challenge=idea.challenge, made_by=max_, made_at=clock.now())
    for who in (max_, cy):
        Assignment.objects.create(panel=panel, evaluator=who, idea=idea, assigned_at=clock.now())
    Assignment.objects.create(
        panel=panel, evaluator=fay, idea=idea, assigned_at=clock.now(), has_conflict=True,
        conflict_reason="My own department pays for it.",
    )  # fmt: skip
    with pytest.raises(GuardRefused):
        moving.start_evaluating(eve, idea)
    Assignment.objects.create(panel=panel, evaluator=dee, idea=idea, assigned_at=clock.now())
    moving.start_evaluating(eve, idea)
    assert stage(idea) == "evaluating"


def test_no_arrow_leads_past_the_decision(idea: Idea, eve: Person) -> None:
    with pytest.raises(NotAllowed):
        delivering.start_delivery(eve, idea, owner=eve)
    with pytest.raises(NotAllowed):
        delivering.close_idea(eve, idea)


def test_from_decision_to_confirmed_benefit(
    idea: Idea, eve: Person, max_: Person, cy: Person, bo: Person
) -> None:
    decide(eve, idea)
    delivery = delivering.start_delivery(max_, idea, owner=cy, promise="A ton less")
    step = delivering.add_milestone(cy, delivery, title="Bins ordered")
    delivering.finish_milestone(cy, step)
    with pytest.raises(GuardRefused):
        delivering.implement(cy, idea)
    idea.refresh_from_db()
    outcome = delivering.record_outcome(
        cy, idea, kind="hard_saving", metric="Scrap", unit="t", baseline=Decimal(5), baseline_on=clock.today()
    )
    delivering.implement(cy, idea)
    with pytest.raises(NotAllowed):
        delivering.verify_outcome(cy, outcome, verification="I say so.")
    with pytest.raises(NotAllowed):
        delivering.verify_outcome(bo, outcome, verification="It is my idea.")
    with in_days(31):
        with pytest.raises(GuardRefused):
            delivering.verify_outcome(eve, outcome, verification="Scales")
        delivering.add_reading(cy, outcome, value=Decimal(4), on=clock.today(), source="Scales")
        delivering.verify_outcome(eve, outcome, verification="Scales, twice")
        assert stage(idea) == "measured"
        delivering.close_idea(eve, idea)
    assert stage(idea) == "closed"
    told = Event.objects.filter(thread_id=idea.thread_id).values_list("verb", flat=True)
    assert {verbs.IDEA_DECIDED, verbs.IDEA_IMPLEMENTED, verbs.BENEFIT_CONFIRMED} <= set(told)


def test_a_trial_ends_in_another_decision(idea: Idea, eve: Person, challenge: Challenge) -> None:
    decide(eve, idea, "trial")
    decide(eve, idea, "decline")
    assert stage(idea) == "decline"
    assert list(idea.decisions.order_by("pk").values_list("outcome", flat=True)) == ["trial", "decline"]
    challenge.refresh_from_db()
    assert challenge.undecided_count == 0


def test_a_parked_idea_comes_back_by_itself(idea: Idea, eve: Person, challenge: Challenge) -> None:
    decide(eve, idea, "park", review_on=clock.today() + timedelta(days=30))
    keep_calendar()
    assert stage(idea) == "park"
    with in_days(31):
        keep_calendar()
        keep_calendar()
    idea.refresh_from_db()
    challenge.refresh_from_db()
    assert (idea.stage, idea.decision, challenge.undecided_count) == ("open", None, 1)
    assert idea.decisions.count() == 1, "what was said once stays to be read"


def test_a_decision_is_appealed_once_by_its_author_with_evidence(idea: Idea, eve: Person, bo: Person) -> None:
    decide(eve, idea, "decline")
    with pytest.raises(ValidationError):
        deciding.appeal(bo, idea, evidence="No!")
    deciding.appeal(bo, idea, evidence=REASON)
    assert stage(idea) == "open"
    decide(eve, idea, "decline")
    deciding.appeal(bo, idea, evidence=REASON)  # another decision, another appeal
    assert idea.decisions.count() == 2


def test_ten_supporters_appeal_where_the_author_does_not(
    idea: Idea, eve: Person, cy: Person, seat: Seat, sales: OrgUnit
) -> None:
    others = [cy, *(seat(f"fan{n}", f"Fan {n}", sales) for n in range(BACKERS))]
    for who in others:
        supporting.support_idea(who, idea)
    decide(eve, idea, "decline")
    made = deciding.appeal(cy, idea, evidence=REASON)
    for who in others[1:-2]:
        deciding.back_appeal(who, made)
    assert stage(idea) == "decline"
    deciding.back_appeal(others[-2], made)
    assert stage(idea) == "open"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ideas_idea SET stage = 'closed'",
        "UPDATE ideas_idea SET stage = 'delivering'",
        "UPDATE ideas_idea SET cost_cents = -1",
        "UPDATE ideas_challenge SET budget_cents = 0",
        "UPDATE ideas_challenge SET decide_by = NULL",
        "UPDATE ideas_challenge SET kind = 'box'",
        "UPDATE ideas_challenge SET voting_opens_at = opens_at",
    ],
)
def test_the_database_refuses_what_no_action_does(idea: Idea, sql: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_nobody_ends_an_idea_twice_at_once_in_turn(idea: Idea, eve: Person, max_: Person) -> None:
    decide(eve, idea)
    with pytest.raises(NotAllowed):
        decide(max_, idea, "decline")
