"""Search within an edition: words in its texts, whatever their case and accents, and where they stand, to be marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openmgi.core.edition import GUIDANCE_PARTS, Edition, EditionDomain, Indicator, Topic
from openmgi.core.text import fold

Field = str  # "question", "terms", "criterion" or "guidance": the order in which hits are shown
FIELDS: tuple[Field, ...] = ("code", "question", "terms", "criterion", "guidance")
_LONGEST = 40  # letters of a word that are compared
_AROUND = 90  # characters shown before and after the first found word of a long text


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `found` says whether it is one of the words that were looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator in which all words were found, and the text that has most to do with it."""

    domain: EditionDomain
    topic: Topic
    indicator: Indicator
    field: Field
    language: str
    excerpt: tuple[Part, ...]


def search(edition: Edition, query: str, language: str) -> list[Hit]:
    """The indicators that have every word of the query (as a word's beginning), those with it in the question first.

    Words are looked for in the texts of this language; where the edition has none, of its source.
    """
    words = [word[:_LONGEST] for word in fold(query).split()]
    spoken = language if language in edition.asked_in else edition.languages[0]
    if not words:
        return []
    hits = [
        hit
        for domain, topic, indicator in edition.placed()
        if (hit := _hit(domain, topic, indicator, words, spoken)) is not None
    ]
    return sorted(hits, key=lambda hit: FIELDS.index(hit.field))


def _hit(domain: EditionDomain, topic: Topic, indicator: Indicator, words: Sequence[str], language: str) -> Hit | None:
    texts = list(_texts(indicator, language))
    together = {word for _, text in texts for word in words if _starts(text, word)}
    if together != set(words):
        return None
    # Of the texts with the most words, the first: the question before its criteria.
    field, text = max(texts, key=lambda one: len([word for word in words if _starts(one[1], word)]))
    return Hit(domain, topic, indicator, field, language, excerpt(text, words))


def _texts(indicator: Indicator, language: str) -> Iterator[tuple[Field, str]]:
    yield "code", indicator.code
    yield "question", indicator.question.get(language, "")
    yield "terms", ", ".join(indicator.terms.get(language, ()))
    for option in indicator.answers:
        yield "criterion", option.criterion.get(language, "")
    for part in GUIDANCE_PARTS:
        yield "guidance", indicator.guidance.get(part, {}).get(language, "")


def _starts(text: str, word: str) -> bool:
    """Whether some word of the text begins with this folded word; quicker than finding its places."""
    return any(part.startswith(word) for part in _word_beginnings(text))


@lru_cache(maxsize=20_000)
def _word_beginnings(text: str) -> tuple[str, ...]:
    """The folded text from each of its words on, as far as a word that is looked for may reach."""
    folded = fold(text)
    return tuple(folded[place.start() : place.start() + _LONGEST] for place in re.finditer(r"(?<![^\W_])\S", folded))


def excerpt(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    """The text around the first of the (folded) words, in parts that say which of them are such words."""
    spans = _spans(text, words)
    start, end = 0, len(text)
    if spans:
        start = _word_edge(text, max(0, spans[0][0] - _AROUND))
        end = min(len(text), spans[0][1] + _AROUND * 2)
    parts = [Part("…", found=False)] if start else []
    place = start
    for first, last in spans:
        if last <= end:
            parts += [Part(text[place:first], found=False), Part(text[first:last], found=True)]
            place = last
    parts.append(Part(text[place:end] + ("…" if end < len(text) else ""), found=False))
    return tuple(part for part in parts if part.text)


def _word_edge(text: str, place: int) -> int:
    """The beginning of the word at this place."""
    return text.rfind(" ", 0, place) + 1 if place else 0


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, in order and without overlap."""
    found: list[tuple[int, int]] = []
    for span in sorted(span for word in words for span in _places(text, word)):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Each place at which a word of the text begins with this folded word."""
    folded, origin = _folded(text)
    place = folded.find(word)
    while place >= 0:
        if place == 0 or not folded[place - 1].isalnum():
            yield origin[place], origin[place + len(word) - 1] + 1
        place = folded.find(word, place + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in the text from which it comes."""
    letters, origin = [], []
    for place, letter in enumerate(text):
        for one in fold(letter) or (" " if letter.isspace() else ""):
            letters.append(one)
            origin.append(place)
    return "".join(letters), origin
