"""What is found in more things than there is time to count: the page comes first, the counts follow, and both are true."""

from collections.abc import Callable

import pytest
from django.test import Client

from activity.actions import commenting, publishing
from communities.models import Community
from esn.search import finding, gathering, tally
from esn.search.answering import Answer
from people.models import Person
from tests.api.conftest import Program, program
from tests.search.conftest import Look

__all__ = ["program"]
Browse = Callable[[Person], Client]
Ask = Callable[..., Answer]
NUMBER = 24


@pytest.fixture(autouse=True)
def _soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a dozen be more than can be counted at once."""
    for name, number in {"RANKED": 8, "LOOKED": 10, "DEEPEST": 14, "MOST": 5, "ENOUGH": 3}.items():
        monkeypatch.setattr(gathering, name, number)
    for name, number in {"MOST": 5, "COUNTED": 9}.items():
        monkeypatch.setattr(tally, name, number)
    monkeypatch.setattr(finding, "TITLED", 2)


@pytest.fixture
def ovens(db: None, max_: Person, bo: Person, hall: Community, hear: Callable[[], None]) -> None:
    for number in range(NUMBER):
        words = "red oven" if number % 2 else "oven, red"
        thread = publishing.publish_post(max_, community=hall, body=f"The {words} {number}").thread
        if number % 4 == 0:
            commenting.add_comment(bo, thread, body=f"an oven answer {number}")
    hear()


def test_the_page_comes_first_and_the_counts_follow(ovens: None, bo: Person, browse: Browse) -> None:
    browser = browse(bo)
    page = browser.get("/search/?q=oven").content.decode()
    assert "More than 8 results" in page
    assert "Count them all" in page
    assert "Past week" not in page
    counts = browser.get("/search/counts/?q=oven").content.decode()
    assert "30 results" in counts
    assert "Past week" in counts
    assert 'id="search-kinds"' in counts
    assert "Count them all" not in counts
    plain = browser.get("/search/?q=oven&counts=all").content.decode()
    assert "30 results" in plain
    assert "Past week" in plain


def test_programs_say_how_much_they_want_counted(ovens: None, bo: Person, program: Program) -> None:
    quick = program(bo).get("/api/v1/search/?q=oven").json()
    assert (quick["total"], quick["is_more"]) == (8, True)
    assert {row["count"] for row in quick["kinds"]} == {None}
    whole = program(bo).get("/api/v1/search/?q=oven&counts=all").json()
    assert (whole["total"], whole["is_more"]) == (30, False)
    assert {row["kind"]: row["count"] for row in whole["kinds"]} == {"post": 24, "comment": 6}
    assert whole["results"] == quick["results"]


@pytest.mark.parametrize("words", ["oven", "-zanzibar", "in:hall", '"red oven"'])
def test_all_are_reached_by_date_without_gap_or_double(ovens: None, ask: Ask, bo: Person, words: str) -> None:
    seen: list[tuple[str, int]] = []
    cursor = ""
    for _page in range(12):
        page = ask(bo, f"{words} kind:post", sort="date", cursor=cursor, size=3)
        seen += [(hit.kind, hit.row.pk) for hit in page.hits]
        cursor = page.found.next
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == (NUMBER // 2 if "red" in words else NUMBER)


def test_words_phrases_and_operators_mean_the_same_as_among_few(
    ovens: None, ask: Ask, look: Look, bo: Person, max_: Person, hall: Community
) -> None:
    assert {"red oven" in title for title in look(bo, '"red oven"')} == {True}
    assert {"red oven" in title for title in look(bo, 'oven -"red oven" kind:post')} == {False}
    assert [hit.kind for hit in ask(bo, "oven kind:comment", size=3).hits] == ["comment"] * 3
    assert ask(bo, "oven kind:comment").total == 6
    assert look(bo, "oven kind:idea") == []
    publishing.publish_post(max_, community=hall, body="A rare gasket")
    assert ask(bo, "gasket oven").total == 0
    assert ask(bo, "gasket").total == 1
    assert ask(bo, "oven from:bo").total == 6


def test_counts_that_follow_are_those_of_the_viewer(
    ovens: None,
    dee: Person,
    bo: Person,
    max_: Person,
    lab: Community,
    browse: Browse,
    hear: Callable[[], None],
) -> None:
    for number in range(12):
        publishing.publish_post(max_, community=lab, body=f"oven of the lab {number}")
    hear()
    assert "42 results" in browse(bo).get("/search/counts/?q=oven").content.decode()
    counts = browse(dee).get("/search/counts/?q=oven").content.decode()
    assert "30 results" in counts
    assert "in%3Alab" not in counts
