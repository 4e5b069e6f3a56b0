"""Every kind of page on which people work × language has no fault that axe-core knows, and fits a small phone."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from openmgi.assessments.demo import PASSWORD
from tests.browser.conftest import Open
from tests.browser.desk import Desk
from tests.browser.faults import PHONE, check

pytestmark = pytest.mark.browser

CARE = "Every person has access to emergency health care."
LAW = (
    f"Article 1\n{CARE}\nNobody is asked for papers.",
    "Article 2\nChildren of foreigners have access to schools.",
)

# kind of page → who opens it, and its address; {research} and {adjudication} are assessments in these stages
PAGES = {
    "my work": ("researcher", "work/"),
    "programme": ("coordinator", "work/programme/"),
    "board": ("coordinator", "work/{research}/"),
    "topic to write": ("researcher", "work/{again}/topics/2/A/"),
    "topic to read": ("reviewer", "work/{adjudication}/topics/1/A/"),
    "indicator": ("researcher", "work/{research}/indicators/1.A1/"),
    "set-up": ("coordinator", "work/{research}/set-up/"),
    "people": ("coordinator", "work/{research}/people/"),
    "assignments": ("coordinator", "work/{research}/people/{member}/"),
    "double coding": ("coordinator", "work/{research}/double-coding/"),
    "agreement": ("reviewer", "work/{adjudication}/agreement/"),
    "adjudication": ("reviewer", "work/{adjudication}/agreement/1.A2/"),
    "new assessment": ("coordinator", "work/new/"),
    "form for a quote": ("researcher", "work/{research}/answers/1.A1/first/quotes/"),
    "documents": ("researcher", "work/{research}/documents/"),
    "new document": ("researcher", "work/{research}/documents/add/"),
    "document": ("researcher", "work/{research}/documents/{document}/"),
    "reader": ("researcher", "work/{research}/documents/{document}/1/1/?for=1.A1%20first&at=0.0-20"),
    "search in documents": ("researcher", "work/{research}/search/?q=care"),
    "suggestions": ("researcher", "work/{research}/indicators/1.A1/suggestions/"),
    "quote to settle": ("researcher", "work/{research}/quotes/{quote}/settle/"),
    "findings": ("reviewer", "work/{findings}/findings/"),
    "findings of a domain": ("reviewer", "work/{findings}/findings/domains/1/"),
    "finding": ("reviewer", "work/{findings}/findings/{finding}/"),
    "translation": ("reviewer", "work/{findings}/findings/{finding}/fr/"),
    "consultation": ("coordinator", "work/{consultation}/consultation/"),
    "what an institution is asked": ("coordinator", "work/{consultation}/consultation/{reply}/"),
    "comments": ("reviewer", "work/{consultation}/consultation/comments/"),
    "reply": ("labour", "work/{consultation}/reply/{reply}/"),
    "reply on a domain": ("labour", "work/{consultation}/reply/{reply}/4/"),
    "reply that was submitted": ("ministry", "work/{consultation}/reply/{submitted}/"),
    "workbook": ("labour", "work/{consultation}/workbook/"),
    "file for a translator": ("translator", "work/{consultation}/findings/languages/fr/"),
    "glossary": ("translator", "work/glossary/?source=en&language=fr"),
    "preview": ("signatory", "work/{clearance}/preview/?in=fr"),
    "sign-off": ("signatory", "work/{clearance}/gate/"),
    "before publication": ("coordinator", "work/{findings}/gate/"),
    "not allowed": ("researcher", "work/{research}/people/"),
    "login": ("", "account/login/"),
    "joining": ("", "account/join/{token}/"),
    "account": ("researcher", "account/"),
    "second factor": ("researcher", "account/second-factor/"),
    "an app as second factor": ("researcher", "account/second-factor/app/activate/"),
}


@dataclass(frozen=True)
class Scene:
    """Assessments that have something to show on each page."""

    research: int
    again: int
    adjudication: int
    member: int
    token: str
    document: int
    quote: int
    findings: int
    finding: int
    consultation: int
    reply: int
    submitted: int
    clearance: int

    def address(self, page: str) -> str:
        return page.format_map(vars(self))


@pytest.fixture(scope="session")
def scene(desk: Desk) -> Scene:
    research = desk.begin()
    desk.write(research, "researcher", "1.A1", option="complete", justification="An article.", confidence="high")
    desk.quote(research, "researcher", "1.A1", "Everyone may.")
    desk.write(research, "researcher", "2.A1", option="not_applicable", reason="Invented.")
    desk.talk(research, "1.A1")
    again = desk.begin(previous=research)
    desk.write(again, "researcher", "2.A1", option="absent", notes="Ask again.")
    desk.quote(again, "researcher", "2.A1", "Nobody may.")
    adjudication = desk.begin()
    desk.fill(adjudication, "researcher")
    desk.put(adjudication, "second_coding")
    desk.fill(adjudication, "second", "second", besides=("1.A1", "1.A2"))
    desk.write(adjudication, "second", "1.A1", "second", option="complete", justification="Another reading.")
    desk.write(adjudication, "second", "1.A2", "second", option="not_applicable", reason="Invented.")
    desk.put(adjudication, "adjudication")
    desk.settle(adjudication, "1.A1", "partial", "Both read the same article.")
    token = desk.invitation("faye@demo.example", "Faye")
    document = desk.law(research, "researcher", *LAW)
    quote = desk.bind(research, "researcher", "1.A1", document, CARE)
    desk.replace(document, LAW[0].replace("Every person", "Every citizen"), *LAW[1:])
    findings = desk.begin("set_up")
    desk.join(findings, "reviewer", "editor")
    desk.put(findings, "research")
    desk.write(findings, "researcher", "1.B1", option="complete", justification="An article says so.")
    desk.put(findings, "findings")
    finding = desk.find(findings, "reviewer", "1.B1", "The Act of Nowhere opens care.")
    member = desk.member(research, "researcher")
    consultation, clearance = desk.practice("consultation"), desk.practice("clearance")
    replies = desk.reply(consultation, "labour"), desk.reply(consultation, "ministry")
    first = (research, again, adjudication, member, token, document, quote, findings, finding)
    return Scene(*first, consultation, *replies, clearance)


def prove(page: Page) -> None:
    """Who signed in some minutes ago shows once more who they are, where it is asked."""
    if "/reauthenticate/" in page.url:
        page.locator("main input[name=password]").fill(PASSWORD)
        page.locator("main form .button").first.click()
        page.wait_for_url(re.compile("/app/activate/"))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_work_has_no_accessibility_fault_and_fits_a_small_phone(
    open_page: Open, open_as: Open, scene: Scene, kind: str, language: str
) -> None:
    who, address = PAGES[kind]
    where = f"/{language}/{scene.address(address)}"
    page = open_as(who, where) if who else open_page(where)
    prove(page)
    assert page.url.endswith(where)
    check(page)
    if language == "ar":
        page.emulate_media(color_scheme="dark")
        check(page)
    if language == "fr":
        page.set_viewport_size(PHONE)
        check(page)
    check_width(page)


def check_width(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_topic_in_trouble_has_no_accessibility_fault(open_as: Open, desk: Desk, language: str) -> None:
    """Both versions of a field, the form for a quote, and an answer that could not be saved."""
    assessment = desk.begin()
    page = open_as("researcher", f"/{language}/work/{assessment}/topics/2/A/")
    first, second = (page.locator(f'[id="card-{code}"]') for code in ("2.A1", "2.A2"))
    desk.write(assessment, "researcher", "2.A1", justification="Theirs.")
    first.locator("textarea").first.fill("Mine.")
    expect(first.locator(".versions")).to_be_visible()
    second.locator("a.add-quote").click()
    expect(second.locator("[name=source_title]")).to_be_visible()
    page.context.set_offline(True)
    second.locator("textarea").first.fill("Typed in a train.")
    expect(second.locator(".kept")).to_be_visible()
    check(page)
    check_width(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_form_with_mistakes_has_no_accessibility_fault(open_as: Open, language: str) -> None:
    page = open_as("coordinator", f"/{language}/" + "work/new/", color_scheme="dark")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form .button").click()
    expect(page.locator(".errorlist").first).to_be_visible()

    check(page)
    assert page.locator(".wrong").count() == page.locator(".wrong:has([aria-invalid=true])").count() > 0
