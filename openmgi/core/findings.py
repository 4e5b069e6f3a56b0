"""Drafting findings: what an editor is warned of, which answers are candidates, how a finding may begin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from openmgi.core.abbreviations import abbreviations_defined, abbreviations_used, singular
from openmgi.core.edition import Indicator, Option
from openmgi.core.judgement import judgements
from openmgi.core.pages import tokens
from openmgi.core.profile import Kind
from openmgi.core.sentences import sentences
from openmgi.core.text import tidy

__all__ = [
    "MOST_SENTENCES",
    "MOST_WORDS",
    "Change",
    "Warning",
    "WarningKind",
    "abbreviations_defined",
    "diff",
    "first_sentence",
    "proposed_kind",
    "warnings",
    "word_count",
]

MOST_WORDS = 45
MOST_SENTENCES = 2

WarningKind = Literal[
    "empty", "judgement", "abbreviation", "defined_twice", "no_year", "too_long", "too_many_sentences"
]
_YEAR = re.compile(r"(?<!\d)[12١٢۱۲]\d{3}(?!\d)")
_LAST_MARK = re.compile(r"\s*[.!?؟۔।…]+$")
_ENDED = re.compile(r"[.!?؟۔।…][\s\"'”’»)\]]*$")
_COMMA = {"ar": "،"}


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - it is the word of the page, and Python's own is not used here
    """Something to mend or to leave knowingly; `words` are those it is about, as the text has them.

    empty               nothing is written; no other warning is given
    judgement           these words judge
    abbreviation        these are explained neither here nor before in the domain
    defined_twice       these are explained here though they were before
    no_year             it says that something exists, not since when
    too_long            more than MOST_WORDS words
    too_many_sentences  more than MOST_SENTENCES sentences
    """

    kind: WarningKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words with what stands between them. removed: before only. added: after only. changed: other words."""

    kind: Literal["same", "removed", "added", "changed"]
    before: str
    after: str


_KINDS: dict[str, Literal["same", "removed", "added", "changed"]] = {
    "equal": "same",
    "delete": "removed",
    "insert": "added",
    "replace": "changed",
}


def warnings(text: str, language: str, kind: Kind, known: Collection[str] = ()) -> list[Warning]:
    """What to look at again in the text of a finding, in the order of `Warning`.

    known: the abbreviations that findings before it in its domain define. Judgement words are known in some languages.
    """
    return list(_warnings(text, language, kind, known)) if text.strip() else [Warning("empty")]


def _warnings(text: str, language: str, kind: Kind, known: Collection[str]) -> Iterator[Warning]:
    before, here = {singular(one) for one in known}, abbreviations_defined(text)
    about: dict[WarningKind, list[str]] = {
        "judgement": judgements(text, language),
        "abbreviation": [one for one in abbreviations_used(text) if one not in before | here],
        "defined_twice": sorted(before & here),
    }
    yield from (Warning(what, tuple(words)) for what, words in about.items() if words)
    if kind == "well_developed" and not _YEAR.search(text):
        yield Warning("no_year")
    if word_count(text) > MOST_WORDS:
        yield Warning("too_long")
    if len(sentences(text)) > MOST_SENTENCES:
        yield Warning("too_many_sentences")


def word_count(text: str) -> int:
    """How many words a text has; a sign that stands alone is none."""
    return sum(any(map(str.isalnum, word)) for word in tidy(text).split())


def proposed_kind(option: Option, indicator: Indicator) -> Kind | None:
    """The kind of finding that an answer may become; None for what is no answer.

    Well developed is the strongest answer: the one with most points where the edition gives points, else the last one
    that the edition lists. An answer that has to say where one looked found nothing, and is never the strongest.
    """
    if option.kind != "answer":
        return None
    return "well_developed" if option.code in _strongest(indicator) else "potential"


def _strongest(indicator: Indicator) -> set[str]:
    found = [one for one in indicator.answers if "looked" not in one.needs]
    points = [one.half_points or 0 for one in found]
    if any(points):
        return {one.code for one, of_it in zip(found, points, strict=True) if of_it == max(points)}
    return {one.code for one in found[-1:]}


def first_sentence(justification: str, source_title: str, year: str, language: str) -> str:
    """How a finding may begin: the first sentence of the justification, with the instrument and its year in brackets.

    What the sentence names already is not said again; a year goes after the instrument where that is named.
    """
    sentence = next(iter(sentences(justification)), "")
    if not sentence:
        return ""
    title = tidy(source_title).rstrip(".")
    named = re.search(rf"(?<!\w){re.escape(title)}(?!\w)", sentence, re.IGNORECASE) if title else None
    says = f"{sentence} {title}"
    missing = [] if named or not title else [title]
    if year and not re.search(rf"(?<!\d){re.escape(year)}(?!\d)", says):
        missing.append(year)
    bracket = f" ({(_COMMA.get(language.partition('-')[0], ',') + ' ').join(missing)})" if missing else ""
    mark = _LAST_MARK.search(sentence)
    place = named.end() if named else mark.start() if mark else len(sentence)
    opening = sentence[:place] + bracket + sentence[place:]
    return opening if _ENDED.search(opening) else f"{opening}."


def diff(before: str, after: str) -> tuple[Change, ...]:
    """What changed, word by word. The parts of either side, put together, are its text."""
    old, new = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new], autojunk=False)
    return tuple(Change(_KINDS[tag], "".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in matcher.get_opcodes())


def _pieces(text: str) -> list[str]:
    """A text in its words and signs, each with what follows it up to the next."""
    starts = [0, *[token.start for token in tokens(text)][1:]]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if text]
