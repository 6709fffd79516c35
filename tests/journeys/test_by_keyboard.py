"""The employee's morning and the manager's hour with the keyboard alone, on a wide screen and on a narrow one."""

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn

pytestmark = pytest.mark.e2e
MOST = 150
IS_THERE = """([selector, words]) => {
  const here = document.activeElement;
  return here?.matches(selector) && `${here.textContent} ${here.ariaLabel ?? ""}`.includes(words);
}"""
ON_SCREEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""


def tab_to(page: Page, selector: str, words: str = "") -> None:
    """Press Tab until what is wanted has the focus, as somebody without a mouse does."""
    for _press in range(MOST):
        if page.evaluate(IS_THERE, [selector, words]):
            # What has the focus is on the screen and not below a bar.
            assert page.evaluate(ON_SCREEN), f"{selector} has the focus outside the screen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} {words!r} is not reached with {MOST} tabs on {page.url}")


def press(page: Page, selector: str, words: str = "") -> None:
    tab_to(page, selector, words)
    page.keyboard.press("Enter")


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio button of a group with the arrows."""
    tab_to(page, f"input[name={name}]")
    page.keyboard.press("Space")
    for _press in range(8):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} has no {value}")


def write(page: Page, selector: str, words: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(words)


def add_picture(page: Page, form: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    tab_to(page, f"{form} input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    picture: Any = {"name": "belts.png", "mimeType": "image/png", "buffer": out.getvalue()}
    chooser.value.set_files(picture)
    expect(page.locator(f"{form} .file-chip img")).to_be_visible()
    write(page, f"{form} .alt-input", "Belts on a shelf")


def name_cy(page: Page, before: str) -> None:
    """Type a name's beginning and take what is offered."""
    page.keyboard.type(f"{before} @cy")
    expect(page.locator("#mention-list [role=option]").first).to_contain_text("Cy Dahl")
    page.keyboard.press("Enter")


def lead(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_load_state("load")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_morning_by_keyboard_alone(sign_in: SignIn, width: int) -> None:
    said = f"Where are the spare belts at {width}?"
    max_ = sign_in("max")
    max_.goto("/publish/?in=hall")
    max_.fill("[name=body]", said)
    max_.click("#composer button.primary")
    expect(max_.locator("article .prose").first).to_contain_text("spare belts")

    page = sign_in("bo", width=width)
    lead(page, "g", "n")
    page.wait_for_url("**/missed/**")
    press(page, "main a", said)
    expect(page.locator("article .prose").first).to_contain_text("spare belts")
    page.wait_for_load_state("load")
    page.keyboard.press("r")
    name_cy(page, "On the left. Ask")
    page.keyboard.type("about the key")
    add_picture(page, "#answer")
    press(page, "#answer button.primary")
    answer = page.locator(".comment", has_text="On the left").first
    expect(answer.locator("a.mention")).to_have_text("@cy")
    expect(answer.locator("img[alt='Belts on a shelf']")).to_be_visible()

    lead(page, "g", "h")
    page.wait_for_url(lambda url: url.endswith("/"))
    page.keyboard.press("c")
    name_cy(page, f"Belts found at {width}, says")
    add_picture(page, "#composer")
    press(page, "#composer button.primary")
    card = page.locator(".card", has_text=f"Belts found at {width}").first
    expect(card.locator("img[alt='Belts on a shelf']")).to_be_visible()

    share(page, said, f"Good to know at {width}")


def share(page: Page, said: str, words: str) -> None:
    lead(page, "g", "n")
    page.goto("/communities/hall/")
    press(page, ".card a", said[:12])
    expect(page.locator("article.thread")).to_contain_text(said)
    page.wait_for_load_state("load")
    press(page, "article.thread summary")
    press(page, "a.menu-item", "Share")
    page.wait_for_url("**/share/**")
    tab_to(page, "select[name=community]")
    page.keyboard.type("All")
    write(page, "textarea[name=body]", words)
    press(page, "main form button.primary")
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).to_contain_text("spare belts")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_managers_hour_by_keyboard_alone(sign_in: SignIn, width: int) -> None:
    words = f"Cheap tyres at {width}"
    max_, ada, bo = sign_in("max", width=width), sign_in("ada", width=width), sign_in("bo")
    let_posts_wait(max_)
    bo.goto("/communities/hall/")
    bo.fill("#composer-text", words)
    bo.click("#composer button.primary")
    expect(bo.get_by_text("Waits for approval").first).to_be_visible()

    open_case(max_, words)
    choose(max_, "outcome", "approve")
    decide(max_)

    report(sign_in("cy"), words)
    open_case(max_, words)
    press(max_, "button", "Take it on")
    press(max_, "button", "Hide it for now")
    expect(max_.get_by_text("Hidden").first).to_be_visible()
    choose(max_, "outcome", "remove")
    tab_to(max_, "select[name=measure]")
    max_.keyboard.type("Warn")
    write(max_, "textarea[name=reason]", "Not a market")
    decide(max_)

    appeal(bo, words)
    ada.goto("/moderation/?show=appeals")
    press(ada, "main li a", words)
    ada.wait_for_url("**/moderation/cases/**")
    choose(ada, "overturn", "yes")
    write(ada, "textarea[name=reason]", "One is enough")
    decide(ada)

    max_.goto("/moderation/log/?in=hall")
    tab_to(max_, "main a", "Download as CSV")
    with max_.expect_download() as got:
        max_.keyboard.press("Enter")
    assert "moderation.appeal_decided" in got.value.path().read_text(encoding="utf-8-sig")


def let_posts_wait(page: Page) -> None:
    page.goto("/communities/hall/moderation/")
    choose(page, "approval", "everybody")
    press(page, "main form button.primary", "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()


def open_case(page: Page, words: str) -> None:
    page.goto("/moderation/")
    press(page, "main li a", words)
    page.wait_for_url("**/moderation/cases/**")


def decide(page: Page) -> None:
    press(page, "main form button.primary", "Decide")
    expect(page.get_by_text("Decided. Whom it concerns is told.")).to_be_visible()


def report(page: Page, words: str) -> None:
    page.goto("/communities/hall/")
    press(page, ".card a", words)
    page.wait_for_url("**/t/**")
    press(page, "article.thread summary")
    press(page, "a.menu-item", "Report")
    page.wait_for_url("**/moderation/report/**")
    choose(page, "reason", "spam")
    press(page, "main form button.primary", "Report")
    expect(page.get_by_text("The moderators look at it")).to_be_visible()


def appeal(page: Page, words: str) -> None:
    page.goto("/moderation/mine/")
    press(page, "main li a", words)
    write(page, "textarea[name=text]", "It was only one.")
    press(page, "main form button.primary", "Appeal")
    expect(page.get_by_text("Somebody else looks at it again")).to_be_visible()
