"""Words as a glossary compares them: without case, accents and the endings by which a language inflects them.

Rough on purpose. Two forms of one word shall meet; that some words meet that have nothing in common does no harm, as a
glossary looks for terms of several words and only ever warns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from openmgi.core.text import fold

_REMEMBERED: Final = 50_000
_TEXTS_REMEMBERED: Final = 2_000  # the board of an assessment looks at the same texts each time
# A letter with the accents and vowel signs that may follow it; where words are written without spaces, each sign.
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]"
    r"|(?:[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]"
    r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]*)+"
)
_PARTING: Final = re.compile(r"[,;:.!?()\[\]،؛؟。、…]")
_SILENT: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset(["a", "an", "the", "of", "in", "on", "for", "to", "s"]),
    "es": frozenset(["a", "al", "de", "del", "el", "en", "la", "las", "lo", "los", "para", "un", "una"]),
    "fr": frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les", "pour", "un", "une"]),
    "ar": frozenset(["في", "من", "عن", "مع", "علي", "الي"]),
}
_ARABIC_LETTERS: Final = str.maketrans("ىة", "يه", "ـء")
# “and”, “so”; “by”, “as”, “to”; the article, which “to” melts with. Two or three letters must be left.
_ARABIC_BEGINNINGS: Final = tuple(
    map(re.compile, (r"[وف](?=\w{3})", r"[وف]?[بكل](?=\w\w)", r"[وف]?[بك]?ال(?=\w\w)", r"[وف]?لل(?=\w\w)"))
)
_ARABIC_ENDINGS: Final = ("ون", "ين", "ان", "ات", "ها", "هم", "هن", "ه", "ا", "و", "ي")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, the forms by which it is known, whether a comma or the like parts it off."""

    start: int
    end: int
    forms: frozenset[str]
    is_parted: bool


@lru_cache(_TEXTS_REMEMBERED)
def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text, without articles and the like, which a term may have or lack."""
    main = language.partition("-")[0]
    silent = _SILENT.get(main, frozenset())
    found = [(match.start(), match.end(), _folded(match[0], main)) for match in _WORD.finditer(text)]
    telling = [one for one in found if one[2] not in silent] or found
    ends = [0, *(end for _start, end, _word in telling)]
    return tuple(
        Word(start, end, forms(word, main), _PARTING.search(text, before, start) is not None)
        for before, (start, end, word) in zip(ends, telling, strict=False)
    )


@lru_cache(_REMEMBERED)
def _folded(word: str, main: str) -> str:
    folded = fold(word).replace("œ", "oe").replace("æ", "ae")
    return folded.translate(_ARABIC_LETTERS) or folded if main == "ar" else folded


@lru_cache(_REMEMBERED)
def forms(word: str, main: str) -> frozenset[str]:
    """The forms by which a folded word is known; two words are the same where they have one in common."""
    rule = _RULES.get(main)
    return frozenset({word}) if rule is None else frozenset(rule(word))


def _english(word: str) -> Iterator[str]:
    """policies → policy; crises, crisis → crise; accesses → access; migrants → migrant."""
    if len(word) > 4 and word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("sis"):
        yield word[:-2] + "e"
    elif len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        yield word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    else:
        yield word


def _french(word: str) -> Iterator[str]:
    """nationaux → national; travailleuses → travailleur; réfugiées → réfugi; administrative → administratif."""
    if len(word) > 4 and word.endswith("aux"):
        yield word[:-3] + "al"
        return
    word = _without_last(word, "sx")
    for feminine, masculine in (("euse", "eur"), ("trice", "teur"), ("ive", "if")):
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            yield word[: -len(feminine)] + masculine
            return
    yield _without_last(_without_last(word, "e"), "e")


def _spanish(word: str) -> Iterator[str]:
    """luces → luz; migraciones → migracion; trabajadoras → trabajador; refugiados → refugiad."""
    if len(word) > 4 and word.endswith("ces"):
        yield word[:-3] + "z"
    else:
        yield _without_last(_without_last(word, "s"), "aeo")


def _without_last(word: str, letters: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] in letters else word


def _arabic(word: str) -> Iterator[str]:
    """With and without “and”, “by”, “to”, the article, and the endings of number, gender and possession."""
    begun = [match for beginning in _ARABIC_BEGINNINGS if (match := beginning.match(word))]
    for one in {word, *(word[match.end() :] for match in begun)}:
        yield one
        yield from (one[: -len(end)] for end in _ARABIC_ENDINGS if one.endswith(end) and len(one) > len(end) + 2)


_RULES: Final[Mapping[str, Callable[[str], Iterator[str]]]] = {
    "ar": _arabic,
    "en": _english,
    "es": _spanish,
    "fr": _french,
}
