"""Themes: how many of how many places and which, as a drawing, a table and files that say the same."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.portal import CODE, QUESTION, SET

pytestmark = pytest.mark.browser

INVENTED = f"{QUESTION}?invented=yes"
TITLE = "OpenMGI national reference set, edition 1"


def table(page: Page) -> list[tuple[str, str, list[str]]]:
    """Each answer of the table, how many of how many, and which places."""
    return [
        (row.locator("th").inner_text(), row.locator("td").first.inner_text(), row.locator("td a").all_inner_texts())
        for row in page.locator(".shares-table tbody tr").all()
    ]


def drawn(page: Page) -> list[tuple[str, str]]:
    """Each bar: its name, and how many of how many."""
    said = page.get_by_role("img").first.get_attribute("aria-label")
    return [(name, numbers) for name, _, numbers in (one.partition(": ") for one in str(said).split("; "))]


def test_the_drawing_and_the_table_say_the_same_and_name_all_who_are_in_it(open_portal: Open) -> None:
    page = open_portal(f"/en/{INVENTED}")
    rows = table(page)
    in_words = [(name, share.partition(" (")[0].replace(" of ", "/")) for name, share, _ in rows]

    assert drawn(page) == in_words
    assert page.locator(".bars .of-all").all_inner_texts() == [numbers for _, numbers in in_words]
    counted = [(int(numbers.partition("/")[0]), int(numbers.partition("/")[2])) for _, numbers in in_words]
    assert [len(places) for _, _, places in rows] == [n for n, _ in counted]
    assert {of for _, of in counted} == {sum(n for n, _ in counted)}
    widths = [bar.get_attribute("width") for bar in page.locator(".bars .bar").all()]
    assert widths == [f"{round(100 * n / of)}%" for n, of in counted]


def test_who_does_not_answer_is_in_no_share_and_named_apart(open_portal: Open) -> None:
    page = open_portal(f"/en/{INVENTED}")
    inside = {place for _, _, places in table(page) for place in places}
    apart = page.locator(".whose a").all_inner_texts()
    places = re.search(r"(\d+) places", page.get_by_role("status").inner_text())

    assert apart
    assert not inside & set(apart)
    assert places is not None
    assert len(inside) + len(apart) == int(places[1])


def test_of_few_places_no_percentage_is_given(open_portal: Open) -> None:
    few, enough = open_portal(f"/en/{QUESTION}"), open_portal(f"/en/{INVENTED}")

    assert all("%" not in share for _, share, _ in table(few))
    assert few.locator(".bars").count() == 0
    expect(few.get_by_text("Fewer than five places answer")).to_be_visible()
    assert all("%" in share for _, share, _ in table(enough))


def test_places_are_chosen_without_a_script_and_the_address_says_which(open_portal: Open) -> None:
    page = open_portal(f"/en/{QUESTION}", java_script_enabled=False)
    page.get_by_role("combobox", name="Places").select_option("yes")
    page.get_by_label("Up to the year").fill("1999")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No place that you chose answers this set of questions.")).to_be_visible()
    expect(page.get_by_role("link", name="CSV", exact=True)).to_have_count(0)

    page.get_by_label("Up to the year").fill("")
    page.get_by_role("button", name="Show").click()
    shown = table(page)
    assert sum(len(places) for _, _, places in shown) > 4
    assert table(open_portal("/en/" + page.url.partition("/en/")[2])) == shown


def test_one_walks_from_the_themes_to_a_question_and_to_a_finding(open_portal: Open) -> None:
    page = open_portal("/en/", java_script_enabled=False)
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Themes").click()
    of_set = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=TITLE, exact=True))
    of_set.get_by_role("link", name="Invented places").click()
    page.get_by_role("link", name="Basic services and social protection").click()
    topic = page.locator(".themes section").first
    expect(topic.locator(".of-all").first).to_have_text(re.compile(r"^\d+ of \d+"))
    topic.get_by_role("link").first.click()

    expect(page.locator("h1 .code")).to_have_text("1.A1")
    assert "invented=yes" in page.url
    page.locator(".shares-table a").first.click()
    expect(page).to_have_url(re.compile("/en/profiles/"))


@pytest.mark.parametrize("address", [f"themes/{SET}/sdg-10-7-2/1a/", f"themes/{SET}/global-compact/15/"])
def test_items_and_objectives_show_the_questions_that_inform_them(open_portal: Open, address: str) -> None:
    page = open_portal(f"/en/{address}?invented=yes", java_script_enabled=False)

    questions = page.locator(".themes section").all()
    assert questions
    for one in questions:
        assert one.locator(".bars svg").count() == one.locator(".bars .of-all").count() == 3
        one.get_by_text("Which places").click()
        options = one.locator(".who dt").all_inner_texts()
        assert one.locator(".who a").count() == int(options[0].rpartition("/")[2])


def test_what_is_shown_can_be_taken_away(open_portal: Open, tmp_path: Path) -> None:
    page = open_portal(f"/en/{INVENTED}")
    taken = {}
    for form in ("SVG", "PNG", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("link", name=form, exact=True).click()
        taken[form] = tmp_path / download.value.suggested_filename
        download.value.save_as(taken[form])

    assert [one.name for one in taken.values()] == [f"{SET}-{CODE}.{form}" for form in ("svg", "png", "csv")]
    for _, numbers in drawn(page):
        assert numbers in taken["SVG"].read_text(encoding="utf-8")
    assert taken["PNG"].read_bytes().startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(taken["CSV"].read_text(encoding="utf-8-sig"))))
    answering = [one for one in rows if one["kind"] == "answer" and one["place"]]
    assert len(answering) == sum(len(places) for _, _, places in table(page))


def test_all_questions_of_a_theme_are_taken_away_in_one_file(open_portal: Open) -> None:
    page = open_portal(f"/en/themes/{SET}/topics/1/A/?invented=yes")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))

    asked = list(dict.fromkeys(one["indicator"] for one in rows if one["indicator"]))
    assert page.locator(".themes h2 .code").all_inner_texts() == asked
    assert download.value.suggested_filename == f"{SET}-1-A.csv"


def test_bars_grow_from_the_right_in_arabic(open_portal: Open) -> None:
    page = open_portal(f"/ar/{INVENTED}")
    whole, bar = (page.locator(f".bars {one}").first.bounding_box() for one in (".of", ".bar"))

    assert whole is not None
    assert bar is not None
    assert bar["x"] + bar["width"] == pytest.approx(whole["x"] + whole["width"], abs=1)
    assert bar["width"] < whole["width"]
