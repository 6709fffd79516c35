"""Finding people: by any word, in pages, and only those whom one may see."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import OrgUnit, Person
from tests.conftest import Seat

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def found(client: Client, **asked: str | int) -> list[str]:
    return [person.username for person in client.get("/people/", asked).context["page"]]


def test_every_word_counts_wherever_it_stands(browse: Browse, bo: Person, cy: Person) -> None:
    client = browse(bo)
    assert found(client, q="welding") == ["bo"]
    assert found(client, q="berg engin") == ["bo"]
    assert found(client, q="berg account") == []


def test_accents_make_no_difference(browse: Browse, bo: Person, dee: Person) -> None:
    assert dee.display_name == "Dee Düring"
    assert found(browse(bo), q="during") == found(browse(bo), q="DÜRING") == ["dee"]


def test_department_and_site_narrow_the_list(browse: Browse, bo: Person, cy: Person, sales: OrgUnit) -> None:
    client = browse(bo)
    assert found(client, department=sales.pk) == ["cy"]
    assert found(client, department=sales.pk, q="bo") == []
    assert found(client, site=987_654) == []


def test_strange_filters_are_ignored(browse: Browse, bo: Person) -> None:
    assert found(browse(bo), q="\x00", department="x", site="9" * 40) == ["bo"]


def test_a_damaged_page_address_is_a_plain_400(browse: Browse, bo: Person) -> None:
    answer = browse(bo).get("/people/", {"cursor": "broken"})
    assert answer.status_code == 400
    assert "damaged" in answer.content.decode()


def test_pages_hold_everybody_once(browse: Browse, bo: Person, seat: Seat) -> None:
    for number in range(120):
        seat(f"p{number}", f"Person {number % 7}", None)
    client, names, cursor = browse(bo), list[str](), ""
    while True:
        page = client.get("/people/", {"q": "person", "cursor": cursor}).context["page"]
        names += [person.username for person in page]
        if not (cursor := page.next):
            break
    assert sorted(names) == sorted(f"p{number}" for number in range(120))


def test_closed_accounts_are_nowhere(browse: Browse, bo: Person, eli: Person) -> None:
    client = browse(bo)
    assert not eli.is_active
    assert found(client, q="eik") == []
    assert client.get("/people/eli/").status_code == client.get("/people/nobody/").status_code == 404
    assert client.get("/people/suggest/", {"q": "eli"}).json() == {"people": []}
    assert client.post("/people/eli/follow/").status_code == 404


def test_a_guest_meets_only_the_people_of_their_community(
    browse: Browse, gus: Person, bo: Person, dee: Person
) -> None:
    client = browse(gus)
    assert gus.is_external
    assert not dee.memberships.exists()
    assert found(client) == ["bo", "cy", "gus", "max"]
    assert client.get("/people/suggest/", {"q": "dee"}).json() == {"people": []}
    assert client.get("/people/dee/").status_code == 404


def test_names_are_suggested_by_any_part(browse: Browse, bo: Person, cy: Person) -> None:
    client = browse(bo)
    told = client.get("/people/suggest/", {"q": "da"}).json()["people"]
    assert [person["username"] for person in told] == ["cy"]
    options = client.get("/people/suggest/", {"username": "@cy"}, headers={"HX-Request": "true"})
    assert '<option value="cy">Cy Dahl, Account manager</option>' in options.content.decode()


@pytest.mark.parametrize("people", [3, 60])
def test_the_directory_asks_the_database_little(
    browse: Browse, bo: Person, seat: Seat, django_assert_max_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for number in range(people):
        seat(f"p{number}", f"Person {number}", None)
    client = browse(bo)
    client.get("/people/")
    with django_assert_max_num_queries(8):
        client.get("/people/")
