"""What a good edition keeps to, each rule as a small check with a name, a description and one method.

The parser holds the form of the files; these checks hold what is in them. A fault names the indicator and the language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from openmgi.core.edition import Edition
from openmgi.core.text import Language, Names, fold

MOST_WORDS = 45
NEARLY_THE_SAME = 0.9
SDG_ITEMS = tuple(f"{domain}{letter}" for domain in range(1, 7) for letter in "abcde")
GCM_OBJECTIVES = tuple(range(1, 24))
QUESTION_MARKS = ("?", "؟")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: the check that found it, where (an indicator's code or the edition), and what."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} [{self.check}]"


class Check:
    """One rule. `name` is what a person can look up in docs/framework.md."""

    name: str
    description: str

    def faults(self, edition: Edition) -> Iterator[Fault]:
        raise NotImplementedError

    def fault(self, where: str, what: str) -> Fault:
        return Fault(self.name, where, what)


class UniqueCodes(Check):
    name = "unique-codes"
    description = "Each code stands for one indicator."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        counted = Counter(indicator.code for indicator in edition.indicators())
        for code, count in counted.items():
            if count > 1:
                yield self.fault(code, f"{count} indicators have this code")


class CodesInOrder(Check):
    name = "codes-in-order"
    description = (
        "Domains, topics and indicators stand in the order of their codes, and a code begins as its place says."
    )

    def faults(self, edition: Edition) -> Iterator[Fault]:
        before: tuple[object, ...] = ()
        for domain, topic, indicator in edition.placed():
            key = (domain.number, *_natural(topic.code), *_natural(indicator.code))
            if key < before:
                yield self.fault(indicator.code, "stands after a later code")
            if not indicator.code.startswith(str(domain.number)):
                yield self.fault(indicator.code, f"does not begin with the number of its domain, {domain.number}")
            before = key


class EveryLanguage(Check):
    name = "every-language"
    description = "Every text is there in every language that the edition declares, as far as the language goes."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        yield from self._missing(_asked(edition), edition.asked_in)
        yield from self._missing(_explained(edition), edition.languages)
        for domain in edition.domains:
            for topic in domain.topics:
                for language in edition.named_in:
                    if not topic.name.get(language, "").strip():
                        yield self.fault(f"{domain.number}.{topic.code}", f"the topic has no name in {language}")

    def _missing(self, texts: Iterator[tuple[str, Names]], languages: Sequence[Language]) -> Iterator[Fault]:
        for where, names in texts:
            for language in languages:
                if not names.get(language, "").strip():
                    yield self.fault(where, f"no text in {language}")


class Questions(Check):
    name = "questions"
    description = f"A question ends with a question mark and has at most {MOST_WORDS} words."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        for indicator in edition.indicators():
            for language, question in indicator.question.items():
                if not question.rstrip().endswith(QUESTION_MARKS):
                    yield self.fault(indicator.code, f"the question in {language} does not end with a question mark")
                words = len(question.split())
                if words > MOST_WORDS:
                    yield self.fault(
                        indicator.code, f"the question in {language} has {words} words; at most {MOST_WORDS}"
                    )


class CriteriaDiffer(Check):
    name = "criteria-differ"
    description = "No two options of an indicator have the same criterion."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        for indicator in edition.indicators():
            for one, other in combinations(indicator.options, 2):
                for language in edition.languages:
                    text = one.criterion.get(language)
                    if text and fold(text) == fold(other.criterion.get(language, "")):
                        yield self.fault(
                            indicator.code, f"the criteria of {one.code} and {other.code} are the same in {language}"
                        )


class SearchTerms(Check):
    name = "search-terms"
    description = "Each indicator has search terms in every language, none twice."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        for indicator in edition.indicators():
            for language in edition.languages:
                terms = indicator.terms.get(language, ())
                if not terms:
                    yield self.fault(indicator.code, f"no search terms in {language}")
                for term, count in Counter(map(fold, terms)).items():
                    if count > 1:
                        yield self.fault(indicator.code, f"the search term “{term}” stands {count} times in {language}")


class KnownLinks(Check):
    name = "known-links"
    description = "Links lead to items of SDG 10.7.2 and objectives of the Global Compact that exist."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        for indicator in edition.indicators():
            for item in indicator.sdg:
                if item not in SDG_ITEMS:
                    yield self.fault(indicator.code, f"SDG 10.7.2 has no item {item}")
            for objective in indicator.gcm:
                if objective not in GCM_OBJECTIVES:
                    yield self.fault(indicator.code, f"the Global Compact has no objective {objective}")


class Coverage(Check):
    name = "coverage"
    description = (
        "Where an edition says that it covers them, every SDG item and every Global Compact objective is reached."
    )

    def faults(self, edition: Edition) -> Iterator[Fault]:
        items = {item for indicator in edition.indicators() for item in indicator.sdg}
        objectives = {objective for indicator in edition.indicators() for objective in indicator.gcm}
        if "sdg" in edition.covers:
            for item in SDG_ITEMS:
                if item not in items:
                    yield self.fault(edition.code, f"no indicator informs SDG item {item}")
        if "gcm" in edition.covers:
            for objective in GCM_OBJECTIVES:
                if objective not in objectives:
                    yield self.fault(edition.code, f"no indicator informs Global Compact objective {objective}")


class NearDuplicates(Check):
    name = "near-duplicates"
    description = "No two questions are nearly the same."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        source = edition.languages[0]
        words = [(one, fold(one.question.get(source, "")).split()) for one in edition.indicators()]
        for (one, first), (other, second) in combinations(words, 2):
            if _alike(first, second):
                yield self.fault(other.code, f"asks nearly what {one.code} asks")


class Stages(Check):
    name = "stages"
    description = "Every stage can be reached from the first, every move leads to a stage, and someone may make it."

    def faults(self, edition: Edition) -> Iterator[Fault]:
        codes = [stage.code for stage in edition.stages]
        reached = set(codes[:1])
        for stage in edition.stages:
            if stage.code not in reached:
                yield self.fault(stage.code, "no move of an earlier stage leads to this stage")
            for move in stage.moves:
                reached.add(move.to)
                if move.to not in codes:
                    yield self.fault(stage.code, f"leads to {move.to}, which is no stage")
                if not move.by:
                    yield self.fault(stage.code, f"nobody may move from here to {move.to}")


CHECKS: tuple[Check, ...] = (
    UniqueCodes(),
    CodesInOrder(),
    EveryLanguage(),
    Questions(),
    CriteriaDiffer(),
    SearchTerms(),
    KnownLinks(),
    Coverage(),
    NearDuplicates(),
    Stages(),
)


def check_edition(edition: Edition) -> list[Fault]:
    """Everything that the checks find, in the order of the checks."""
    return [fault for check in CHECKS for fault in check.faults(edition)]


def _alike(first: list[str], second: list[str]) -> bool:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= NEARLY_THE_SAME and matcher.ratio() >= NEARLY_THE_SAME


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    """`1.A10` after `1.A9`: numbers by value, letters by letter."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", code))


def _asked(edition: Edition) -> Iterator[tuple[str, Names]]:
    """The texts that a language must have in which the questions are asked."""
    yield edition.code, edition.title
    yield edition.code, edition.statement
    for indicator in edition.indicators():
        yield indicator.code, indicator.question
        yield from ((indicator.code, option.label) for option in indicator.options)


def _explained(edition: Edition) -> Iterator[tuple[str, Names]]:
    """The texts by which a question is answered: only a complete language has them."""
    for indicator in edition.indicators():
        yield from ((indicator.code, option.criterion) for option in indicator.options)
        yield from ((indicator.code, names) for names in indicator.guidance.values())
