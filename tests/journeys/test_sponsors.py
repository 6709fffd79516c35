"""From a closed challenge to what was built, by its sponsor: results, publication, the desk, delivery."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.test_ideas import REASON, open_challenge

pytestmark = pytest.mark.e2e


def test_a_sponsor_goes_from_challenge_to_outcome(sign_in: SignIn) -> None:
    eve = sign_in("eve")
    open_challenge(eve, "Where does the money go?")
    challenge = eve.url
    eve.click("main a:has-text('Results')")
    if eve.locator("button:has-text('Count')").count():
        eve.locator("button:has-text('Count')").first.click()
    # Nobody reloads: the page follows the count.
    expect(eve.locator("main")).to_contain_text("Who gets the money", timeout=90_000)
    expect(eve.locator("main")).to_contain_text("Warm gloves")
    results = eve.url
    eve.click("button:has-text('Publish')")
    expect(eve.locator("main")).to_contain_text("Published by Eve")
    assert Axe().run(eve).response["violations"] == []

    eve.goto(challenge)
    eve.click("text=Decide and manage")
    expect(eve.locator("main")).to_contain_text("promised 2 days ago")
    eve.check("label:has-text('Warm gloves') input")
    eve.select_option("[name=outcome]", "adopt")
    eve.select_option("[name=reason_code]", "worth_it")
    eve.fill("[name=reason_text]", REASON)
    assert Axe().run(eve).response["violations"] == []
    eve.click("text=Publish the decision")
    expect(eve.locator("main form")).not_to_contain_text("Warm gloves")

    eve.goto(results)
    eve.click("main a:has-text('Warm gloves')")
    eve.click("text=Begin the delivery")
    eve.fill("[name=owner]", "cy")
    eve.click("main form button.primary")
    build(sign_in("cy", width=390), eve.url)


def build(cy: Page, address: str) -> None:
    """Take a step, name the number that shall change, and say that it is built."""
    cy.goto(address)
    cy.click("summary:has-text('Add a step')")
    cy.fill("[name=title]", "Order them")
    cy.click("details[open] button")
    cy.click("button:has-text('Done')")
    expect(cy.locator(".badge", has_text="done")).to_be_visible()
    cy.click("summary:has-text('Name a number')")
    cy.fill("[name=metric]", "Days off for cold hands")
    cy.select_option("[name=kind]", "other")
    cy.fill("[name=baseline]", "12")
    cy.fill("[name=baseline_on]", "2026-01-05")
    cy.click("details[open] button")
    cy.click("text=It is built")
    expect(cy.locator(".page-head")).to_contain_text("Built")
    assert Axe().run(cy).response["violations"] == []
    assert not cy.evaluate("document.documentElement.scrollWidth > innerWidth")
