"""Two people at the same moment, where the database can hold two: on PostgreSQL."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from communities.actions import membership
from communities.models import Community, Membership
from communities.policies import NotAllowed
from people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Start the deeds together, each with its own connection; return the names of what was refused."""
    barrier, refused = threading.Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], object]) -> None:
        barrier.wait()
        try:
            deed()
        except NotAllowed as error:
            refused.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return refused


@pytest.fixture
def shared(lab: Community, bo: Person) -> Community:
    """Lab with two owners: max and bo."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one after the other by itself")
    Membership.objects.filter(community=lab, person=bo).update(role=Membership.Role.OWNER)
    return lab


@pytest.mark.parametrize("_again", range(5))
def test_two_owners_who_leave_at_once_leave_one_behind(
    shared: Community, max_: Person, bo: Person, _again: int
) -> None:
    refused = at_once(
        lambda: membership.leave_community(max_, shared), lambda: membership.leave_community(bo, shared)
    )
    assert refused == ["LastOwner"]
    assert Membership.objects.get(community=shared).role == Membership.Role.OWNER


@pytest.mark.parametrize("_again", range(5))
def test_two_owners_who_demote_each_other_leave_one(
    shared: Community, max_: Person, bo: Person, _again: int
) -> None:
    at_once(
        lambda: membership.change_role(max_, shared, bo, role="member"),
        lambda: membership.change_role(bo, shared, max_, role="member"),
    )
    assert Membership.objects.filter(community=shared, role=Membership.Role.OWNER).count() == 1


def test_joining_and_leaving_at_once_keeps_the_count(
    hall: Community, max_: Person, bo: Person, cy: Person, dee: Person, fay: Person
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one after the other by itself")
    at_once(
        lambda: membership.leave_community(bo, hall),
        lambda: membership.leave_community(cy, hall),
        lambda: membership.join_community(dee, hall),
        lambda: membership.join_community(fay, hall),
    )
    hall.refresh_from_db()
    assert hall.member_count == Membership.objects.filter(community=hall).count() == 3
