"""The search across findings: words are found and shown, choices narrow it down, and a search can be followed."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def search(page: Page, words: str) -> None:
    page.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Search").click()


def kinds(page: Page) -> set[str]:
    said = page.locator(".found-findings > li").evaluate_all("all => all.map(one => one.className.split(' ')[1])")
    return set(said)


def count(page: Page) -> int:
    found = re.match(r"([\d,]+) finding", page.get_by_role("status").inner_text())
    assert found is not None
    return int(found[1].replace(",", ""))


def test_words_are_found_marked_and_lead_to_the_finding_in_its_profile(open_portal: Open) -> None:
    page = open_portal("/en/search/")
    search(page, "ministry reports")
    first = page.locator(".found-findings > li").first
    said = first.locator(".said").first.inner_text()

    assert {one.casefold() for one in first.locator("mark").all_text_contents()} >= {"ministry", "reports"}
    first.locator("h3 a").click()
    expect(page).to_have_url(re.compile(r"/en/profiles/[^/]+/.*#finding-\d-(well_developed|potential)-\d+$"))
    finding = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text(said)


def test_words_in_one_language_are_found_by_readers_of_another(open_portal: Open) -> None:
    page = open_portal("/en/search/")
    search(page, "ministère")
    first = page.locator(".found-findings > li").first

    expect(first.locator(".said[lang=fr] mark").first).to_have_text(re.compile("ministère"))
    expect(first).to_contain_text("In French")


def test_the_same_is_asked_in_another_language(open_portal: Open) -> None:
    page = open_portal("/en/search/?q=law&level=local")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Français").click()

    expect(page).to_have_url(re.compile(r"/fr/search/\?q=law&level=local$"))
    expect(page.get_by_role("searchbox")).to_have_value("law")
    assert page.locator("option[selected]").evaluate_all("all => all.map(one => one.value)") == ["local"]
    expect(page.locator(".found-findings > li").first).to_be_visible()


def test_a_search_is_narrowed_down_without_a_script_and_widened_again(open_portal: Open) -> None:
    page = open_portal("/en/search/?q=law", java_script_enabled=False)
    everything = count(page)
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Kind of finding").select_option("well_developed")
    page.get_by_label("Level").select_option("local")
    page.get_by_role("button", name="Show", exact=True).click()

    assert kinds(page) == {"well_developed"}
    assert 0 < count(page) < everything
    assert all(" Local " in one for one in page.locator(".found-findings > li > .facts").all_inner_texts())
    chosen = page.get_by_role("list", name="Narrowed down by")
    expect(chosen).to_contain_text("Well-developed areas")
    expect(page.get_by_label("Words")).to_have_value("law")

    chosen.get_by_role("link", name="Show all").click()
    assert count(page) == everything


def test_the_results_go_on_for_several_pages(open_portal: Open) -> None:
    page = open_portal("/en/search/")
    first = page.locator(".found-findings h3").first.inner_text()
    page.get_by_role("navigation", name="Pages of results").get_by_role("link", name="Next page").click()

    expect(page.get_by_text(re.compile(r"^Page 2 of \d+$"))).to_be_visible()
    page.get_by_role("link", name="Previous page").click()
    expect(page.locator(".found-findings h3").first).to_have_text(first)


def test_a_search_can_be_followed_as_a_feed(open_portal: Open) -> None:
    page = open_portal("/en/search/?q=ministry&kind=well_developed")
    told = page.locator("link[rel=alternate][type='application/atom+xml']").get_attribute("href")
    link = page.get_by_role("link", name="This search as a feed")
    assert link.get_attribute("href") == told

    atom = page.request.get(page.url.partition("/en/")[0] + str(told))
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert 0 < atom.text().count("<entry>") <= count(page)
    as_json = page.request.get(
        page.url.partition("/en/")[0] + str(page.get_by_role("link", name="JSON Feed").get_attribute("href"))
    )
    items = json.loads(as_json.text())["items"]
    assert len(items) == atom.text().count("<entry>")
    assert "ministry" in json.dumps(items)


def test_where_nothing_is_found_the_page_says_so_and_a_wrong_address_is_explained(open_portal: Open) -> None:
    page = open_portal("/en/search/?q=zyzzyva&region=nowhere")

    assert count(page) == 0
    expect(page.locator(".notice")).to_contain_text("“nowhere” is not known here")


def test_what_a_place_could_develop_leads_to_places_that_have_it(open_portal: Open) -> None:
    page = open_portal("/en/profiles/xza-2030-04/", java_script_enabled=False)
    finding = page.locator(".findings.potential > li", has=page.get_by_role("link", name="Places that have this")).first
    said = finding.inner_text().splitlines()[0]
    finding.get_by_role("link", name="Places that have this").click()

    expect(page.locator("h1")).to_have_text("Places that have this")
    expect(page.locator("blockquote")).to_have_text(said)
    assert kinds(page) <= {"well_developed"}
    shown = re.search(r"with potential for further development: (\d+)", page.get_by_role("status").inner_text())
    assert shown is not None

    page.get_by_label("Kind of finding").select_option("potential")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".found-findings > li").count() == int(shown[1])
    places = page.locator(".found-findings h3").all_inner_texts()
    assert places == sorted(places, key=str.casefold)
