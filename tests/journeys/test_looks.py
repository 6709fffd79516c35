"""Every page that people reach from those they know: accessible, within the screen, without a complaint of the browser."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

# Where each begins; the rest is found by following links.
STARTS = {
    "max": ["/communities/yard/", "/communities/lab/", "/moderation/?show=closed", "/moderation/?show=appeals",
            "/communities/yard/health/", "/communities/yard/merge/", "/communities/yard/archive/"],
    "bo": ["/", "/communities/", "/people/", "/inbox/", "/drafts/", "/saved/", "/tag/belts/", "/moderation/mine/",
           "/communities/yard/"],
    "ada": ["/moderation/", "/moderation/words/", "/ops/reactions/", "/ops/values/"],
    "gus": ["/", "/people/", "/communities/"],
}  # fmt: skip
# Other areas have journeys of their own; these are no pages.
ELSEWHERE = re.compile(
    r"^/(ideas|insights|admin|api|static|files|link-images|accounts|ops/(status|outbox)|style)\b"
)
NO_PAGE = re.compile(r"\.(csv|json|txt|png)$|/cover/$")
MOST = 80


def shape(address: str) -> str:
    """Return what is alike in the addresses of pages of one kind."""
    path = urlsplit(address).path
    path = re.sub(r"/\d+/", "/N/", path)
    path = re.sub(r"(/t/N/)[^/]+/$", r"\1", path)
    path = re.sub(r"^/(communities|people)/(?!new/|units/|me/|requests/)[^/]+/", r"/\1/X/", path)
    return re.sub(r"^/tag/[^/]+/|^/moderation/report/\w+/N/", "/X/", path)


def links(page: Page) -> list[str]:
    # What belongs to others alone is there, and not shown.
    shown = "all => all.filter(one => getComputedStyle(one).display !== 'none').map(one => one.href)"
    found = page.eval_on_selector_all("a[href]", shown)
    own = urlsplit(page.url).netloc
    return [one for one in found if urlsplit(one).netloc == own]


def complaints(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    wrong = [f"{item['id']} {item['nodes'][0]['target']}" for item in found]
    if page.evaluate("scrollY > 0 && !location.hash"):
        wrong.append("does not begin at its top")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("wider than the screen")
    return wrong


def walk(page: Page, starts: list[str], seen: set[str]) -> list[str]:
    wrong: list[str] = []
    page.on(
        "console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None
    )
    waiting = list(starts)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        path = urlsplit(address).path
        kind = shape(address) if address not in starts else address
        if kind in seen or ELSEWHERE.search(path) or NO_PAGE.search(path):
            continue
        seen.add(kind)
        try:
            answer = page.goto(address)
        except Error as error:
            if "Download is starting" in str(error):
                continue  # no page, whatever it is called
            raise
        if answer is None or not answer.ok:
            wrong.append(f"{address}: {answer.status if answer else 'nothing'}")
            continue
        wrong += [f"{address}: {one}" for one in complaints(page)]
        waiting += links(page)
    return wrong


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_whatever_is_reached_is_accessible_and_fits(sign_in: SignIn, width: int, scheme: str) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    for who, starts in STARTS.items():
        page = sign_in(who, width=width)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        wrong += [f"{who} {line}" for line in walk(page, starts, seen)]
    assert wrong == []
    # Were links missing, there would be little to look at.
    assert len(seen) > 40
