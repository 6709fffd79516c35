"""The directory by hand: the administration uses the actions, and only administrators get in."""

from collections.abc import Callable

import pytest
from django.test import Client

from communities.models import Community, Membership
from esn.kit.models import Event
from people.models import OrgUnit, Person, RoleGrant

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]
LISTS = [
    "people/person", "people/orgunit", "people/site", "people/rolegrant", "people/apitoken",
    "communities/community", "communities/joinrequest", "kit/event",
]  # fmt: skip
EMPTY = {"placements-TOTAL_FORMS": 0, "placements-INITIAL_FORMS": 0}


@pytest.mark.parametrize("page", LISTS)
def test_the_administrator_reads_every_list(browse: Browse, ada: Person, lab: Community, page: str) -> None:
    assert browse(ada).get(f"/admin/{page}/", {"q": "a"}).status_code == 200


@pytest.mark.parametrize("page", LISTS)
def test_nobody_else_gets_in(browse: Browse, bo: Person, eve: Person, page: str) -> None:
    for person in (bo, eve):
        assert not person.is_staff
        assert browse(person).get(f"/admin/{page}/").status_code != 200


def test_moving_somebody_writes_their_history(
    browse: Browse, ada: Person, bo: Person, sales: OrgUnit
) -> None:
    words = {"username": "bo", "display_name": "Bo Berg", "email": "bo@acme.example", "title": "Seller"}
    before = bo.placements.count()
    browse(ada).post(f"/admin/people/person/{bo.pk}/change/", words | {"unit": sales.pk, "level": 2} | EMPTY)
    bo.refresh_from_db()
    assert (bo.title, bo.department, bo.level) == ("Seller", sales, 2)
    assert bo.placements.get(until_on=None).unit == sales
    assert bo.placements.count() >= before
    assert Event.objects.filter(verb="people.person_moved", owner_id=bo.pk).exists()


def test_somebody_new_joins_through_the_front_door(browse: Browse, ada: Person, sales: OrgUnit) -> None:
    words = {"username": "ivy", "display_name": "Ivy Iversen", "unit": sales.pk, "level": 1}
    browse(ada).post("/admin/people/person/add/", words | EMPTY)
    ivy = Person.objects.get(username="ivy")
    assert (ivy.department, ivy.has_usable_password()) == (sales, False)
    assert Event.objects.filter(verb="people.person_joined", object_id=ivy.pk).exists()


def test_accounts_are_closed_and_never_deleted(browse: Browse, ada: Person, bo: Person) -> None:
    client = browse(ada)
    chosen = {"action": "close_accounts", "_selected_action": [bo.pk, ada.pk]}
    client.post("/admin/people/person/", chosen)
    bo.refresh_from_db()
    ada.refresh_from_db()
    assert (bo.is_active, ada.is_active) == (False, True)
    assert client.post(f"/admin/people/person/{bo.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_role_tells_who_gave_it(browse: Browse, ada: Person, bo: Person) -> None:
    browse(ada).post("/admin/people/rolegrant/add/", {"person": bo.pk, "role": "analyst"})
    assert RoleGrant.objects.get(person=bo).granted_by == ada


def test_the_event_log_cannot_be_changed(browse: Browse, ada: Person) -> None:
    event = Event.objects.first()
    assert event
    client = browse(ada)
    assert client.get(f"/admin/kit/event/{event.pk}/change/").status_code == 200
    assert client.post(f"/admin/kit/event/{event.pk}/change/", {"verb": "x"}).status_code == 403
    assert client.post(f"/admin/kit/event/{event.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_secret_community_is_secret_from_the_administrator(
    browse: Browse, ada: Person, lab: Community, vault: Community
) -> None:
    assert not Membership.objects.filter(community=vault, person=ada).exists()
    page = browse(ada).get("/admin/communities/community/").content.decode()
    assert "Lab" in page
    assert "Vault" not in page
    hidden = browse(ada).get(f"/admin/communities/community/{vault.pk}/change/", follow=True)
    assert "The merger" not in hidden.content.decode()
