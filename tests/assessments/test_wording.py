"""The glossary of the installation: who writes it, what holds over the framework, its file, and its warnings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.accounts.models import User
from openmgi.assessments.actions.drafting import translate
from openmgi.assessments.actions.wording import import_terms, may_write_terms, put_term, remove_term
from openmgi.assessments.models import Draft, Event, Term
from openmgi.assessments.permissions import Access
from openmgi.assessments.wording import Glossaries, every_term, holding, own_terms
from openmgi.core.framework import Framework
from openmgi.core.glossary import Glossary
from openmgi.core.glossary import Term as Wording
from openmgi.core.own_terms import COLUMNS, TermProblemsError, avoided_cell, avoided_from, read_terms, write_terms
from openmgi.core.text import fingerprint
from tests.assessments.conftest import Browse, Cast
from tests.assessments.test_drafting import TEXT, add, editor, law
from tests.assessments.test_pages import LANGUAGES, at
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures

CARE = Wording("en", "fr", "emergency care", "soins d’urgence", ("soins urgents",), "As the Act says it.")
GLOSSARY = "/en/work/glossary/"


@pytest.fixture
def grace(cast: Cast, editor: Access) -> User:
    return cast.users["grace"]


def told(error: pytest.ExceptionInfo[TermProblemsError]) -> list[tuple[int, str, str]]:
    return [(one.line, one.fault, one.word) for one in error.value.problems]


# Writing


def test_a_term_is_written_changed_and_removed_and_the_record_keeps_it(grace: User) -> None:
    term = put_term(by=grace, term=CARE)
    assert own_terms() == [CARE]
    assert (term.updated_by, term.updated_at is not None) == (grace, True)
    other = Wording("en", "fr", " Emergency  CARE ", "urgences", ("", "soins urgents", "Soins urgents "))
    assert put_term(by=grace, term=other).pk == term.pk
    assert own_terms() == [Wording("en", "fr", "Emergency CARE", "urgences", ("Soins urgents",))]
    remove_term(by=grace, term=term)

    assert own_terms() == []
    events = Event.objects.filter(kind__startswith="term_").order_by("pk")
    assert [(one.kind, one.assessment, one.actor_name) for one in events] == [
        ("term_added", 0, "Grace"),
        ("term_changed", 0, "Grace"),
        ("term_removed", 0, "Grace"),
    ]
    last = events[2]
    assert ((last.before or {})["preferred"], last.after) == ("urgences", None)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Wording("english", "fr", "a", "b"), [(1, "language", "english")]),
        (Wording("en", "", "a", "b"), [(1, "language", "")]),
        (Wording("en", "en", "a", "b"), [(1, "same_language", "en")]),
        (Wording("en", "fr", " ", "b"), [(1, "empty", "")]),
        (Wording("en", "fr", "a", "…"), [(1, "empty", "")]),
        (Wording("en", "fr", "a" * 201, "b"), [(1, "too_long", "")]),
        (Wording("en", "fr", "a", "Été", ("ete",)), [(1, "avoided", "ete")]),
    ],
)
def test_what_is_no_term_is_not_written(grace: User, term: Wording, expected: list[tuple[int, str, str]]) -> None:
    with pytest.raises(TermProblemsError) as caught:
        put_term(by=grace, term=term)

    assert told(caught) == expected
    assert not Term.objects.exists()


WRITES: dict[str, Callable[[User, Term], object]] = {
    "put": lambda by, term: put_term(by=by, term=CARE),
    "remove": lambda by, term: remove_term(by=by, term=term),
    "import": lambda by, term: import_terms(by=by, terms=[CARE]),
}


@pytest.mark.parametrize("act", WRITES)
@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "emeka"])
def test_who_neither_drafts_nor_translates_writes_no_term(cast: Cast, grace: User, act: str, name: str) -> None:
    stored = put_term(by=grace, term=Wording("en", "fr", "a term", "un terme"))
    with pytest.raises(PermissionDenied):
        WRITES[act](cast.users[name], stored)

    assert list(Term.objects.all()) == [stored]


@pytest.mark.parametrize("act", WRITES)
@pytest.mark.parametrize("name", ["dalia", "faye", "grace"])
def test_who_drafts_translates_or_administers_writes_terms(cast: Cast, grace: User, act: str, name: str) -> None:
    stored = put_term(by=grace, term=Wording("en", "fr", "a term", "un terme"))

    WRITES[act](cast.users[name], stored)
    assert Term.objects.count() == (0 if act == "remove" else 2)


def test_before_anything_is_drafted_only_administrators_write_terms(cast: Cast, editor: Access) -> None:
    cast.at("research")

    assert [name for name, user in cast.users.items() if may_write_terms(user)] == ["grace"]


def test_whether_one_may_write_is_one_query(
    cast: Cast, editor: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert may_write_terms(cast.users["dalia"])  # parses the edition
    with django_assert_num_queries(1):
        may_write_terms(cast.users["amina"])


# What holds


def test_an_own_term_holds_over_that_of_the_framework(grace: User) -> None:
    of_framework = next(one for one in every_term() if (one.language, one.term) == ("fr", "remittances"))
    put_term(by=grace, term=Wording("en", "fr", "Remittances", "transferts des migrants", (of_framework.preferred,)))

    terms = [one for one in every_term() if one.key == of_framework.key]
    assert [one.preferred for one in terms] == ["transferts des migrants"]
    assert holding(["no-such-framework"], own_terms()) == own_terms()


def test_an_own_term_is_recognised_by_the_forms_that_the_framework_knows(grace: User, framework: Framework) -> None:
    own = Wording("en", "fr", "smuggling of migrants", "trafic")
    glossary = Glossary("en", "fr", holding([framework.code], [own]))

    assert [one.preferred for one in glossary.terms_in("Migrant smuggling is a crime.")] == ["trafic"]


def test_a_translation_is_checked_by_the_terms_of_its_languages(cast: Cast, grace: User, editor: Access) -> None:
    put_term(by=grace, term=CARE)
    finding = add(editor)
    french(editor, finding, "La loi ouvre les soins urgents à tous.")
    glossaries = Glossaries(editor.assessment)
    finding.refresh_from_db()

    assert [(one.kind, one.words) for one in glossaries.check(finding, "fr")] == [
        ("missing", "emergency care"),
        ("avoided", "soins urgents"),
    ]
    assert (glossaries.check(finding, "en"), glossaries.check(finding, "es")) == ((), ())
    assert glossaries.warned([finding], ["en", "fr"]) == {finding.pk: {"fr": 2}}


def french(access: Access, draft: Draft, text: str) -> Draft:
    return translate(access=access, draft=draft, language="fr", text=text, made_from=fingerprint(TEXT))


# The file


def rows(*lines: str) -> bytes:
    return "\n".join(lines).encode()


HEADER = ",".join(COLUMNS)


def test_terms_come_as_rows_of_any_spreadsheet(grace: User) -> None:
    expected = [Wording("en", "fr", "care", "soins", ("cure", "soin"), "A note, long")]
    for content in (
        rows(HEADER, 'en,fr,care,soins,cure | soin,"A note, long"'),
        rows(HEADER.replace(",", ";"), "en;fr; care ;soins;cure|soin|;A note, long", ";;;;;"),
        rows("\ufeff" + HEADER.upper().replace(",", "\t"), "en\tfr\tcare\tsoins\tcure|soin\tA note, long", ""),
        rows("note,term,preferred,avoided,language,source", '"A note, long",care,soins,cure|soin,fr,en'),
    ):
        assert read_terms(content) == expected
    assert read_terms(rows("source,language,term,preferred", "en,fr,care,soins")) == [
        Wording("en", "fr", "care", "soins")
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [(1, "columns", "source, language, term, preferred")]),
        (rows("source,term,preferred"), [(1, "columns", "language")]),
        (rows(HEADER, "en,fr,a,b,c,d,e"), [(2, "no_csv", "")]),
        (rows(HEADER, "en,fr,a,b").decode().replace("a", "é").encode("latin-1"), [(1, "no_csv", "")]),
        (rows(HEADER, "en,fr,a,b", "en,fr,A,c"), [(3, "twice", "2")]),
        (
            rows(HEADER, "en,fr,a,b,,", 'english,fr,"one', 'two",b,,', "en,en,c,d", "en,fr,,b"),
            [(3, "language", "english"), (5, "same_language", "en"), (6, "empty", "")],
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told_by_its_lines(content: bytes, expected: list[tuple[int, str, str]]) -> None:
    with pytest.raises(TermProblemsError) as caught:
        read_terms(content)

    found = told(caught)
    if expected[0][1] == "no_csv" and expected[0][0] == 1:
        found = [(1, found[0][1], found[0][2])]
    assert found == expected


def test_a_spreadsheet_program_runs_nothing_of_it() -> None:
    term = Wording("en", "fr", "=care", "-soins", ("@cure",), "+note")
    file = write_terms([term])

    assert file.splitlines()[1] == "en,fr,'=care,'-soins,'@cure,'+note"
    assert read_terms(file.encode()) == [term]


CELLS = st.text(st.sampled_from(list("aé =+-@'\",;\n\tم|")), max_size=12).map("x{}".format)


@given(st.lists(st.tuples(CELLS, CELLS, st.lists(CELLS, max_size=3), CELLS), max_size=4))
def test_terms_that_went_out_come_back_the_same(cells: list[tuple[str, str, list[str], str]]) -> None:
    terms = []
    for number, (term, preferred, avoided, note) in enumerate(cells):
        words = avoided_from(avoided_cell(f"{one} no" for one in avoided))
        said = Wording("en", "fr", f"{term} {number}", f"{preferred} yes", words, note)
        terms.append(read_terms(write_terms([said]).encode())[0])

    assert read_terms(write_terms(terms).encode("utf-8-sig")) == terms


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.sampled_from(["care", "Care", "school", "visa"]), max_size=5))
def test_a_file_again_changes_nothing(grace: User, names: list[str]) -> None:
    Term.objects.all().delete()
    terms = [Wording("en", "fr", one, f"le {one}") for one in names]
    import_terms(by=grace, terms=terms)
    events = Event.objects.count()

    assert import_terms(by=grace, terms=own_terms()) == []
    assert {one.key for one in own_terms()} == {one.key for one in terms}
    assert Event.objects.count() == events


def test_of_a_file_with_a_fault_nothing_is_written(grace: User) -> None:
    with pytest.raises(TermProblemsError):
        import_terms(by=grace, terms=[CARE, Wording("en", "en", "a", "b")])

    assert (Term.objects.count(), Event.objects.filter(kind="term_added").count()) == (0, 0)


# Pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language(browse: Browse, grace: User, language: str) -> None:
    tree = page(browse("faye"), GLOSSARY.replace("/en/", f"/{language}/"))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    into = tree.cssselect("select[name=language] option[selected]")[0].get("value")
    assert into == (language if language != "en" else "fr")


def test_the_list_has_the_terms_of_two_languages_and_who_wrote_them(browse: Browse, grace: User) -> None:
    put_term(by=grace, term=CARE)
    tree = page(browse("faye"), f"{GLOSSARY}?source=en&language=fr")
    listed = {row.cssselect("th")[0].text_content(): texts(row, "td")[:2] for row in tree.cssselect("tbody tr")}

    assert listed["emergency care written here"] == ["soins d’urgence As the Act says it.", "soins urgents"]
    assert listed["remittances"] == ["envois de fonds", "remises migratoires · rémittences"]
    assert len(tree.cssselect("form[action$=remove\\/]")) == 1
    assert texts(page(browse("faye"), f"{GLOSSARY}?source=sw&language=fr"), "tbody td") == [
        "No term yet between these two languages."
    ]


def test_the_page_costs_few_queries_however_many_terms(
    browse: Browse, grace: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    faye = browse("faye")
    for number in range(3):
        put_term(by=grace, term=Wording("en", "fr", f"term {number}", "terme"))
        with django_assert_max_num_queries(9):
            page(faye, GLOSSARY)


def test_a_term_is_written_on_the_page(browse: Browse, grace: User) -> None:
    faye = browse("faye")
    tree = page(faye, f"{GLOSSARY}?source=en&language=fr&term=remittances")
    form = tree.cssselect("form[action='/en/work/glossary/'][method=post]")[0]
    assert dict(form.form_values())["preferred"] == "envois de fonds"
    data = {"source": "en", "language": "fr", "term": "remittances", "preferred": "transferts", "avoided": "a | b"}
    answer = faye.post(GLOSSARY, data)

    assert answer.headers["Location"] == f"{GLOSSARY}?source=en&language=fr"
    assert own_terms() == [Wording("en", "fr", "remittances", "transferts", ("a", "b"))]
    faye.post(f"{GLOSSARY}{Term.objects.get().pk}/remove/")
    assert own_terms() == []


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"term": ""}, ["This field is required."]),
        ({"term": "…"}, ["Write the term and what is preferred for it."]),
        ({"avoided": "SOINS"}, ["“SOINS” cannot be preferred and avoided at once."]),
        ({"language": "en"}, ["A term goes from one language into another."]),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    browse: Browse, grace: User, change: dict[str, str], errors: list[str]
) -> None:
    data = {"source": "en", "language": "fr", "term": "care", "preferred": "soins", "note": "Typed."}
    answer = browse("faye").post(GLOSSARY, data | change)
    tree = html.fromstring(answer.content)

    assert (answer.status_code, texts(tree, ".errorlist li")) == (400, errors)
    assert texts(tree, "textarea[name=note]") == ["Typed."]
    assert not Term.objects.exists()


def upload(client: Client, content: bytes) -> Any:
    return client.post(f"{GLOSSARY}import/", {"file": SimpleUploadedFile("terms.csv", content)}, follow=True)


def test_terms_go_out_and_come_in_as_a_file(browse: Browse, grace: User) -> None:
    put_term(by=grace, term=CARE)
    faye = browse("faye")
    file = faye.get(f"{GLOSSARY}terms.csv")
    assert (file.headers["Content-Type"], file.content[:3]) == ("text/csv; charset=utf-8", b"\xef\xbb\xbf")

    unchanged = html.fromstring(upload(faye, file.content).content)
    assert texts(unchanged, ".message") == ["0 terms are new or changed."]
    changed = html.fromstring(upload(faye, file.content + b"en,fr,visa,visa,,\r\n").content)
    assert texts(changed, ".message") == ["1 term is new or changed."]
    assert [one.term for one in own_terms()] == ["emergency care", "visa"]


def test_a_file_that_cannot_be_taken_is_told_with_its_lines(browse: Browse, grace: User) -> None:
    faye = browse("faye")
    answer = upload(faye, rows(HEADER, "en,fr,a,b", "en,xx1,c,d"))
    assert (answer.status_code, texts(html.fromstring(answer.content), ".conflict li")) == (
        400,
        ["line 3: “xx1” is no code of a language, such as en or pt-BR."],
    )
    without = faye.post(f"{GLOSSARY}import/")
    assert texts(html.fromstring(without.content), ".conflict li") == ["Choose a file of at most 2 MB."]
    assert not Term.objects.exists()


def test_who_only_reads_sees_the_list_and_changes_nothing(browse: Browse, grace: User) -> None:
    stored = put_term(by=grace, term=CARE)
    bruno = browse("bruno")
    tree = page(bruno, GLOSSARY)
    assert tree.cssselect("tbody tr")
    assert not tree.cssselect("main form[method=post]")

    data = {"source": "en", "language": "fr", "term": "care", "preferred": "soins"}
    assert bruno.post(GLOSSARY, data).status_code == 403
    assert bruno.post(GLOSSARY, {}).status_code == 403
    assert bruno.post(f"{GLOSSARY}{stored.pk}/remove/").status_code == 403
    assert bruno.post(f"{GLOSSARY}import/").status_code == 403
    assert upload(bruno, rows(HEADER, "en,fr,a,b")).status_code == 403
    assert own_terms() == [CARE]


def test_who_has_no_part_in_an_assessment_sees_no_glossary(cast: Cast, browse: Browse, grace: User) -> None:
    stored = put_term(by=grace, term=CARE)
    cast.assessment.members.filter(user=cast.users["faye"]).delete()
    faye = browse("faye")

    assert [faye.get(f"{GLOSSARY}{rest}").status_code for rest in ("", "terms.csv")] == [404, 404]
    assert [faye.post(f"{GLOSSARY}{rest}").status_code for rest in ("", "import/", f"{stored.pk}/remove/")] == [404] * 3
    assert Client().get(GLOSSARY).status_code == 302
    assert [faye.post(f"{GLOSSARY}terms.csv").status_code, faye.get(f"{GLOSSARY}import/").status_code] == [405, 405]


# In the editor and on the board


def test_the_editor_shows_the_terms_of_a_text_and_what_to_look_at(
    cast: Cast, browse: Browse, grace: User, editor: Access
) -> None:
    put_term(by=grace, term=CARE)
    finding = add(editor)
    address = at(cast, f"findings/{finding.pk}/fr/")
    tree = page(browse("faye"), address)
    assert texts(tree, "ul[aria-labelledby=terms] li") == [
        "emergency care → soins d’urgence not: soins urgents As the Act says it."
    ]
    assert texts(tree, ".warning") == []
    french(editor, finding, "La loi ouvre les soins urgents à tous.")

    assert texts(page(browse("faye"), address), ".warning") == [
        "The glossary says it otherwise: emergency care → soins d’urgence",
        "The glossary avoids: soins urgents → soins d’urgence",
    ]


def test_the_board_marks_translations_with_words_to_look_at_by_one_query(
    cast: Cast, browse: Browse, grace: User, editor: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put_term(by=grace, term=CARE)
    faye = browse("faye")
    for number in range(1, 4):
        french(editor, add(editor), "La loi ouvre les soins urgents à tous." if number > 1 else "Les soins d’urgence.")
        with django_assert_num_queries(6):
            tree = page(faye, at(cast, "findings/"))
        assert texts(tree, "tbody .muted") == ["glossary: 2"] * (number - 1)
    links = [one.get("href") for one in tree.cssselect("[aria-labelledby=languages] a[href*=languages]")]
    assert links == [at(cast, "findings/languages/fr/")]


def test_the_words_of_an_assessment_never_keep_it_from_being_reviewed(
    cast: Cast, browse: Browse, grace: User, editor: Access
) -> None:
    put_term(by=grace, term=CARE)
    finding = add(editor)
    french(editor, finding, "La loi ouvre les soins urgents à tous.")
    browse("dalia").post(at(cast, f"findings/{finding.pk}/fr/review/"))
    finding.refresh_from_db()

    assert finding.is_reviewed("fr")
