"""Which place a profile is about, from its title and its introduction."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openmgi.core.importing.places import Country, Gazetteer
from openmgi.core.importing.vocabulary import Vocabulary
from openmgi.core.profile import Level

_OPENING = 3000  # characters of the introduction in which the place is looked for
_SEPARATOR = re.compile(r"\s*[:|]\s*|\s+[–—-]\s+")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]+)\)")
_SMALL_WORDS = {"of", "the", "and", "de", "la", "le", "les", "du", "des", "et", "del", "las", "los", "y"}
_NAMED_OF = re.compile(r"\b(?:of the|of|for|de la|de l['’]|du|des|del|de|d['’])\s*(?=[A-ZÀ-Þ])")
_IN_SENTENCE = re.compile(
    r"(?:\b(?:of|the|de|du|la|le|el|del|for)\s|\b[ld]['’])(?P<name>[A-ZÀ-Þ][\w’'.-]*"
    r"(?:\s(?:[A-ZÀ-Þ][\w’'.-]*|of|the|de|du|des|la|le|del|los|las|do|da|d['’]\w+|and|et|y)){0,8}?)\s\((?P<inside>[^()]+)\)"
)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The place: its bare name, its country and code when they are known, and what kind of place it seems to be."""

    name: str = ""
    country: Country | None = None
    code: str | None = None
    level: Level | None = None
    guessed_country: bool = False


def read_place(title: str, introduction: str, vocabulary: Vocabulary, gazetteer: Gazetteer) -> PlaceReading:
    """The place that the title names, its country from the title or, failing that, from the introduction."""
    name, beside = _name_in_title(title, vocabulary, gazetteer)
    if not name:
        name, beside = _name_in_sentence(introduction, gazetteer)
    name = _as_in_sentences(name, introduction)
    bare, level = vocabulary.without_kind_of_place(name) if gazetteer.country(name) is None else (name, None)
    country = gazetteer.country(name) or gazetteer.country(bare)
    if country and level != "local" and beside is None:
        return PlaceReading(bare, country, country.alpha3, "national")
    if beside is not None:
        return _local(bare, beside, gazetteer)
    return _local_somewhere(bare, introduction, level, gazetteer)


def _name_in_title(title: str, vocabulary: Vocabulary, gazetteer: Gazetteer) -> tuple[str, Country | None]:
    """The part of the title that names the place, and the country written beside it."""
    parts = [_EMPTY_BRACKETS.sub("", vocabulary.dates.removed(part)).strip(" ,") for part in _SEPARATOR.split(title)]
    named = [part for part in parts if part and not vocabulary.is_title_words(part)]
    if len(named) == 1 and vocabulary.is_title(named[0]):
        named = _named_after_title(named[0], vocabulary)
    if not named:
        return "", None
    if len(named) > 1 and (country := gazetteer.country(named[-1])):
        return named[0], country
    return _beside(named[-1] if gazetteer.country(named[0]) and len(named) > 1 else named[0], gazetteer)


def _named_after_title(title: str, vocabulary: Vocabulary) -> list[str]:
    """`Migration Governance Profile of the Republic of Kenya` → `Republic of Kenya`."""
    matches = _NAMED_OF.finditer(title)
    return [title[match.end() :] for match in matches if vocabulary.is_title_words(title[: match.start()])][:1]


def _beside(name: str, gazetteer: Gazetteer) -> tuple[str, Country | None]:
    """`County of Mombasa (Kenya)` or `Mombasa, Kenya`: the name and the country beside it."""
    if gazetteer.country(name):
        return name, None
    match = _BRACKETS.fullmatch(name)
    if match:
        return match["name"], gazetteer.country(match["inside"])
    before, comma, after = name.rpartition(",")
    if comma and (country := gazetteer.country(after.strip())):
        return before.strip(), country
    return name, None


def _name_in_sentence(introduction: str, gazetteer: Gazetteer) -> tuple[str, Country | None]:
    """A place with its country in brackets, or else the only country named."""
    for match in _IN_SENTENCE.finditer(introduction[:_OPENING]):
        if country := gazetteer.country(match["inside"]):
            return match["name"], country
    named = gazetteer.countries_in(introduction)
    return (named[0].names["en"], None) if len(named) == 1 else ("", None)


def _as_in_sentences(name: str, introduction: str) -> str:
    """A name in capitals as the introduction writes it or, failing that, with capitals at the start of its words."""
    if not name.isupper() or len(name) <= 3:
        return name
    found = re.search(re.escape(name), introduction, re.IGNORECASE)
    return found[0] if found and not found[0].isupper() else _capitalized(name)


def _capitalized(name: str) -> str:
    words = name.lower().split()
    return " ".join(word if word in _SMALL_WORDS and place else word.capitalize() for place, word in enumerate(words))


def _local(name: str, country: Country, gazetteer: Gazetteer) -> PlaceReading:
    found = gazetteer.subdivision(country, name)
    return PlaceReading(name, country, found.code if found else None, "local")


def _local_somewhere(name: str, introduction: str, level: Level | None, gazetteer: Gazetteer) -> PlaceReading:
    """A local place whose title names no country: the introduction does, or the world has one such name."""
    beside = [country for country in gazetteer.countries_in(introduction) if country.alpha3 != name]
    bracketed = [
        country
        for match in re.finditer(r"\(([^()]{1,80})\)", introduction[:_OPENING])
        if (country := gazetteer.country(match[1])) is not None
    ]
    if bracketed or len(beside) == 1:
        return _local(name, (bracketed or beside)[0], gazetteer)
    worldwide = gazetteer.subdivisions_named(name) if name else []
    if len(worldwide) == 1:
        country, subdivision = worldwide[0]
        return PlaceReading(name, country, subdivision.code, "local", guessed_country=True)
    return PlaceReading(name, level=level)
