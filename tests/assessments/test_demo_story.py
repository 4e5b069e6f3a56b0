"""The story of the demonstration, as the data folder tells it: complete, quoted to the letter, in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
import yaml

from openmgi.assessments.demo_documents import documents_folder
from openmgi.assessments.demo_story import Passage, Story, ToldAnswer, ToldFinding, read_story
from openmgi.core.answers import lacks
from openmgi.core.consultation import DISPOSITIONS, is_in_scope
from openmgi.core.edition import Edition, Indicator
from openmgi.core.findings import abbreviations_defined, warnings, word_count
from openmgi.core.judgement import judgements
from openmgi.core.profile import KINDS
from openmgi.core.quotes import Pages, find
from openmgi.library.extraction.media_type import named_type
from openmgi.library.extraction.reading import read

MOST_WORDS = 45  # of a finding, in any language


@pytest.fixture(scope="module")
def story() -> Story:
    found = read_story()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def edition(reference_sets: dict[str, Edition], story: Story) -> Edition:
    return reference_sets[story.edition]


@pytest.fixture(scope="module")
def files() -> dict[str, Path]:
    """The documents by their title."""
    told = yaml.safe_load((documents_folder() / "list.yaml").read_text(encoding="utf-8"))["documents"]
    return {one["title"]: documents_folder() / one["file"] for one in told}


@pytest.fixture(scope="module")
def pages(files: dict[str, Path]) -> dict[str, Pages]:
    """What each document says, as the library reads it."""
    return {title: Pages([one.text for one in read(path, named_type(path.name))]) for title, path in files.items()}


def passages(story: Story) -> Iterator[Passage]:
    """All that is quoted."""
    for _code, told in [*story.answers(), *story.second_answers()]:
        yield from told.quotes
    yield from (one.cites for _institution, one in story.comments() if one.cites)


def missing(indicator: Indicator, told: ToldAnswer) -> list[str]:
    return [str(one) for one in lacks(indicator, told.values, len(told.quotes))]


def test_every_question_has_an_answer_that_lacks_nothing(story: Story, edition: Edition) -> None:
    answers = dict(story.answers())

    assert list(answers) == [one.code for one in edition.indicators()]
    assert {one.code: missing(one, answers[one.code]) for one in edition.indicators()} == {code: [] for code in answers}


def test_the_answers_are_a_mix_in_which_every_stage_of_a_policy_occurs(story: Story) -> None:
    options = Counter(told.option for _code, told in story.answers())

    assert options.keys() == {"absent", "partial", "complete", "not_applicable"}
    assert all(options[one] >= 20 for one in ("absent", "partial", "complete"))


def test_whoever_says_that_something_is_not_there_or_not_whole_says_where_they_looked(story: Story) -> None:
    told = [*story.answers(), *story.second_answers()]

    assert [code for code, one in told if one.option in {"absent", "partial"} and not one.looked] == []


def test_a_whole_domain_is_coded_twice_and_each_difference_is_settled_with_a_reason(
    story: Story, edition: Edition
) -> None:
    first, second = dict(story.answers()), dict(story.second_answers())
    different = [code for code in second if second[code].option != first[code].option]

    assert list(second) == [one.code for one in edition.domains[0].indicators()]
    assert [code for code, told in second.items() if told.adjudication] == different
    assert len(different) == 3
    found = {code: missing(edition.indicator(code), told) for code, told in second.items()}  # type: ignore[arg-type]
    assert found == {code: [] for code in second}


def test_every_quote_stands_once_in_its_document_word_for_word(story: Story, pages: dict[str, Pages]) -> None:
    found = {(one.title, one.words): len(find(pages[one.title], one.words)) for one in passages(story)}

    assert [where for where, times in found.items() if times != 1] == []


def test_every_document_is_quoted(story: Story, files: dict[str, Path]) -> None:
    assert {one.title for one in passages(story)} == set(files)


def test_every_document_says_at_its_top_that_its_country_does_not_exist(pages: dict[str, Pages]) -> None:
    said = ("a country that does not exist", "pays qui n’existe pas", "país que no existe")

    tops = {title: " ".join(found[0].split())[:400] for title, found in pages.items()}
    assert [title for title, top in tops.items() if not any(one in top for one in said)] == []


def test_a_pdf_or_word_document_says_what_the_page_says_from_which_it_was_made(
    files: dict[str, Path], pages: dict[str, Pages]
) -> None:
    made = {path.stem: title for title, path in files.items() if path.suffix != ".html"}
    sources = list((documents_folder() / "sources").glob("*.html"))

    assert sorted(made) == sorted(source.stem for source in sources)
    for source in sources:
        told = lxml.html.document_fromstring(source.read_text(encoding="utf-8"))
        paragraphs = ["".join(map(str, one.itertext())) for one in told.iter("p")]
        assert [one for one in paragraphs if not find(pages[made[source.stem]], one)] == []


def test_findings_rest_on_quotes_or_on_where_one_looked(story: Story) -> None:
    answers = dict(story.answers()) | {code: told for code, told in story.second_answers() if told.adjudication}
    for domain, kind, told in story.findings():
        grounds = [answers[code] for code in told.indicators]
        words = [one.words for answer in grounds for one in answer.quotes]
        assert all(code.startswith(f"{domain}.") for code in told.indicators)
        assert all(any(one.startswith(beginning) for one in words) for beginning in told.quotes), told.quotes
        assert words if kind == "well_developed" else any(one.looked for one in grounds), told.text["en"]


def test_each_domain_has_findings_of_both_kinds(story: Story) -> None:
    counts = [[len(domain.findings[kind]) for kind in KINDS] for domain in story.domains]

    assert all(3 <= well <= 5 and 2 <= potential <= 4 for well, potential in counts), counts


def test_an_editor_is_warned_of_nothing(story: Story) -> None:
    source = story.languages[0]
    for domain in story.domains:
        known: set[str] = set()
        for kind in KINDS:
            for told in domain.findings[kind]:
                assert warnings(told.text[source], source, kind, known) == [], told.text[source]
                known |= abbreviations_defined(told.text[source])


def texts(story: Story) -> Iterator[dict[str, str]]:
    """Every text that is published."""
    yield story.introduction
    yield from (told.text for _domain, _kind, told in story.findings())
    yield from (told.text_in for _institution, told in story.comments() if told.text_in)


def test_every_text_is_there_in_every_language(story: Story) -> None:
    assert [text for text in texts(story) if set(text) != set(story.languages)] == []
    assert set(story.place.name) == set(story.practice.name) == set(story.languages)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_no_finding_judges_or_is_longer_than_its_readers_bear(story: Story, language: str) -> None:
    findings = [text[language] for text in list(texts(story))[1:]]

    assert [(one, judgements(one, language)) for one in findings if judgements(one, language)] == []
    assert [one for one in findings if word_count(one) > MOST_WORDS] == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_introduction_says_that_the_country_is_invented(story: Story, language: str) -> None:
    said = {"en": "an invented country", "fr": "un pays inventé", "es": "un país inventado", "ar": "بلد خيالي"}

    assert said[language] in story.introduction[language]


def test_institutions_comment_on_what_they_are_asked_about(story: Story) -> None:
    for told in story.institutions:
        for one in told.comments:
            domain = one.finding.domain if one.finding else int(one.indicator[0])
            assert is_in_scope(told.scopes, domain, [one.indicator]), one


def test_every_comment_that_says_something_has_a_disposition_with_a_reason(story: Story) -> None:
    comments = [one for _institution, one in story.comments()]

    assert [one for one in comments if bool(one.text) != bool(one.disposition and one.reason)] == []
    assert {one.disposition for one in comments} == {None, *DISPOSITIONS}
    assert [one.indicator for one in comments if one.takes_quote] == ["5.A5"]


def changed(story: Story) -> ToldFinding:
    """The finding that a comment changes."""
    place = next(one.finding for _institution, one in story.comments() if one.text_in)
    assert place is not None
    return story.domains[place.domain - 1].findings[place.kind][place.number - 1]


def test_the_consultation_changes_an_answer_and_the_finding_that_rests_on_it(story: Story) -> None:
    [answer] = [one for _institution, one in story.comments() if one.takes_quote]
    before = dict(story.answers())[answer.indicator]

    assert (before.option, answer.change["option"]) == ("absent", "partial")
    assert changed(story).indicators == (answer.indicator,)
    [text] = [one.text_in for _institution, one in story.comments() if one.text_in]
    assert warnings(text["en"], "en", "potential") == []
