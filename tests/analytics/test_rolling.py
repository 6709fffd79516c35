"""The roll-up: facts equal the ledger, however they came to be."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from activity import events as verbs
from analytics.actions import filling, rolling
from analytics.measures.registry import MEASURES
from analytics.models import FACTS, DayFact, DirtyDay, EdgeFact, PostFact, UnitDay, Watermark
from analytics.record import Record, Scope
from analytics.verbs import LEDGER
from esn.kit import events
from people.actions import joining
from people.models import OrgUnit, Person
from tests.analytics.conftest import DAY_ONE, Act

MONDAY = DAY_ONE.date()


def facts() -> dict[str, list[tuple[Any, ...]]]:
    def rows(model: Any) -> list[tuple[Any, ...]]:
        fields = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
        return sorted((row for row in model.objects.values_list(*fields)), key=repr)

    return {model.__name__: rows(model) for model in FACTS}


def told() -> dict[str, str]:
    """Return every measure to the last digit."""
    record = Record(MONDAY + timedelta(days=12))
    scope = Scope(record, record.until)
    return {key: repr(one.compute(scope, True)) for key, one in MEASURES.items()}


def test_an_answer_is_a_contribution_and_an_edge(act: Act, bo: Person, cy: Person) -> None:
    act(bo, verbs.COMMENT_ADDED, to=cy)
    rolling.roll_up()
    fact = DayFact.objects.get()
    assert (fact.day, fact.person_id, fact.department_id) == (MONDAY, bo.pk, bo.department_id)
    assert (fact.contribute, fact.replies, fact.light, fact.passive) == (1, 1, 0, 0)
    edge = EdgeFact.objects.get()
    assert (edge.source_id, edge.target_id, edge.replies) == (bo.pk, cy.pk, 1)


@pytest.mark.parametrize(
    ("verb", "tier"),
    [
        (verbs.THREAD_SEEN, "passive"),
        (verbs.REACTION_ADDED, "light"),
        ("people.person_followed", "light"),
        (verbs.QUESTION_ASKED, "contribute"),
        (verbs.ANSWER_ACCEPTED, "outcome"),
    ],
)
def test_each_verb_counts_in_its_tier(act: Act, bo: Person, verb: str, tier: str) -> None:
    act(bo, verb)
    rolling.roll_up()
    fact = DayFact.objects.get()
    assert {name: getattr(fact, name) for name in ("passive", "light", "contribute", "outcome")}[tier] == 1
    assert fact.passive + fact.light + fact.contribute + fact.outcome == 1


def test_duty_programs_and_talking_to_oneself_count_for_nothing(act: Act, bo: Person, cy: Person) -> None:
    act(bo, verbs.REACTION_ADDED, to=cy, is_mandatory=True)
    act(bo, verbs.COMMENT_ADDED, to=cy, is_automated=True)
    act(bo, verbs.COMMENT_ADDED, to=bo)
    act(None, verbs.COMMENT_ADDED, to=cy)
    rolling.roll_up()
    assert not DayFact.objects.exists()
    assert not EdgeFact.objects.exists()


def test_a_mention_draws_an_edge_but_is_no_second_contribution(act: Act, bo: Person, cy: Person) -> None:
    act(bo, verbs.POST_PUBLISHED, thread_id=7)
    act(bo, verbs.PERSON_MENTIONED, to=cy, thread_id=7)
    rolling.roll_up()
    assert DayFact.objects.get().contribute == 1
    assert EdgeFact.objects.get().mentions == 1
    assert PostFact.objects.get().thread_id == 7


def test_a_move_does_not_rewrite_history(act: Act, bo: Person, engineering: OrgUnit, sales: OrgUnit) -> None:
    act(bo, verbs.POST_PUBLISHED, day=0)
    joining.move_person(None, bo, unit=sales, on=MONDAY + timedelta(days=3))
    act(bo, verbs.POST_PUBLISHED, day=5, department_id=sales.pk)
    rolling.rebuild()
    assert list(DayFact.objects.order_by("day").values_list("department_id", flat=True)) == [
        engineering.pk,
        sales.pk,
    ]


def test_the_headcount_leaves_out_guests_programs_newcomers_and_the_gone(
    act: Act, bo: Person, cy: Person, gus: Person, max_: Person
) -> None:
    Person.objects.filter(pk=cy.pk).update(hired_on=MONDAY - timedelta(days=13))
    Person.objects.filter(pk=max_.pk).update(is_active=False, deactivated_on=MONDAY)
    for person in (bo, cy, gus, max_):
        act(person, verbs.POST_PUBLISHED)
    rolling.roll_up()
    company = UnitDay.objects.get(department_id=None)
    assert (company.headcount, company.active, company.contributors) == (1, 1, 1)
    Person.objects.filter(pk=cy.pk).update(hired_on=MONDAY - timedelta(days=14))
    rolling.rebuild()
    assert UnitDay.objects.get(department_id=None).headcount == 2


def test_a_late_event_is_never_missed(act: Act, bo: Person) -> None:
    early = act(bo, verbs.POST_PUBLISHED, day=0)
    act(bo, verbs.POST_PUBLISHED, day=1)
    rolling.roll_up()
    DayFact.objects.filter(day=MONDAY).delete()  # as if the first had not been visible yet
    assert rolling.roll_up() == 0
    events.deliver(early.pk)
    assert DirtyDay.objects.get().day == MONDAY
    rolling.roll_up()
    assert DayFact.objects.filter(day=MONDAY).exists()


def test_a_new_event_is_not_late(act: Act, bo: Person) -> None:
    rolling.roll_up()
    events.deliver(act(bo, verbs.POST_PUBLISHED).pk)
    assert not DirtyDay.objects.exists()


def test_a_second_run_changes_nothing(act: Act, bo: Person, cy: Person) -> None:
    act(bo, verbs.COMMENT_ADDED, to=cy)
    rolling.roll_up()
    before = facts()
    assert rolling.roll_up() == 0
    assert facts() == before


def test_a_run_that_died_midway_is_finished_by_the_next(
    act: Act, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (0, 40, 80):
        act(bo, verbs.POST_PUBLISHED, day=day)
    real_fill, calls = filling.fill_range, []

    def dying(first: date, last: date, directory: Any) -> None:
        calls.append(first)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real_fill(first, last, directory)

    monkeypatch.setattr(rolling, "fill_range", dying)
    with pytest.raises(KeyboardInterrupt):
        rolling.roll_up()
    assert DayFact.objects.count() == 1
    monkeypatch.setattr(rolling, "fill_range", real_fill)
    rolling.roll_up()
    assert DayFact.objects.count() == 3
    assert not DirtyDay.objects.exists()


@pytest.mark.parametrize("seed", range(4))
def test_increments_and_a_rebuild_tell_the_same(
    act: Act, seed: int, bo: Person, cy: Person, dee: Person, max_: Person
) -> None:
    dice, people = random.Random(seed), [bo, cy, dee, max_]
    act(bo, verbs.PERSON_MENTIONED, to=cy, thread_id=1)
    for _ in range(60):
        worth = dice.choice(LEDGER)
        to = dice.choice([None, *people])
        kind = worth.object_type or "thing"
        thread = dice.choice([None, 1, 2, 3])
        act(
            dice.choice(people),
            worth.verb,
            to=to,
            day=dice.uniform(0, 12),
            object_type=kind,
            thread_id=thread,
            scope=dice.choice(["own", "cross", "extended"]),
            kind=dice.choice(["informal", "formal"]),
            is_automated=dice.random() < 0.1,
            level=dice.choice([1, 2, 5]),
        )
        if dice.random() < 0.2:
            rolling.roll_up()
    rolling.roll_up()
    increments, figures = facts(), told()
    rolling.rebuild()
    assert facts() == increments
    assert told() == figures
    assert len(increments["DayFact"]) > 10
    assert all(increments[name] for name in ("WorkFact", "AskFact", "IdeaFact", "PostFact", "ResponseFact"))


def placed(person: Person, day: date) -> int | None:
    """Return the department of that day the slow way: of the placements that hold, the one that began last."""
    held = [
        row
        for row in person.placements.all()
        if (row.since_on or date.min) <= day < (row.until_on or date.max)
    ]
    return max(held, key=lambda row: row.since_on or date.min).department_id if held else None


@pytest.mark.parametrize("seed", range(3))
def test_every_act_counts_where_its_person_stood_on_that_day(  # noqa: PLR0913  (the cast)
    act: Act, seed: int, bo: Person, cy: Person, dee: Person, engineering: OrgUnit, sales: OrgUnit
) -> None:
    dice, day = random.Random(seed), timedelta(days=1)
    # One stays, one moves to and fro with gaps and a stint inside another, one has no history at all.
    cy.placements.all().delete()
    dee.placements.all().delete()
    edges = sorted(dice.sample(range(2, 30), 3))
    spans = [(None, edges[1]), (edges[0], edges[0] + 1), (edges[2], None)]
    for unit, (since, until) in zip((engineering, sales, engineering), spans, strict=True):
        since_on, until_on = (None if at is None else MONDAY + at * day for at in (since, until))
        cy.placements.create(unit=unit, department=unit, since_on=since_on, until_on=until_on)
    for _ in range(80):
        act(
            dice.choice([bo, cy, dee]),
            verbs.POST_PUBLISHED,
            day=dice.randrange(35),
            thread_id=dice.randrange(99),
        )
    rolling.roll_up()
    known = {person.pk: person for person in (bo, cy, dee)}
    for model in (DayFact, PostFact):
        for fact in model._default_manager.all():
            assert fact.department_id == placed(known[fact.person_id], fact.day)


def test_somebody_who_was_always_there_changes_the_headcount_of_the_past(act: Act, bo: Person) -> None:
    act(bo, verbs.POST_PUBLISHED)
    rolling.roll_up()
    joining.add_person(None, username="ivy", display_name="Ivy", unit=bo.unit)
    rolling.roll_up()
    assert UnitDay.objects.get(department_id=None).headcount == 2


def test_the_command_does_a_span_again(act: Act, bo: Person, capsys: pytest.CaptureFixture[str]) -> None:
    act(bo, verbs.POST_PUBLISHED)
    call_command("rollup")
    DayFact.objects.all().delete()
    call_command("rollup", "--from", MONDAY.isoformat(), "--to", MONDAY.isoformat())
    assert DayFact.objects.count() == 1
    assert "1 days rolled up" in capsys.readouterr().out


def test_the_watermark_stands_at_the_newest_event(act: Act, bo: Person) -> None:
    newest = act(bo, verbs.POST_PUBLISHED)
    rolling.roll_up()
    assert Watermark.objects.get(name=Watermark.CLAIM).event_id == newest.pk
