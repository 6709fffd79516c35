"""A manager's hour: approve, moderate, decide an appeal, export; by keyboard where it matters, also on a telephone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn

pytestmark = pytest.mark.e2e


def publish(page: Page, text: str) -> None:
    page.goto("/communities/hall/")
    page.fill("#composer-text", text)
    page.click("#composer button.primary")


def decide(page: Page, outcome: str, reason: str, measure: str = "") -> None:
    page.get_by_label(outcome, exact=True).check()
    if measure:
        page.select_option("[name=measure]", measure)
    if reason:
        page.fill("[name=reason]", reason)
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided. Whom it concerns is told.")).to_be_visible()


def open_case(page: Page, words: str) -> None:
    page.goto("/moderation/")
    page.locator("main li", has_text=words).first.get_by_role("link").first.click()
    page.wait_for_url("**/moderation/cases/**")


def let_posts_wait(page: Page, choice: str) -> None:
    page.goto("/communities/hall/moderation/")
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def approve_a_post(words: str, max_: Page, bo: Page, cy: Page) -> None:
    """Posts wait for approval from now on; bo's first one is approved."""
    let_posts_wait(max_, "All posts wait for approval")
    publish(bo, words)
    expect(bo.get_by_text("Waits for approval").first).to_be_visible()
    cy.goto("/communities/hall/")
    expect(cy.get_by_text(words)).to_have_count(0)
    open_case(max_, words)
    decide(max_, "Approve it", "")
    cy.reload()
    expect(cy.get_by_text(words).first).to_be_visible()


def moderate_a_report(words: str, max_: Page, cy: Page) -> None:
    """It is reported, taken on, hidden and removed."""
    cy.locator(".card", has_text=words).first.locator("a.when").click()
    cy.locator("article.thread details.menu summary").first.click()
    cy.get_by_role("link", name="Report").first.click()
    cy.get_by_label("Advertising or noise").check()
    cy.get_by_role("button", name="Report").click()
    expect(cy.get_by_text("The moderators look at it")).to_be_visible()
    open_case(max_, words)
    max_.get_by_role("button", name="Take it on").click()
    max_.get_by_role("button", name="Hide it for now").click()
    expect(max_.get_by_text("Hidden").first).to_be_visible()
    decide(max_, "Remove it", "One greeting is enough.", "warn")


def decide_an_appeal(words: str, max_: Page, bo: Page, cy: Page, ada: Page) -> None:
    """Bo appeals; max may not decide that, the administrator does."""
    bo.goto("/moderation/mine/")
    bo.locator("main li a", has_text=words).first.click()
    bo.fill("[name=text]", "It was only one.")
    bo.get_by_role("button", name="Appeal").click()
    expect(bo.get_by_text("Somebody else looks at it again")).to_be_visible()
    max_.reload()
    expect(max_.get_by_label("The decision is undone")).to_have_count(0)
    ada.goto("/moderation/?show=appeals")
    ada.locator("main li", has_text=words).first.get_by_role("link").first.click()
    ada.get_by_label("The decision is undone").check()
    ada.fill("[name=reason]", "It was.")
    ada.get_by_role("button", name="Decide").click()
    expect(ada.get_by_text("The decision was undone")).to_be_visible()
    cy.goto("/communities/hall/")
    expect(cy.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_managers_hour(sign_in: SignIn, width: int) -> None:
    words = f"Good morning at {width}"
    max_, bo, cy, ada = sign_in("max", width=width), sign_in("bo"), sign_in("cy"), sign_in("ada")
    approve_a_post(words, max_, bo, cy)
    moderate_a_report(words, max_, cy)
    decide_an_appeal(words, max_, bo, cy, ada)
    ada.goto("/moderation/log/?in=hall")
    with ada.expect_download() as got:
        ada.get_by_role("link", name="Download as CSV").click()
    assert "moderation.appeal_decided" in got.value.path().read_text(encoding="utf-8-sig")


def test_a_case_is_decided_by_keyboard_alone(sign_in: SignIn) -> None:
    bo, cy, max_ = sign_in("bo"), sign_in("cy", scripts=False), sign_in("max")
    let_posts_wait(max_, "Nobody's posts wait")
    publish(bo, "Typed for the keyboard")
    expect(bo.locator(".card").first).to_contain_text("Typed for the keyboard")
    cy.goto("/communities/hall/")
    cy.locator(".card", has_text="Typed for the keyboard").first.locator("a.when").click()
    number = re.search(r"/t/(\d+)/", cy.url)
    assert number
    cy.goto(f"/moderation/report/thread/{number[1]}/")
    cy.check("[name=reason][value=rude]")
    cy.click("main form button.primary")
    open_case(max_, "Typed for the keyboard")
    max_.focus("[name=outcome][value=keep]")
    max_.keyboard.press("Space")
    max_.focus("[name=note_text]")
    max_.keyboard.press("Tab")
    max_.keyboard.press("Enter")
    expect(max_.get_by_text("Decided. Whom it concerns is told.")).to_be_visible()


PAGES = {
    "max": ["/moderation/", "/moderation/?show=closed", "/communities/hall/moderation/", "/moderation/log/"],
    "bo": ["/moderation/mine/", "/moderation/report/"],
    "ada": ["/moderation/words/", "/moderation/log/?check=1"],
}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_moderation_are_accessible_and_fit(sign_in: SignIn, width: int, scheme: str) -> None:
    wrong: list[str] = []
    for who, paths in PAGES.items():
        page = sign_in(who, width=width)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for path in paths:
            page.goto(path)
            found = Axe().run(page).response["violations"]
            wrong += [f"{path}: {item['id']} {item['nodes'][0]['target']}" for item in found]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{path}: wider than the screen")
    assert wrong == []
