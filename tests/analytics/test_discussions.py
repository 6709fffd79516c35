"""The measures of threads, questions and leaders: exactly what their definitions say."""

from datetime import timedelta

import pytest

from activity import events as verbs
from analytics.actions import rolling
from analytics.measures.declared import Figure
from analytics.measures.registry import MEASURES
from analytics.record import Record, Scope
from communities.models import Community, Membership
from esn.kit.models import Event
from people.actions import joining
from people.models import OrgUnit, Person, Site
from tests.analytics.conftest import DAY_ONE, Act

MONDAY = DAY_ONE.date()


def figure(key: str, *, day: int = 27) -> Figure:
    rolling.roll_up()
    as_of = MONDAY + timedelta(days=day)
    return MEASURES[key].compute(Scope(Record(as_of), as_of), True)


@pytest.fixture
def crowd(seat: object, engineering: OrgUnit, sales: OrgUnit) -> list[Person]:
    """Ten people, the first six in Engineering; the last one is a director."""
    units = [engineering] * 6 + [sales] * 4
    people = [
        joining.add_person(None, username=f"p{n}", display_name=f"P {n}", unit=unit)
        for n, unit in enumerate(units)
    ]
    Person.objects.filter(pk=people[9].pk).update(level=Person.Level.DIRECTOR)
    people[9].placements.update(level=Person.Level.DIRECTOR)
    return people


def test_unanswered_posts_lengthen_the_wait(act: Act, crowd: list[Person]) -> None:
    # The first day begins at nine on a Monday.
    for thread, hours in enumerate([1, 2, 3]):
        act(crowd[0], verbs.POST_PUBLISHED, day=0, thread_id=thread)
        act(crowd[1], verbs.COMMENT_ADDED, to=crowd[0], day=hours / 24, thread_id=thread)
    assert figure("M-32").value == 2
    for thread in range(10, 12):
        act(crowd[0], verbs.POST_PUBLISHED, day=0, thread_id=thread)
    assert figure("M-32").value == 3
    for thread in range(20, 30):
        act(crowd[0], verbs.POST_PUBLISHED, day=0, thread_id=thread)
    found = figure("M-32")
    assert (found.value, found.n) == (None, 15)
    assert found.reason


def test_a_wait_is_counted_on_the_authors_clock(act: Act, crowd: list[Person]) -> None:
    site = Site.objects.create(name="Far west", timezone="America/Los_Angeles")
    Person.objects.filter(pk=crowd[0].pk).update(site=site)
    act(crowd[0], verbs.POST_PUBLISHED, day=8 / 24, thread_id=1)  # nine in the morning there
    act(crowd[1], verbs.COMMENT_ADDED, to=crowd[0], day=12 / 24, thread_id=1)
    assert figure("M-32").value == 4


def test_questions_are_judged_when_they_had_their_seven_days(act: Act, crowd: list[Person]) -> None:
    for thread, wait in enumerate([1.0, 6.5, 8.0, None]):
        act(crowd[0], verbs.QUESTION_ASKED, day=1, thread_id=thread)
        if wait:
            act(crowd[1], verbs.COMMENT_ADDED, to=crowd[0], day=1 + wait, thread_id=thread)
    act(crowd[0], verbs.ANSWER_ACCEPTED, to=crowd[1], day=3, thread_id=0)
    act(crowd[0], verbs.QUESTION_ASKED, day=25, thread_id=9)  # too young
    found = figure("M-39a")
    assert (found.value, found.n, found.parts["accepted"]) == (0.5, 4, 0.25)
    times = figure("M-39b")
    assert (times.value, times.n) == pytest.approx((8 * 24, 5))
    assert times.parts["accepted"] is None


def test_curiosity_and_voices(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.QUESTION_ASKED, day=1, thread_id=1)
    act(crowd[1], verbs.POST_PUBLISHED, day=1, thread_id=2)
    act(crowd[1], verbs.POST_PUBLISHED, day=1, thread_id=3)
    for who in (1, 2, 2, 0):
        act(crowd[who], verbs.COMMENT_ADDED, to=crowd[5], day=2, thread_id=1)
    assert figure("M-34").value == pytest.approx(1 / 3)
    found = figure("M-35")
    assert (found.value, found.low, found.high, found.parts["replies"]) == (1, 1, 3, 0)


def test_what_stands_in_open_communities_is_open(
    act: Act, crowd: list[Person], hall: Community, lab: Community
) -> None:
    for thread, community in enumerate([hall, hall, lab]):
        act(crowd[0], verbs.POST_PUBLISHED, day=1, thread_id=thread, community_id=community.pk)
    act(crowd[0], verbs.POST_PUBLISHED, day=1, thread_id=9)
    assert (figure("M-33").value, figure("M-33").n) == pytest.approx((2 / 3, 3))


def test_a_community_is_healthy_when_all_four_hold(act: Act, crowd: list[Person], hall: Community) -> None:
    Community.objects.exclude(pk=hall.pk).delete()
    Community.objects.update(founded_at=DAY_ONE - timedelta(days=9))
    Membership.objects.filter(community=hall).delete()
    Membership.objects.create(community=hall, person=crowd[0], role="owner", since_at=DAY_ONE)
    for week in range(4):
        act(crowd[week], verbs.POST_PUBLISHED, day=7 * week, thread_id=week, community_id=hall.pk)
        act(crowd[4], verbs.COMMENT_ADDED, to=crowd[week], day=7 * week + 1, thread_id=week)
    assert (figure("M-10").value, figure("M-10").n) == (1, 1)
    Membership.objects.filter(community=hall).update(person=crowd[8])
    found = figure("M-10")
    assert (found.value, found.parts["owner"], found.parts["weekly"]) == (0, 0, 1)


def test_first_posts_wait_for_an_answer_by_another(act: Act, crowd: list[Person]) -> None:
    act(crowd[0], verbs.POST_PUBLISHED, day=0, thread_id=1)
    act(crowd[0], verbs.POST_PUBLISHED, day=1, thread_id=2)  # not the first
    act(crowd[1], verbs.COMMENT_ADDED, to=crowd[0], day=2 / 24, thread_id=1)
    act(crowd[2], verbs.POST_PUBLISHED, day=0, thread_id=3)
    act(crowd[1], verbs.COMMENT_ADDED, to=crowd[2], day=4 / 24, thread_id=3)
    act(crowd[3], verbs.POST_PUBLISHED, day=0, thread_id=4)
    found = figure("M-14")
    assert (found.value, found.n, found.parts["unanswered"]) == pytest.approx((4, 3, 1 / 3))


def test_leaders_are_measured_together(act: Act, crowd: list[Person]) -> None:
    boss = crowd[9]
    assert figure("M-56").value == 0
    act(boss, verbs.POST_PUBLISHED, day=5, thread_id=1)
    act(boss, verbs.COMMENT_ADDED, to=crowd[1], day=5, thread_id=1)
    act(boss, verbs.POST_PUBLISHED, day=5, thread_id=2)
    act(boss, verbs.COMMENT_ADDED, to=crowd[1], day=5, thread_id=3)
    assert figure("M-56").value == 1
    assert (figure("M-57").value, figure("M-57").n) == (0.5, 4)
    assert (figure("M-17").value, figure("M-17").n) == (0.5, 2)


def test_a_leader_who_is_asked_answers_within_five_workdays(act: Act, crowd: list[Person]) -> None:
    boss = crowd[9]
    for thread, opening in enumerate([verbs.QUESTION_ASKED, verbs.QUESTION_ASKED, verbs.POST_PUBLISHED]):
        act(crowd[0], opening, day=1, thread_id=thread)
        act(crowd[0], verbs.PERSON_MENTIONED, to=boss, day=1, thread_id=thread)
    act(boss, verbs.COMMENT_ADDED, to=crowd[0], day=7, thread_id=0)  # four workdays
    act(boss, verbs.COMMENT_ADDED, to=crowd[0], day=15, thread_id=1)
    act(crowd[2], verbs.COMMENT_ADDED, to=crowd[0], day=2, thread_id=1)
    assert (figure("M-58").value, figure("M-58").n) == pytest.approx((1 / 3, 3))
    assert (figure("M-52").value, figure("M-52").n) == (1, 2)


def test_guests_make_threads_reach_beyond_the_company(act: Act, crowd: list[Person], gus: Person) -> None:
    for thread in range(4):
        act(crowd[0], verbs.POST_PUBLISHED, day=1, thread_id=thread)
    act(gus, verbs.COMMENT_ADDED, to=crowd[0], day=2, thread_id=0, scope=Event.Scope.EXTENDED)
    act(gus, verbs.POST_PUBLISHED, day=2, thread_id=8, scope=Event.Scope.EXTENDED)
    assert (figure("M-37").value, figure("M-37").n) == (0.4, 5)
    act(crowd[0], verbs.COMMENT_ADDED, to=gus, day=3, thread_id=8)
    act(crowd[7], verbs.COMMENT_ADDED, to=gus, day=3, thread_id=8)
    act(crowd[1], verbs.COMMENT_ADDED, to=gus, day=3, thread_id=8)
    assert (figure("M-38").value, figure("M-38").n) == pytest.approx((2 / 3, 3))


def test_breadth_needs_four_modules(act: Act, crowd: list[Person]) -> None:
    for verb in (verbs.POST_PUBLISHED, verbs.QUESTION_ASKED, "ideas.idea_submitted", verbs.FILE_ATTACHED):
        act(crowd[0], verb, day=1, thread_id=hash(verb) % 1000)
    act(crowd[1], verbs.FILE_ATTACHED, day=1)
    found = figure("M-8")
    assert (found.value, found.parts["files"], found.parts["ideas"]) == (0.1, 0.2, 0.1)


def test_a_file_alone_is_no_contribution(act: Act, crowd: list[Person]) -> None:
    act(crowd[1], verbs.FILE_ATTACHED, day=1)
    assert (figure("M-5").value, figure("M-2").value) == (0, 0)


def test_hires_who_take_part_by_their_thirtieth_day(act: Act, crowd: list[Person]) -> None:
    for number, hired in enumerate([0, 0, 40]):
        Person.objects.filter(pk=crowd[number].pk).update(hired_on=MONDAY + timedelta(days=hired))
    act(crowd[0], verbs.REACTION_ADDED, to=crowd[5], day=30)
    act(crowd[1], verbs.REACTION_ADDED, to=crowd[5], day=31)
    assert (figure("M-15", day=60).value, figure("M-15", day=60).n) == (0.5, 2)
