"""The whole way, in a real browser: from an empty assessment to a profile that is published in three languages.

Two institutions are consulted; of what one does not agree with the first is accepted, of the other not. The profile is
refused while something is missing, signed, published, read in each language, and taken away as a report.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as WordDocument
from playwright.sync_api import Download, Page, expect

from openmgi.assessments.demo import PASSWORD
from tests.browser.conftest import Open
from tests.browser.desk import Desk
from tests.browser.test_evidence import CARE, PAGES, add_law, pdf
from tests.browser.test_workspace import Coordinator, card, expect_saved, justification, option, topic

pytestmark = pytest.mark.browser

ISLAND = "Heard Island and McDonald Islands"
CARE_FOR_ALL = "The Act on Foreigners (2019) opens emergency care to every person in the country."
NO_SCHOOL = "No text of 2019 or later opens public schools to children without papers."
CHANGED = "The Act on Foreigners (2019) opens emergency care to every person, whatever their papers."
TRANSLATED = {
    "fr": {
        CARE_FOR_ALL: "La loi sur les étrangers (2019) ouvre les soins d’urgence à toute personne dans le pays.",
        CHANGED: "La loi sur les étrangers (2019) ouvre les soins d’urgence à toute personne, avec ou sans papiers.",
        NO_SCHOOL: "Aucun texte de 2019 ou postérieur n’ouvre l’école publique aux enfants sans papiers.",
        "An island on which nobody lives.": "Une île où personne n’habite.",
    },
    "es": {
        CARE_FOR_ALL: "La Ley de Extranjería (2019) abre la atención de urgencia a toda persona en el país.",
        CHANGED: "La Ley de Extranjería (2019) abre la atención de urgencia a toda persona, con papeles o sin ellos.",
        NO_SCHOOL: "Ningún texto de 2019 o posterior abre la escuela pública a los niños sin papeles.",
        "An island on which nobody lives.": "Una isla en la que nadie vive.",
    },
}


def test_from_an_empty_assessment_to_a_published_profile(
    open_as: Open, open_page: Open, desk: Desk, tmp_path: Path
) -> None:
    amina = Coordinator(open_as("coordinator", "/en/work/"))
    assessment = set_up(amina)
    research(open_as("researcher", topic(assessment)), assessment, desk, tmp_path)
    for stage in ("Second coding", "Adjudication", "Findings"):
        amina.open_stage(stage)

    editor = open_as("editor", f"/en/work/{assessment}/findings/")
    draft(editor, assessment)
    amina.open_stage("Consultation")
    ask(amina.page, assessment, "Ministry of Health", "Emeka <ministry@demo.example>", "1. Migrants’ rights")
    ask(amina.page, assessment, "Ministry of Schools", "Nadia Respondent <nadia@demo.example>", "1. Migrants’ rights")

    reply(open_as("ministry", f"/en/work/{assessment}/"), CARE_FOR_ALL, "It holds whatever their papers are.")
    nadia = joined(open_page, desk.invitation("nadia@demo.example", "Nadia Respondent"))
    nadia.goto(nadia.url.partition("/en/")[0] + f"/en/work/{assessment}/")
    reply(nadia, NO_SCHOOL, "A circular will be made.")

    amina.open_stage("Clearance", "The stage cannot be changed yet: its conditions do not hold.")
    expect(amina.page.locator(".unmet li").first).to_contain_text("Every comment has a disposition (2)")
    settle(open_as("reviewer", f"/en/work/{assessment}/consultation/comments/"))
    told = read_report(amina.page, assessment)
    assert "It holds whatever their papers are." in told
    assert f"Text: {CARE_FOR_ALL} → {CHANGED}" in told
    nadia.reload()
    expect(nadia.locator(".disposition")).to_contain_text("The question is about what is there now.")

    refused(open_as("editor", f"/en/work/{assessment}/gate/"))
    translate(open_as("translator", f"/en/work/{assessment}/findings/"), assessment)
    review(editor, assessment)
    amina.open_stage("Clearance")
    sign(open_as("signatory", f"/en/work/{assessment}/"))
    publish(amina.page, assessment)
    read(amina.page)


def set_up(amina: Coordinator) -> int:
    assessment = amina.begin(ISLAND, ("English", "Français", "Español"))
    amina.page.get_by_role("link", name="People", exact=True).click()
    for name, role in (
        ("Bruno Researcher, researcher@demo.example", "Researcher"),
        ("Dalia Reviewer, reviewer@demo.example", "Reviewer"),
        ("Farah Editor, editor@demo.example", "Editor"),
        ("Gaspar Translator, translator@demo.example", "Translator"),
        ("Ilse Signatory, signatory@demo.example", "Signatory"),
    ):
        amina.add(name, role)
    amina.assign("Bruno Researcher", *(f"{number}. " for number in range(1, 7)))
    amina.open_stage("Research")
    return assessment


def research(page: Page, assessment: int, desk: Desk, folder: Path) -> None:
    """Two answers in the browser, with a quote of a law that was read; the others behind it."""
    add_law(page, assessment, pdf(folder, "act.pdf", *PAGES))
    desk.fill(assessment, "researcher", besides=("1.A1", "1.A3"))
    page.goto(page.url.partition("/en/")[0] + topic(assessment))
    option(page, "1.A1", "complete").check()
    justification(page, "1.A1").fill("The Act on Foreigners opens emergency care to all.")
    justification(page, "1.A1").blur()
    expect_saved(page, "1.A1")
    card(page, "1.A1").get_by_role("link", name="Add a quote").click()
    card(page, "1.A1").locator("select[name=document]").select_option(label="Act on Foreigners")
    card(page, "1.A1").get_by_role("textbox", name="Quote", exact=True).fill(CARE)
    card(page, "1.A1").get_by_role("button", name="Add", exact=True).click()
    expect(card(page, "1.A1").locator(".quote")).to_contain_text(CARE)
    option(page, "1.A3", "absent").check()
    card(page, "1.A3").get_by_label("Where one looked").fill("The Act on Foreigners and the gazette.")
    justification(page, "1.A3").fill("No text opens public schools to children without papers.")
    justification(page, "1.A3").blur()
    expect_saved(page, "1.A3")


def draft(page: Page, assessment: int) -> None:
    """Two findings on these answers and an introduction."""
    page.get_by_label("Text").fill("An island on which nobody lives.")
    page.get_by_role("button", name="Write it").click()
    press(page, "The text in English is right")
    for code, text, button in (
        ("1.A1", CARE_FOR_ALL, "Add as well developed"),
        ("1.A3", NO_SCHOOL, "Add as potential"),
    ):
        page.goto(page.url.partition("/en/")[0] + f"/en/work/{assessment}/findings/domains/1/")
        answer = page.locator(f'[id="answer-{code}"]')
        answer.locator("textarea").fill(text)
        answer.get_by_role("button", name=button).click()
        expect(page.locator(".message")).to_have_text("The finding has been added.")


def ask(page: Page, assessment: int, institution: str, people: str, domain: str) -> None:
    page.goto(page.url.partition("/en/")[0] + f"/en/work/{assessment}/consultation/")
    page.get_by_role("textbox", name="Institution").fill(institution)
    page.get_by_label("People who reply").fill(people)
    page.get_by_label(domain).check()
    page.get_by_label("Reply until").fill("2027-01-15")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".message")).to_have_text(f"{institution} has been asked.")


def joined(open_page: Open, token: str) -> Page:
    """Somebody follows the link of an invitation."""
    page = open_page(f"/en/account/join/{token}/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def reply(page: Page, finding: str, words: str) -> None:
    """Does not agree with one finding; agrees with all the rest; submits."""
    page.get_by_role("link", name="Migrants’ rights").click()
    about = page.locator(".card", has_text=finding).first
    about.get_by_label("We do not agree").check()
    about.get_by_label("Comment needed where you do not agree").fill(words)
    about.get_by_label("Comment needed where you do not agree").blur()
    expect(about.locator(".saved")).to_contain_text("Does not agree saved")
    page.get_by_role("button", name="We agree with all of this domain").click()
    expect(page.locator(".message")).to_contain_text("agreements noted.")
    page.get_by_role("link", name="To the whole reply").click()
    page.get_by_label("My name may stand in the publication").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Submit the reply").click()
    expect(page.locator(".message").first).to_contain_text("The reply has been submitted.")


def settle(page: Page) -> None:
    """The first disagreement is accepted and changes the finding; the other is not, and says why."""
    accepted = page.locator("article", has_text="Ministry of Health")
    accepted.get_by_label("Accepted", exact=True).check()
    accepted.get_by_label("Reason the institution reads it").fill("The Act says so.")
    accepted.get_by_label("Finding").fill(CHANGED)
    accepted.get_by_role("button", name="Save the disposition").click()
    expect(page.locator("article", has_text="Ministry of Health").locator(".disposition")).to_contain_text(CHANGED)
    refused = page.locator("article", has_text="Ministry of Schools")
    refused.get_by_label("Not accepted", exact=True).check()
    refused.get_by_label("Reason the institution reads it").fill("The question is about what is there now.")
    refused.get_by_role("button", name="Save the disposition").click()
    expect(page.locator(".lead")).to_contain_text("0 have no disposition.")


def read_report(page: Page, assessment: int) -> str:
    """What the report of the consultation says."""
    page.goto(page.url.partition("/en/")[0] + f"/en/work/{assessment}/consultation/")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Report DOCX").click()
    return "\n".join(one.text for one in WordDocument(io.BytesIO(content(caught.value))).paragraphs)


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def refused(page: Page) -> None:
    """Nothing is translated, not all is reviewed, nobody has signed."""
    for reason in ("The finding is not translated.", "Nobody has signed.", "There is no introduction."):
        expect(page.locator(".gate")).to_contain_text(reason)
    expect(page.locator(".lead")).to_contain_text("reasons keep the profile from being published")


def translate(page: Page, assessment: int) -> None:
    """Every text into both languages, side by side with its source."""
    links = page.locator("a.text-state.missing, a.text-state.stale")
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    assert len(addresses) == 6
    for address in addresses:
        page.goto(page.url.partition("/en/")[0] + address)
        source = page.locator(".versions section").first.locator("p").inner_text()
        page.get_by_label("Translation").fill(TRANSLATED[address.rstrip("/")[-2:]][source])
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".message")).to_have_text("Saved.")


def review(page: Page, assessment: int) -> None:
    board = page.url.partition("/en/")[0] + f"/en/work/{assessment}/findings/"
    page.goto(board)
    for address in [str(one.get_attribute("href")) for one in page.locator("a.text-state.draft").all()]:
        page.goto(page.url.partition("/en/")[0] + address)
        press(page, "The translation is right")
    page.goto(board)
    for address in [str(one.get_attribute("href")) for one in page.locator("tbody th a").all()]:
        page.goto(page.url.partition("/en/")[0] + address)
        press(page, "The text in English is right")
    page.goto(board)
    expect(page.locator(".text-state.reviewed")).to_have_count(9)


def press(page: Page, button: str) -> None:
    """Until the page that follows is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def sign(page: Page) -> None:
    """The signatory reads the profile as it stands, in each language, and signs it."""
    page.get_by_role("link", name="Read the profile as it stands").click()
    expect(page.get_by_text(CHANGED)).to_be_visible()
    page.get_by_role("link", name="Français").last.click()
    expect(page.get_by_text(TRANSLATED["fr"][NO_SCHOOL])).to_be_visible()
    page.get_by_role("link", name="Before publication").click()
    page.get_by_label("Function").fill("Secretary of an invented office")
    page.get_by_role("button", name="Sign this version").click()
    expect(page.locator(".message").first).to_have_text("Signed.")


def publish(page: Page, assessment: int) -> None:
    page.goto(page.url.partition("/en/")[0] + f"/en/work/{assessment}/gate/")
    expect(page.get_by_text("Nothing keeps the profile from being published.")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(ISLAND)


def read(page: Page) -> None:
    """In three languages, with the trace below each finding, and as a report."""
    site, _, address = page.url.partition("/en/")
    for language in ("fr", "es", "en"):
        text = CHANGED if language == "en" else TRANSLATED[language][CHANGED]
        page.goto(f"{site}/{language}/{address}")
        found = page.locator("li", has_text=text).first
        found.locator("summary").first.click()
        expect(found.locator("blockquote")).to_contain_text(CARE)
    expect(page.get_by_text("Ministry of Health").first).to_be_attached()
    expect(page.get_by_text("Secretary of an invented office").first).to_be_attached()
    with page.expect_download() as caught:
        page.get_by_role("link", name="PDF").first.click()
    told = text_of(content(caught.value))
    for words in (CHANGED, "Act on Foreigners", "Ministry of Schools", "Nadia Respondent"):
        assert words in told, words


def text_of(file: bytes) -> str:
    """The words of a PDF on one line, as somebody reads it."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]
    return " ".join(" ".join(pages).split())
