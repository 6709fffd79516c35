"""The directory through the API."""

from typing import Any

import pytest

from communities.models import Community
from people.actions import following
from people.models import OrgUnit, Person, Site
from tests.api.conftest import Program

V1 = "/api/v1"


def names(answer: Any) -> list[str]:
    return [row.get("username") or row["name"] for row in answer.json()["results"]]


def test_the_directory_finds_by_words_department_and_site(
    program: Program, bo: Person, cy: Person, dee: Person, sales: OrgUnit, here: Site
) -> None:
    client = program(bo)
    assert names(client.get(f"{V1}/people/")) == ["bo", "cy", "dee"]
    assert names(client.get(f"{V1}/people/?search=during")) == ["dee"]
    assert names(client.get(f"{V1}/people/?search=weld+berg")) == ["bo"]
    assert names(client.get(f"{V1}/people/?department={sales.pk}")) == ["cy", "dee"]
    assert names(client.get(f"{V1}/people/?site={here.pk + 1}")) == []


def test_the_directory_is_paged_by_name(program: Program, bo: Person, cy: Person, dee: Person) -> None:
    first = program(bo).get(f"{V1}/people/?page_size=2").json()
    assert [row["username"] for row in first["results"]] == ["bo", "cy"]
    assert names(program(bo).get(first["next"])) == ["dee"]


def test_the_closed_account_is_not_there(program: Program, bo: Person, eli: Person) -> None:
    assert "eli" not in names(program(bo).get(f"{V1}/people/"))
    assert program(bo).get(f"{V1}/people/{eli.pk}/").status_code == 404
    assert program(bo).put(f"{V1}/people/{eli.pk}/follow/").status_code == 404


def test_a_guest_knows_only_the_people_of_their_community(
    program: Program, gus: Person, bo: Person, dee: Person, hall: Community, sales: OrgUnit
) -> None:
    client = program(gus)
    assert names(client.get(f"{V1}/people/")) == ["bo", "cy", "gus", "max"]
    assert client.get(f"{V1}/people/{dee.pk}/").status_code == 404
    assert client.put(f"{V1}/people/{dee.pk}/follow/").status_code == 404
    assert client.get(f"{V1}/people/?search=dee").json()["results"] == []


def test_a_guest_knows_only_the_units_and_sites_of_those_people(
    program: Program, gus: Person, company: OrgUnit, engineering: OrgUnit, here: Site
) -> None:
    far = Site.objects.create(name="Afar")
    assert names(program(gus).get(f"{V1}/org-units/")) == ["Engineering", "Sales"]
    assert program(gus).get(f"{V1}/org-units/{company.pk}/").status_code == 404
    assert names(program(gus).get(f"{V1}/sites/")) == ["Bergen"]
    assert program(gus).get(f"{V1}/sites/{far.pk}/").status_code == 404


def test_the_organisation_is_a_tree(
    program: Program, bo: Person, company: OrgUnit, sales: OrgUnit, here: Site
) -> None:
    assert names(program(bo).get(f"{V1}/org-units/")) == ["Acme", "Engineering", "Sales"]
    assert program(bo).get(f"{V1}/org-units/{sales.pk}/").json()["parent"] == company.pk
    assert program(bo).get(f"{V1}/sites/{here.pk}/").json()["timezone"] == "Europe/Oslo"


def test_following_is_done_and_undone_any_number_of_times(program: Program, bo: Person, cy: Person) -> None:
    client, there = program(bo), f"{V1}/people/{cy.pk}/follow/"
    assert [client.put(there).status_code for _ in range(2)] == [204, 204]
    assert client.get(f"{V1}/people/{cy.pk}/").json()["is_followed"] is True
    assert [client.delete(there).status_code for _ in range(2)] == [204, 204]
    assert client.get(f"{V1}/people/{cy.pk}/").json()["is_followed"] is False
    assert program(bo).put(f"{V1}/people/{bo.pk}/follow/").status_code == 403


def test_a_profile_shows_its_line_as_far_as_the_viewer_sees_it(
    program: Program, bo: Person, eve: Person, gus: Person, hall: Community
) -> None:
    bo.reports_to = eve
    bo.save()
    shown = program(bo).get(f"{V1}/people/{bo.pk}/").json()
    assert [person["username"] for person in shown["line"]["above"]] == ["eve"]
    assert shown["page"].startswith("http://testserver/people/bo")
    assert program(gus).get(f"{V1}/people/{bo.pk}/").json()["line"]["above"] == []


def test_me_is_whoever_the_token_acts_for(program: Program, bo: Person) -> None:
    assert program(bo).get(f"{V1}/me/").json()["username"] == "bo"
    changed = program(bo).patch(f"{V1}/me/", {"bio": "I weld.", "skills": "welding, tea"}).json()
    assert (changed["bio"], changed["skills"], changed["title"]) == (
        "I weld.",
        ["welding", "tea"],
        "Engineer",
    )
    assert program(bo).patch(f"{V1}/me/", {"timezone": "Moon/Base"}).json()["errors"]["timezone"]
    directory_only = {"is_superuser": True, "level": 5, "title": "CEO", "display_name": "Boss"}
    assert program(bo).patch(f"{V1}/me/", directory_only).status_code == 200
    bo.refresh_from_db()
    assert (bo.is_superuser, bo.level, bo.title, bo.display_name) == (False, 1, "Engineer", "Bo Berg")
    assert program(bo, scope="read").patch(f"{V1}/me/", {"bio": "x"}).status_code == 403


@pytest.mark.parametrize("field", ["email", "password", "level", "is_staff", "theme", "external_id"])
def test_what_is_nobodys_business_is_not_shown(program: Program, bo: Person, cy: Person, field: str) -> None:
    following.follow_person(bo, cy)
    assert field not in program(bo).get(f"{V1}/people/{cy.pk}/").json()
