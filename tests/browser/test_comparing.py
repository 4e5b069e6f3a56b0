"""Places and editions side by side, chosen by a form that needs no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

NO_SCRIPT = {"java_script_enabled": False}


def head(page: Page) -> list[str]:
    return page.locator(".answers").first.locator("thead th").all_inner_texts()


def choose(page: Page, one: str, other: str) -> None:
    page.get_by_label("One profile").select_option(one)
    page.get_by_label("Another profile").select_option(other)
    page.get_by_role("button", name="Compare").click()


def test_two_places_are_chosen_by_a_form_and_stand_in_alphabetical_order(open_portal: Open) -> None:
    page = open_portal("/en/compare/", **NO_SCRIPT)
    choose(page, "uga-2031-05", "tuv-2032-01")

    assert head(page) == ["Question", "Place TUV January 2032", "Place UGA May 2031"]
    domain = page.locator("#domain-1")
    assert domain.locator(".beside").count() == 2
    assert page.locator(".change").count() == 0  # two places do not change into each other


def test_a_third_place_is_added_and_taken_away_again(open_portal: Open) -> None:
    page = open_portal("/en/compare/?profile=uga-2031-05&profile=tuv-2032-01", **NO_SCRIPT)
    page.get_by_label("Another profile").select_option("xza-2030-04")
    page.get_by_role("button", name="Add").click()
    assert head(page)[1:] == ["Arvala April 2030", "Place TUV January 2032", "Place UGA May 2031"]

    page.get_by_role("link", name="Remove Place TUV, January 2032").click()
    assert head(page)[1:] == ["Arvala April 2030", "Place UGA May 2031"]


def test_two_editions_of_a_place_tell_changes_of_policy_from_changes_of_questions(open_portal: Open) -> None:
    page = open_portal("/en/compare/", **NO_SCRIPT)
    choose(page, "xza-2033-04", "xza-2030-04")

    assert head(page) == ["Question", "Arvala April 2030", "Arvala April 2033", "What changed"]
    assert page.locator(".legend dt").all_inner_texts()[:2] == ["Policy changed", "Question changed"]
    changes = page.locator(".answers .change")
    every = changes.count()
    assert {"Policy changed", "Question changed"} < set(changes.all_inner_texts())

    page.get_by_role("link", name="Show only what changed").click()
    assert 0 < changes.count() < every
    assert "No change" not in changes.all_inner_texts()


def test_the_other_edition_is_one_step_from_a_profile(open_portal: Open) -> None:
    page = open_portal("/en/profiles/xza-2033-04/", **NO_SCRIPT)
    page.get_by_role("link", name="What changed since April 2030").click()

    assert head(page)[-1] == "What changed"


def test_on_a_phone_each_answer_says_whose_it_is(open_portal: Open) -> None:
    page = open_portal("/en/compare/?profile=uga-2031-05&profile=tuv-2032-01", viewport={"width": 390, "height": 844})
    row = page.locator(".answers tbody tr").first

    assert row.locator(".place:visible").all_inner_texts() == ["Place TUV January 2032", "Place UGA May 2031"]
    expect(page.get_by_role("table").first).to_be_visible()
    assert row.get_by_role("cell").count() == 2


def test_the_domains_are_reached_by_keyboard(open_portal: Open) -> None:
    page = open_portal("/ar/compare/?profile=uga-2031-05&profile=tuv-2032-01")
    page.locator(".to-domains a").nth(3).focus()
    page.keyboard.press("Enter")

    expect(page.locator("#domain-4")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "domain-4"
