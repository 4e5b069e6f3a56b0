"""The evidence library as an analyst meets it: a law is added, searched, quoted, and replaced by a newer version."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.desk import Desk
from tests.browser.faults import PHONE
from tests.browser.test_workspace import card, topic
from tests.library.extraction.pdf_files import lines, text_pdf

pytestmark = pytest.mark.browser

CARE = "Every person in the country has access to emergency medical care."
SCHOOL = "Every child is admitted to public school on the terms of nationals."
PAGES = (
    ("Article 1. Health", CARE, "No hospital asks a patient for papers."),
    ("Article 2. Schools", SCHOOL, "A school admits a child without papers."),
)


def pdf(folder: Path, name: str, *pages: tuple[str, ...]) -> Path:
    file = folder / name
    file.write_bytes(text_pdf([lines(*page) for page in pages]))
    return file


def select(page: Page, words: str) -> None:
    """As with the mouse: from the first to the last character of these words in the text of the page."""
    page.evaluate(
        """words => {
          const text = document.getElementById('page-text');
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const start = node.data.indexOf(words);
            if (start < 0) continue;
            getSelection().setBaseAndExtent(node, start, node, start + words.length);
            return;
          }
          throw new Error(`not on the page: ${words}`);
        }""",
        words,
    )


def add_law(page: Page, assessment: int, file: Path) -> None:
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("link", name="Add a document").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Title").fill("Act on Foreigners")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("link", name="2 pages")).to_be_visible(timeout=60_000)  # read in the background


def test_a_law_is_added_searched_quoted_and_replaced(open_as: Open, desk: Desk, tmp_path: Path) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    add_law(page, assessment, pdf(tmp_path, "act.pdf", *PAGES))

    # Search, open the page at the place, select, quote.
    page.get_by_role("searchbox").fill("emergency")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("1 passage")
    page.locator(".passages h3 a").click()
    expect(page.locator(".leaf-image img").first).to_be_visible()
    assert page.locator(".leaf-image img").first.evaluate("one => one.decode().then(() => one.naturalWidth > 0)")
    select(page, CARE)
    expect(page.get_by_label("Words of the document")).to_have_value(CARE)
    page.get_by_label("For the question").select_option("1.A1 first")
    page.get_by_role("button", name="Add the quote").click()
    quote = card(page, "1.A1").locator(".quote")
    expect(quote).to_contain_text(CARE)
    expect(quote.locator(".quote-state")).to_have_text("Checked: these words stand in the file")

    # A suggestion becomes a quote.
    card(page, "1.A3").get_by_role("link", name="Find evidence").click()
    suggested = page.locator(".passages > li", has_text="Every child is admitted").first
    suggested.get_by_role("button", name="Quote this passage").click()
    expect(card(page, "1.A3").locator(".quote")).to_contain_text(SCHOOL)

    # A newer version says something else: the stage is blocked until the quote is settled.
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("link", name="Act on Foreigners").click()
    page.get_by_text("Add a newer version").click()
    changed = ("Article 1. Health", CARE.replace("Every person", "Every citizen"), PAGES[0][2])
    page.get_by_label("File").set_input_files(pdf(tmp_path, "newer.pdf", changed, PAGES[1]))
    page.locator("details[open]").get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    for _ in range(120):
        page.goto(page.url.partition("/en/")[0] + topic(assessment))
        if quote.locator(".quote-state.changed").count():
            break
        page.wait_for_timeout(500)
    expect(quote.locator(".quote-state")).to_have_text("Changed in a newer version of the document")
    expect(card(page, "1.A3").locator(".quote-state")).to_have_text("Checked: these words stand in the file")
    board = open_as("coordinator", f"/en/work/{assessment}/")
    expect(board.locator(".unmet").first).to_contain_text("Every quote holds")

    card(page, "1.A1").get_by_role("link", name="Settle").click()
    expect(page.locator("del")).to_have_text("person")
    expect(page.locator("ins")).to_have_text("citizen")
    page.get_by_role("button", name="Quote this instead").click()
    expect(quote).to_contain_text("Every citizen in the country")
    board.reload()
    expect(board.locator(".unmet").first).not_to_contain_text("Every quote holds")


def test_words_are_quoted_on_a_phone_and_pasted_words_too(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    law = desk.law(assessment, "researcher", *("\n".join(one) for one in PAGES))
    page = open_as("researcher", f"/ar/work/{assessment}/documents/{law}/1/2/?for=1.A3%20first", viewport=PHONE)
    select(page, "Every child is admitted")
    page.locator("#quote-form .button").click()
    expect(card(page, "1.A3").locator(".quote p").first).to_have_text("Every child is admitted")
    page.goto(page.url.partition("/ar/")[0] + f"/en/work/{assessment}/documents/{law}/1/1/?for=1.A1%20first")
    page.get_by_label("Words of the document").fill(
        "Every citizen in the country has access to emergency medical care."
    )
    page.get_by_role("button", name="Add the quote").click()
    expect(page.locator(".near ins")).to_have_text("person")
    page.get_by_role("button", name="Quote this").click()

    expect(card(page, "1.A1").locator(".quote p").first).to_have_text(CARE)


def test_arrows_turn_the_page(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    law = desk.law(assessment, "researcher", *("\n".join(one) for one in PAGES))
    page = open_as("researcher", f"/en/work/{assessment}/documents/{law}/1/1/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/1/2/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/1/1/")


def test_without_a_script_words_are_pasted(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    law = desk.law(assessment, "researcher", *("\n".join(one) for one in PAGES))
    page = open_as("researcher", f"/en/work/{assessment}/documents/{law}/1/1/", java_script_enabled=False)
    page.get_by_label("Words of the document").fill(CARE)
    page.get_by_label("For the question").select_option("1.A1 first")
    page.get_by_role("button", name="Add the quote").click()

    expect(card(page, "1.A1").locator(".quote p").first).to_have_text(CARE)
