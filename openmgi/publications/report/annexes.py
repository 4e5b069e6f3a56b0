"""The annexes: every question with its answer, and the evidence for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from openmgi.core.profile import KINDS, AgreedAnswer, AnswerTrace, Domain, Finding, Profile
from openmgi.publications.report.blocks import Block, Column, Heading, Line, Paragraph, Piece, Role, Row, Table
from openmgi.publications.report.citing import Numbers, citation, looked
from openmgi.publications.report.wording import foreign, kind_title, named, paragraphs, shared


def questions(profile: Profile) -> Iterator[Block]:
    """Every question of the set with the answer that was agreed, a table for each domain."""
    if not profile.answers:
        return
    yield Heading(_("Annex: questions and answers"), 1, "questions")
    yield Paragraph((Piece(_("Every question of the set, with the answer that was agreed.")),))
    names = {one.number: one.name for one in profile.domains}
    for number, answers in groupby(profile.answers, key=lambda one: one.domain):
        name = named(names.get(number, {"": str(number)}))
        yield Heading(name.text, 2, f"questions-{number}", number, language=name.language)
        yield _table(tuple(answers), number)


def _table(answers: tuple[AgreedAnswer, ...], domain: int) -> Table:
    rows: list[Row] = []
    for topic, found in groupby(answers, key=lambda one: one.topic):
        rows.append(Row(((named(topic, "strong"),),), domain, is_group=True))
        rows += [Row(_cells(one), domain) for one in found]
    columns = (Column(_("Code"), 8), Column(_("Question"), 74), Column(_("Answer"), 18))
    return Table(columns, tuple(rows))


def _cells(one: AgreedAnswer) -> tuple[Line, ...]:
    label = named(one.option_label) if one.option_label else Piece(one.option or _("not answered"), "muted")
    return (Piece(one.indicator, "code"),), (named(one.question),), (label,)


def evidence(profile: Profile, numbers: Numbers) -> Iterator[Block]:
    """For each traced finding the answers on which it rests, with the words of their sources."""
    if not any(_is_traced(one) for domain in profile.domains for _kind, _order, one in domain.findings()):
        return
    yield Heading(_("Annex: evidence for each finding"), 1, "evidence")
    yield Paragraph(
        (
            Piece(
                _(
                    "Below each finding stand the questions and answers on which it rests, and the words of the"
                    " sources, each checked against the stored file."
                )
            ),
        )
    )
    for domain in profile.domains:
        yield from _domain(domain, numbers)


def _is_traced(finding: Finding) -> bool:
    return bool(finding.trace.answers)


def _domain(domain: Domain, numbers: Numbers) -> Iterator[Block]:
    traced = {kind: list(filter(_is_traced, domain.of(kind))) for kind in KINDS}
    if not any(traced.values()):
        return
    name = named(domain.name)
    yield Heading(name.text, 2, f"evidence-{domain.number}", domain.number, language=name.language)
    for kind, findings in traced.items():
        if findings:
            yield Heading(kind_title(kind), 3, domain=domain.number)
        for finding in findings:
            yield from _evidence(finding, domain.number, numbers)


def _evidence(finding: Finding, domain: int, numbers: Numbers) -> Iterator[Block]:
    yield Paragraph(tuple(Piece(text) for text in paragraphs(finding.text)), "finding", domain)
    for answer in finding.trace.answers:
        yield from _answer(answer, domain, numbers)


def _answer(answer: AnswerTrace, domain: int, numbers: Numbers) -> Iterator[Block]:
    yield _said((Piece(answer.indicator, "code"), Piece(" "), named(answer.question)), "asked", domain)
    line: Line = (named(answer.option_label, "strong"),)
    if answer.justification:
        line += (Piece(" "), named(answer.justification.texts))
    yield _said(line, "answer", domain)
    if answer.looked:
        yield Paragraph(looked(answer), "answer", domain)
    for quote in answer.quotes:
        language = foreign(quote.language)
        yield Paragraph((Piece(quote.reading),), "quote", domain, language)
        if language and quote.translation:
            yield Paragraph((Piece(_("Translation:"), "muted"), Piece(" "), named(quote.translation)), "answer", domain)
        yield Paragraph(citation([quote], numbers), "cited", domain)


def _said(line: Line, role: Role, domain: int) -> Paragraph:
    return Paragraph(line, role, domain, shared(line))
