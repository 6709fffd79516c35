"""The measures of ideas, of the network and of value: exactly what their definitions say."""

from datetime import timedelta

import pytest

from activity import events as verbs
from analytics.actions import rolling
from analytics.journey import journey
from analytics.measures.declared import Figure
from analytics.measures.registry import MEASURES
from analytics.record import Record, Scope
from esn.kit.models import Event
from ideas import events as ideas
from people.actions import joining
from people.models import OrgUnit, Person
from tests.analytics.conftest import DAY_ONE, Act

MONDAY = DAY_ONE.date()


def scope(day: int) -> Scope:
    rolling.roll_up()
    as_of = MONDAY + timedelta(days=day)
    return Scope(Record(as_of), as_of)


def figure(key: str, *, day: int = 27) -> Figure:
    return MEASURES[key].compute(scope(day), True)


@pytest.fixture
def crowd(seat: object, engineering: OrgUnit, sales: OrgUnit) -> list[Person]:
    """Twelve people: five in Engineering, five in Sales, two in Finance; the last two lead."""
    finance = OrgUnit.objects.create(name="Finance", code="fin")
    units = [engineering] * 5 + [sales] * 5 + [finance] * 2
    people = [
        joining.add_person(None, username=f"p{n}", display_name=f"P {n}", unit=unit)
        for n, unit in enumerate(units)
    ]
    for person in people[10:]:
        person.placements.update(level=Person.Level.MANAGER)
    return people


def idea(act: Act, author: Person, thread: int, *, day: float = 0, **steps: float) -> None:
    """Write an idea with the days of its steps."""
    unit = author.department_id
    act(author, ideas.IDEA_SUBMITTED, day=day, thread_id=thread, level=author.level, department_id=unit)
    for step, when in steps.items():
        act(None, f"ideas.{step}", to=author, day=when, thread_id=thread, is_automated=True)


def test_the_funnel_counts_how_far_ideas_came(act: Act, crowd: list[Person]) -> None:
    idea(
        act,
        crowd[0],
        1,
        idea_shortlisted=2,
        evaluation_started=3,
        idea_decided=4,
        delivery_started=5,
        idea_implemented=9,
    )
    idea(act, crowd[1], 2, idea_decided=4)
    idea(act, crowd[2], 3, idea_merged=4)
    idea(act, crowd[3], 4)
    for who in (1, 6):
        act(crowd[who], verbs.COMMENT_ADDED, to=crowd[3], day=2, thread_id=4)
    found = figure("M-40")
    assert (found.value, found.n) == pytest.approx((1 / 3, 3))
    parts = {
        name: found.parts[name]
        for name in ("submitted", "discussed", "shortlisted", "reviewed", "implemented")
    }
    assert parts == {"submitted": 3, "discussed": 1, "shortlisted": 1, "reviewed": 2, "implemented": 1}
    assert figure("M-40", day=3).parts["reviewed"] == 1


def test_undecided_ideas_lengthen_the_days_to_a_decision(act: Act, crowd: list[Person]) -> None:
    for thread, days in enumerate([2, 4, 6]):
        idea(act, crowd[thread], thread, idea_decided=days)
    assert figure("M-41").value == 4
    idea(act, crowd[3], 13)
    idea(act, crowd[4], 14)
    assert figure("M-41").value == 6
    for thread in range(20, 24):
        idea(act, crowd[5], thread)
    assert figure("M-41").value is None


def test_the_first_word_to_an_idea_is_anybodys(act: Act, crowd: list[Person]) -> None:
    for thread in range(3):
        idea(act, crowd[0], thread)
    act(crowd[1], verbs.COMMENT_ADDED, to=crowd[0], day=1, thread_id=0)
    act(crowd[1], ideas.CONCERN_RAISED, to=crowd[0], day=3, thread_id=1)
    assert figure("M-41").parts["feedback"] == 3


def test_decided_ideas_are_built_or_not(act: Act, crowd: list[Person]) -> None:
    idea(act, crowd[0], 1, idea_decided=2, idea_implemented=9)
    idea(act, crowd[1], 2, idea_decided=3)
    found = figure("M-42")
    assert (found.value, found.n, found.parts["quarter_0"]) == (0.5, 2, 0.5)
    assert figure("M-42", day=120).parts["quarter_1"] == 0.5


def test_having_a_hand_in_ideas(act: Act, crowd: list[Person]) -> None:
    idea(act, crowd[0], 1)
    act(crowd[1], ideas.IDEA_SUPPORTED, to=crowd[0], thread_id=1)
    act(crowd[2], ideas.BALLOT_CAST)
    act(crowd[3], verbs.COMMENT_ADDED, to=crowd[0], thread_id=1)
    act(crowd[4], verbs.COMMENT_ADDED, to=crowd[0], thread_id=77)
    found = figure("M-43")
    assert (found.value, found.parts["per_head"]) == pytest.approx((4 / 12, 1 / 12))


def test_support_that_was_taken_back_does_not_make_an_idea_cross_silos(act: Act, crowd: list[Person]) -> None:
    idea(act, crowd[0], 1, idea_implemented=9)
    for who in (1, 5, 10):
        unit = crowd[who].department_id
        act(crowd[who], ideas.IDEA_SUPPORTED, to=crowd[0], day=1, thread_id=1, department_id=unit)
    assert figure("M-49").value == 1
    act(crowd[10], ideas.SUPPORT_WITHDRAWN, day=3, thread_id=1)
    assert figure("M-49").value == 0


def test_front_line_ideas_are_those_of_people_who_lead_nobody(act: Act, crowd: list[Person]) -> None:
    idea(act, crowd[0], 1, idea_implemented=9)
    idea(act, Person.objects.get(pk=crowd[1].pk), 2, idea_implemented=9)
    crowd[10].level = Person.Level.MANAGER
    idea(act, crowd[10], 3, idea_implemented=9)
    assert (figure("M-53").value, figure("M-53").n) == pytest.approx((2 / 3, 3))


def talk(act: Act, a: Person, b: Person, day: float = 20) -> None:
    act(a, verbs.COMMENT_ADDED, to=b, day=day)
    act(b, verbs.COMMENT_ADDED, to=a, day=day)


def test_ties_per_person_and_across_levels(act: Act, crowd: list[Person]) -> None:
    talk(act, crowd[0], crowd[1])
    talk(act, crowd[0], crowd[10])
    act(crowd[2], verbs.COMMENT_ADDED, to=crowd[10], day=20)
    act(crowd[11], verbs.COMMENT_ADDED, to=crowd[3], day=20)
    assert figure("M-21").value == pytest.approx(4 / 12)
    found = figure("M-29")
    assert (found.value, found.n) == (0.5, 2)
    assert (found.parts["upward"], found.parts["downward"]) == (0.5, 0.5)
    assert found.parts["parity"] == 1


def test_a_new_tie_across_departments_counts_once_ever(act: Act, crowd: list[Person]) -> None:
    talk(act, crowd[0], crowd[5], day=5)
    talk(act, crowd[1], crowd[2], day=5)  # within
    assert figure("M-30").value == pytest.approx(100 / 12)
    talk(act, crowd[0], crowd[5], day=60)
    talk(act, crowd[0], crowd[6], day=60)
    assert figure("M-30", day=70).value == pytest.approx(100 / 12)


def test_a_network_that_hangs_on_five_breaks_without_them(act: Act, crowd: list[Person]) -> None:
    for n in range(11):
        talk(act, crowd[n], crowd[n + 1])
    # A chain of twelve without its five in the middle: of 66 pairs 6 and 3 are left.
    assert figure("M-28").value == pytest.approx(1 - 9 / 66)


def test_silos_have_a_modularity(act: Act, crowd: list[Person]) -> None:
    for first in (0, 5):
        for a in range(first, first + 5):
            for b in range(a + 1, first + 5):
                talk(act, crowd[a], crowd[b])
    found = figure("M-25")
    assert (found.value, found.parts["likeness"], found.parts["circles"]) == pytest.approx((0.5, 1, 2))


def test_personas_of_few_are_not_told(act: Act, crowd: list[Person]) -> None:
    for n in range(4):
        act(crowd[0], verbs.POST_PUBLISHED, day=n, thread_id=n)
    found = figure("M-22")
    assert (found.value, found.parts) == (0, {})
    for who in range(1, 5):
        for n in range(4):
            act(crowd[who], verbs.POST_PUBLISHED, day=n, thread_id=10 * who + n)
    assert figure("M-22").parts["broadcaster"] == pytest.approx(5 / 12)


def test_voice_is_spread_like_the_headcount_or_not(act: Act, crowd: list[Person]) -> None:
    for person in crowd[5:10]:
        person.placements.update(level=Person.Level.LEAD)
        act(person, verbs.POST_PUBLISHED, day=1, thread_id=person.pk)
    # Two levels of five people each, one of them silent: ln 2; the third has too few.
    assert figure("M-50").value == pytest.approx(0.693147, abs=1e-6)
    for person in crowd[:5]:
        act(person, verbs.POST_PUBLISHED, day=1, thread_id=person.pk)
    assert figure("M-50").value == pytest.approx(0)


def test_being_heard_is_compared_over_levels(act: Act, crowd: list[Person]) -> None:
    for n in range(10):
        level = 1 if n < 5 else 2
        act(crowd[n], verbs.POST_PUBLISHED, day=1, thread_id=n, level=level)
    for thread in (0, 5, 6):
        act(crowd[11], verbs.REACTION_ADDED, to=crowd[thread], day=2, thread_id=thread)
    found = figure("M-51")
    assert (found.value, found.parts["lowest"], found.parts["highest"]) == (0.5, 0.2, 0.4)


def test_who_was_active_stays_more_often_or_not(act: Act, crowd: list[Person]) -> None:
    act(crowd[11], verbs.POST_PUBLISHED, day=-60)
    for n in range(6):
        act(crowd[n], verbs.POST_PUBLISHED, day=60)
    for n in (0, 6, 7, 8):
        Person.objects.filter(pk=crowd[n].pk).update(
            is_active=False, deactivated_on=MONDAY + timedelta(days=95)
        )
    found = figure("M-63", day=100)
    assert (found.parts["active"], found.parts["others"]) == pytest.approx((5 / 6, 0.5))
    assert found.value == pytest.approx(1 / 3)
    assert found.n == 6


def test_the_value_matrix_withholds_what_few_do(act: Act, crowd: list[Person]) -> None:
    for n in range(6):
        act(crowd[n], verbs.COMMENT_ADDED, to=crowd[n - 1], day=1, scope=Event.Scope.CROSS)
        act(crowd[n], verbs.COMMENT_ADDED, to=crowd[n - 1], day=1, scope=Event.Scope.CROSS)
    for n in range(4):
        act(crowd[n], verbs.ANSWER_ACCEPTED, to=crowd[n + 1], day=1, kind=Event.Kind.FORMAL)
    at = scope(27)
    cells = {(cell["scope"], cell["kind"]): cell for cell in journey(at.record, at.as_of)[-1]["cells"]}
    assert cells["cross", "informal"]["acts"] == 10  # twelve, to the nearest five
    assert cells["cross", "informal"]["people"] == 5
    assert cells["own", "formal"]["acts"] is None
    assert "Fewer than 5" in cells["own", "formal"]["reason"]
    assert cells["extended", "formal"] == {
        "scope": "extended", "kind": "formal", "acts": 0, "outcomes": 0, "people": 0, "reason": "",
    }  # fmt: skip


def test_the_journey_goes_back_to_the_first_day(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.POST_PUBLISHED, day=0)
    at = scope(100)
    quarters = journey(at.record, at.as_of)
    assert [quarter["first"] for quarter in quarters] == [
        MONDAY.isoformat(),
        (MONDAY + timedelta(days=10)).isoformat(),
    ]
