"""Communities as pages: who knows of which, starting one, its settings, joining and asking."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from communities.actions import founding, membership
from communities.models import Community, JoinRequest, Membership
from people.models import Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]
PAGES = ("", "members/", "requests/", "edit/")
DEEDS = ("join/", "leave/", "request/", "withdraw/", "edit/", "members/add/")


def listed(client: Client, **asked: str) -> list[str]:
    return [community.name for community in client.get("/communities/", asked).context["communities"]]


def names(community: Community) -> set[str]:
    return set(Membership.objects.filter(community=community).values_list("person__username", flat=True))


def test_the_list_holds_what_one_may_know(
    browse: Browse, dee: Person, max_: Person, gus: Person, hall: Community, lab: Community, vault: Community
) -> None:
    assert not dee.memberships.exists()
    assert listed(browse(dee)) == ["Hall", "Lab"]
    assert listed(browse(max_)) == ["Hall", "Lab", "Vault"]
    assert listed(browse(gus)) == ["Hall"]


def test_the_list_narrows_to_one_s_own_and_to_words(
    browse: Browse, cy: Person, hall: Community, lab: Community
) -> None:
    client = browse(cy)
    assert listed(client, show="mine") == ["Hall"]
    assert listed(client, q="proto") == ["Lab"]
    assert listed(client, q="proto", show="mine") == []
    assert listed(client, q="\x00") == ["Hall", "Lab"]


def test_a_secret_community_answers_an_outsider_like_one_that_is_missing(
    browse: Browse, dee: Person, vault: Community
) -> None:
    client = browse(dee)
    assert not Membership.objects.filter(community=vault, person=dee).exists()
    for place in PAGES:
        hidden = client.get(f"/communities/{vault.slug}/{place}")
        missing = client.get(f"/communities/missing/{place}")
        assert hidden.status_code == missing.status_code == 404
    for deed in DEEDS:
        assert client.post(f"/communities/{vault.slug}/{deed}", {"username": "dee"}).status_code == 404
    assert names(vault) == {"max"}


def test_a_private_community_shows_outsiders_its_door_only(
    browse: Browse, dee: Person, lab: Community
) -> None:
    client = browse(dee)
    assert not Membership.objects.filter(community=lab, person=dee).exists()
    door = client.get("/communities/lab/").content.decode()
    assert "Ask to join" in door
    assert "Bo Berg" not in door
    assert client.get("/communities/lab/members/").status_code == 404


def test_joining_and_leaving_an_open_community(browse: Browse, dee: Person, hall: Community) -> None:
    client = browse(dee)
    for _ in range(2):
        assert client.post("/communities/hall/join/")["Location"] == "/communities/hall/"
    hall.refresh_from_db()
    assert (hall.member_count, "dee" in names(hall)) == (4, True)
    for _ in range(2):
        client.post("/communities/hall/leave/")
    hall.refresh_from_db()
    assert (hall.member_count, "dee" in names(hall)) == (3, False)


def test_nobody_walks_into_a_private_community(browse: Browse, dee: Person, lab: Community) -> None:
    assert browse(dee).post("/communities/lab/join/").status_code == 403
    assert names(lab) == {"max", "bo"}


def test_somebody_asks_and_is_let_in(browse: Browse, dee: Person, max_: Person, lab: Community) -> None:
    asking, leading = browse(dee), browse(max_)
    for _ in range(2):
        asking.post("/communities/lab/request/", {"note": "I build ovens."})
    asked = JoinRequest.objects.get()
    assert "You have asked to join" in asking.get("/communities/lab/").content.decode()
    assert "I build ovens." in leading.get("/communities/lab/requests/").content.decode()
    leading.post(f"/communities/requests/{asked.pk}/", {"decision": "accept"})
    asked.refresh_from_db()
    assert (asked.is_accepted, asked.decided_by) == (True, max_)
    assert names(lab) == {"max", "bo", "dee"}


def test_a_request_can_be_declined_and_taken_back(
    browse: Browse, dee: Person, cy: Person, max_: Person, lab: Community
) -> None:
    declined = membership.request_to_join(dee, lab)
    browse(max_).post(f"/communities/requests/{declined.pk}/", {"decision": "decline"})
    membership.request_to_join(cy, lab)
    browse(cy).post("/communities/lab/withdraw/")
    declined.refresh_from_db()
    assert declined.is_accepted is False
    assert not JoinRequest.objects.filter(person=cy).exists()
    assert names(lab) == {"max", "bo"}


def test_only_those_who_run_it_decide(
    browse: Browse, bo: Person, dee: Person, cy: Person, lab: Community
) -> None:
    asked = membership.request_to_join(cy, lab)
    assert Membership.objects.get(community=lab, person=bo).role == Membership.Role.MEMBER
    for person in (bo, dee, cy):
        answer = browse(person).post(f"/communities/requests/{asked.pk}/", {"decision": "accept"})
        assert answer.status_code == 404
    assert browse(bo).get("/communities/lab/requests/").status_code == 403
    assert names(lab) == {"max", "bo"}


def test_too_long_a_reason_stays_in_its_field(browse: Browse, dee: Person, lab: Community) -> None:
    answer = browse(dee).post("/communities/lab/request/", {"note": "Because. " + "x" * 400})
    assert answer.status_code == 422
    assert "Because. xxx" in answer.content.decode()
    assert not JoinRequest.objects.exists()


def test_whoever_starts_a_community_owns_it(browse: Browse, dee: Person) -> None:
    words = {"name": "  Ovens & more ", "kind": "private", "description": "", "reach": "company"}
    answer = browse(dee).post("/communities/new/", words)
    community = Community.objects.get(name="Ovens & more")
    assert answer["Location"] == f"/communities/{community.slug}/"
    assert Membership.objects.get(community=community).person == dee
    assert Membership.objects.get(community=community).role == Membership.Role.OWNER


def test_a_guest_starts_nothing(browse: Browse, gus: Person) -> None:
    assert browse(gus).get("/communities/new/").status_code == 403
    words = {"name": "Guests", "kind": "open", "reach": "company"}
    assert browse(gus).post("/communities/new/", words).status_code == 403
    assert not Community.objects.filter(name="Guests").exists()


@pytest.mark.parametrize("name", ["", "HALL", "x" * 81, "a\x00b"])
def test_a_name_that_will_not_do_is_explained(
    browse: Browse, dee: Person, hall: Community, name: str
) -> None:
    words = {"name": name, "kind": "open", "reach": "company", "description": "Kept words"}
    answer = browse(dee).post("/communities/new/", words)
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    assert "Kept words" in answer.content.decode()
    assert Community.objects.count() == 1


def test_a_secret_name_is_free_for_others_and_its_address_tells_nothing(
    browse: Browse, dee: Person, vault: Community
) -> None:
    words = {"name": "Vault", "kind": "open", "reach": "company"}
    assert browse(dee).post("/communities/new/", words)["Location"] == "/communities/vault/"


def test_the_address_follows_the_name_and_the_old_one_leads_there(
    browse: Browse, max_: Person, hall: Community
) -> None:
    words = {"name": "Great Hall", "kind": "open", "reach": "company", "description": "New"}
    assert browse(max_).post("/communities/hall/edit/", words)["Location"] == "/communities/great-hall/"
    assert browse(max_).get("/communities/hall/")["Location"] == "/communities/great-hall/"
    assert browse(max_).get("/communities/hall/members/").status_code == 200


def test_only_owners_change_settings(browse: Browse, bo: Person, dee: Person, hall: Community) -> None:
    words = {"name": "Ours", "kind": "secret", "reach": "company"}
    assert Membership.objects.get(community=hall, person=bo).role == Membership.Role.MEMBER
    for person in (bo, dee):
        assert browse(person).post("/communities/hall/edit/", words).status_code == 403
    hall.refresh_from_db()
    assert (hall.name, hall.kind) == ("Hall", "open")


def test_a_form_sent_twice_starts_one_community(browse: Browse, dee: Person) -> None:
    words = {"name": "Once", "kind": "open", "reach": "company", "idempotency_key": "k1"}
    client = browse(dee)
    first, again = client.post("/communities/new/", words), client.post("/communities/new/", words)
    assert first["Location"] == again["Location"] == "/communities/once/"


@pytest.mark.parametrize("number", [2, 29])
def test_the_list_asks_the_database_little(
    browse: Browse, max_: Person, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for count in range(number):
        founding.found_community(max_, name=f"Room {count}")
    client = browse(max_)
    with django_assert_max_num_queries(10):
        client.get("/communities/")
