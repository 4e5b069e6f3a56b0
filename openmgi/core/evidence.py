"""Suggested evidence: what is looked for on behalf of an indicator, and in which order what was found is shown.

The query of an indicator is its search terms, in each language of the edition. A term is a concept: “stay of removal”
counts by its rare words, counts more when all of them are there, and most when they stand together. The order can be
explained: each passage says which terms, in the words of the edition, it was found by.

Words are compared by their stems; whoever calls knows how a language forms them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from openmgi.core.edition import Indicator
from openmgi.core.passages import NORMAL_WORDS
from openmgi.core.text import fold

Stems = Callable[[str], Sequence[str]]

# Authors write the most telling terms first: the ninth counts half as much as the first.
_HALF_WEIGHT_AFTER = 8
# The usual constants of BM25 (Robertson and Zaragoza: The Probabilistic Relevance Framework, 2009).
_SATURATION = 1.2
_LENGTH = 0.75
_TOGETHER = 1.0  # what a term gains when its words stand side by side
_APART = 4  # words between them that halve the gain
_SHARED = 0.25  # the power by which a word tells less that many terms share: they are not as many proofs
_SECONDARY = 0.7  # what a passage keeps that only defines words or says when the act begins
_LEARNED = 0.5  # what one decision of an analyst moves a term
_SAME_DOCUMENT = 0.15  # what a passage gains when another of its document was accepted
_PARTLY_EXPLAINED = 2
_EXPLAINED = 8  # terms that are shown as the reason

# Headings of sections that hold no answer: definitions, short title, commencement, repeal, transition.
_SECONDARY_HEADING = re.compile(
    r"\b(?:definitions?|interpretation|short title|citation|commencement|coming into force|entry into force|repeals?"
    r"|transitional|consequential amendments?|titre abrege|entree en vigueur|abrogations?|dispositions? transitoires?"
    r"|terminologie|definiciones|titulo abreviado|entrada en vigor|derogacion(?:es)?|disposicion(?:es)? transitorias?"
    r")\b"
    r"|تعريف|تعاريف|دخول حيز النفاذ|احكام انتقالية|أحكام انتقالية"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A search term in the words of the edition, and how much it counts."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Concept:
    """A term by the stems of its words, none twice."""

    term: Term
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """A passage by the stems of its words: where each stands in the text, and how often each is in the headings."""

    places: Mapping[str, Sequence[int]]
    headings: Mapping[str, int]
    length: int
    is_secondary: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much a passage has to do with an indicator (0: nothing), and the terms by which it was found, best first."""

    score: float
    terms: tuple[str, ...]


# What is looked for


def query(indicator: Indicator) -> dict[str, tuple[Term, ...]]:
    """The terms of an indicator by language; in a language without terms, its question stands for them."""
    languages = [*indicator.terms, *(language for language in indicator.question if language not in indicator.terms)]
    found = {}
    for language in languages:
        texts = indicator.terms.get(language) or (indicator.question.get(language, ""),)
        found[language] = weighted(text for text in texts if text)
    return {language: terms for language, terms in found.items() if terms}


def weighted(texts: Iterable[str]) -> tuple[Term, ...]:
    """Terms that count less the later they stand."""
    return tuple(Term(text, 1 / (1 + place / _HALF_WEIGHT_AFTER)) for place, text in enumerate(texts))


def learned(
    terms: Sequence[Term], accepted: Iterable[Collection[str]], rejected: Iterable[Collection[str]]
) -> tuple[Term, ...]:
    """The terms after what an analyst decided in this assessment: each decision has the terms of a passage.

    A term by which accepted passages were found counts more, one by which rejected passages were found less; one of
    each leaves it as it was.
    """
    balance: dict[str, int] = {}
    for step, decisions in ((1, accepted), (-1, rejected)):
        for decision in decisions:
            for text in decision:
                balance[text] = balance.get(text, 0) + step
    return tuple(replace(term, weight=term.weight * _factor(balance.get(term.text, 0))) for term in terms)


def _factor(balance: int) -> float:
    return 1 + _LEARNED * balance if balance >= 0 else 1 / (1 - _LEARNED * balance)


def concepts(terms: Iterable[Term], stems: Stems) -> tuple[Concept, ...]:
    """The terms by their stems; `stems` leaves out the words that say nothing (the, of)."""
    found = (Concept(term, tuple(dict.fromkeys(stems(term.text)))) for term in terms)
    return tuple(concept for concept in found if concept.stems)


def word_weights(looked_for: Iterable[Concept]) -> dict[str, float]:
    """How much each stem counts on its own: the words by which passages are fetched before they are judged."""
    weights: dict[str, float] = {}
    for concept in looked_for:
        for stem in concept.stems:
            weights[stem] = weights.get(stem, 0) + concept.term.weight / math.sqrt(len(concept.stems))
    return weights


def rarity(holding: int, passages: int) -> float:
    """What a word tells that so many of all passages hold: the inverse document frequency of BM25."""
    return math.log(1 + max(0.0, passages - holding + 0.5) / (holding + 0.5))


def worth(looked_for: Iterable[Concept], rarity_of: Callable[[str], float]) -> dict[str, float]:
    """What each stem tells: its rarity, and less where many terms share it."""
    shared: dict[str, float] = {}
    for concept in looked_for:
        for stem in concept.stems:
            shared[stem] = shared.get(stem, 0) + concept.term.weight
    return {stem: rarity_of(stem) / max(1.0, weight) ** _SHARED for stem, weight in shared.items()}


# How a passage is judged


def analysed(text: Sequence[str], headings: Sequence[str], *, is_secondary: bool = False) -> Analysed:
    """A passage from the stems of its text and of its headings, in order."""
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(text):
        places.setdefault(stem, []).append(place)
    counted: dict[str, int] = {}
    for stem in headings:
        counted[stem] = counted.get(stem, 0) + 1
    return Analysed(places, counted, len(text), is_secondary)


def is_secondary(headings: Sequence[str]) -> bool:
    """Whether the last heading says that a section defines words, or says when an act begins and what it repeals."""
    return bool(headings) and _SECONDARY_HEADING.search(fold(headings[-1])) is not None


def judge(passage: Analysed, looked_for: Sequence[Concept], told: Mapping[str, float]) -> Evidence:
    """How much a passage has to do with these concepts, as a share of what one could have at best; `told`: `worth`."""
    found = []
    best = 0.0
    for concept in looked_for:
        value, is_whole = _value(passage, concept, told)
        best += _best(concept, told)
        if value:
            found.append((value, is_whole, concept.term.text))
    score = sum(value for value, _, _ in found) / best if best else 0.0
    return Evidence(score * (_SECONDARY if passage.is_secondary else 1), _reasons(found))


def _reasons(found: Sequence[tuple[float, bool, str]]) -> tuple[str, ...]:
    """The terms that are there, those of most value first; where none is there whole, those of which most is there."""
    ordered = sorted(found, key=lambda one: -one[0])
    whole = [text for _, is_whole, text in ordered if is_whole]
    return tuple(whole[:_EXPLAINED] or [text for _, _, text in ordered[:_PARTLY_EXPLAINED]])


def _value(passage: Analysed, concept: Concept, told: Mapping[str, float]) -> tuple[float, bool]:
    """What a term is worth in a passage, and whether all its words are there.

    The sum over its words of what they tell times their saturated frequency, divided by the root of their number (or
    long terms would win), times the share of the term that is there, and more where its words stand together.
    """
    value = there = whole = 0.0
    for stem in concept.stems:
        rare = told.get(stem, 0.0)
        frequency = _frequency(passage, stem)
        whole += rare
        if frequency:
            there += rare
            value += rare * frequency * (_SATURATION + 1) / (frequency + _SATURATION)
    if not value:
        return 0.0, False
    is_whole = all(stem in passage.places or stem in passage.headings for stem in concept.stems)
    gain = 1 + _TOGETHER * _closeness(passage, concept.stems) if is_whole else 1
    return concept.term.weight * value / math.sqrt(len(concept.stems)) * (there / whole) * gain, is_whole


def _best(concept: Concept, told: Mapping[str, float]) -> float:
    rare = sum(told.get(stem, 0.0) for stem in concept.stems)
    return concept.term.weight * rare * (_SATURATION + 1) / math.sqrt(len(concept.stems)) * (1 + _TOGETHER)


def _frequency(passage: Analysed, stem: str) -> float:
    """How often a word is there: in the text by the measure of its length, and in the headings."""
    in_text = len(passage.places.get(stem, ()))
    length = 1 - _LENGTH + _LENGTH * passage.length / NORMAL_WORDS
    return (in_text / length if in_text else 0.0) + passage.headings.get(stem, 0)


def _closeness(passage: Analysed, stems: Sequence[str]) -> float:
    """1 where the words of a term stand side by side in the text, less the more stands between them, 0 if one lacks."""
    if len(stems) == 1:
        return 0.0
    span = narrowest([passage.places.get(stem, ()) for stem in stems])
    return 0.0 if span is None else 1 / (1 + max(0, span - len(stems) - 1) / _APART)


def narrowest(places: Sequence[Sequence[int]]) -> int | None:
    """The number of words of the shortest stretch that holds one of each; None where one has no place."""
    if not all(places):
        return None
    events = sorted((place, which) for which, those in enumerate(places) for place in those)
    latest: dict[int, int] = {}
    best: int | None = None
    for place, which in events:
        latest[which] = place
        if len(latest) == len(places):
            span = place - min(latest.values()) + 1
            best = span if best is None else min(best, span)
    return best


def favoured(score: float, document: Hashable, accepted_from: Collection[Hashable]) -> float:
    """The score of a passage, higher when an analyst accepted another of its document for the same indicator."""
    return score * (1 + _SAME_DOCUMENT) if document in accepted_from else score
