"""The static site, opened from the disk as somebody does who has it on a USB stick."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import check_in_every_look
from tests.browser.site import ROOT, environment_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def static_site(site: str, site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, exported by the product's own command."""
    folder = tmp_path_factory.mktemp("usb") / "stick"
    command = [sys.executable, "-m", "openmgi", "export-site", str(folder), "--base-url", "https://mgi.example.org"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment_of(site_folder), stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return folder


@pytest.fixture
def disk(browser: Browser, static_site: Path) -> Iterator[Page]:
    """A window that was opened on the folder. No script may fail, and nothing may break the policy."""
    faults: list[str] = []
    context = browser.new_context()
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda message: faults.append(message.text))
    page = context.new_page()
    page.goto(f"{static_site.as_uri()}/index.html")
    yield page
    context.close()
    assert faults == []


def test_one_walks_from_the_first_page_to_a_finding_in_another_language(disk: Page) -> None:
    disk.get_by_role("link", name="English").click()
    disk.get_by_role("link", name="Read the profiles").click()
    disk.get_by_role("link", name="Mombasa", exact=True).click()
    disk.get_by_role("navigation", name="Findings by domain").get_by_role("link").first.click()

    expect(disk.locator("#domain-1")).to_be_in_viewport()

    disk.get_by_role("link", name="Français").click()

    expect(disk.locator("html")).to_have_attribute("lang", "fr")
    assert disk.url.endswith("/fr/profiles/ken-mombasa-2022-11/index.html")


def test_the_search_needs_no_server_and_its_address_can_be_kept(disk: Page) -> None:
    disk.get_by_role("link", name="Español").click()
    disk.locator(".site-header a[href*=search]").click()
    disk.get_by_role("searchbox").fill("migratórias salud")
    disk.get_by_role("searchbox").fill("emergencia")

    expect(disk.locator(".find-hits mark").first).to_have_text(re.compile("emergencia", re.IGNORECASE))
    expect(disk.locator("#every-profile")).to_be_hidden()

    kept = disk.url
    disk.locator(".find-hits a").first.click()
    expect(disk).to_have_url(re.compile("#finding-"))
    finding = disk.url.partition("#")[2]
    expect(disk.locator(f"[id='{finding}']")).to_be_in_viewport()
    disk.goto(kept)

    expect(disk.get_by_role("searchbox")).to_have_value("emergencia")
    expect(disk.locator(".find-hits li").first).to_be_visible()


def test_the_search_finds_what_has_all_words_and_says_where_there_is_none(disk: Page) -> None:
    disk.goto(disk.url.replace("index.html", "en/search/index.html"))
    disk.get_by_label("Words").fill("Migràtion report")
    expect(disk.locator(".find-hits li").first).to_contain_text("report")
    disk.get_by_label("Kind of finding").select_option("well_developed")
    disk.get_by_label("Words").fill("zebra crossing")

    expect(disk.get_by_role("status")).to_have_text("No finding has all of this.")
    disk.locator("#elsewhere").get_by_role("link", name="Français").click()
    expect(disk.locator("html")).to_have_attribute("lang", "fr")
    expect(disk.get_by_role("searchbox")).to_have_value("zebra crossing")
    assert "kind=well_developed" in disk.url

    disk.go_back()
    disk.get_by_label("Words").fill("")
    disk.get_by_label("Kind of finding").select_option("")
    expect(disk.locator("#every-profile")).to_be_visible()


def test_a_hit_says_that_its_place_is_invented_and_on_which_indicators_it_rests(disk: Page) -> None:
    disk.goto(disk.url.replace("index.html", "en/search/index.html?q=emergency"))
    invented = disk.locator(".find-hits li", has_text="Velmora").first
    real = disk.locator(".find-hits li", has_text="Mombasa").first

    expect(invented.locator(".tag")).to_have_text("Invented country")
    expect(invented.locator(".code")).to_have_text(re.compile(r"^\d\.\w+"))
    expect(real.locator(".tag")).to_have_count(0)
    expect(real).not_to_contain_text("Indicators")


def test_without_a_script_the_search_lists_all_profiles(browser: Browser, static_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{static_site.as_uri()}/ar/search/index.html")

    expect(page.locator("#without-script")).to_be_visible()
    expect(page.locator("#find")).to_be_hidden()
    for slug in ("ken-mombasa", "xxa-", "xxv-"):  # other tests may have published more
        expect(page.locator(f'.cards a[href*="{slug}"]')).to_have_count(1)
    context.close()


def test_one_walks_from_themes_to_an_earlier_year_of_the_official_data(disk: Page) -> None:
    disk.get_by_role("link", name="English").click()
    disk.get_by_role("navigation", name="Main menu").get_by_role("link", name="Themes").click()
    disk.get_by_role("region", name="Official data").get_by_role("link", name="SDG indicator 10.7.2").click()
    years = disk.get_by_role("navigation", name="Year")
    earlier = years.get_by_role("link").first.text_content()
    years.get_by_role("link").first.click()

    expect(disk.get_by_role("navigation", name="Year").locator("[aria-current]")).to_have_text(earlier or "")
    disk.get_by_role("link", name="العربية").click()
    expect(disk.locator("html")).to_have_attribute("dir", "rtl")
    expect(disk.locator("nav.years [aria-current]")).to_have_text(earlier or "")


def test_one_walks_from_a_theme_to_a_question_and_a_place(disk: Page) -> None:
    disk.goto(disk.url.replace("index.html", "en/themes/index.html"))
    disk.locator(".cards a").first.click()
    disk.locator(".domain a").first.click()
    disk.locator(".themes h2 a").first.click()

    expect(disk.locator(".downloads a")).to_have_text(["SVG", "CSV"])
    disk.locator(".places-in a").first.click()
    expect(disk.locator("article.profile")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "en/search/index.html?q=migration",
        "ar/search/index.html?domain=2",
        "fr/index.html",
        "en/themes/index.html",
        "es/compare/index.html",
        "fr/data/index.html",
        "ar/sdg-10-7-2/index.html",
        "en/sdg-10-7-2/KEN/index.html",
        "fr/sdg-10-7-2/XXA/index.html",
    ],
)
def test_a_page_on_the_disk_has_no_accessibility_fault(browser: Browser, static_site: Path, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{static_site.as_uri()}/{address}")

    check_in_every_look(page)
    page.context.close()
