"""Styles and scripts travel in few files: each source in one bundle, and no page asks for much."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from activity.actions import commenting, publishing
from communities.models import Community
from esn import bundles
from esn.kit import clock
from ideas.actions import challenging, submitting
from people.models import Person

STATIC = Path(settings.BASE_DIR) / "static"
MOST = 20


def test_each_style_and_script_is_in_exactly_one_bundle() -> None:
    named = sorted(one for sources in bundles.BUNDLES.values() for one in sources)
    there = [path.relative_to(STATIC).as_posix() for path in [*STATIC.glob("css/*"), *STATIC.glob("js/*")]]
    assert named == sorted(there)


def test_no_template_asks_for_a_source_by_itself() -> None:
    single = re.compile(r"""static ["'](?:css|js)/""")
    pages = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    assert [page.name for page in pages if single.search(page.read_text(encoding="utf-8"))] == []


def test_a_script_that_fails_does_not_stop_the_others() -> None:
    together = bundles.assemble("site.js")
    assert together.count("try {\n") >= len(bundles.BUNDLES["site.js"])
    assert together.count("reportError(error);") == len(bundles.BUNDLES["site.js"])
    for path in STATIC.glob("js/*.js"):
        # What is imported or exported by name could not stand in a block.
        assert not re.search(
            r"^\s*(?:import\b(?!\()|export\b)", path.read_text(encoding="utf-8"), re.MULTILINE
        )


def test_a_bundle_is_written_anew_when_a_source_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "one.css"
    source.write_text("a { color: red; }")
    monkeypatch.setitem(bundles.BUNDLES, "site.css", ["css/one.css"])
    monkeypatch.setattr(finders, "find", lambda name: str(source))
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    finder = bundles.BundleFinder()
    before = Path(finder.find("bundles/site.css")).read_text()
    source.write_text("a { color: blue; }")
    after = Path(finder.find("bundles/site.css")).read_text()
    assert ("red" in before, "blue" in after) == (True, True)
    assert finder.find("bundles/../secret_key") == []


class Loads(HTMLParser):
    """Notes what a page loads by itself; pictures that wait until they are near are not among it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") if tag == "link" else given.get("src")
        if tag in {"link", "script", "img"} and address and given.get("loading") != "lazy":
            self.found.add(address)


@pytest.fixture
def paths(bo: Person, max_: Person, hall: Community) -> dict[str, str]:
    thread = publishing.publish_post(bo, community=hall, body="The **fan** filter #fans").thread
    commenting.add_comment(max_, thread, body="Change it")
    now = clock.now()
    days = {"opens_at": -1, "submissions_close_at": 5, "voting_close_at": 9, "decide_by": 20}
    dates: Any = {name: now + timedelta(days=n) for name, n in days.items()}
    board = challenging.launch_challenge(max_, community=hall, title="Hooks?", problem="Slow", **dates)
    submitting.submit_idea(bo, board, title="A hook", proposal="Beside the door")
    return {
        "home": reverse("home"),
        "thread": thread.get_absolute_url(),
        "community": hall.get_absolute_url(),
        "board": board.get_absolute_url(),
        "dashboard": reverse("analytics:overview"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "thread", "community", "board", "dashboard"])
def test_a_page_asks_for_few_things(name: str, paths: dict[str, str], eve: Person) -> None:
    client = Client()
    client.force_login(eve)
    answer = client.get(paths[name])
    assert answer.status_code == 200
    loads = Loads()
    loads.feed(answer.content.decode())
    # The page itself and its socket are asked for too.
    assert len(loads.found) + 2 <= MOST, sorted(loads.found)
    assert sum("bundles/" in one for one in loads.found) >= 3
