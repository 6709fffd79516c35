"""Histories brought in together are those that would have been played one by one, under the same rules."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from activity.actions import commenting, publishing, reacting
from activity.actions.reacting import Sign
from activity.models import Reaction, Thread
from communities.actions import founding, membership
from communities.actions.membership import Arrival
from communities.models import Community, Departure, JoinRequest, Membership
from communities.policies import NotAllowed, role_in
from esn.kit import clock, events
from esn.kit.models import Event
from people.models import Person

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def facts(since: int) -> list[tuple[Any, ...]]:
    """Return what the log says, without numbers of rows."""
    rows = Event.objects.filter(pk__gt=since).order_by("at")
    return list(rows.values_list("at", "verb", "actor_id", "owner_id", "thread_id", "community_id", "scope"))


def newest() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_reactions_brought_in_are_those_played(bo: Person, cy: Person, max_: Person, hall: Community) -> None:
    posts = [publishing.publish_post(bo, community=hall, body=f"Post {n}") for n in range(2)]
    told, played = (post.thread for post in posts)
    one, other = (commenting.add_comment(cy, thread, body="Yes") for thread in (told, played))
    plan = [
        (cy, False, "like", 1),
        (max_, False, "love", 2),
        (cy, False, "curious", 3),
        (bo, True, "like", 4),
        (max_, True, "celebrate", 5),
    ]
    before = newest()
    with events.quietly():
        for person, on_comment, kind, day in plan:
            with clock.at(MAY + timedelta(days=day)):
                reacting.react(person, played, kind=kind, comment=other if on_comment else None)
    each = facts(before)
    before = newest()
    history = [
        Sign(person, told, one if on_comment else None, kind, MAY + timedelta(days=day))
        for person, on_comment, kind, day in plan
    ]
    with events.quietly():
        assert reacting.react_many(history[:2]) == 2
        assert reacting.react_many(history[2:]) == 2
    same = [(*row[:4], played.pk, *row[5:]) for row in facts(before)]
    assert same == each

    def rows(thread: Thread) -> list[tuple[Any, ...]]:
        found = Reaction.objects.filter(thread=thread).order_by("person", "comment")
        return [(row.person_id, row.comment_id is None, row.kind) for row in found]

    assert rows(told) == rows(played)
    for row in (told, played, one, other):
        row.refresh_from_db()
    assert (told.version, one.version) == (played.version, other.version)


def test_a_history_of_reactions_is_held_to_the_rules(bo: Person, dee: Person, lab: Community) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Secret").thread
    with pytest.raises(NotAllowed):
        reacting.react_many([Sign(dee, thread, None, "like", MAY)])
    assert not Reaction.objects.exists()


def test_memberships_brought_in_are_those_played(bo: Person, cy: Person, dee: Person) -> None:
    told, played = (founding.found_community(bo, name=name) for name in ("Told", "Played"))
    before = newest()
    with events.quietly(), clock.at(MAY):
        membership.join_community(cy, played)
        membership.add_member(bo, played, dee)
    each = facts(before)
    before = newest()
    with events.quietly():
        history = [Arrival(cy, told, MAY), Arrival(dee, told, MAY, bo), Arrival(cy, told, MAY)]
        assert membership.bring_in(history) == 2
        assert membership.bring_in(history) == 0
    assert [(*row[:5], played.pk, *row[6:]) for row in facts(before)] == each
    fields = ("person_id", "role", "via", "since_at", "last_active_at")
    rows = [list(c.memberships.order_by("person").values_list(*fields)) for c in (told, played)]
    assert rows[0][1:] == rows[1][1:]
    told.refresh_from_db()
    assert told.member_count == 3
    assert role_in(cy, told) == Membership.Role.MEMBER


def test_who_is_brought_in_waits_no_longer_there_and_waits_elsewhere(
    bo: Person, cy: Person, dee: Person
) -> None:
    here, there = (
        founding.found_community(bo, name=name, kind=Community.Kind.PRIVATE) for name in ("Here", "There")
    )
    for place in (here, there):
        membership.request_to_join(cy, place)
        Departure.objects.create(community=place, person=cy, at=MAY)
    membership.bring_in([Arrival(cy, here, MAY, bo), Arrival(dee, there, MAY, bo)])
    assert JoinRequest.objects.get(community=here).is_accepted
    assert JoinRequest.objects.get(community=there).decided_at is None
    assert [row.community_id for row in Departure.objects.filter(person=cy)] == [there.pk]


def test_nobody_is_brought_in_where_they_could_not_join(bo: Person, cy: Person, dee: Person) -> None:
    private = founding.found_community(bo, name="Private", kind=Community.Kind.PRIVATE)
    for arrival in (Arrival(cy, private, MAY), Arrival(cy, private, MAY, dee)):
        with pytest.raises(NotAllowed):
            membership.bring_in([arrival])
