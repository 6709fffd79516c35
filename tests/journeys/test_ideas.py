"""From an idea to its decision, by an employee in a hurry; once without touching the mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn

pytestmark = pytest.mark.e2e
REASON = "It costs two hours and saves a ton of steel a year by our own scales; the bins are ordered for both halls."


def open_challenge(page: Page, title: str) -> None:
    page.goto("/ideas/")
    page.locator("main a", has_text=title).first.click()
    page.wait_for_url("**/ideas/challenges/**")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", wanted):
            return
    pytest.fail(f"the keyboard does not reach {wanted}")


def test_an_employee_goes_from_idea_to_decision(sign_in: SignIn) -> None:
    bo, cy, eve = sign_in("bo", width=390), sign_in("cy"), sign_in("eve")
    open_challenge(bo, "How do we waste less?")
    bo.click("text=Add your idea")
    bo.fill("[name=title]", "Sort the scrap at every saw")
    bo.fill("[name=proposal]", "Two bins at each saw, as in hall 2.")
    similar = bo.locator("#similar", has_text="Sort the scrap")
    expect(similar).to_be_visible(timeout=10_000)
    similar.locator("input[type=text]").first.fill("Mine is for all halls.")
    bo.click("button[value=submit]")
    expect(bo.locator("h1")).to_have_text("Sort the scrap at every saw")
    expect(bo.get_by_text("Mine is for all halls.")).to_be_visible()
    address = bo.url
    bo.wait_for_timeout(1500)

    cy.goto(address)
    cy.locator("button.support").first.click()
    expect(cy.locator("button.support").first).to_have_attribute("aria-pressed", "true")
    cy.fill("#answer-text", "We saved a ton in May.")
    cy.select_option("#answer [name=kind]", "evidence")
    cy.click("#answer button.primary")
    expect(cy.locator(".comment .badge", has_text="Evidence")).to_be_visible()
    expect(bo.locator(".comment .badge", has_text="Evidence")).to_be_visible(timeout=10_000)
    cy.locator("#concerns summary").click()
    cy.fill("#concern-text", "Who empties the bins?")
    cy.click("#concerns button:has-text('Say it')")
    expect(cy.locator("#concerns .concern")).to_contain_text("Who empties the bins?")

    eve.goto(address)
    eve.click("text=Decide")
    eve.select_option("[name=outcome]", "adopt")
    eve.select_option("[name=reason_code]", "worth_it")
    eve.fill("[name=reason_text]", REASON)
    eve.click("main form button.primary")
    cy.reload()
    expect(cy.locator(".decision")).to_contain_text(REASON)
    cy.goto("/inbox/")
    expect(cy.locator("main")).to_contain_text("Sort the scrap at every saw", timeout=10_000)


def test_the_keyboard_alone_submits_compares_and_ranks(sign_in: SignIn) -> None:
    page = sign_in("bo")
    open_challenge(page, "How do we waste less?")
    tab_to(page, "a[href$='/submit/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    tab_to(page, "[name=title]")
    page.keyboard.type("Fix the compressor")
    tab_to(page, "[name=proposal]")
    page.keyboard.type("It leaks all night.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Fix the compressor")

    open_challenge(page, "What do we build first?")
    tab_to(page, "a[href$='/vote/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vote/approval/")
    tab_to(page, "#ballot button[aria-pressed]")
    page.keyboard.press("Enter")
    expect(page.locator("#ballot .is-chosen")).to_have_count(1)
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true", "the focus stays"
    page.goto(page.url.replace("approval", "ranking"))
    for number in (1, 2):
        page.locator("#ballot button:has-text('Add')").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#ballot .place")).to_have_count(number)
    first = page.locator("#ballot h2").first.inner_text()
    page.locator("#ballot button[data-focus$='-down']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ballot h2").nth(1)).to_have_text(first)

    page.goto(page.url.replace("ranking", "pairwise"))
    for number, key in enumerate(("ArrowLeft", "ArrowRight", "ArrowDown"), 1):
        page.keyboard.press(key)
        expect(page.locator("#pair [role=status]")).to_contain_text(str(number))
    page.goto("/ideas/mine/")
    expect(page.locator("main")).to_contain_text("3 comparisons")
    expect(page.locator("main")).to_contain_text("Fix the compressor")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_pages_of_ideas_are_accessible_and_fit(sign_in: SignIn, width: int, scheme: str) -> None:
    page = sign_in("bo", width=width)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    open_challenge(page, "What do we build first?")
    here = page.url
    vote = here.rpartition("/")[0].rpartition("/")[0] + "/vote/"
    paths = [
        here,
        f"{here}?view=list",
        f"{here}?view=stages",
        f"{here}?view=roadmap",
        "/ideas/mine/",
        "/ideas/built/",
    ]
    paths += [f"{vote}{kind}/" for kind in ("approval", "ranking", "pairwise")]
    open_challenge(page, "How do we waste less?")
    paths += [page.url, page.url.rpartition("/")[0].rpartition("/")[0] + "/submit/"]
    wrong = []
    for path in paths:
        page.goto(path)
        wrong += [
            f"{path}: {item['id']} {item['nodes'][0]['target']}"
            for item in Axe().run(page).response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path}: wider than the screen")
    assert wrong == []
