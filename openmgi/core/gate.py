"""The gate of publication: everything that keeps a profile from being published.

What a finding rests on are the agreed answers to its indicators. An answer to an indicator that it does not name, and a
quote of such an answer, count for nothing: a reader could not follow the trace.

Where one reason makes another pointless, only the first is given, since mending it settles which of the others hold:
a finding without any answer is not asked for a quote, a stale translation not for its review, nor a missing sign-off
for its version. Apart from that, all are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from openmgi.core.profile import Kind
from openmgi.core.text import Language, Text

ReasonCode = Literal[
    "no_findings",
    "finding_without_answer",
    "answer_not_agreed",
    "well_developed_without_quote",
    "potential_without_looking",
    "quote_does_not_hold",
    "comment_without_disposition",
    "not_signed",
    "signed_other_version",
    "translation_missing",
    "translation_stale",
    "translation_not_reviewed",
    "introduction_missing",
    "introduction_stale",
    "introduction_not_reviewed",
]
REASON_CODES: tuple[ReasonCode, ...] = get_args(ReasonCode)


@dataclass(frozen=True, slots=True)
class GateQuote:
    """A quote of an answer.

    holds: it stands on its page now. is_public: readers may see the document. is_bound: it is bound to characters of a
    file; a quote that is not can be neither right nor wrong, so it never counts and never blocks.
    """

    key: int
    holds: bool
    is_public: bool
    is_bound: bool

    @property
    def supports(self) -> bool:
        """Whether a reader can check a well-developed finding against it."""
        return self.is_bound and self.holds and self.is_public


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """An answer that chose an option. has_looked: it says where one looked."""

    indicator: str
    is_agreed: bool
    has_looked: bool
    quotes: tuple[GateQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class GateFinding:
    """A finding with the codes of its indicators and the keys of its quotes.

    reviewed: the languages, the source included, whose present text somebody has reviewed.
    """

    key: int
    domain: int
    kind: Kind
    indicators: tuple[str, ...]
    quotes: tuple[int, ...]
    text: Text
    reviewed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    text: Text
    reviewed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateComments:
    """The keys of the comments of the consultation that have no disposition."""

    open: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOff:
    """version: hash of the content that was signed."""

    version: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be published: findings in the order of the page, in these languages (at least one).

    content_hash: what a sign-off of the present content names. A source text that is in none of the languages is not
    published, so it needs no review.
    """

    findings: tuple[GateFinding, ...]
    answers: tuple[GateAnswer, ...]
    languages: tuple[Language, ...]
    comments: GateComments
    sign_off: SignOff | None
    content_hash: str
    introduction: Introduction | None


@dataclass(frozen=True, slots=True)
class Reason:
    """What must be mended, and where: the fields that a code does not need stay empty.

    no_findings                   the profile says nothing
    finding_without_answer        none of its indicators has an answer
    answer_not_agreed             of an indicator of a finding of which no answer is agreed
    well_developed_without_quote  the finding names no quote of its answers that holds and that readers may see
    potential_without_looking     none of its answers says where one looked
    quote_does_not_hold           a bound quote of an answer that a finding rests on, used by the finding or not
    comment_without_disposition   of the consultation
    not_signed                    nobody has signed off
    signed_other_version          the content was changed after it was signed
    translation_missing, translation_stale, translation_not_reviewed
                                  of a finding in a language; the text in its source language is reviewed too
    introduction_missing, introduction_stale, introduction_not_reviewed
                                  the same of the introduction; without a language when there is none at all
    """

    code: ReasonCode
    finding: int | None = None
    indicator: str = ""
    language: str = ""
    quote: int | None = None
    comment: int | None = None


def reasons(case: Case) -> list[Reason]:
    """Everything that forbids publication: by code in the order of `Reason`, then in the order of the page."""
    return sorted(_reasons(case), key=lambda one: REASON_CODES.index(one.code))


def _reasons(case: Case) -> Iterator[Reason]:
    answers = {answer.indicator: answer for answer in case.answers}
    if not case.findings:
        yield Reason("no_findings")
    for finding in case.findings:
        yield from _grounds(finding, [answers[one] for one in finding.indicators if one in answers])
        for what, language in _untranslated(finding.text, finding.reviewed, case.languages):
            yield Reason(_OF_FINDING[what], finding=finding.key, language=language)
    yield from _quotes(case)
    yield from (Reason("comment_without_disposition", comment=comment) for comment in case.comments.open)
    yield from _sign_off(case)
    yield from _introduction(case)


def _grounds(finding: GateFinding, answers: Sequence[GateAnswer]) -> Iterator[Reason]:
    """What the finding lacks to rest on. While no answer is agreed, all are looked at, to show at once what lacks."""
    if not answers:
        yield Reason("finding_without_answer", finding=finding.key)
        return
    agreed = [answer for answer in answers if answer.is_agreed]
    if not agreed:
        yield from (Reason("answer_not_agreed", finding=finding.key, indicator=one.indicator) for one in answers)
    grounds = agreed or answers
    if finding.kind == "well_developed":
        if not any(quote.supports and quote.key in finding.quotes for one in grounds for quote in one.quotes):
            yield Reason("well_developed_without_quote", finding=finding.key)
    elif not any(one.has_looked for one in grounds):
        yield Reason("potential_without_looking", finding=finding.key)


def _quotes(case: Case) -> Iterator[Reason]:
    """Each quote once, however many findings rest on its answer; it is mended at the answer."""
    used = {indicator for finding in case.findings for indicator in finding.indicators}
    for answer in case.answers:
        for quote in answer.quotes:
            if answer.indicator in used and quote.is_bound and not quote.holds:
                yield Reason("quote_does_not_hold", indicator=answer.indicator, quote=quote.key)


def _sign_off(case: Case) -> Iterator[Reason]:
    if case.sign_off is None:
        yield Reason("not_signed")
    elif case.sign_off.version != case.content_hash:
        yield Reason("signed_other_version")


def _introduction(case: Case) -> Iterator[Reason]:
    if case.introduction is None:
        yield Reason("introduction_missing")
        return
    for what, language in _untranslated(case.introduction.text, case.introduction.reviewed, case.languages):
        yield Reason(_OF_INTRODUCTION[what], language=language)


_Untranslated = Literal["missing", "stale", "not_reviewed"]
_OF_FINDING: dict[_Untranslated, ReasonCode] = {
    "missing": "translation_missing",
    "stale": "translation_stale",
    "not_reviewed": "translation_not_reviewed",
}
_OF_INTRODUCTION: dict[_Untranslated, ReasonCode] = {
    "missing": "introduction_missing",
    "stale": "introduction_stale",
    "not_reviewed": "introduction_not_reviewed",
}


def _untranslated(
    text: Text, reviewed: Sequence[str], languages: Sequence[Language]
) -> Iterator[tuple[_Untranslated, Language]]:
    """The languages in which a text cannot be published, and why. A text of white space is missing."""
    for language in languages:
        state = text.state(language)
        if not text.texts.get(language, "").strip():
            yield "missing", language
        elif state == "stale":
            yield "stale", language
        elif language not in reviewed:
            yield "not_reviewed", language
