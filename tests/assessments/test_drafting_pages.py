"""The pages on which a profile is drafted."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from openmgi.assessments.actions.drafting import Basis, change_finding, translate, write_introduction
from openmgi.assessments.models import Draft
from openmgi.assessments.permissions import Access
from openmgi.core.text import fingerprint
from openmgi.library.models import Document
from tests.assessments.conftest import Browse, Cast
from tests.assessments.test_answering import write
from tests.assessments.test_drafting import TEXT, add, editor, law, order
from tests.assessments.test_pages import LANGUAGES, at
from tests.assessments.test_quoting import quote
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures


@pytest.fixture
def dalia(browse: Browse, editor: Access) -> Client:
    return browse("dalia")


def answered(cast: Cast, law: Document) -> None:
    """1.A1 is answered as complete, coded twice alike, with a quote; 1.A2 and 2.A1 are not answered."""
    cast.at("research")
    write(cast, "bruno", "1.A1", option="complete", justification="The Act opens care to all. More is said there.")
    quote(cast, law)
    cast.at("second_coding")
    write(cast, "chen", "1.A1", "second", option="complete", justification="The same.")
    cast.at("findings")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rest", ["findings/", "findings/domains/1/", "findings/{}/", "findings/{}/fr/"])
def test_a_page_is_there_in_every_language(editor: Access, cast: Cast, dalia: Client, rest: str, language: str) -> None:
    finding = add(editor)
    tree = page(dalia, at(cast, rest.format(finding.pk), language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)


def test_an_agreed_answer_is_a_candidate_with_an_opening(
    cast: Cast, law: Document, editor: Access, dalia: Client
) -> None:
    answered(cast, law)
    tree = page(dalia, at(cast, "findings/domains/1/"))
    row = tree.get_element_by_id("answer-1.A1")

    assert texts(row, "summary") == ["Candidate for a well-developed area"]
    assert row.cssselect("textarea")[0].text == "The Act opens care to all (Act on Foreigners)."
    assert texts(tree.get_element_by_id("answer-1.A2"), ".muted") == ["No agreed answer yet."]


def test_a_candidate_becomes_a_finding_with_the_quotes_of_its_answer(
    cast: Cast, law: Document, editor: Access, dalia: Client
) -> None:
    answered(cast, law)
    data = {"indicator": "1.A1", "text": TEXT, "kind": "well_developed"}
    answer = dalia.post(at(cast, "findings/domains/1/add/"), data)

    assert answer.headers["Location"] == at(cast, "findings/domains/1/")
    made = Draft.objects.get()
    assert (made.indicators, [one.source_title for one in made.quotes.all()]) == (["1.A1"], ["Act on Foreigners"])
    tree = page(dalia, at(cast, "findings/domains/1/"))
    assert texts(tree, ".drafts .warning") == ["It names no year."]
    assert texts(tree.get_element_by_id("answer-1.A1"), ".tag") == ["in 1 finding"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"indicator": "1.A1", "text": " ", "kind": "potential"}, 302),
        ({"indicator": "1.A1", "text": "x", "kind": "best"}, 404),
        ({"indicator": "2.A1", "text": "x", "kind": "potential"}, 404),
    ],
)
def test_what_is_no_finding_is_not_added(
    cast: Cast, editor: Access, dalia: Client, data: dict[str, str], status: int
) -> None:
    assert dalia.post(at(cast, "findings/domains/1/add/"), data).status_code == status
    assert not Draft.objects.exists()


def test_a_finding_is_changed_and_its_basis_chosen(cast: Cast, law: Document, editor: Access, dalia: Client) -> None:
    answered(cast, law)
    finding = add(editor)
    tree = page(dalia, at(cast, f"findings/{finding.pk}/"))
    offered = [str(one.get("value")) for one in tree.cssselect(".basis input[name=quote][type=checkbox]")]
    data = {"text": "In 2019 the Act opened care.", "saw": fingerprint(TEXT), "indicator": ["1.A1"], "quote": offered}
    dalia.post(at(cast, f"findings/{finding.pk}/"), data)
    finding.refresh_from_db()
    assert (finding.spec.texts["en"], finding.quotes.count()) == ("In 2019 the Act opened care.", 1)

    dalia.post(
        at(cast, f"findings/{finding.pk}/"), data | {"quote": [""], "saw": fingerprint("In 2019 the Act opened care.")}
    )

    assert finding.quotes.count() == 0


def test_what_another_wrote_meanwhile_stands_beside_what_one_wrote(cast: Cast, editor: Access, dalia: Client) -> None:
    finding = add(editor)
    change_finding(access=editor, finding=finding, text="Theirs.", saw=fingerprint(TEXT), basis=Basis(["1.A1"]))
    data = {"text": "Mine.", "saw": fingerprint(TEXT), "indicator": ["1.A1"], "quote": [""]}
    answer = dalia.post(at(cast, f"findings/{finding.pk}/"), data)
    tree = html.fromstring(answer.content)

    assert answer.status_code == 409
    assert texts(tree, ".versions p") == ["Theirs.", "Mine."]
    assert tree.cssselect("textarea")[0].text == "Mine."
    assert order(editor) == ["Theirs."]


def test_findings_are_arranged(cast: Cast, editor: Access, dalia: Client) -> None:
    one, two = add(editor, "One. And more."), add(editor, "Two.")

    def arrange(finding: Draft, **data: object) -> int:
        return dalia.post(at(cast, f"findings/{finding.pk}/arrange/"), data).status_code

    assert arrange(two, act="move", to=1) == 302
    assert order(editor) == ["Two.", "One. And more."]
    assert arrange(one, act="split", to=4) == 302
    assert order(editor) == ["Two.", "One.", "And more."]
    assert arrange(two, act="merge", to=one.pk) == 302
    assert order(editor) == ["Two. One.", "And more."]
    assert arrange(two, act="turn", to="potential") == 302
    assert (order(editor), order(editor, "potential")) == (["And more."], ["Two. One."])
    assert arrange(two, act="remove") == 302
    assert order(editor, "potential") == []
    last = Draft.objects.get()
    for data in (
        {"act": "dance"},
        {"act": "split", "to": 0},
        {"act": "merge", "to": 999},
        {"act": "turn", "to": "best"},
    ):
        assert arrange(last, **data) == 404


def test_the_introduction_is_written_once(cast: Cast, editor: Access, dalia: Client) -> None:
    assert dalia.post(at(cast, "findings/introduction/"), {"text": " "}).headers["Location"] == at(cast, "findings/")
    dalia.post(at(cast, "findings/introduction/"), {"text": "An introduction."})
    dalia.post(at(cast, "findings/introduction/"), {"text": "Another one."})
    introduction = Draft.objects.get()
    assert introduction.spec.texts == {"en": "An introduction."}

    dalia.post(at(cast, f"findings/{introduction.pk}/"), {"text": "Better.", "saw": fingerprint("An introduction.")})

    assert texts(page(dalia, at(cast, "findings/")), "#introduction + p") == ["Better."]
    assert dalia.post(at(cast, f"findings/{introduction.pk}/arrange/"), {"act": "remove"}).headers["Location"] == at(
        cast, "findings/"
    )


# Languages


def test_the_board_of_languages_says_how_each_text_stands(cast: Cast, editor: Access, dalia: Client) -> None:
    finding = add(editor)
    write_introduction(access=editor, text="An introduction.")

    def states() -> list[str]:
        return texts(page(dalia, at(cast, "findings/")), "table .text-state")

    assert states() == ["draft", "missing"]
    dalia.post(at(cast, f"findings/{finding.pk}/fr/"), {"text": "Soins.", "made_from": fingerprint(TEXT)})
    for language in ("en", "fr"):
        dalia.post(at(cast, f"findings/{finding.pk}/{language}/review/"), {"next": "findings"})
    assert states() == ["reviewed", "reviewed"]
    change_finding(
        access=editor, finding=finding, text=f"{TEXT} It is new.", saw=fingerprint(TEXT), basis=Basis(["1.A1"])
    )

    assert states() == ["draft", "the source has changed"]
    tree = page(dalia, at(cast, f"findings/{finding.pk}/fr/"))
    assert texts(tree, "ins") == ["It is new."]
    assert tree.cssselect("textarea")[0].text == "Soins."


def test_nothing_to_review_is_told(cast: Cast, editor: Access, dalia: Client) -> None:
    finding = add(editor)
    dalia.post(at(cast, f"findings/{finding.pk}/fr/review/"))
    assert texts(page(dalia, at(cast, f"findings/{finding.pk}/")), "p.message") == [
        "There is no current text in this language to review."
    ]
    empty = dalia.post(at(cast, f"findings/{finding.pk}/fr/"), {"text": " ", "made_from": fingerprint(TEXT)})
    assert empty.status_code == 302
    finding.refresh_from_db()
    assert finding.spec.state("fr") == "missing"
    for language in ("en", "es"):
        assert dalia.get(at(cast, f"findings/{finding.pk}/{language}/")).status_code == 404


def test_who_reads_a_draft_changes_nothing_of_it(cast: Cast, editor: Access, browse: Browse) -> None:
    finding = add(editor)
    translate(access=editor, draft=finding, language="fr", text="Soins.", made_from=fingerprint(TEXT))
    for name, may_translate in (("amina", False), ("faye", True)):
        reader = browse(name)
        for rest in ("findings/", "findings/domains/1/", f"findings/{finding.pk}/", f"findings/{finding.pk}/fr/"):
            tree = page(reader, at(cast, rest))
            forms = [str(one.get("action")) for one in tree.cssselect("main form[method=post]")]
            wanted = [at(cast, rest)] if may_translate and rest.endswith("/fr/") else []
            assert [one for one in forms if "arrange" not in one] == wanted
    assert browse("emeka").get(at(cast, "findings/")).status_code == 404
    assert browse("amina").get(at(cast, "findings/domains/9/")).status_code == 404


def test_two_translators_do_not_overwrite_each_other(cast: Cast, editor: Access, dalia: Client) -> None:
    finding = add(editor)
    address = at(cast, f"findings/{finding.pk}/fr/")
    seen = {"made_from": fingerprint(TEXT), "saw": fingerprint("")}
    assert dalia.post(address, {"text": "Le premier.", **seen}).status_code == 302

    late = dalia.post(address, {"text": "Le second.", **seen})
    finding.refresh_from_db()
    assert (late.status_code, finding.spec.texts["fr"]) == (409, "Le premier.")
    assert texts(html.fromstring(late.content.decode()), ".conflict .versions p") == ["Le premier.", "Le second."]
    assert html.fromstring(late.content.decode()).cssselect("textarea")[0].text == "Le second."


def test_a_finding_has_its_history(cast: Cast, editor: Access, dalia: Client) -> None:
    finding = add(editor)
    translate(access=editor, draft=finding, language="fr", text="En français.", made_from=fingerprint(TEXT))
    tree = page(dalia, at(cast, f"findings/{finding.pk}/"))

    assert [one.split("Dalia ")[1] for one in texts(tree, ".history li > p")] == [
        "translated a finding",
        "wrote a finding",
    ]
    assert texts(tree, ".history li:first-child td") == ["–", "En français."]
