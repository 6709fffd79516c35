"""The measures: exactly what their definitions say."""

from datetime import timedelta

import pytest

from activity import events as verbs
from analytics.actions import rolling
from analytics.measures.declared import Figure
from analytics.measures.registry import MEASURES
from analytics.record import Record, Scope
from people.actions import joining
from people.models import OrgUnit, Person
from tests.analytics.conftest import DAY_ONE, Act

MONDAY = DAY_ONE.date()
DAY_28 = MONDAY + timedelta(days=27)


def figure(key: str, *, day: int = 27, department: OrgUnit | None = None) -> Figure:
    rolling.roll_up()
    as_of = MONDAY + timedelta(days=day)
    return MEASURES[key].compute(Scope(Record(as_of), as_of, department.pk if department else None), True)


@pytest.fixture
def crowd(seat: object, engineering: OrgUnit, sales: OrgUnit) -> list[Person]:
    """Ten people, the first six in Engineering."""
    units = [engineering] * 6 + [sales] * 4
    return [
        joining.add_person(None, username=f"p{n}", display_name=f"P {n}", unit=unit)
        for n, unit in enumerate(units)
    ]


def test_all_measures_of_this_issue_are_declared() -> None:
    adoption = "M-1 M-2 M-3 M-4 M-5 M-6 M-7 M-8 M-9 M-10 M-11 M-12 M-13 M-14 M-15 M-17"
    relationships = "M-20 M-21 M-22 M-23 M-24 M-25 M-26 M-27 M-28 M-29 M-30"
    sharing, knowledge = "M-31 M-32 M-33 M-34 M-35 M-37 M-38", "M-39a M-39b M-39f"
    action, empowerment = "M-40 M-41 M-42 M-43 M-45 M-46 M-47 M-49", "M-50 M-51 M-52 M-53"
    wanted = f"{adoption} {relationships} {sharing} {knowledge} {action} {empowerment} M-56 M-57 M-58 M-63"
    assert list(MEASURES) == wanted.split()
    assert all(one.formula and one.source and str(one.words) for one in MEASURES.values())


def test_rates_are_shares_of_the_headcount(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.POST_PUBLISHED, day=2)
    act(crowd[1], verbs.REACTION_ADDED, to=crowd[0], day=3)
    act(crowd[2], verbs.THREAD_SEEN, day=4)
    found = {key: figure(key).value for key in ("M-1", "M-2", "M-3", "M-4", "M-5")}
    assert found == pytest.approx({"M-1": 0.3, "M-2": 0.3, "M-3": 0.2, "M-4": 1 / 3, "M-5": 0.1})
    assert figure("M-3", day=60).value == 0
    assert figure("M-1", day=60).value == 0.3


def test_a_department_is_measured_on_its_own(act: Act, crowd: list[Person], sales: OrgUnit) -> None:
    act(crowd[9], verbs.POST_PUBLISHED, day=2)
    assert (figure("M-3", department=sales).value, figure("M-3", department=sales).n) == (0.25, 4)


@pytest.mark.parametrize("key", ["M-1", "M-2", "M-3", "M-4", "M-5", "M-6", "M-20"])
@pytest.mark.parametrize("who", range(4))
def test_deactivating_somebody_never_raises_a_rate(act: Act, crowd: list[Person], key: str, who: int) -> None:
    for week in range(4):
        act(crowd[0], verbs.POST_PUBLISHED, day=7 * week)
        act(crowd[0], verbs.COMMENT_ADDED, to=crowd[1], day=7 * week)
    act(crowd[1], verbs.COMMENT_ADDED, to=crowd[0], day=3)
    act(crowd[1], verbs.COMMENT_ADDED, to=crowd[2], day=3)
    act(crowd[2], verbs.THREAD_SEEN, day=0)
    before = figure(key).value
    assert before is not None
    Person.objects.filter(pk=crowd[who].pk).update(
        is_active=False, deactivated_on=MONDAY + timedelta(days=20)
    )
    after = figure(key).value
    assert after is not None
    assert after <= before


def test_who_left_before_the_window_is_out_of_it(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.POST_PUBLISHED, day=27)
    Person.objects.filter(pk=crowd[9].pk).update(is_active=False, deactivated_on=MONDAY)
    assert figure("M-3").n == 9


def test_a_long_leave_takes_somebody_out_and_a_holiday_does_not(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.POST_PUBLISHED, day=27)
    crowd[1].leaves.create(starts_on=MONDAY - timedelta(days=30), ends_on=DAY_28)
    crowd[2].leaves.create(starts_on=MONDAY, ends_on=DAY_28)
    assert figure("M-3").n == 9


def test_rhythm_needs_three_of_four_weeks(act: Act, crowd: list[Person]) -> None:
    for week in range(3):
        act(crowd[0], verbs.THREAD_SEEN, day=7 * week)
    act(crowd[1], verbs.THREAD_SEEN, day=0)
    assert figure("M-6").value == 0.5


def test_duty_and_programs_move_no_measure(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.COMMENT_ADDED, to=crowd[1])
    before = {key: figure(key).value for key in MEASURES}
    act(crowd[2], verbs.COMMENT_ADDED, to=crowd[3], is_mandatory=True)
    act(crowd[2], verbs.COMMENT_ADDED, to=crowd[3], is_automated=True)
    act(crowd[4], verbs.COMMENT_ADDED, to=crowd[4])
    assert {key: figure(key).value for key in MEASURES} == before


def test_a_two_way_tie_needs_a_word(act: Act, crowd: list[Person]) -> None:
    for a, b, verb in (
        (0, 1, verbs.COMMENT_ADDED),
        (1, 0, verbs.REACTION_ADDED),
        (2, 3, verbs.REACTION_ADDED),
        (3, 2, verbs.REACTION_ADDED),
    ):
        act(crowd[a], verb, to=crowd[b])
    found = figure("M-20")
    assert (found.value, found.n) == (0.5, 2)


def test_a_response_counts_when_another_gives_it_in_time(act: Act, crowd: list[Person]) -> None:
    for thread, (who, verb, day) in enumerate(
        [
            (1, verbs.COMMENT_ADDED, 5.0),
            (1, verbs.REACTION_ADDED, 5.0),
            (0, verbs.COMMENT_ADDED, 5.0),
            (1, verbs.THREAD_SEEN, 5.0),
        ]
    ):
        act(crowd[0], verbs.POST_PUBLISHED, day=1, thread_id=thread)
        act(crowd[who], verb, day=day, thread_id=thread)
    found = figure("M-31")
    assert (found.value, found.parts["with_reply"], found.parts["no_response"]) == (0.5, 0.25, 0.5)


def test_openness_says_when_it_does_not_apply(act: Act, eve: Person, max_: Person) -> None:
    Person.objects.update(department=None)
    Person.objects.get(pk=max_.pk).placements.all().delete()
    act(eve, verbs.COMMENT_ADDED, to=max_)
    assert "Not applicable" in str(figure("M-23").reason)


def test_inequality_counts_the_silent(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.POST_PUBLISHED)
    assert figure("M-12").value == pytest.approx(0.9)
