"""Abbreviations of a text: which it uses, and which it explains, as in "Ministry of Water Affairs (MWA)".

An abbreviation is a word with more capitals than small letters, two at least; its plural is the same one (NGOs, NGO).
No abbreviation are Roman numerals, what is joined to figures (the number of a decree), a code in brackets that does not
shorten the words before it (of a country, of a currency), and anything in a text that is all in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openmgi.core.text import fold, tidy

_CHUNK = re.compile(r"[^\s()\[\]«»“”\"'’‘,;:–—]+")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"[(\[]\s*[\"'“«‘]?\s*([^\W\d_]{2,})\s*[\"'”»’]?\s*[)\],;:/]")
_ROMAN = re.compile(r"(?=.)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|C{1,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CODE_LETTERS = 3  # the most that a code of a country or a currency has


def singular(abbreviation: str) -> str:
    """NGOs → NGO."""
    stem = abbreviation.removesuffix("s")
    return stem if len(stem) > 1 and stem.isupper() else abbreviation


def is_abbreviation(word: str) -> bool:
    capitals = sum(sign.isupper() for sign in word)
    return capitals >= 2 and capitals > len(word) - capitals and not _ROMAN.fullmatch(word)


def abbreviations_defined(text: str) -> set[str]:
    """Those that stand in brackets after the words that they shorten."""
    return set(_defined(tidy(text)))


def abbreviations_used(text: str) -> list[str]:
    """Those that a reader must know, each once, in order; those that are explained here too."""
    line = tidy(text)
    if line.isupper():
        return []
    explained = set(_defined(line))
    codes = {match.start(1) for match in _BRACKETED.finditer(line) if _is_code(match[1], explained)}
    found = [
        singular(word[0])
        for chunk in _CHUNK.finditer(line)
        if not any(map(str.isdigit, chunk[0]))
        for word in _WORD.finditer(line, chunk.start(), chunk.end())
        if is_abbreviation(word[0]) and word.start() not in codes
    ]
    return list(dict.fromkeys(found))


def _is_code(word: str, explained: set[str]) -> bool:
    return len(word) <= _CODE_LETTERS and word.isupper() and word not in explained


def _defined(line: str) -> Iterator[str]:
    for match in _BRACKETED.finditer(line):
        if is_abbreviation(match[1]) and _explains(line[: match.start()], match[1]):
            yield singular(match[1])


def _explains(before: str, abbreviation: str) -> bool:
    """Whether these words are the long form. One of four letters and more may come from another language."""
    letters = fold(singular(abbreviation))
    words = [word for word in _WORD.findall(fold(before)) if word != letters][-2 * len(letters) :]
    if len(letters) > _CODE_LETTERS:
        return len(words) > 1
    return any(_shortens(letters, words[start:]) for start in range(len(words) - 1))


def _shortens(letters: str, words: list[str]) -> bool:
    """Whether the letters stand in this order in two words or more, the first at the very beginning.

    This is the test of Schwartz and Hearst: letters are looked for one after the other, wherever they stand.
    """
    rest = iter("".join(words))
    return words[0][0] == letters[0] and all(letter in rest for letter in letters)
