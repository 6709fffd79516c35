"""The search page and its counterpart for programs."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from activity.actions import commenting, publishing
from communities.models import Community
from esn.kit import clock
from people.models import Person
from tests.api.conftest import Program, program

__all__ = ["program"]
Browse = Callable[[Person], Client]


def fill(max_: Person, bo: Person, hall: Community, number: int) -> None:
    for count in range(number):
        with clock.at(timezone.now() - timedelta(days=count)):
            kind = "question" if count % 2 else "update"
            thread = publishing.publish_post(
                max_, community=hall, body=f"Berg oven {count} #tag", kind=kind
            ).thread
            commenting.add_comment(bo, thread, body=f"berg oven answer {count}")


def test_the_page_shows_chips_tabs_facets_and_marks(
    browse: Browse, hear: Callable[[], None], max_: Person, bo: Person, hall: Community
) -> None:
    fill(max_, bo, hall, 3)
    hear()
    page = browse(bo).get("/search/?q=oven+kind:question").content.decode()
    assert "<mark>oven</mark>" in page
    assert "1 result" in page
    assert 'href="?q=kind%3Aquestion"' in page
    assert 'href="?q=oven%20kind%3Aquestion%20in%3Ahall"' in page
    assert "Past week" in page


def test_the_number_of_queries_is_the_same_for_one_and_for_many(
    browse: Browse,
    hear: Callable[[], None],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    max_: Person,
    bo: Person,
    hall: Community,
) -> None:
    fill(max_, bo, hall, 1)
    hear()
    browser = browse(bo)
    browser.get("/search/?q=oven")
    with django_assert_max_num_queries(15) as few:
        browser.get("/search/?q=oven")
    fill(max_, bo, hall, 30)
    hear()
    with django_assert_max_num_queries(15) as many:
        assert browser.get("/search/?q=oven").status_code == 200
    assert len(many) <= len(few)
    with django_assert_max_num_queries(7):
        browser.get("/jump/?q=ber")


def test_a_community_has_a_search_box_of_its_own(
    browse: Browse, hear: Callable[[], None], max_: Person, bo: Person, hall: Community
) -> None:
    fill(max_, bo, hall, 1)
    hear()
    browser = browse(bo)
    assert 'name="in" value="hall"' in browser.get("/communities/hall/").content.decode()
    assert 'value="oven in:hall"' in browser.get("/search/?q=oven&in=hall").content.decode()


def test_nothing_found_helps_on(
    browse: Browse, hear: Callable[[], None], max_: Person, bo: Person, hall: Community
) -> None:
    fill(max_, bo, hall, 1)
    hear()
    browser = browse(bo)
    page = browser.get("/search/?q=bergg").content.decode()
    assert "Did you mean" in page
    assert 'href="?q=berg"' in page
    page = browser.get("/search/?q=oven+in:lab").content.decode()
    assert "without in:lab" in page
    assert "What are you looking for?" in browser.get("/search/").content.decode()
    assert "result" in browser.get("/search/?q=oven+kind:idea").content.decode()


def test_programs_get_the_same(
    program: Program, hear: Callable[[], None], max_: Person, bo: Person, dee: Person, hall: Community
) -> None:
    fill(max_, bo, hall, 25)
    hear()
    client = program(bo)
    first = client.get("/api/v1/search/?q=oven&page_size=30").json()
    assert (first["total"], first["is_more"], len(first["results"])) == (50, False, 30)
    assert {row["kind"]: row["count"] for row in first["kinds"]} == {"post": 25, "comment": 25}
    second = client.get(first["next"]).json()
    assert second["next"] is None
    ids = [(row["kind"], row["id"]) for row in first["results"] + second["results"]]
    assert len(set(ids)) == 50
    comment = next(row for row in first["results"] if row["kind"] == "comment")
    assert f"#comment-{comment['id']}" in comment["page"]
    assert client.get("/api/v1/search/?q=oven&sort=rank").status_code == 400
    assert client.get("/api/v1/search/?q=oven&cursor=x").status_code == 400
    names = [row["name"] for row in client.get("/api/v1/search/suggest/?q=be").json()["results"]]
    assert names[0] == "Bo Berg"
    assert client.get("/api/v1/insights/searches/").status_code == 404


def test_who_is_named_like_what_is_typed_is_suggested_even_misspelt(
    browse: Browse, hear: Callable[[], None], bo: Person, max_: Person, hall: Community
) -> None:
    publishing.publish_post(max_, community=hall, body="Hallway lights", title="Hallway lights")
    hear()
    rows = browse(max_).get("/jump/?q=hal").json()["results"]
    assert [(row["type"], row["name"]) for row in rows] == [
        ("community", "Hall"),
        ("thread", "Hallway lights"),
    ]
    assert browse(max_).get("/jump/?q=hallwya").json()["results"][0]["name"] == "Hallway lights"
    assert browse(max_).get("/jump/?q=").json()["results"] == []
