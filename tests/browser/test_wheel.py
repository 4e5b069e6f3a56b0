"""The wheel as a person meets it: by keyboard, on any screen, in any language, without a script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.site import VELMORA

pytestmark = pytest.mark.browser

EDITION = [f"frameworks/openmgi-national-1/{page}" for page in ("", "indicators/2.A1/", "search/?q=la", "sdg-10-7-2/")]
LANGUAGES = ["en", "fr", "es", "ar"]
FOCUSED = "document.activeElement.closest('.wheel') && document.activeElement.getAttribute('aria-label')"

# For each visible text, icon and dot of the wheel: is each corner of its box inside its own segment?
OUTSIDE = """() => [...document.querySelectorAll('.wheel a')].flatMap(link => {
  const outline = link.querySelector('.outline'), svg = link.ownerSVGElement;
  const parts = [...link.querySelectorAll('text, use, circle')].filter(part => part.getClientRects().length);
  return parts.filter(part => {
    const box = part.getBBox();
    return [[0, 0], [1, 0], [0, 1], [1, 1]].some(([x, y]) => {
      const corner = svg.createSVGPoint();
      corner.x = box.x + x * box.width; corner.y = box.y + y * box.height;
      return !outline.isPointInFill(corner);
    });
  }).map(part => `${link.getAttribute('aria-label')}: ${part.tagName} ${part.textContent}`);
})"""

# Pairs of visible texts and dots of one segment whose boxes overlap. A box of text is taller than its letters.
OVERLAPS = """() => [...document.querySelectorAll('.wheel a')].flatMap(link => {
  const parts = [...link.querySelectorAll('text, use, circle')].filter(part => part.getClientRects().length);
  const boxes = parts.map(part => ({part, box: part.getBBox()}));
  return boxes.flatMap(({part, box}, place) => boxes.slice(place + 1).filter(other =>
    box.x < other.box.x + other.box.width && other.box.x < box.x + box.width &&
    box.y + 12 < other.box.y + other.box.height && other.box.y + 12 < box.y + box.height
  ).map(other => `${part.tagName} ${part.textContent} / ${other.part.tagName} ${other.part.textContent}`));
})"""


def walk(page: Page, steps: int) -> list[Any]:
    """What has the focus after each press of the tab key, on the wheel."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return [one for one in found if one]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wheel_is_walked_by_keyboard_in_the_order_of_the_domains(open_page: Open, language: str) -> None:
    page = open_page(f"/{language}/")
    names = walk(page, 25)

    assert [name[0] for name in names[:6]] == ["1", "2", "3", "4", "5", "6"]


def test_enter_opens_the_domain_that_has_the_focus(open_page: Open) -> None:
    page = open_page("/en/")
    while page.evaluate(FOCUSED) is None or not str(page.evaluate(FOCUSED)).startswith("4"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/domains/4/")

    assert page.locator("h1").inner_text() == "4\nWell-being of migrants"


def test_on_a_profile_enter_leads_to_the_findings_of_the_domain(open_page: Open) -> None:
    page = open_page("/en/profiles/ken-mombasa-2022-11/")
    while not str(page.evaluate(FOCUSED)).startswith("5"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#domain-5")

    assert page.evaluate("document.activeElement.id") == "domain-5"


def test_the_segment_with_the_focus_has_a_ring(open_page: Open) -> None:
    page = open_page("/en/")
    while page.evaluate(FOCUSED) is None:
        page.keyboard.press("Tab")
    widths = page.evaluate(
        "[...document.querySelectorAll('.wheel .outline')].map(one => getComputedStyle(one).strokeWidth)"
    )

    assert widths == ["6px", "0px", "0px", "0px", "0px", "0px"]


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2560])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["", VELMORA])
def test_everything_on_the_wheel_stays_inside_its_segment(
    open_page: Open, address: str, language: str, width: int
) -> None:
    page = open_page(f"/{language}/{address}", viewport={"width": width, "height": 900})

    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["", "about/", "domains/2/", "profiles/", VELMORA, "nothing/", *EDITION])
def test_no_page_is_wider_than_a_small_phone(open_page: Open, address: str, language: str) -> None:
    page = open_page(f"/{language}/{address}", viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_names_give_way_to_numbers_on_a_phone_and_stand_beside_the_wheel(open_page: Open) -> None:
    page = open_page("/en/", viewport={"width": 390, "height": 844})

    assert page.locator(".wheel .name:visible").count() == 0
    assert page.locator(".wheel .narrow .number:visible").all_text_contents() == ["1", "2", "3", "4", "5", "6"]
    assert page.locator(".chips a:visible").count() == 6


def test_the_second_domain_is_left_of_the_first_in_arabic(open_page: Open) -> None:
    def left_edges(language: str) -> list[float]:
        page = open_page(f"/{language}/")
        edges: list[float] = page.evaluate(
            "[...document.querySelectorAll('.wheel .outline')].map(one => one.getBoundingClientRect().left)"
        )
        return edges

    english, arabic = left_edges("en"), left_edges("ar")

    assert (english[1] > english[0], arabic[1] < arabic[0]) == (True, True)


def test_the_site_is_read_without_a_script(open_page: Open) -> None:
    page = open_page("/es/", java_script_enabled=False)
    page.locator(".wheel a").nth(2).click()
    page.locator(".plain a", has_text="Mombasa").click()

    assert page.url.endswith("/es/profiles/ken-mombasa-2022-11/#domain-3")
    assert page.locator("#domain-3 .findings.potential li").count() == 2
    page.locator("nav.languages a[hreflang=ar]").click()
    assert page.locator("aside.notice").count() == 1


def test_the_wheel_is_on_paper_and_the_menus_are_not(open_page: Open) -> None:
    page = open_page(f"/en/{VELMORA}")
    page.emulate_media(media="print")

    assert page.locator(".wheel svg").is_visible()
    assert page.locator(".counts").first.is_visible()
    assert [page.locator(one).first.is_visible() for one in (".languages", ".downloads", ".site-footer")] == [False] * 3


def test_motion_is_spared_to_those_who_ask(open_page: Open) -> None:
    page = open_page("/en/", reduced_motion="reduce")

    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
