from __future__ import annotations

from itertools import pairwise

import pytest
from django.utils import translation

from openmgi.publications.models import Publication
from openmgi.publications.report import colours
from openmgi.publications.report.blocks import CitedFinding, Findings, Piece, Table
from openmgi.publications.report.content import report_of
from tests.publications.report.conftest import publication_of, with_finding
from tests.publications.report.reading import headings, lines, notes, sources
from tests.traced import NOWHERE, answer, finding, quote, text, traced_profile


def findings(publication: Publication, language: str = "en") -> list[CitedFinding]:
    blocks = report_of(publication, language).blocks
    return [item for one in blocks if isinstance(one, Findings) for item in one.items]


def table(publication: Publication, head: str) -> list[list[str]]:
    """The rows of the table whose first column has this head."""
    found = next(
        one
        for one in report_of(publication, "en").blocks
        if isinstance(one, Table) and one.columns[0].title == head
    )  # fmt: skip
    return [["".join(piece.text for piece in line) for line in row.cells] for row in found.rows]


def test_a_report_has_its_chapters_in_the_order_in_which_they_are_read(westria: Publication) -> None:
    assert [one.text for one in headings(report_of(westria, "en")) if one.level == 1] == [
        "About the Migration Governance Indicators",
        "Summary",
        "Findings",
        "Consultation and clearance",
        "How this profile was made",
        "Sources",
        "Annex: questions and answers",
        "Annex: evidence for each finding",
    ]


def test_an_introduction_is_the_context_and_each_of_its_paragraphs_stands_for_itself() -> None:
    told = report_of(publication_of(traced_profile(introduction=text("One.\n\nTwo."), languages=["en"])), "en")

    assert "Context" in [one.text for one in headings(told)]
    assert [line for line in lines(told) if line in {"One.", "Two."}] == ["One.", "Two."]


def test_levels_of_headings_are_never_skipped(westria: Publication, old: Publication) -> None:
    for one in (westria, old):
        levels = [0, *(found.level for found in headings(report_of(one, "en")))]
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_finding_has_a_note_that_leads_to_the_place_in_its_source(westria: Publication) -> None:
    first, second, third = (one.notes for one in findings(westria)[:3])

    assert ["".join(piece.text for piece in note) for note in (*first, *second, *third)] == [
        "Act on Foreigners. Law, 1 February 2029. Article 1, p.\u00a011. laws.example.org. Source\u00a01.",
        "Act on Foreigners. Law, 1 February 2029. Article 1, p.\u00a012. laws.example.org. Source\u00a01.",
        "Indicator 1.3. No. Where one looked: The Gazette of four years.",
    ]
    assert [piece.link for piece in first[0] if piece.link] == ["https://laws.example.org/foreigners", "#source-1"]


def test_quotes_of_one_document_share_a_note_and_places_are_named_once() -> None:
    both = answer(quote(), quote(heading="Article 2", page="xii"), quote())
    well = finding("Care is open.", "Les soins sont ouverts.", both, answer(quote(document="Another act")))
    domain = {"number": 1, "name": {"en": "Rights"}, "well_developed": [well]}
    told = report_of(publication_of(traced_profile(domains=[domain])), "en")

    assert [one.split(". laws")[0] for one in notes(told)] == [
        "Act on Foreigners. Law, 1 February 2029. Article 1, p.\u00a011; Article 2, p.\u00a0xii",
        "Another act. Law, 1 February 2029. Article 1, p.\u00a011",
    ]


def test_a_source_of_which_less_is_known_shows_less() -> None:
    bare = with_finding("Care.", adopted="", heading="", page="", address="Shelf 4 of the archive", kind="scroll")

    assert notes(report_of(bare, "en")) == ["Act on Foreigners. scroll. Shelf 4 of the archive. Source\u00a01."]


def test_sources_are_numbered_in_alphabetical_order_one_for_each_document() -> None:
    named = (("Éa", "1"), ("b", "2"), ("D", "3"), ("b", "4"))
    answers = [answer(quote(document=name), indicator=code) for name, code in named]
    well = finding("Care is open.", "Les soins sont ouverts.", *answers)
    domain = {"number": 1, "name": {"en": "Rights"}, "well_developed": [well]}
    told = report_of(publication_of(traced_profile(domains=[domain])), "en")
    sha256 = quote().file_sha256[:12]

    assert [one.partition(".")[0] for one in sources(told)] == ["b", "D", "Éa"]
    assert sources(told)[0] == (
        f"b. Law, 1 February 2029. https://laws.example.org/foreigners. SHA-256\u00a0{sha256}. Quoted for: 2, 4."
    )


def test_the_evidence_of_a_finding_is_its_question_answer_and_the_words_of_its_source(westria: Publication) -> None:
    told = lines(report_of(westria, "en"))
    place = told.index("1.1 Do all have access to health care?")

    assert told[place + 1 : place + 3] == ["Yes, all The Act names every person.", quote().reading]


def test_a_quote_in_another_language_is_marked_and_has_its_translation() -> None:
    one = with_finding("Care.", translation={"fr": "Toute personne a accès aux soins."})

    assert "Toute personne a accès aux soins." not in " ".join(lines(report_of(one, "en")))
    assert any(line.endswith("Toute personne a accès aux soins.") for line in lines(report_of(one, "fr")))
    titles = [piece for note in findings(one, "fr")[0].notes for piece in note if piece.style == "title"]
    assert titles == [Piece("Act on Foreigners", "title", "en")]


def test_only_where_some_findings_are_traced_the_others_are_marked(westria: Publication, old: Publication) -> None:
    marked = [any(piece.style == "untraced" for piece in one.line) for one in findings(westria)]

    assert marked == [False, False, False, True]
    assert not any(piece.style == "untraced" for one in findings(old) for piece in one.line)
    assert "1 finding out of 4 cannot be traced to a source and says so." in lines(report_of(westria, "en"))


def test_a_profile_without_traces_says_so_once_and_has_no_empty_chapter(old: Publication) -> None:
    told = report_of(old, "en")

    assert "The findings cannot be traced to a source: the text from which they were read names none." in lines(told)
    assert [one.text for one in headings(told) if one.level == 1] == [
        "About the Migration Governance Indicators", "Summary", "Context", "Findings", "How this profile was made",
        "Sources",
    ]  # fmt: skip
    assert notes(told) == sources(told) == []


def test_an_invented_place_says_that_its_findings_are_invented() -> None:
    domain = {"number": 1, "name": {"en": "Rights"}, "well_developed": [finding("Care.", "Soins.")]}
    told = report_of(publication_of(traced_profile(domains=[domain], method=None)), "en")

    assert "The findings are invented, as the place is, and no source stands behind them." in lines(told)
    assert "Sources" not in [one.text for one in headings(told)]


def test_where_every_finding_is_traced_nothing_is_said_of_untraced_ones() -> None:
    assert not any("cannot be traced" in line for line in lines(report_of(with_finding("Care."), "en")))


def test_a_domain_without_findings_of_a_kind_says_so(westria: Publication) -> None:
    assert lines(report_of(westria, "en")).count("The profile names none in this domain.") == 1


def test_institutions_stand_with_their_reply_and_what_came_of_it(westria: Publication) -> None:
    assert table(westria, "Institution") == [
        ["Ministry of the Interior", "1, 2", "1 April 2031", "6", "3", "2", "1"],
        ["Ministry of Health", "1", "no reply", "0", "0", "0", "0"],
    ]
    assert "Amina Diallo, Secretary General, cleared this profile on 30 April 2031." in lines(report_of(westria, "en"))


def test_the_annex_has_every_question_under_its_topic(westria: Publication) -> None:
    assert table(westria, "Code") == [["Services"], ["1.1", "Do all have access to health care?", "Yes, all"]]
    assert "not answered" in lines(report_of(westria, "en"))


def test_a_report_counts_by_domain_and_never_in_all(westria: Publication) -> None:
    assert table(westria, "Domain") == [["Rights", "2", "1"], ["Whole", "1", "0"]]
    assert "2 well-developed areas, 1 area with potential" in report_of(westria, "en").picture.words


def test_people_reasons_citation_and_hash_are_said(westria: Publication) -> None:
    told = lines(report_of(westria, "en"))

    for line in ("Nadia Orlova", "ليلى حداد", "The minister changed on that day. sign_off", westria.sha256):
        assert line in told
    assert any(line.startswith("OpenMGI (2031). Profile of Westria. Profile of May 2031, version 1.") for line in told)


def test_a_correction_says_what_it_replaces_and_why(westria: Publication) -> None:
    corrected = publication_of(westria.profile)
    corrected.version, corrected.correction = 2, "A date was wrong."

    assert "It replaces version 1: A date was wrong." in lines(report_of(corrected, "en"))


def test_what_a_profile_was_read_from_is_said_as_far_as_it_is_known(mombasa: Publication) -> None:
    told = lines(report_of(mombasa, "en"))
    source = mombasa.profile.source

    assert source.statement is not None
    for line in (source.title, source.licence, source.statement.texts["en"]):
        assert line in told


def test_a_report_speaks_the_language_that_is_asked_for_whoever_asks(westria: Publication) -> None:
    with translation.override("es"):
        told = report_of(westria, "fr")

    assert (told.language, told.title, told.eyebrow, told.subtitle) == (
        "fr", "Profil de la Westrie", "Profil national", "mai 2031",
    )  # fmt: skip
    assert told.permanent.endswith("/fr/profiles/xxw-2031-05/v1/")
    assert "Éléments bien développés" in [one.text for one in headings(told)]


def test_names_that_the_language_lacks_are_marked_with_theirs() -> None:
    domain = {"number": 1, "name": {"en": "Rights"}, "well_developed": [finding("Care.", "Soins.", answer(quote()))]}
    told = report_of(publication_of(traced_profile(domains=[domain])), "fr")

    assert [(one.text, one.language) for one in headings(told) if one.is_opening] == [("Rights", "en")]


def test_the_colours_are_those_of_the_site() -> None:
    from django.conf import settings  # noqa: PLC0415 - the folder of the style sheet

    style = (settings.BASE_DIR / "openmgi" / "static" / "site.css").read_text(encoding="utf-8").split("@media")[0]
    named = {"ink": colours.INK, "muted": colours.MUTED, "line": colours.LINE, "paper": colours.PAPER,
             "link": colours.LINK, "notice": colours.NOTICE}  # fmt: skip
    named |= {f"domain-{number}": colours.of_domain(number) for number in range(1, 7)}

    assert [name for name, colour in named.items() if f"--{name}: {colour};" not in style] == []
    assert colours.of_domain(7) == colours.INK


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_answer_without_a_label_or_a_domain_without_a_name_is_still_told(language: str) -> None:
    told = {
        "domain": 9,
        "topic": {"en": "Topic"},
        "indicator": "9.1",
        "question": {"en": "Is it?"},
        "option": "partial",
    }
    report = report_of(publication_of(traced_profile(answers=[told])), language)

    assert [one.text for one in headings(report) if one.name == "questions-9"] == ["9"]
    assert "partial" in lines(report)


def test_an_answer_that_says_neither_words_nor_where_one_looked_is_still_named() -> None:
    silent = answer(**{**NOWHERE, "looked": None})
    domain = {"number": 1, "name": {"en": "Rights"}, "potential": [finding("Room.", "Place.", silent)]}

    assert notes(report_of(publication_of(traced_profile(domains=[domain])), "en")) == ["Indicator 1.3. No."]
