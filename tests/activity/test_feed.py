"""The stream against the plain definition, for every kind of viewer and on every page."""

import random
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from activity import feed
from activity.actions.commenting import add_comment
from activity.actions.publishing import publish_post
from activity.feed import pull
from activity.models import Thread
from communities.actions.founding import found_community
from communities.actions.membership import add_member
from communities.models import Community
from esn.kit import clock, events
from people.actions.following import follow_person
from people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(max_: Person, bo: Person, cy: Person, dee: Person, everyone: Community) -> list[Community]:
    """Many communities of all kinds, busy and quiet, with posts in no order."""
    chance = random.Random(7)
    places = [
        found_community(max_, name=f"C{n}", kind=chance.choice(["open", "private", "secret"]))
        for n in range(70)
    ]
    for place in places:
        for person in (bo, cy):
            if chance.random() < 0.85:
                add_member(max_, place, person)
    follow_person(dee, max_)
    start = timezone.now() - timedelta(days=30)
    with events.quietly():
        for number in range(260):
            place = chance.choice([everyone, *places[: 3 + number % 70]])
            # Some share a moment, so that the id decides.
            with clock.at(start + timedelta(minutes=chance.randrange(9) * 600 + number // 2)):
                publish_post(max_, community=place, body=f"post {number}")
    return places


def expected(viewer: Person) -> list[int]:
    own = Q(community__in=Community.objects.joined_by(viewer))
    followed = Q(starter__followers__follower=viewer)
    return list(
        Thread.objects.visible_to(viewer)
        .filter(own | followed)
        .distinct()
        .newest_first()
        .values_list("pk", flat=True)
    )


def walked(viewer: Person) -> list[int]:
    seen, cursor = [], ""
    while True:
        page = feed.home(viewer, cursor, size=7)
        seen += [thread.pk for thread in page.threads]
        cursor = page.next
        if not cursor:
            return seen


@pytest.mark.parametrize("who", ["max_", "bo", "cy", "dee"])
def test_every_page_holds_what_the_definition_says(
    who: str, crowd: list[Community], request: pytest.FixtureRequest
) -> None:
    viewer = request.getfixturevalue(who)
    wanted = expected(viewer)
    assert len(wanted) > 30
    assert walked(viewer) == wanted


@pytest.mark.parametrize("walk", [0, 9, 30, 1_000])
def test_looking_through_the_newest_of_all_first_loses_none(
    walk: int, bo: Person, crowd: list[Community], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "MANY", 1)
    monkeypatch.setattr(pull, "WALK", walk)
    assert walked(bo) == expected(bo)


def test_new_ones_are_counted_without_ones_own(
    bo: Person, max_: Person, hall: Community, everyone: Community
) -> None:
    publish_post(max_, community=hall, body="old")
    since = feed.home(bo).newest
    publish_post(max_, community=hall, body="new")
    publish_post(bo, community=hall, body="my own")
    assert feed.count_since(bo, since) == 1


def test_questions_wait_until_somebody_else_answers(
    bo: Person, max_: Person, dee: Person, hall: Community, lab: Community
) -> None:
    asked = [ask(max_, lab, f"question {number}?") for number in range(5)]
    ask(bo, lab, "my own?")
    publish_post(max_, community=lab, body="no question")
    add_comment(max_, asked[4], body="answered")
    assert feed.waiting(bo, feed.ground(bo)) == [asked[3], asked[2], asked[1]]
    assert feed.waiting(dee, feed.ground(dee)) == []


def ask(person: Person, place: Community, body: str) -> Thread:
    return publish_post(person, community=place, body=body, kind="question").thread


def test_the_number_of_queries_does_not_grow(
    bo: Person, hall: Community, everyone: Community, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        publish_post(bo, community=hall, body=f"post {number}")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        feed.home(bo)
