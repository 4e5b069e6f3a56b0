"""Typst breaks where a hyphen ends a line with a link that runs from right to left: reports have no such lines."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
import typst

from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import (
    Block,
    CitedFinding,
    Findings,
    Heading,
    Line,
    Paragraph,
    Piece,
    Report,
    Role,
    Source,
    Sources,
    Style,
)
from openmgi.publications.report.content import report_of
from openmgi.publications.report.pdf import pdf
from tests.publications.report.reading import pages

ACTS = "the Border Control Act; migration governance; the Official Journal; the website of the Ministry of Labour"
SOFT = "mi\u00adgra\u00adtion gov\u00ader\u00adnance inter\u00adna\u00adtional"


def said(report: Report, *blocks: Block) -> Report:
    """The same report, but it says this."""
    opening = Heading("Rights", 2, "domain-1", 1, is_opening=True)
    source = Source(1, "source-1", (Piece("An Act", "title"),))
    return replace(report, blocks=(Heading("Findings", 1), opening, *blocks, Sources((source,))))


def cited_at_every_width(*words: Piece) -> Findings:
    """The same note with more and more words before it, so that its lines break in many places."""
    notes = [(Piece("هدف " * number), *words) for number in range(40)]
    return Findings("potential", 1, tuple(CitedFinding((Piece("لا توجد خطة."),), (note,)) for note in notes))


@pytest.mark.parametrize("words", [ACTS, SOFT * 3])
def test_words_of_another_language_break_in_notes_that_read_from_right_to_left(
    large: Publication, caplog: pytest.LogCaptureFixture, words: str
) -> None:
    file = pdf(said(report_of(large, "ar"), cited_at_every_width(Piece(words, language="en"))))

    assert b"pdfuaid:part>1<" in file
    assert caplog.messages == []


ARABIC = "يمنح قانون الأجانب المتخيَّل كل شخص حق الحصول على الرعاية العاجلة، (2015) ١٢٫٥ – «ويحدد» الوزارة؛"
STYLES: tuple[Style, ...] = ("", "", "strong", "title", "code", "muted", "untraced")
ROLES: tuple[Role, ...] = ("body", "lead", "aside", "finding", "asked", "answer", "quote", "cited")


class Chance:
    """Lines and blocks of any length and mixture, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - a sample, the same each time

    def words(self) -> Piece:
        language = self.random.choice(["", "en", "fr", "ar"])
        known = ARABIC.split() if language == "ar" else [*ACTS.split(), *SOFT.split(), *ARABIC.split()[:4]]
        text = " ".join(self.random.choices(known, k=self.random.choice([1, 3, 9, 30])))
        return Piece(text, self.random.choice(STYLES), language)

    def link(self) -> Piece:
        address = "https://" + "".join(self.random.choices("abcdefé/-._%?= ", k=self.random.choice([5, 20, 80])))
        return self.random.choice(
            [Piece(address, link=address), Piece("Source\u00a01", link="#source-1"), self.words()]
        )

    def line(self) -> Line:
        groups = [(self.words(), Piece(". "), self.link(), Piece(". ")) for _ in range(self.random.randint(1, 4))]
        return tuple(piece for group in groups for piece in group)

    def block(self) -> Block:
        if self.random.random() < 0.5:
            return Paragraph(self.line(), self.random.choice(ROLES), 1, self.random.choice(["", "", "en", "ar"]))
        items = [CitedFinding(self.line(), (self.line(), self.line())) for _ in range(self.random.randint(1, 4))]
        return Findings("potential", 1, tuple(items))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("seed", range(4))
def test_wherever_lines_and_pages_break_a_report_is_made_with_all_its_links(
    large: Publication, caplog: pytest.LogCaptureFixture, language: str, seed: int
) -> None:
    chance = Chance(seed)
    blocks = [chance.block() for _ in range(60)]
    file = pdf(replace(said(report_of(large, language), *blocks), title=chance.words().text))

    assert b"pdfuaid:part>1<" in file
    assert caplog.messages == []


def test_where_typst_breaks_a_report_loses_its_links_but_is_for_everybody(
    large: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    glued: list[Line] = [
        (Piece("ab " * number), Piece("governance", link="https://example.org"), Piece("ability of all"))
        for number in range(60)
    ]
    file = pdf(said(report_of(large, "en"), *(Paragraph(line) for line in glued)))

    assert b"pdfuaid:part>1<" in file
    assert b"example.org" not in file
    assert len(caplog.messages) == 1
    assert "without links" in caplog.messages[0]


def test_a_report_that_typst_cannot_tag_is_made_without_tags(
    westria: Publication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole: Any = typst.compile
    broken: Any = typst.TypstError

    def breaking(*told: Any, pdf_tags: bool, **more: Any) -> Any:
        if pdf_tags:
            raise broken("internal error: parent group")
        return whole(*told, pdf_tags=pdf_tags, **more)

    monkeypatch.setattr(typst, "compile", breaking)
    file = pdf(report_of(westria, "en"))

    assert b"/StructTreeRoot" not in file
    assert "Two people answered." in "".join(pages(file))
    assert "without tags" in caplog.messages[-1]


def test_what_typst_rightly_finds_fault_with_is_said(westria: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: Any = typst.TypstError

    def refusing(*_told: Any, **_more: Any) -> Any:
        raise wrong("unknown variable: report")

    monkeypatch.setattr(typst, "compile", refusing)

    with pytest.raises(typst.TypstError, match="unknown variable"):
        pdf(report_of(westria, "en"))
