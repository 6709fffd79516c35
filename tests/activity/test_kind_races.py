"""Two people at the same moment, where the database can hold two: on PostgreSQL."""

import pytest
from django.db import connection

from activity.actions import announcing
from activity.actions.polling import close_poll, vote
from activity.models import Acknowledgement, Poll, Vote
from communities.models import Community
from esn.kit.models import Event
from people.models import Person
from tests.activity.kinds import announce, ask, options
from tests.communities.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def poll(bo: Person, hall: Community) -> Poll:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one after the other by itself")
    return ask(bo, hall)


@pytest.mark.parametrize("_again", range(5))
def test_two_tabs_of_one_person_leave_one_vote(poll: Poll, cy: Person, _again: int) -> None:
    blue, green, _red = options(poll)
    at_once(lambda: vote(cy, poll, options=[blue]), lambda: vote(cy, poll, options=[green]))
    assert Vote.objects.count() == 1
    assert Event.objects.filter(verb="activity.poll_voted").count() == 1


@pytest.mark.parametrize("_again", range(5))
def test_nobody_votes_after_the_end(poll: Poll, bo: Person, cy: Person, _again: int) -> None:
    refused = at_once(lambda: vote(cy, poll, options=options(poll)[:1]), lambda: close_poll(bo, poll))
    assert Vote.objects.count() == 1 - len(refused)


def test_two_reminders_at_once_are_one(poll: Poll, max_: Person, hall: Community) -> None:
    row = announce(max_, hall)
    refused = at_once(lambda: announcing.remind(max_, row), lambda: announcing.remind(max_, row))
    assert refused == ["RemindedToday"]


def test_two_confirmations_at_once_are_one(poll: Poll, cy: Person, max_: Person, hall: Community) -> None:
    row = announce(max_, hall)
    at_once(lambda: announcing.acknowledge(cy, row), lambda: announcing.acknowledge(cy, row))
    assert Acknowledgement.objects.count() == 1
    assert Event.objects.filter(verb="activity.acknowledged").count() == 1
