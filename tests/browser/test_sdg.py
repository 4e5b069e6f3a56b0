"""SDG indicator 10.7.2: what governments reported, and clearly apart what published profiles say."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_a_year_is_chosen_without_a_script(open_portal: Open) -> None:
    page = open_portal("/en/sdg-10-7-2/", java_script_enabled=False)
    world = page.locator(".sdg").first.locator("tbody tr").first
    assert world.locator("th, td").all_inner_texts()[:2] == ["World", "86/138"]

    page.get_by_role("navigation", name="Year").get_by_role("link", name="2019").click()
    expect(page.locator(".sdg caption").first).to_contain_text("2019")
    assert world.locator("td").first.inner_text() != "86/138"


def test_official_and_computed_stand_beside_each_other_and_apart(open_portal: Open) -> None:
    page = open_portal("/en/sdg-10-7-2/", java_script_enabled=False)
    page.get_by_role("link", name="Kenya", exact=True).last.click()
    official, computed = page.locator(".official"), page.locator(".apart").first

    expect(official.get_by_role("heading")).to_have_text("Official data")
    expect(computed.locator(".statement")).to_contain_text("Not official data")
    assert official.locator("tbody tr").count() == computed.locator("table").first.locator("tbody tr").count() == 7
    left, right = official.bounding_box(), computed.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] < right["x"]
    borders = [one.evaluate("one => getComputedStyle(one).borderLeftStyle") for one in (official, computed)]
    assert borders == ["solid", "dashed"]


def test_each_item_shows_the_words_on_which_it_rests(open_portal: Open) -> None:
    page = open_portal("/en/sdg-10-7-2/KEN/", java_script_enabled=False)
    computed = page.locator(".apart").first
    computed.locator("details:not([open]) summary", has_text="Migrants’ rights").click()
    item = computed.locator("details[open]", has=page.get_by_text("Migrants’ rights")).last.locator(".answer").first

    expect(item.locator(".code")).to_have_text("1a")
    expect(item.locator("blockquote").first).to_be_visible()
    expect(item.locator("cite").first).to_have_text(re.compile("^Act"))


def test_on_a_phone_the_official_data_come_first(open_portal: Open) -> None:
    page = open_portal("/ar/sdg-10-7-2/KEN/", viewport={"width": 390, "height": 844})
    above, below = page.locator(".official").bounding_box(), page.locator(".apart").first.bounding_box()

    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]


def test_a_wide_table_is_scrolled_by_keyboard_and_the_page_is_not(open_portal: Open) -> None:
    page = open_portal("/fr/sdg-10-7-2/", viewport={"width": 390, "height": 844})
    region = page.locator(".scroll").first
    region.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")

    expect(region.locator("thead th").last).to_be_in_viewport()
    expect(region.locator("tbody th").first).to_be_in_viewport(ratio=1)  # the names of areas stay in sight
    assert page.evaluate("document.documentElement.scrollLeft") == 0
