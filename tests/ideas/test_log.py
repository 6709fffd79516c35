"""What the event log keeps of ideas: the rows that the measures of the dashboard are computed from."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from communities.models import Community
from esn.kit import clock
from esn.kit.models import Event
from ideas import events as verbs
from ideas.actions import deciding, delivering, evaluating, planning, supporting
from ideas.models import Challenge, Idea
from ideas.tasks import keep_calendar
from inbox import bell
from people.models import Person
from tests.ideas.conftest import REASON, Submit, in_days
from tests.inbox.conftest import clear, texts, work

__all__ = ["clear", "work"]

Round = Callable[[], None]

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(bo: Person, challenge: Challenge, submit: Submit) -> Idea:
    return submit(bo, challenge)


def of(verb: str) -> list[Event]:
    return list(Event.objects.filter(verb=verb).order_by("pk"))


def build(idea: Idea, eve: Person, cy: Person, **fields: object) -> None:
    deciding.decide_idea(eve, idea, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    delivering.start_delivery(eve, idea, owner=cy, **fields)  # type: ignore[arg-type]
    idea.refresh_from_db()
    delivering.record_outcome(
        cy, idea, kind="hours", metric="Search", baseline=Decimal(9), baseline_on=date(2026, 1, 1)
    )
    delivering.implement(cy, idea)


def test_each_confirmed_number_stands_in_the_log_and_the_benefit_once(
    idea: Idea, eve: Person, cy: Person, hall: Community
) -> None:
    build(idea, eve, cy, community=hall)
    assert idea.delivery.community == hall, "deliveries with a room are compared with those without"
    one = idea.outcomes.get()
    with in_days(31):
        other = delivering.record_outcome(
            cy, idea, kind="other", metric="Walks", baseline=Decimal(7), baseline_on=clock.today()
        )
        for outcome in (one, other):
            delivering.add_reading(cy, outcome, value=Decimal(2), on=clock.today(), source="Watch")
            delivering.verify_outcome(eve, outcome, verification="I walked there.")
    assert [row.object_id for row in of(verbs.OUTCOME_RECORDED)] == [one.pk, other.pk]
    assert [row.object_id for row in of(verbs.OUTCOME_VERIFIED)] == [one.pk, other.pk]
    assert [row.owner_id for row in of(verbs.READING_ADDED)] == [cy.pk, cy.pk]
    assert [row.object_id for row in of(verbs.BENEFIT_CONFIRMED)] == [idea.pk]


def test_who_built_it_is_asked_after_a_month_and_after_half_a_year(
    idea: Idea, eve: Person, cy: Person, bo: Person, dee: Person, clear: Round, work: Round
) -> None:
    supporting.support_idea(dee, idea)
    build(idea, eve, cy)
    clear()
    with in_days(29):
        keep_calendar()
    assert of(verbs.OUTCOME_ASKED_30) == []
    with in_days(31):
        keep_calendar()
        keep_calendar()
    with in_days(181):
        keep_calendar()
    assert [(row.owner_id, row.actor_id) for row in of(verbs.OUTCOME_ASKED_30)] == [(cy.pk, None)]
    assert len(of(verbs.OUTCOME_ASKED_180)) == 1
    work()
    assert "Sort the scrap has stood for a while: write down what it changed" in texts(cy)
    assert texts(dee)[0] == texts(bo)[0] == "Sort the scrap was built half a year ago: see what it changed"


def test_evaluators_hear_once_of_all_their_scorecards_and_of_no_author(
    challenge: Challenge, eve: Person, cy: Person, bo: Person, submit: Submit, clear: Round, work: Round
) -> None:
    row = {"name": "Value", "question": "Worth?", "low": "no", "middle": "so", "high": "yes"}
    planning.set_criteria(eve, challenge, [row])
    panel = evaluating.set_panel(eve, challenge)
    ideas = [submit(bo, challenge, title) for title in ("Bins", "Saws")]
    clear()
    cards = [evaluating.assign(eve, panel, evaluator=cy, idea=idea) for idea in ideas]
    work()
    assert texts(cy) == ["Eve Enger asks you to score ideas in Hall"]
    line = bell.page(cy).rows[0]
    assert line.thread is None, "an idea's page names its author"
    assert [(e.owner_id, e.thread_id) for e in of(verbs.EVALUATOR_ASKED)] == [(cy.pk, None)] * 2
    criterion = challenge.criteria.get()
    for _again in range(2):
        evaluating.give_scores(cy, cards[0], marks={criterion.pk: (4, "")})
    assert [(e.object_type, e.object_id, e.thread_id) for e in of(verbs.SCORECARD_FILLED)] == [
        ("challenge", challenge.pk, None)
    ]
