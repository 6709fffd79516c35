"""An employee's morning: catching up, answering, posting with a picture and a name, sharing, by mouse and by key."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn

pytestmark = pytest.mark.e2e


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    return out.getvalue()


def post(page: Page, text: str) -> None:
    page.goto("/communities/hall/")
    page.fill("#composer-text", text)
    page.click("#composer button.primary")
    expect(page.locator(".card", has_text=text).first).to_be_visible()


def share(page: Page, there: str, words: str) -> None:
    page.goto(there)
    page.locator(".thread summary, .thread [aria-haspopup]").first.click()
    page.locator("a", has_text="Share").first.click()
    page.wait_for_url("**/share/**")
    page.select_option("[name=community]", label="All company")
    page.fill("[name=body]", words)
    page.click("main form button.primary")
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).to_contain_text("spare belts")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_morning(sign_in: SignIn, width: int) -> None:
    said = f"Where do the spare belts lie? {width}"
    max_ = sign_in("max")
    max_.goto("/publish/?in=hall")
    max_.fill("[name=body]", said)
    max_.select_option("[name=kind]", "question")
    max_.click("#composer button.primary")
    expect(max_.locator("article .prose").first).to_contain_text("spare belts")

    page = sign_in("bo", width=width)
    page.goto("/streams/missed/?since=week")
    page.locator("main a", has_text=said).first.click()
    expect(page.locator("article .prose").first).to_contain_text("spare belts")
    page.wait_for_load_state("load")
    page.fill("#answer-text", "On the left. Ask @cy")
    page.set_input_files(
        "#answer input[type=file]", {"name": "belts.png", "mimeType": "image/png", "buffer": picture()}
    )
    expect(page.locator("#answer .file-chip img")).to_be_visible()
    page.fill("#answer .alt-input", "Belts on a shelf")
    page.click("#answer button.primary")
    answer = page.locator(".comment", has_text="On the left").first
    expect(answer.locator("a.mention")).to_have_text("@cy")
    expect(answer.locator("img[alt='Belts on a shelf']")).to_be_visible()

    there = page.url
    cy = sign_in("cy")
    cy.goto("/inbox/")
    expect(cy.locator("main")).to_contain_text("spare belts")
    max_.goto(there)
    expect(max_.get_by_text("On the left.")).to_be_visible()
    share(page, there.partition("?")[0], f"Good to know {width}")


def test_what_is_typed_survives_and_what_was_sent_too_soon_comes_back(sign_in: SignIn) -> None:
    page = sign_in("bo")
    page.goto("/")
    page.fill("#composer-text", "Half a thought about belts")
    expect(page.locator("#composer .draft-state")).to_contain_text("Draft kept", timeout=10_000)
    page.reload()
    expect(page.locator("#composer-text")).to_have_value("Half a thought about belts")
    page.click("#composer button.primary")
    expect(page.locator(".card", has_text="Half a thought").first).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#composer-text, [name=body]").first).to_have_value("Half a thought about belts")


def test_keys_alone_lead_through_the_stream(sign_in: SignIn) -> None:
    page = sign_in("bo", width=390)
    for number in range(3):
        post(page, f"Belt number {number}")
    page.goto("/?order=newest")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.closest('.card')?.id")
    page.keyboard.press("j")
    assert first
    assert page.evaluate("document.activeElement.closest('.card')?.id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('.card')?.id") == first
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/saved/**")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(lambda url: url.rstrip("/").endswith(page.url.split("/")[2]))
