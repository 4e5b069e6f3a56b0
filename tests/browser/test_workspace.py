"""The workspace as people meet it: an assessment from its beginning to an agreed answer, and no word is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Open, sign_in
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

KEPT = "Not saved: no connection."
CONFLICT = "Somebody else changed this meanwhile."


def topic(assessment: int, address: str = "1/A") -> str:
    return f"/en/work/{assessment}/topics/{address}/"


def card(page: Page, code: str) -> Locator:
    return page.locator(f'[id="card-{code}"]')


def justification(page: Page, code: str) -> Locator:
    return card(page, code).get_by_role("textbox", name="Justification", exact=True)


def write(field: Locator, text: str) -> None:
    """Type it and go on to something else."""
    field.fill(text)
    field.blur()


def option(page: Page, code: str, value: str) -> Locator:
    return card(page, code).locator(f'.option input[value="{value}"]')


def status(page: Page, code: str) -> Locator:
    return card(page, code).locator(".saved")


def expect_saved(page: Page, code: str) -> None:
    expect(status(page, code)).to_contain_text("saved at")


# From its beginning to an agreed answer

NATIONAL = "OpenMGI national reference set, edition 1"
DOMAIN = "5. Mobility dimensions of crises"
TOPICS = {"5/A": 5, "5/B": 4, "5/C": 2}
INDICATORS = tuple(f"5.{topic[-1]}{number}" for topic, size in TOPICS.items() for number in range(1, size + 1))
THE_REST = "1. Migrants’ rights", "2. Whole-of", "3. Partnerships", "4. Well-being", "6. Safe, orderly"


class Coordinator:
    """Amina at her desk. What she begins is about an island on which nobody lives."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, country: str = "Bouvet Island", languages: tuple[str, ...] = ("English",)) -> int:
        """The number of a new assessment."""
        self.page.get_by_role("link", name="Begin an assessment").click()
        self.page.get_by_label("Country").select_option(label=country)
        self.page.get_by_label("Questions").select_option(label=NATIONAL)
        self.page.get_by_label("Cut-off date").fill("2026-11-30")
        for language in languages:
            self.page.get_by_label(language).check()
        self.page.get_by_role("button", name="Begin").click()
        expect(self.page.get_by_role("heading", name="Set-up")).to_be_visible()
        return int(self.page.url.split("/")[-3])

    def add(self, name: str, role: str) -> None:
        full, _, email = name.partition(", ")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Role").select_option(label=role)
        self.page.get_by_role("button", name="Add", exact=True).click()
        expect(self.page.locator(".message")).to_have_text(f"{full} has been added.")

    def assign(self, person: str, *domains: str) -> None:
        self.page.get_by_role("link", name=f"Assign {person}").click()
        expect(self.page.get_by_role("heading", name=f"What {person} answers")).to_be_visible()
        for domain in domains:
            self.page.get_by_label(domain).check()
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.locator(".message")).to_have_text("Saved.")

    def choose_double_coding(self) -> None:
        self.page.get_by_role("link", name="Set-up").click()
        self.page.get_by_role("link", name="What is coded twice").click()
        self.page.get_by_label("Those of some domains").check()
        self.page.get_by_label(DOMAIN).check()
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_text("11 indicators are coded twice")).to_be_visible()

    def open_stage(self, stage: str, answer: str = "The stage has been changed.") -> None:
        self.page.locator(".work-menu .place a").click()
        self.page.get_by_role("button", name=f"Open “{stage}”").click()
        expect(self.page.locator(".message")).to_have_text(answer)


def code_domain(page: Page, assessment: int, words: str, other: str, differs: str) -> None:
    """Answer all of the domain in the browser; for one indicator by another option. Never is the other's text there."""
    for address, size in TOPICS.items():
        page.goto(page.url.partition("/en/")[0] + topic(assessment, address))
        cards = page.locator(".card").all()
        assert len(cards) == size
        for one in cards:
            kind = "not_applicable" if one.get_attribute("id") == f"card-{differs}" else "absent"
            one.locator(f'.option input[value="{kind}"]').check()
            label = "Why it does not apply" if kind == "not_applicable" else "Where one looked"
            one.get_by_label(label).fill(words)
        expect(page.locator(".saved")).to_contain_text(["saved at"] * size)
        expect(page.locator(".saved .state")).to_have_text(["Complete"] * size)
        assert other not in page.content()


def seen_nowhere(page: Page, assessment: int, text: str) -> None:
    """The text stands on no page that this person may open about the domain."""
    start = page.url.partition("/en/")[0]
    for address in [f"/en/work/{assessment}/indicators/5.A1/", *(topic(assessment, one) for one in TOPICS)]:
        page.goto(start + address)
        assert text not in page.content()


def test_an_assessment_goes_from_its_beginning_to_an_agreed_answer(open_as: Open, desk: Desk) -> None:
    amina = Coordinator(open_as("coordinator", "/en/work/"))
    assessment = amina.begin()
    amina.page.get_by_role("link", name="People", exact=True).click()
    amina.add("Bruno Researcher, researcher@demo.example", "Researcher")
    amina.add("Chen Second-Coder, second@demo.example", "Second coder")
    amina.add("Dalia Reviewer, reviewer@demo.example", "Reviewer")
    amina.assign("Bruno Researcher", DOMAIN, *THE_REST)
    amina.assign("Chen Second-Coder", DOMAIN)
    amina.choose_double_coding()
    amina.open_stage("Research")

    bruno = open_as("researcher", f"/en/work/{assessment}/")
    code_domain(bruno, assessment, "Bruno looked here.", "Chen looked there.", differs="")
    desk.fill(assessment, "researcher", besides=INDICATORS)
    chen = open_as("second", f"/en/work/{assessment}/")
    seen_nowhere(chen, assessment, "Bruno looked here.")

    dalia = open_as("reviewer", f"/en/work/{assessment}/indicators/5.A1/")
    dalia.get_by_text("Raise a flag").click()
    dalia.get_by_label("Addressed to").select_option(label="Bruno Researcher")
    dalia.get_by_label("What must be settled").fill("The library is missing.")
    dalia.get_by_role("button", name="Raise the flag").click()
    amina.open_stage("Second coding", "The stage cannot be changed yet: its conditions do not hold.")
    expect(amina.page.locator(".unmet li")).to_have_text(re.compile(r"No flag is open \(1\)\s+5\.A1"))
    bruno.goto(bruno.url.partition("/en/")[0] + "/en/work/")
    bruno.get_by_role("link", name="Bouvet Island 5.A1").first.click()
    bruno.get_by_label("How it was settled").fill("The library is there now.")
    bruno.get_by_role("button", name="Resolve the flag").click()
    amina.open_stage("Second coding")

    code_domain(chen, assessment, "Chen looked there.", "Bruno looked here.", differs="5.B2")
    seen_nowhere(bruno, assessment, "Chen looked there.")
    amina.open_stage("Adjudication")
    seen_agreement(amina.page, assessment)
    settle(dalia, assessment)
    seen_board(amina.page, assessment)
    seen_by_no_respondent(open_as("ministry", "/en/work/"), assessment)


def seen_agreement(page: Page, assessment: int) -> None:
    """Ten of eleven agree. An option that does not answer counts in no measure."""
    page.get_by_role("link", name="Agreement", exact=True).click()
    rows = page.locator(".measures tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Mobility dimensions of crises")
    expect(rows.first.locator("td").first).to_have_text("10")
    expect(rows.first.locator("td").nth(1)).to_contain_text("1.000")
    expect(page.get_by_role("row", name="5.B2")).to_contain_text("to be settled")


def settle(page: Page, assessment: int) -> None:
    page.goto(page.url.partition("/en/")[0] + f"/en/work/{assessment}/agreement/")
    page.get_by_role("link", name="5.B2").click()
    expect(page.get_by_text("Bruno looked here.")).to_be_visible()
    expect(page.get_by_text("Chen looked there.")).to_be_visible()
    page.locator('.option input[value="absent"]').check()
    page.get_by_label("Reason", exact=True).fill("The question can arise here.")
    page.get_by_role("button", name="Settle").click()
    expect(page.locator(".message")).to_have_text("5.B2 has been settled.")
    expect(page.get_by_role("row", name="5.B2")).to_contain_text("Absent")


def seen_board(page: Page, assessment: int) -> None:
    """The present stage, every answer, both codings, nothing left to settle."""
    page.locator(".work-menu .place a").click()
    expect(page.locator(".stages .now")).to_contain_text("Adjudication")
    row = page.get_by_role("row", name="Response during a crisis")
    expect(row.locator("td")).to_have_text(["4 of 4", "0", "0", "4 of 4", "0", "0"])
    expect(page.locator(".unmet")).to_have_count(0)


PAGES = "", "set-up/", "people/", "double-coding/", "agreement/", "agreement/5.B2/", "topics/5/A/", "indicators/5.A1/"


def seen_by_no_respondent(page: Page, assessment: int) -> None:
    expect(page.get_by_text("Bouvet Island")).to_have_count(0)
    for one in [*PAGES, "export.xlsx", "export.json"]:
        assert page.request.get(page.url + f"{assessment}/{one}").status == 404


# Saving as one goes


def test_what_is_typed_is_saved_without_a_button_and_is_there_after_a_reload(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    justification(page, "1.A1").press_sequentially("An article says so.")
    expect_saved(page, "1.A1")
    option(page, "1.A1", "complete").check()
    expect(status(page, "1.A1")).to_contain_text("Still missing: Quote")
    page.reload()

    expect(justification(page, "1.A1")).to_have_value("An article says so.")
    expect(option(page, "1.A1", "complete")).to_be_checked()
    expect(status(page, "1.A1")).to_contain_text("Bruno Researcher")


def test_a_quote_completes_an_answer(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    option(page, "1.A1", "complete").check()
    write(justification(page, "1.A1"), "An article says so.")
    expect(status(page, "1.A1")).to_contain_text("Still missing: Quote")
    one = card(page, "1.A1")
    one.get_by_text("Add a quote").click()
    one.get_by_label("Quote", exact=True).fill("Everyone may.")
    one.get_by_label("Title of the source").fill("An invented act")
    one.get_by_role("button", name="Add").click()

    expect(one.locator(".quote")).to_contain_text("Everyone may.")
    expect(status(page, "1.A1").locator(".state")).to_have_text("Complete")
    one.get_by_role("button", name="Remove").click()
    expect(one.locator(".quote")).to_have_count(0)
    expect(status(page, "1.A1").locator(".state")).to_have_text("Begun")


def test_the_form_for_a_quote_has_the_caret_at_once(open_as: Open, desk: Desk) -> None:
    page = open_as("researcher", topic(desk.begin()))
    one = card(page, "1.A1")
    one.get_by_text("Add a quote").click()

    expect(one.get_by_label("Quote", exact=True)).to_be_focused()


def test_the_form_for_a_quote_does_not_interrupt_who_went_on_typing_elsewhere(open_as: Open, desk: Desk) -> None:
    page = open_as("researcher", topic(desk.begin()))
    one = card(page, "1.A1")

    def answer_late(route: Route) -> None:
        justification(page, "1.A1").focus()
        route.continue_()

    page.route("**/quotes/", answer_late)
    one.get_by_text("Add a quote").click()
    expect(one.get_by_label("Quote", exact=True)).to_be_visible()
    expect(one.locator(".htmx-settling, .htmx-added")).to_have_count(0)
    page.keyboard.type("An article says so.")

    expect(justification(page, "1.A1")).to_have_value("An article says so.")
    expect(one.get_by_label("Quote", exact=True)).to_have_value("")


def test_the_keyboard_alone_is_enough(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    page.keyboard.press("n")
    expect(card(page, "1.A1")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")
    expect(card(page, "1.A2")).to_be_focused()
    page.keyboard.press("1")
    expect(option(page, "1.A2", "absent")).to_be_checked()
    page.keyboard.press("4")
    expect(option(page, "1.A2", "not_applicable")).to_be_checked()
    reason = card(page, "1.A2").get_by_label("Why it does not apply")
    while not reason.evaluate("field => field === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("n2p")
    page.keyboard.press("Escape")
    expect(card(page, "1.A2")).to_be_focused()

    expect(reason).to_have_value("n2p")
    expect(status(page, "1.A2").locator(".state")).to_have_text("Complete")
    assert desk.held(assessment, "1.A2")["option"] == "not_applicable"


@pytest.mark.parametrize(("key", "code"), [("é", "Digit2"), ("٢", "Digit2"), ("2", "Numpad2")])
def test_digits_are_where_they_stand_on_the_keyboard(open_as: Open, desk: Desk, key: str, code: str) -> None:
    page = open_as("researcher", topic(desk.begin(), "5/C"))
    card(page, "5.C1").dispatch_event("keydown", {"key": key, "code": code, "bubbles": True})

    expect(option(page, "5.C1", "partial")).to_be_checked()


def test_the_keys_can_be_switched_off_for_those_who_speak_to_their_computer(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    page.get_by_label("Use these keys").uncheck()
    page.reload()
    card(page, "1.A2").focus()
    page.keyboard.press("1")
    page.keyboard.press("n")

    expect(page.get_by_label("Use these keys")).not_to_be_checked()
    expect(card(page, "1.A2")).to_be_focused()
    expect(option(page, "1.A2", "absent")).not_to_be_checked()


def test_without_a_script_the_page_is_a_plain_form(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment), java_script_enabled=False)
    option(page, "1.A2", "absent").check()
    card(page, "1.A2").get_by_label("Where one looked").fill("In the gazette.")
    card(page, "1.A2").get_by_role("button", name="Save").click()

    expect(page.locator(".message")).to_have_text("1.A2 saved.")
    assert page.url.endswith("#card-1.A2")
    assert desk.held(assessment, "1.A2")["looked"] == "In the gazette."
    expect(page.get_by_label("Use these keys")).to_be_hidden()


def test_without_a_script_both_versions_are_shown_and_one_is_chosen(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment), java_script_enabled=False)
    justification(page, "1.A2").fill("Mine.")
    desk.write(assessment, "researcher", "1.A2", justification="Theirs.")
    card(page, "1.A2").get_by_role("button", name="Save").click()
    expect(page.locator(".message.error")).to_contain_text(CONFLICT)
    page.locator(".message.error").get_by_role("link", name="1.A2").click()
    assert desk.held(assessment, "1.A2")["justification"] == "Theirs."
    card(page, "1.A2").get_by_role("button", name="Write mine").click()

    expect(justification(page, "1.A2")).to_have_value("Mine.")
    assert desk.held(assessment, "1.A2")["justification"] == "Mine."


def test_one_is_in_no_conflict_with_oneself_on_a_slow_line(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    line = page.context.new_cdp_session(page)
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 1200, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    field = justification(page, "1.A1")
    for word in ("One ", "two ", "three ", "four "):
        field.press_sequentially(word)
        page.wait_for_timeout(1000)
    expect_saved(page, "1.A1")

    expect(card(page, "1.A1").locator(".conflicts")).to_be_empty()
    assert desk.held(assessment, "1.A1")["justification"] == "One two three four"
    assert "answer_conflict" not in desk.events(assessment, "1.A1")


def test_the_last_word_is_saved_when_one_leaves_the_page_at_once(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    justification(page, "1.A1").press_sequentially("The last word.")
    page.get_by_role("link", name="Family").click()
    expect(page.get_by_role("heading", name="Family", exact=True)).to_be_visible()

    eventually(lambda: desk.held(assessment, "1.A1").get("justification") == "The last word.", page)


def eventually(holds: Callable[[], bool], page: Page) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError("it does not hold")


# Without a connection


def test_what_is_typed_without_a_connection_is_kept_and_then_saved_by_itself(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    page.context.set_offline(True)
    justification(page, "1.A1").press_sequentially("Typed in a train.")
    expect(status(page, "1.A1")).to_contain_text(KEPT)
    assert desk.held(assessment, "1.A1") == {}
    page.context.set_offline(False)
    expect_saved(page, "1.A1")

    assert desk.held(assessment, "1.A1")["justification"] == "Typed in a train."


def test_a_window_that_is_closed_without_a_connection_loses_nothing(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    typed_offline(page)
    again = page.context.new_page()
    again.goto(page.url)
    expect(justification(again, "1.A1")).to_have_value("Typed in a train.")
    expect(option(again, "1.A1", "partial")).to_be_checked()
    expect_saved(again, "1.A1")

    held = desk.held(assessment, "1.A1")
    assert (held["justification"], held["option"]) == ("Typed in a train.", "partial")


def test_what_waits_is_saved_from_whichever_topic_is_opened_next(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    typed_offline(page)
    again = page.context.new_page()
    again.goto(page.url.replace("/en/", "/fr/").replace("/1/A/", "/2/A/"))

    eventually(lambda: desk.held(assessment, "1.A1").get("justification") == "Typed in a train.", again)


def typed_offline(page: Page) -> None:
    """Type without a connection, close the window, and have a connection again."""
    page.context.set_offline(True)
    justification(page, "1.A1").press_sequentially("Typed in a train.")
    option(page, "1.A1", "partial").check()
    expect(status(page, "1.A1")).to_contain_text(KEPT)
    page.close()
    page.context.set_offline(False)


def test_what_others_changed_meanwhile_is_shown_beside_what_was_kept(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    typed_offline(page)
    desk.write(assessment, "researcher", "1.A1", justification="Typed at the office.", looked="In the archive.")
    again = page.context.new_page()
    again.goto(page.url)
    versions = card(again, "1.A1").locator(".versions p")
    expect(versions).to_have_text(["Typed at the office.", "Typed in a train."])

    held = desk.held(assessment, "1.A1")
    assert (held["justification"], held["looked"], held["option"]) == (
        "Typed at the office.",
        "In the archive.",
        "partial",
    )
    expect(justification(again, "1.A1")).to_have_value("Typed in a train.")


class Line:
    """A line on which the next answer of the server to something that is saved gets lost."""

    def __init__(self, page: Page) -> None:
        self.losses = 0
        page.route("**/answers/**", self.carry)

    def lose_one(self) -> None:
        self.losses = 1

    def carry(self, route: Route) -> None:
        if self.losses:
            self.losses -= 1
            route.fetch()
            route.abort()
        else:
            route.continue_()


def test_what_was_saved_while_its_answer_got_lost_is_no_conflict(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    Line(page).lose_one()
    justification(page, "1.A1").press_sequentially("One.")
    expect(status(page, "1.A1")).to_contain_text(KEPT)
    assert desk.held(assessment, "1.A1")["justification"] == "One."
    justification(page, "1.A1").press_sequentially(" Two.")
    expect_saved(page, "1.A1")

    expect(card(page, "1.A1").locator(".conflicts")).to_be_empty()
    eventually(lambda: desk.held(assessment, "1.A1")["justification"] == "One. Two.", page)


def test_what_is_taken_back_while_an_answer_got_lost_is_taken_back(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    desk.write(assessment, "researcher", "1.A1", option="absent")
    page = open_as("researcher", topic(assessment))
    Line(page).lose_one()
    option(page, "1.A1", "partial").check()
    expect(status(page, "1.A1")).to_contain_text(KEPT)
    assert desk.held(assessment, "1.A1")["option"] == "partial"
    option(page, "1.A1", "absent").check()
    expect_saved(page, "1.A1")

    expect(card(page, "1.A1").locator(".conflicts")).to_be_empty()
    eventually(lambda: desk.held(assessment, "1.A1")["option"] == "absent", page)


def test_what_is_taken_back_is_taken_back_on_the_next_visit_too(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    desk.write(assessment, "researcher", "1.A1", option="absent")
    page = open_as("researcher", topic(assessment))
    Line(page).lose_one()
    option(page, "1.A1", "partial").check()
    expect(status(page, "1.A1")).to_contain_text(KEPT)
    page.context.set_offline(True)
    option(page, "1.A1", "absent").check()
    page.close()
    page.context.set_offline(False)
    assert desk.held(assessment, "1.A1")["option"] == "partial"
    again = page.context.new_page()
    again.goto(page.url)
    expect_saved(again, "1.A1")

    expect(option(again, "1.A1", "absent")).to_be_checked()
    eventually(lambda: desk.held(assessment, "1.A1")["option"] == "absent", again)


def test_a_quote_that_cannot_be_sent_says_so_and_stays(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    one = card(page, "1.A1")
    one.get_by_text("Add a quote").click()
    one.get_by_label("Quote", exact=True).fill("Everyone may.")
    one.get_by_label("Title of the source").fill("An invented act")
    page.context.set_offline(True)
    one.get_by_role("button", name="Add").click()

    expect(one.locator(".quotes")).to_contain_text("Not saved yet")
    expect(one.get_by_label("Quote", exact=True)).to_have_value("Everyone may.")


# Two people at the same answer


Two = Callable[[str], tuple[int, Page, Page]]


@pytest.fixture
def two(open_as: Open, desk: Desk) -> Two:
    """Two windows on the same topic: of the same researcher, or of two."""

    def opened(other: str) -> tuple[int, Page, Page]:
        assessment = desk.begin()
        if other != "researcher":
            desk.join(assessment, other, "researcher", "1")
        return assessment, open_as("researcher", topic(assessment)), open_as(other, topic(assessment))

    return opened


@pytest.mark.parametrize("other", ["researcher", "eve"])
@pytest.mark.parametrize(("choice", "stands"), [("Write mine", "Mine."), ("Keep what stands", "Theirs.")])
def test_of_two_versions_nothing_is_overwritten_until_one_is_chosen(
    two: Two, desk: Desk, other: str, choice: str, stands: str
) -> None:
    assessment, mine, theirs = two(other)
    write(justification(theirs, "1.A1"), "Theirs.")
    expect_saved(theirs, "1.A1")
    mine.evaluate("window.notReloaded = true")
    write(justification(mine, "1.A1"), "Mine.")
    conflict = card(mine, "1.A1").locator(".conflicts")
    expect(conflict).to_contain_text(CONFLICT)
    expect(conflict.locator(".versions p")).to_have_text(["Theirs.", "Mine."])
    assert desk.held(assessment, "1.A1")["justification"] == "Theirs."
    conflict.get_by_role("button", name=choice).click()
    expect(justification(mine, "1.A1")).to_have_value(stands)
    expect_saved(mine, "1.A1")
    expect(conflict).to_be_empty()

    assert desk.held(assessment, "1.A1")["justification"] == stands
    assert desk.events(assessment, "1.A1").count("answer_conflict") == 1
    assert mine.evaluate("window.notReloaded")
    write(justification(mine, "1.A1"), "And on.")
    eventually(lambda: desk.held(assessment, "1.A1")["justification"] == "And on.", mine)
    expect(conflict).to_be_empty()


def test_two_fields_in_conflict_are_settled_one_by_one(two: Two, desk: Desk) -> None:
    assessment, mine, theirs = two("researcher")
    write(justification(theirs, "1.A1"), "Theirs.")
    option(theirs, "1.A1", "absent").check()
    expect_saved(theirs, "1.A1")
    eventually(lambda: desk.held(assessment, "1.A1")["option"] == "absent", theirs)
    mine.context.set_offline(True)
    write(justification(mine, "1.A1"), "Mine.")
    option(mine, "1.A1", "partial").check()
    mine.context.set_offline(False)
    conflict = card(mine, "1.A1").locator(".conflicts")
    expect(conflict.locator(".versions")).to_have_count(2)
    expect(conflict).to_contain_text("Absent")
    expect(conflict).to_contain_text("Partial")
    justification(mine, "1.A1").press_sequentially(" And more.")
    card(mine, "1.A1").get_by_label("Confidence").select_option("low")
    eventually(lambda: desk.held(assessment, "1.A1")["confidence"] == "low", mine)
    expect(conflict.locator(".versions")).to_have_count(2)
    conflict.get_by_role("button", name="Keep what stands").first.click()
    expect(conflict.locator(".versions")).to_have_count(1)
    conflict.get_by_role("button", name="Write mine").click()
    expect(conflict).to_be_empty()
    eventually(lambda: desk.held(assessment, "1.A1")["justification"] == "Mine. And more.", mine)

    assert desk.held(assessment, "1.A1")["option"] == "absent"
    expect(option(mine, "1.A1", "absent")).to_be_checked()


def test_what_one_has_not_touched_is_not_overwritten_by_what_one_types_on(two: Two, desk: Desk) -> None:
    assessment, mine, theirs = two("researcher")
    option(theirs, "1.A1", "absent").check()
    write(card(theirs, "1.A1").get_by_label("Where one looked"), "In the archive.")
    eventually(lambda: desk.held(assessment, "1.A1").get("looked") == "In the archive.", theirs)
    for words in ("One.", "Two.", "Three."):
        write(justification(mine, "1.A1"), words)
        eventually(lambda said=words: desk.held(assessment, "1.A1")["justification"] == said, mine)  # type: ignore[misc]

    held = desk.held(assessment, "1.A1")
    assert (held["option"], held["looked"]) == ("absent", "In the archive.")


# Shut out


def test_signed_out_elsewhere_the_text_is_kept_and_saved_after_signing_in_again(open_page: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_page(f"/en/account/login/?next={topic(assessment)}")
    sign_in(page, "researcher")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("link", name="Sign in")).to_be_visible()
    justification(page, "1.A1").press_sequentially("Typed meanwhile.")
    expect(status(page, "1.A1")).to_contain_text("Not saved: You have been signed out.")
    assert desk.held(assessment, "1.A1") == {}
    other.get_by_role("link", name="Sign in").click()
    sign_in(other, "researcher")
    expect_saved(page, "1.A1")

    assert desk.held(assessment, "1.A1")["justification"] == "Typed meanwhile."


def test_what_one_person_typed_is_never_saved_as_another_who_signs_in_in_the_same_browser(
    open_page: Open, desk: Desk
) -> None:
    assessment = desk.begin()
    page = open_page(f"/en/account/login/?next={topic(assessment)}")
    sign_in(page, "researcher")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Sign out").click()
    other.get_by_role("link", name="Sign in").click()
    sign_in(other, "coordinator")
    justification(page, "1.A1").press_sequentially("Mine.")
    expect(status(page, "1.A1")).to_contain_text("Not saved: Somebody else has signed in in this browser.")
    other.get_by_role("button", name="Sign out").click()
    other.get_by_role("link", name="Sign in").click()
    sign_in(other, "researcher")
    expect_saved(page, "1.A1")

    assert desk.held(assessment, "1.A1")["justification"] == "Mine."


def test_a_stage_that_closed_meanwhile_says_so_and_the_text_can_be_taken_away(open_as: Open, desk: Desk) -> None:
    assessment = desk.begin()
    page = open_as("researcher", topic(assessment))
    desk.put(assessment, "second_coding")
    justification(page, "1.A1").press_sequentially("Too late.")
    expect(status(page, "1.A1")).to_contain_text("Not saved: Your role does not allow this at the present stage.")
    page.close()
    again = page.context.new_page()
    again.goto(page.url)
    kept = card(again, "1.A1").locator(".left-over")
    expect(kept).to_contain_text("Too late.")
    kept.get_by_role("button", name="Remove").click()
    expect(kept).to_have_count(0)
    again.reload()

    expect(kept).to_have_count(0)
    assert desk.held(assessment, "1.A1") == {}


def test_a_round_before_without_an_option_stands_beside_the_new_one(open_as: Open, desk: Desk) -> None:
    before = desk.begin()
    desk.write(before, "researcher", "2.A1", justification="Begun, and no more.")
    page = open_as("researcher", topic(desk.begin(previous=before), "2/A"))

    expect(card(page, "2.A1").locator(".earlier")).to_contain_text("Begun, and no more.")
