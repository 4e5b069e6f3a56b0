"""The texts of a profile as units that go out to a translator and come back, and what comes of each that came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from openmgi.core.text import fingerprint

State = Literal["missing", "stale", "draft", "reviewed"]
Verdict = Literal["empty", "unchanged", "fuzzy", "conflict", "changed"]
ProblemCode = Literal[
    "broken", "no_header", "other_assessment", "other_language", "twice", "unknown", "no_fingerprint", "altered"
]

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unit:
    """A text as it stands: its source, its translation where there is one, and the source that this was made from.

    made_from: the fingerprint of that source, UNKNOWN where nobody knows it, empty without a translation.
    sources: the source as it reads now and as it read before, by fingerprint. notes: for the translator.
    """

    key: str
    source: str
    sources: Mapping[str, str]
    translation: str = ""
    made_from: str = ""
    state: State = "missing"
    notes: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.source)

    @property
    def previous(self) -> str:
        """The source that a stale translation was made from, where that is known."""
        return self.sources.get(self.made_from, "") if self.state == "stale" else ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A unit as it came back, and what the file says of how it went out.

    source_was, sent: fingerprints of source and translation as they went out, `sent` empty where there was none;
    made_from: of the earlier source, where the translation was stale. line: in the file.
    """

    line: int
    key: str
    source: str
    translation: str
    source_was: str
    sent: str = ""
    made_from: str = ""
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be taken; in which line, from 1.

    broken            no PO file from this line on
    no_header         it does not say for which assessment and language it is
    other_assessment  it is for assessment `word`
    other_language    it is in the language `word`
    twice             the unit `word` stands twice
    unknown           there is no text `word`, or no longer
    no_fingerprint    the comment of the unit `word` that tells its source is gone, or is none of ours
    altered           the source of the unit `word` is not what was sent
    """

    line: int
    code: ProblemCode
    word: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a unit that came back.

    empty      nothing is written
    unchanged  it is as it went out, or as the text reads already
    fuzzy      it was written, and is marked as not finished
    conflict   it was written, and the text was changed here meanwhile
    changed    it is to be taken
    """

    verdict: Verdict
    unit: Unit
    returned: Returned

    @property
    def text(self) -> str:
        return plain(self.returned.translation)

    @property
    def made_from(self) -> str:
        """The source that the translation is made from; what is not finished keeps the earlier one and stays stale."""
        returned = self.returned
        return returned.made_from if returned.is_fuzzy and returned.made_from else returned.source_was

    @property
    def is_late(self) -> bool:
        """Whether the translation is stale as soon as it is taken: the source changed since the file was made."""
        return self.made_from != self.unit.fingerprint


def plain(text: str) -> str:
    """A text as files carry it: line ends as one sign, no white space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def sent(unit: Unit) -> str:
    """The fingerprint of a translation as it goes out; empty where there is none."""
    return fingerprint(plain(unit.translation)) if plain(unit.translation) else ""


def problems(returned: Iterable[Returned], units: Mapping[str, Unit]) -> Iterator[Problem]:
    """Why the units of a file cannot be taken, in the order of its lines."""
    seen: set[str] = set()
    for one in returned:
        unit = units.get(one.key)
        if one.key in seen:
            yield Problem(one.line, "twice", one.key)
        elif unit is None:
            yield Problem(one.line, "unknown", one.key)
        elif one.source_was not in unit.sources:
            yield Problem(one.line, "no_fingerprint", one.key)
        elif plain(one.source) != plain(unit.sources[one.source_was]):
            yield Problem(one.line, "altered", one.key)
        seen.add(one.key)


def settle(returned: Returned, unit: Unit, *, with_fuzzy: bool = False) -> Outcome:
    """What comes of a unit; with_fuzzy: take what is marked as not finished as well."""
    outcome = Outcome("changed", unit, returned)
    return Outcome(_verdict(outcome, with_fuzzy=with_fuzzy), unit, returned)


def _verdict(outcome: Outcome, *, with_fuzzy: bool) -> Verdict:
    unit, returned = outcome.unit, outcome.returned
    if not outcome.text:
        return "empty"
    if not _was_touched(outcome) or _stands_already(outcome):
        return "unchanged"
    if returned.is_fuzzy and not with_fuzzy:
        return "fuzzy"
    if sent(unit) == returned.sent and unit.made_from == _was_made_from(returned):
        return "changed"
    if _says_the_same(outcome):
        return "unchanged" if outcome.is_late else "changed"
    return "conflict"


def _was_touched(outcome: Outcome) -> bool:
    """Whether the translator wrote something, or took away the mark of a stale translation because it is right."""
    returned = outcome.returned
    return fingerprint(outcome.text) != returned.sent or (bool(returned.made_from) and not returned.is_fuzzy)


def _says_the_same(outcome: Outcome) -> bool:
    return outcome.text == plain(outcome.unit.translation)


def _stands_already(outcome: Outcome) -> bool:
    """Whether the text says the same, made from the same source or from one that is newer."""
    unit = outcome.unit
    return _says_the_same(outcome) and unit.made_from in {outcome.made_from, unit.fingerprint}


def _was_made_from(returned: Returned) -> str:
    return returned.made_from or (returned.source_was if returned.sent else "")


def taken(outcomes: Iterable[Outcome], take: Mapping[str, str]) -> list[Outcome]:
    """The outcomes that are applied. take: key → fingerprint of what stands; the file is preferred to exactly this."""
    return [
        one
        for one in outcomes
        if one.verdict == "changed" or (one.verdict == "conflict" and take.get(one.unit.key) == sent(one.unit))
    ]
