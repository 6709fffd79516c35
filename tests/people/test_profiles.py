"""One's own profile, and following others."""

from collections.abc import Callable

import pytest
from django.test import Client

from communities.models import Community, Membership
from people.models import Follow, OrgUnit, Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def test_a_profile_tells_where_somebody_stands(browse: Browse, bo: Person, eve: Person, cy: Person) -> None:
    Person.objects.filter(pk=bo.pk).update(reports_to=eve)
    Person.objects.filter(pk=cy.pk).update(reports_to=bo)
    page = browse(cy).get("/people/bo/").content.decode()
    for word in ("Bo Berg", "Engineer", "Eve Enger", "Cy Dahl", "welding", "Bergen", "Nothing posted yet"):
        assert word in page


def test_a_profile_names_only_communities_that_the_viewer_may_know(
    browse: Browse, bo: Person, dee: Person, max_: Person, lab: Community, vault: Community
) -> None:
    seen = browse(dee).get("/people/max/").context["communities"]
    assert not Membership.objects.filter(community=lab, person=dee).exists()
    assert Membership.objects.filter(community=vault, person=max_).exists()
    # Lab is private: every employee may know that it exists. Vault is secret.
    assert [community.name for community in seen] == ["Lab"]
    assert "Vault" not in browse(dee).get("/people/max/").content.decode()
    assert "Vault" in browse(max_).get("/people/max/").content.decode()


def test_capital_letters_lead_to_the_same_page(browse: Browse, bo: Person) -> None:
    answer = browse(bo).get("/people/BO/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/bo/")


def test_somebody_edits_what_is_theirs_and_nothing_else(browse: Browse, bo: Person) -> None:
    words = {"bio": "I weld.", "skills": "CAD, TIG", "phone": "", "timezone": "Europe/Oslo", "is_staff": "on"}
    assert browse(bo).post("/people/me/edit/", words | {"display_name": "King Bo"}).status_code == 302
    bo.refresh_from_db()
    assert (bo.bio, bo.skill_list, bo.is_staff) == ("I weld.", ["CAD", "TIG"], False)
    assert bo.display_name == "Bo Berg"
    assert Person.objects.get(search_text__contains="tig") == bo


def test_what_was_typed_stays_when_it_is_refused(browse: Browse, bo: Person) -> None:
    answer = browse(bo).post("/people/me/edit/", {"bio": "Kept words " + "x" * 2000, "skills": "a\x00b"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kept words" in page
    assert "2000 characters" in page
    assert "Null characters" in page
    bo.refresh_from_db()
    assert bo.bio == ""


def test_following_is_a_switch(browse: Browse, bo: Person, cy: Person) -> None:
    client = browse(bo)
    client.post("/people/cy/follow/")
    assert Follow.objects.filter(follower=bo, followed=cy).exists()
    piece = client.post("/people/cy/follow/", headers={"HX-Request": "true"})
    assert "<html" not in piece.content.decode()
    assert not Follow.objects.exists()


def test_nobody_follows_themselves(browse: Browse, bo: Person) -> None:
    assert browse(bo).post("/people/bo/follow/").status_code == 403
    assert not Follow.objects.exists()


def test_units_count_everybody_below_them(
    browse: Browse, bo: Person, eve: Person, engineering: OrgUnit, company: OrgUnit
) -> None:
    team = OrgUnit.objects.create(name="Welders", kind="team", parent=engineering, code="weld")
    Person.objects.filter(pk=bo.pk).update(unit=team)
    client = browse(eve)
    top = client.get("/people/units/")
    assert (top.context["unit"], top.context["below"]) == (company, [(engineering, 1)])
    OrgUnit.objects.create(name="Sister company", kind="company", code="sister")
    assert client.get("/people/units/").context["below"][0] == (company, 2)
    assert client.get(f"/people/units/{company.pk}/").context["below"] == [(engineering, 1)]
    page = client.get(f"/people/units/{team.pk}/")
    assert page.context["above"] == [company, engineering]
    assert "Bo Berg" in page.content.decode()


def test_a_guest_sees_only_units_of_people_they_meet(
    browse: Browse, gus: Person, dee: Person, sales: OrgUnit, company: OrgUnit
) -> None:
    hidden = OrgUnit.objects.create(name="Mergers", parent=company, code="merge")
    client = browse(gus)
    assert hidden.name not in client.get("/people/units/").content.decode()
    assert client.get(f"/people/units/{hidden.pk}/").status_code == 404
    # Cy, whom gus meets in Hall, works in Sales; Dee does too, but gus does not meet her.
    assert dict(client.get("/people/units/").context["below"])[sales] == 1


def test_the_theme_is_remembered_and_leads_back_home_only(browse: Browse, bo: Person) -> None:
    client = browse(bo)
    answer = client.post("/people/theme/", {"theme": "dark", "next": "/people/"})
    assert (answer["Location"], client.cookies["theme"].value) == ("/people/", "dark")
    assert 'data-theme="dark"' in client.get("/people/").content.decode()
    for trap in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        assert client.post("/people/theme/", {"theme": "", "next": trap})["Location"] == "/"
    bo.refresh_from_db()
    assert bo.theme == ""
