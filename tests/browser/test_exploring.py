"""The profiles as a person explores them: a map by keyboard, a list that is narrowed down and sent to somebody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.portal import LANGUAGES, PAGES

pytestmark = pytest.mark.browser

ON_MAP = "document.activeElement.closest('.map svg') && document.activeElement.getAttribute('aria-label')"
UGANDA = "Uganda, national profile, May 2031"


def tab_to(page: Page, name: str) -> list[str]:
    """Press the tab key until this mark of the map has the focus; the names of the marks on the way."""
    found: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        marked: Any = page.evaluate(ON_MAP)
        if marked:
            found.append(marked)
        if marked == name:
            return found
    raise AssertionError(f"{name} has no place in the order of the keyboard: {found}")


def names(page: Page) -> list[str]:
    return page.locator(".cards li > a").all_text_contents()


def test_the_map_is_walked_by_keyboard_to_a_profile(open_portal: Open) -> None:
    page = open_portal("/en/profiles/")
    marks = page.locator(".map svg a").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    walked = tab_to(page, marks[-1])

    assert walked == marks
    assert sorted(marks) == [
        "Kenya: 2 profiles",
        "Town of UGA (Uganda), local profile, June 2031",
        "Tuvalu, national profile, January 2032",
        UGANDA,
    ]
    page.reload()
    tab_to(page, UGANDA)
    expect(page.locator(f'.map a[aria-label="{UGANDA}"] .place')).to_have_css("stroke-width", "9px")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/en/profiles/uga-2031-05/$"))
    expect(page.locator("h1")).to_contain_text("Place UGA")


def test_a_country_with_several_profiles_leads_to_their_list(open_portal: Open) -> None:
    page = open_portal("/en/profiles/")
    tab_to(page, "Kenya: 2 profiles")
    page.keyboard.press("Enter")

    expect(page.locator("#map-ken")).to_be_in_viewport()  # the list is folded, and unfolds itself
    assert page.locator("#map-ken a").all_text_contents() == [
        "National profile, March 2030",
        "National profile, March 2033",
    ]
    page.keyboard.press("Tab")
    expect(page.locator("#map-ken a").first).to_be_focused()


def test_every_place_of_the_map_is_in_the_list_of_countries_too(open_portal: Open) -> None:
    page = open_portal("/en/profiles/")

    assert page.locator(".map-index strong").all_text_contents() == ["Kenya", "Tuvalu", "Uganda"]
    expect(page.locator(".map-index li").first).to_be_hidden()
    page.get_by_text("On the map, by country").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-index li").first).to_be_visible()
    assert page.locator(".map svg circle.place").count() == 2  # the small island, and the town in a country
    expect(page.locator(".map-note")).to_contain_text("do not imply official endorsement or acceptance")
    page.get_by_role("link", name="Tuvalu, national profile, January 2032").locator("circle.place").click()
    expect(page).to_have_url(re.compile("/en/profiles/tuv-2032-01/$"))


def test_a_finger_can_reach_every_place(open_portal: Open) -> None:
    page = open_portal("/en/profiles/", viewport={"width": 390, "height": 844})
    page.get_by_text("On the map, by country").click()

    def smallest(found: Locator) -> float:
        sizes: list[float] = found.evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
        )
        return min(sizes)

    island = page.locator(".map svg a").filter(has_text="Tuvalu")
    assert smallest(page.locator(".map circle.place")) >= 7
    assert smallest(island.locator(".hit")) >= 24  # no neighbour is near
    assert smallest(page.locator(".map-index a")) >= 24  # what is smaller on the map has a link of full size below
    box = island.locator(".place").bounding_box()
    assert box
    page.mouse.click(box["x"] - 4, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("/en/profiles/tuv-2032-01/$"))


def test_a_list_is_narrowed_down_without_a_script_and_its_address_shows_the_same_to_others(open_portal: Open) -> None:
    page = open_portal("/en/profiles/", java_script_enabled=False)
    everything = names(page)
    page.get_by_label("Level").select_option("local")
    page.get_by_label("Region or group").select_option(label="Africa")
    page.get_by_role("button", name="Show").click()
    shown = names(page)

    assert "Town of UGA" in shown
    assert 0 < len(shown) < len(everything)
    profiles = page.locator(".cards li a").count()  # one card has every profile of its place
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{profiles} profiles?( · {len(shown)} places?)?$"))
    elsewhere = open_portal(page.url.partition("/en/")[1] + page.url.partition("/en/")[2])
    assert names(elsewhere) == shown
    expect(elsewhere.get_by_label("Level")).to_have_value("local")

    page.get_by_role("link", name="All profiles").click()
    assert names(page) == everything


def test_an_older_profile_leads_to_the_newest_of_its_place_and_back(open_portal: Open) -> None:
    page = open_portal("/en/profiles/")
    card = page.locator(".cards li").filter(has=page.get_by_role("link", name="Place KEN", exact=True))
    card.get_by_role("link", name="March 2030").click()
    notice = page.get_by_role("complementary", name="Newer profile")
    expect(notice).to_contain_text("This is the profile of March 2030.")
    notice.get_by_role("link", name="March 2033").click()

    expect(page).to_have_url(re.compile("/en/profiles/ken-2033-03/$"))
    expect(page.locator("dl.facts").get_by_role("link", name="March 2030")).to_be_visible()
    expect(page.get_by_role("complementary", name="Newer profile")).to_have_count(0)


def test_what_was_chosen_stays_in_another_language(open_portal: Open) -> None:
    page = open_portal("/en/profiles/?level=national&year=2031")
    page.get_by_role("link", name="Français").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("select[name=year]")).to_have_value("2031")
    assert names(page) == ["Place UGA"]


def test_the_map_shows_what_the_list_shows(open_portal: Open) -> None:
    page = open_portal("/en/profiles/?year=2032")

    assert page.locator(".map svg a").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))") == [
        "Tuvalu, national profile, January 2032"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_to_explore_is_wider_than_a_small_phone(open_portal: Open, language: str) -> None:
    page = open_portal(f"/{language}/", viewport={"width": 320, "height": 640})
    base = page.url.removesuffix(f"/{language}/")
    too_wide = {}
    for kind, address in PAGES.items():
        page.goto(f"{base}/{language}/{address}")
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            too_wide[kind, width] = beyond

    assert {place: beyond for place, beyond in too_wide.items() if beyond > 0} == {}
