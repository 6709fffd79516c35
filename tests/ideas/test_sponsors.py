"""What sponsors, managers, evaluators and builders do: deciding on many, panels, delivery, the plan."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from esn.kit import clock
from ideas import building, judging, readiness
from ideas.actions import answering, coauthoring, deciding, delivering, evaluating, moving, planning
from ideas.actions.moving import GuardRefused
from ideas.models import Assignment, Challenge, Decision, Idea, Panel, RoundFeedback
from people.models import OrgUnit, Person
from people.policies import NotAllowed
from tests.conftest import Seat
from tests.ideas.conftest import REASON, Submit, in_days

pytestmark = pytest.mark.django_db
CRITERIA: list[dict[str, Any]] = [
    {"name": "Value", "question": "What is it worth?", "low": "Nothing", "middle": "Some", "high": "Much"},
    {"name": "Ease", "question": "Is it easy?", "low": "No", "middle": "So so", "high": "Yes", "weight": 2},
]
ANSWER: dict[str, Any] = {"outcome": "decline", "reason_code": "out_of_scope", "reason_text": REASON}
WHY = "It saves an hour of every shift, as we measured."


@pytest.fixture
def four(challenge: Challenge, submit: Submit, bo: Person, cy: Person) -> list[Idea]:
    return [submit(bo if n % 2 else cy, challenge, f"Idea {n}") for n in range(4)]


def test_several_ideas_are_answered_at_once_or_none(
    four: list[Idea], challenge: Challenge, eve: Person, bo: Person
) -> None:
    with pytest.raises(NotAllowed):
        answering.decide_many(bo, challenge, four[:2], **ANSWER)
    assert answering.decide_many(eve, challenge, four[:2], **ANSWER) == 2
    assert set(Idea.objects.filter(stage="decline")) == set(four[:2])
    with pytest.raises(NotAllowed):
        answering.decide_many(
            eve, challenge, four[1:3], is_meant=True, **ANSWER
        )  # the second has its answer already
    assert Idea.objects.get(pk=four[2].pk).decision is None


def test_one_reason_for_many_must_be_meant(four: list[Idea], challenge: Challenge, eve: Person) -> None:
    with pytest.raises(deciding.TemplateReason):
        answering.decide_many(eve, challenge, four, **ANSWER)
    assert not Decision.objects.exists()
    assert answering.decide_many(eve, challenge, four, is_meant=True, **ANSWER) == 4


def test_the_desk_keeps_what_was_typed_and_shows_what_is_owed(
    four: list[Idea], challenge: Challenge, eve: Person, bo: Person, client: Client
) -> None:
    there = f"/ideas/challenges/{challenge.pk}/desk/"
    client.force_login(bo)
    assert client.get(there).status_code == 404
    client.force_login(eve)
    with in_days(25):
        assert "promised 5 days ago" in client.get(there).content.decode()
    sent = {**ANSWER, "idea": [idea.pk for idea in four]}
    answer = client.post(there, sent)
    assert answer.status_code == 422
    assert REASON in answer.content.decode()
    assert answer.content.decode().count(" checked") >= 4
    assert client.post(there, {**sent, "is_meant": "on"}).status_code == 302
    assert "Every idea has its answer" in client.get(there).content.decode()


def test_the_desk_moves_and_merges(
    four: list[Idea], challenge: Challenge, eve: Person, client: Client
) -> None:
    there = f"/ideas/challenges/{challenge.pk}/desk/"
    client.force_login(eve)
    client.post(f"{there}move/", {"wish": "shortlist", "idea": [four[0].pk]})
    client.post(f"{there}move/", {"wish": "ask", "idea": [four[1].pk], "question": "What does it cost?"})
    assert client.post(f"{there}move/", {"wish": "evaluate", "idea": [four[0].pk]}).status_code == 422
    assert client.post(f"{there}merge/", {"idea": [four[3].pk], "target": four[2].pk}).status_code == 422
    client.post(f"{there}merge/", {"idea": [four[3].pk], "target": four[2].pk, "reason": REASON})
    stages = dict(Idea.objects.values_list("pk", "stage"))
    assert [stages[idea.pk] for idea in four] == ["shortlisted", "needs_info", "open", "merge"]
    client.post(f"/ideas/{four[3].pk}/unmerge/")
    assert Idea.objects.get(pk=four[3].pk).stage == "open"


@pytest.fixture
def panel(challenge: Challenge, eve: Person) -> Panel:
    planning.set_criteria(eve, challenge, CRITERIA)
    return evaluating.set_panel(eve, challenge)


@pytest.fixture
def judges(seat: Seat, sales: OrgUnit) -> list[Person]:
    return [seat(f"judge{n}", f"Judge {n}", sales) for n in range(4)]


def marks_of(challenge: Challenge, *values: int) -> dict[int, tuple[int, str]]:
    return {row.pk: (value, WHY) for row, value in zip(challenge.criteria.all(), values, strict=True)}


def test_a_panel_needs_criteria_and_somebody_in_charge(challenge: Challenge, eve: Person, bo: Person) -> None:
    with pytest.raises(NotAllowed):
        evaluating.set_panel(bo, challenge)
    with pytest.raises(GuardRefused):
        evaluating.set_panel(eve, challenge)


def test_nobody_scores_their_own_idea_nor_their_line_of_managers(
    panel: Panel, four: list[Idea], eve: Person, cy: Person, judges: list[Person]
) -> None:
    boss, coauthor, far, free = judges
    cy.reports_to = far
    cy.save()
    far.reports_to = boss
    far.save()
    coauthoring.ask_coauthor(cy, four[0], coauthor)
    for who in (cy, coauthor, far, boss):
        with pytest.raises(GuardRefused):
            evaluating.assign(eve, panel, evaluator=who, idea=four[0])
    evaluating.assign(eve, panel, evaluator=free, idea=four[0])
    panel.minds_chain = False
    evaluating.assign(eve, panel, evaluator=boss, idea=four[0])


def test_ideas_are_shared_out_evenly(
    panel: Panel, four: list[Idea], eve: Person, bo: Person, judges: list[Person]
) -> None:
    short = evaluating.assign_evenly(eve, panel, evaluators=[*judges, bo], ideas=four, each=3)
    assert short == []
    load = [Assignment.objects.filter(evaluator=who).count() for who in judges]
    assert sum(load) + Assignment.objects.filter(evaluator=bo).count() == 12
    assert max(load) - min(load) <= 1
    assert not Assignment.objects.filter(evaluator=bo, idea__author=bo).exists()
    moving.start_evaluating(eve, four[0])
    assert evaluating.assign_evenly(eve, panel, evaluators=judges[:1], ideas=four, each=9) == four


def test_a_mark_at_the_end_of_the_scale_is_explained(
    panel: Panel, four: list[Idea], eve: Person, judges: list[Person], challenge: Challenge
) -> None:
    card = evaluating.assign(eve, panel, evaluator=judges[0], idea=four[0])
    bare = {pk: (value, "") for pk, (value, _why) in marks_of(challenge, 7, 4).items()}
    with pytest.raises(evaluating.MarkRefused):
        evaluating.give_scores(judges[0], card, marks=bare)
    with pytest.raises(NotAllowed):
        evaluating.give_scores(judges[1], card, marks=marks_of(challenge, 4, 4))
    evaluating.give_scores(judges[0], card, marks=marks_of(challenge, 7, 4))
    evaluating.give_scores(judges[0], card, marks=marks_of(challenge, 5, 4))
    assert sorted(card.scores.values_list("value", flat=True)) == [4, 5]


def test_the_second_round_shows_the_spread_without_names(
    panel: Panel, four: list[Idea], eve: Person, judges: list[Person], challenge: Challenge, client: Client
) -> None:
    with pytest.raises(GuardRefused):
        evaluating.next_round(eve, panel)
    for who, value in zip(judges, (2, 4, 4, 6), strict=True):
        for idea in four[:2]:
            card = evaluating.assign(eve, panel, evaluator=who, idea=idea)
            evaluating.give_scores(who, card, marks=marks_of(challenge, value, 4))
    assert [row.single != "" for row in judging.agreement_of(panel)] == [True, False], (
        "no variance, no coefficient"
    )
    panel = evaluating.next_round(eve, panel)
    kept = RoundFeedback.objects.get(idea=four[0], criterion__name="Value")
    assert (kept.median, kept.lower_quartile, kept.upper_quartile) == (4, 3.5, 4.5)
    again = Assignment.objects.get(evaluator=judges[0], idea=four[0], round=2)
    client.force_login(judges[0])
    page = client.get(f"/ideas/scorecards/{again.pk}/").content.decode()
    assert "half of the marks lie between 3.5 and 4.5" in page
    assert four[0].author.display_name not in page, "whoever scores does not see who wrote it"
    assert not any(who.display_name in page for who in judges[1:])
    client.force_login(judges[1])
    assert client.get(f"/ideas/scorecards/{again.pk}/").status_code == 404
    client.force_login(eve)
    assert "Round 2" in client.get(f"/ideas/challenges/{challenge.pk}/panel/").content.decode()


def test_an_evaluator_steps_back(panel: Panel, four: list[Idea], eve: Person, judges: list[Person]) -> None:
    card = evaluating.assign(eve, panel, evaluator=judges[0], idea=four[0])
    assert judging.waiting_cards(judges[0]).get() == card
    with pytest.raises(GuardRefused):
        evaluating.step_back(judges[0], card, reason=" ")
    evaluating.step_back(judges[0], card, reason="My brother sells it.")
    assert not judging.waiting_cards(judges[0]).exists()
    evaluating.assign_evenly(eve, panel, evaluators=judges, ideas=four[:1], each=3)
    assert Assignment.objects.filter(idea=four[0], has_conflict=False).count() == 3


def test_a_scorecard_is_filled_in_on_its_page(
    panel: Panel, four: list[Idea], eve: Person, judges: list[Person], client: Client
) -> None:
    card = evaluating.assign(eve, panel, evaluator=judges[0], idea=four[0])
    client.force_login(judges[0])
    first, second = panel.challenge.criteria.values_list("pk", flat=True)
    marks = {f"value_{first}": 7, f"value_{second}": 4, f"why_{first}": "Good"}
    answer = client.post(f"/ideas/scorecards/{card.pk}/", marks)
    assert answer.status_code == 422
    assert "Good" in answer.content.decode()
    marks[f"why_{first}"] = WHY
    assert client.post(f"/ideas/scorecards/{card.pk}/", marks).status_code == 302
    assert "scored" in client.get("/ideas/scorecards/").content.decode()


def test_from_adoption_to_a_confirmed_benefit_on_the_pages(
    four: list[Idea], eve: Person, max_: Person, cy: Person, bo: Person, client: Client
) -> None:
    idea = four[1]
    deciding.decide_idea(eve, idea, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    there = f"/ideas/{idea.pk}/delivery/"
    client.force_login(bo)
    assert client.post(there, {"owner": "cy"}).status_code == 403
    client.force_login(eve)
    assert client.post(there, {"owner": "nobody"}).status_code == 422
    assert client.post(there, {"owner": "cy", "promise": "Less scrap"}).status_code == 302
    client.force_login(cy)
    assert client.post(f"{there}turn/", {"wish": "built"}).status_code == 422
    client.post(f"{there}milestones/", {"title": "Bins ordered"})
    number = {"metric": "Scrap", "unit": "t", "kind": "hard_saving", "baseline": "5", "attribution": "80"}
    client.post(f"{there}outcomes/", {**number, "baseline_on": clock.today().isoformat()})
    client.post(f"{there}turn/", {"wish": "built"})
    outcome = idea.outcomes.get()
    reading = {"value": "4", "on": (clock.today() + timedelta(days=35)).isoformat(), "source": "Scales"}
    assert client.post(f"/ideas/outcomes/{outcome.pk}/readings/", reading).status_code == 422
    with in_days(36):
        assert client.post(f"/ideas/outcomes/{outcome.pk}/readings/", reading).status_code == 302
        said = {"verification": "Scales, twice"}
        assert client.post(f"/ideas/outcomes/{outcome.pk}/verification/", said).status_code == 403
        client.force_login(eve)
        assert client.post(f"/ideas/outcomes/{outcome.pk}/verification/", said).status_code == 302
        assert "Checked by Eve" in client.get(there).content.decode()
        client.post(f"{there}turn/", {"wish": "close"})
    idea.refresh_from_db()
    assert idea.stage == "closed"


def test_a_comparison_group_takes_away_what_would_have_come_anyway(
    four: list[Idea], eve: Person, max_: Person
) -> None:
    idea = four[0]
    deciding.decide_idea(eve, idea, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    delivering.start_delivery(eve, idea, owner=max_)
    idea.refresh_from_db()
    today = clock.today()
    outcome = delivering.record_outcome(
        max_, idea, kind="hours", metric="Hours", baseline=Decimal(10), baseline_on=today
    )
    assert building.effect_of(outcome) is None
    for value, is_comparison, is_before in ((6, False, False), (10, True, True), (9, True, False)):
        delivering.add_reading(
            max_, outcome, value=Decimal(value), on=today, source="Clock",
            is_comparison=is_comparison, is_before=is_before,
        )  # fmt: skip
    effect = building.effect_of(outcome)
    assert effect is not None
    assert effect.effect == -3


def test_the_plan_says_whether_it_can_be_decided(
    challenge: Challenge, eve: Person, bo: Person, client: Client
) -> None:
    there = f"/ideas/challenges/{challenge.pk}/plan/"
    client.force_login(bo)
    assert client.get(there).status_code == 404
    client.force_login(eve)
    assert not all(check.is_good for check in readiness.checks(challenge))
    facts = {
        "measure": "Scrap",
        "unit": "t",
        "baseline": "5",
        "target": "4",
        "currency": "EUR",
        "budget": "900.50",
    }
    assert client.post(there, facts).status_code == 302
    row = {f"criteria-0-{name}": value for name, value in CRITERIA[0].items()} | {"criteria-0-weight": "1"}
    form = {"criteria-TOTAL_FORMS": "1", "criteria-INITIAL_FORMS": "0", **row}
    assert client.post(f"{there}criteria/", form).status_code == 302
    rules = {"approval-is_used": "on", "approval-amount": "4", "pairwise-is_used": "on"}
    assert client.post(f"{there}ballots/", rules).status_code == 302
    challenge.refresh_from_db()
    assert challenge.budget_cents == 90_050
    assert challenge.target == Decimal(4)
    assert set(challenge.ballot_rules.values_list("kind", "amount")) == {("approval", 4), ("pairwise", 5)}
    assert challenge.criteria.get().name == "Value"
    with in_days(6):
        assert client.post(f"{there}ballots/", rules).status_code == 422, "voting has begun"
