"""The journeys that the product is for, in a real browser against a real server."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from esn import bundles
from tests.journeys.conftest import SignIn

# The browser's own thread lets Django's database guard believe that it is asynchronous; nothing is asked of it here.
pytestmark = pytest.mark.e2e


def publish(page: Page, text: str) -> None:
    page.fill("#composer-text", text)
    page.click("#composer button.primary")


def open_challenge(page: Page) -> None:
    page.goto("/ideas/")
    page.locator("main a", has_text="How do we waste less?").first.click()
    page.wait_for_url("**/ideas/challenges/**")


def test_a_post_arrives_live_in_another_browser(sign_in: SignIn) -> None:
    bo, cy = sign_in("bo"), sign_in("cy")
    cy.goto("/communities/hall/")
    cy.wait_for_timeout(800)
    bo.goto("/communities/hall/")
    publish(bo, "Fresh **bread** in the canteen")
    expect(bo.locator(".card").first).to_contain_text("Fresh bread")
    pill = cy.locator("#new-posts")
    expect(pill).to_be_visible(timeout=5000)
    expect(cy.get_by_text("Fresh bread")).to_have_count(0)
    pill.click()
    expect(cy.locator(".card").first).to_contain_text("Fresh bread", timeout=5000)


def test_a_comment_appears_in_the_open_thread_of_somebody_else(sign_in: SignIn) -> None:
    bo, cy = sign_in("bo"), sign_in("cy")
    bo.goto("/communities/hall/")
    publish(bo, "Who has the torque wrench?")
    bo.locator(".card", has_text="torque wrench").first.locator("a.when").click()
    cy.goto(bo.url)
    bo.wait_for_timeout(800)
    cy.fill("#answer-text", "It hangs in hall 2.")
    cy.click("#answer button.primary")
    expect(cy.get_by_text("It hangs in hall 2.")).to_be_visible()
    expect(bo.get_by_text("It hangs in hall 2.")).to_be_visible(timeout=5000)


def test_everything_core_works_without_scripts(sign_in: SignIn) -> None:
    page = sign_in("bo", scripts=False)
    publish(page, "Written without scripts")
    expect(page.locator("article .prose").first).to_contain_text("Written without scripts")
    page.fill("#answer-text", "And answered")
    page.click("#answer button.primary")
    expect(page.get_by_text("And answered")).to_be_visible()
    open_challenge(page)
    page.locator("button.support").first.click()
    expect(page.locator("button.support").first).to_have_attribute("aria-pressed", "true")


def test_an_employee_supports_an_idea_and_adds_one(sign_in: SignIn) -> None:
    page = sign_in("eve")
    open_challenge(page)
    page.locator("button.support").first.click()
    expect(page.locator("button.support").first).to_have_attribute("aria-pressed", "true")
    page.click("text=Add your idea")
    page.fill("[name=title]", "Fix the compressor")
    page.click("main form button.primary")
    expect(page.locator("[name=title]")).to_have_value("Fix the compressor")
    page.fill("[name=proposal]", "It leaks all night.")
    page.click("main form button.primary")
    expect(page.locator("h1")).to_contain_text("Fix the compressor")


def test_who_may_not_see_the_dashboard_finds_nothing_there(sign_in: SignIn) -> None:
    response = sign_in("bo").goto("/insights/")
    assert response is not None
    assert response.status == 404
    answered = sign_in("eve").goto("/insights/")
    assert answered is not None
    assert answered.ok


def test_the_keyboard_alone_publishes(sign_in: SignIn) -> None:
    page = sign_in("bo")
    page.goto("/")
    page.focus("#composer-text")
    page.keyboard.type("Typed, not clicked")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".card").first).to_contain_text("Typed, not clicked")


PAGES = ["/", "/communities/", "/communities/hall/", "/communities/hall/members/", "/communities/new/",
         "/ideas/", "/people/", "/people/bo/", "/people/me/edit/", "/people/units/", "/search/?q=hall",
         "/insights/", "/streams/following/", "/streams/missed/", "/streams/unanswered/", "/saved/",
         "/streams/filters/", "/streams/filters/new/", "/settings/reading/", "/drafts/", "/publish/",
         "/inbox/", "/inbox/settings/"]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_fit(sign_in: SignIn, width: int, scheme: str) -> None:
    page = sign_in("eve", width=width)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page).response["violations"]
        wrong += [f"{path}: {item['id']} {item['nodes'][0]['target']}" for item in found]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path}: wider than the screen")
    assert [line for line in wrong if not re.search(r"404|Failed to load resource", line)] == []


def test_files_and_pages_arrive_whole_though_compressed(sign_in: SignIn) -> None:
    page = sign_in("bo")
    source = bundles.assemble("stream.css").encode()
    answer = page.request.get("/static/bundles/stream.css", headers={"Accept-Encoding": "gzip"})
    assert answer.body() == source
    home = page.request.get("/", headers={"Accept-Encoding": "gzip"})
    assert home.headers["content-encoding"] == "gzip"
    assert "</html>" in home.text()
