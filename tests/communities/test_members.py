"""The members' page: who is in, in which role; adding, changing roles, removing; and the last owner."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from communities.models import Community, Membership
from people.actions import joining
from people.models import Person
from tests.conftest import Seat

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def role(community: Community, person: Person) -> str:
    row = Membership.objects.filter(community=community, person=person).first()
    return row.role if row else ""


def test_members_are_found_by_name_title_and_skill(browse: Browse, dee: Person, hall: Community) -> None:
    client = browse(dee)
    page = client.get("/communities/hall/members/").content.decode()
    assert "Bo Berg" in page
    assert "Owner" in page
    found = client.get("/communities/hall/members/", {"q": "welding"}).context["page"]
    assert [row.person.username for row in found] == ["bo"]


def test_the_members_of_the_company_s_own_community_are_the_directory(
    browse: Browse, dee: Person, everyone: Community
) -> None:
    assert browse(dee).get(f"/communities/{everyone.slug}/members/")["Location"] == "/people/"


def test_a_leader_adds_somebody(browse: Browse, max_: Person, fay: Person, vault: Community) -> None:
    answer = browse(max_).post(f"/communities/{vault.slug}/members/add/", {"username": " @Fay "})
    assert answer.status_code == 302
    assert role(vault, fay) == "member"
    assert browse(fay).get(f"/communities/{vault.slug}/").status_code == 200


@pytest.mark.parametrize("name", ["nobody", "eli", "", "x" * 41, "a\x00b"])
def test_whoever_cannot_be_added_is_named(
    browse: Browse, max_: Person, eli: Person, lab: Community, name: str
) -> None:
    answer = browse(max_).post("/communities/lab/members/add/", {"username": name})
    assert answer.status_code == 422
    assert answer.context["form"].errors["username"]
    if name == "nobody":
        assert 'value="nobody"' in answer.content.decode()
    assert Membership.objects.filter(community=lab).count() == 2


def test_members_add_nobody(browse: Browse, bo: Person, dee: Person, lab: Community) -> None:
    assert role(lab, bo) == "member"
    assert role(lab, dee) == ""
    assert browse(bo).post("/communities/lab/members/add/", {"username": "dee"}).status_code == 403
    assert browse(dee).post("/communities/lab/members/add/", {"username": "dee"}).status_code == 404
    assert role(lab, dee) == ""


def test_an_owner_gives_roles_and_a_moderator_none(
    browse: Browse, max_: Person, bo: Person, cy: Person, hall: Community
) -> None:
    browse(max_).post("/communities/hall/members/bo/role/", {"role": "moderator"})
    assert role(hall, bo) == "moderator"
    assert browse(bo).post("/communities/hall/members/cy/role/", {"role": "owner"}).status_code == 403
    assert browse(bo).post("/communities/hall/members/max/remove/").status_code == 403
    assert browse(bo).post("/communities/hall/members/cy/remove/").status_code == 302
    assert (role(hall, cy), role(hall, max_)) == ("", "owner")


def test_somebody_who_is_removed_reads_no_more(
    browse: Browse, max_: Person, bo: Person, lab: Community
) -> None:
    client = browse(bo)
    assert client.get("/communities/lab/members/").status_code == 200
    browse(max_).post("/communities/lab/members/bo/remove/")
    assert client.get("/communities/lab/members/").status_code == 404


def test_the_last_owner_is_told_what_to_do_first(browse: Browse, max_: Person, lab: Community) -> None:
    client = browse(max_)
    for path, body in (
        ("leave/", {}),
        ("members/max/role/", {"role": "member"}),
        ("members/max/remove/", {}),
    ):
        page = client.post(f"/communities/lab/{path}", body, follow=True)
        assert page.status_code == 200
        assert "make somebody else an owner first" in page.content.decode()
    assert role(lab, max_) == "owner"


def test_an_owner_whose_account_is_closed_does_not_count(
    browse: Browse, max_: Person, bo: Person, lab: Community
) -> None:
    Membership.objects.filter(community=lab, person=bo).update(role=Membership.Role.OWNER)
    joining.deactivate_person(None, bo)
    browse(max_).post("/communities/lab/leave/")
    assert role(lab, max_) == "owner"


def test_an_unknown_role_changes_nothing(browse: Browse, max_: Person, bo: Person, lab: Community) -> None:
    browse(max_).post("/communities/lab/members/bo/role/", {"role": "king"})
    assert role(lab, bo) == "member"


@pytest.mark.parametrize("people", [3, 70])
def test_the_members_page_asks_the_database_little(
    browse: Browse,
    max_: Person,
    hall: Community,
    seat: Seat,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    people: int,
) -> None:
    rows = [seat(f"p{number}", f"Person {number}", None) for number in range(people)]
    Membership.objects.bulk_create(
        Membership(community=hall, person=person, since_at=timezone.now()) for person in rows
    )
    client = browse(max_)
    with django_assert_max_num_queries(11):
        client.get("/communities/hall/members/")
