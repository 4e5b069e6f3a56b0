"""The demonstration goes on: from its published assessment to a second round that begins from the first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def published(page: Page) -> None:
    """To the board of the invented country whose profile is published."""
    page.locator(".work-menu").get_by_role("link", name="Programme").click()
    page.get_by_role("link", name="Velmora", exact=True).first.click()


def begun(page: Page) -> int:
    """The number of the second round of the published assessment."""
    page.get_by_role("link", name="Begin the next round").click()
    expect(page.get_by_label("Country").locator("option:checked")).to_have_text("Velmora · Invented country")
    expect(page.get_by_label("Round", exact=True)).to_have_value("2")
    expect(page.get_by_label("Round before").locator("option:checked")).to_contain_text("Velmora, round 1 ·")
    page.get_by_label("Cut-off date").fill("2033-11-30")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name="Set-up")).to_be_visible()
    return int(page.url.split("/")[-3])


def assign_all(page: Page) -> None:
    """Bruno answers every domain."""
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("E-mail address").fill("researcher@demo.example")
    page.get_by_label("Role").select_option(label="Researcher")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="Assign Bruno Researcher").click()
    for box in page.locator('input[name="domains"]').all():
        box.check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".message")).to_have_text("Saved.")


def test_a_second_round_of_the_demonstration_begins_from_the_answers_of_the_first(open_as: Open) -> None:
    amina = open_as("coordinator", "/en/work/")
    published(amina)
    assessment = begun(amina)
    expect(amina.locator(".message").first).to_have_text(
        re.compile(r"^\d+ answers were taken over from the round before\. Each has to be confirmed\.$")
    )
    assign_all(amina)
    amina.locator(".work-menu .place a").click()
    amina.get_by_role("button", name="Open “Research”").click()
    expect(amina.locator(".unmet li").first).to_contain_text("1.A1")

    bruno = open_as("researcher", f"/en/work/{assessment}/topics/1/A/", java_script_enabled=False)
    card = bruno.locator('[id="card-1.A1"]')
    expect(card.locator(".option input:checked")).to_have_count(1)
    assert card.get_by_role("textbox", name="Justification", exact=True).input_value()
    expect(bruno.locator(".to-confirm")).to_have_count(7)
    card.get_by_role("button", name="It still holds").click()
    expect(bruno.locator(".to-confirm")).to_have_count(6)

    amina.reload()
    expect(amina.locator(".unmet li").first).not_to_contain_text(re.compile(r"\b1\.A1\b"))
    amina.get_by_role("link", name="Programme").click()
    amina.get_by_role("link", name="Velmora", exact=True).first.click()
    expect(amina.get_by_role("link", name="The next round: round 2")).to_be_visible()
