"""Finds the words by which a text judges; they are in `judgement_words`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from openmgi.core.judgement_words import JUDGEMENT_WORDS, PREFIXES, TERMS
from openmgi.core.sentences import sentences
from openmgi.core.text import fold

_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u064b-\u065f\u0670]*")
_Phrases = dict[tuple[str, ...], bool]


def judgements(text: str, language: str) -> list[str]:
    """The words that judge, as they are written, each once. None are known in a language without a list.

    A word with a capital belongs to a name and does not judge, as in the title of an act.
    """
    phrases, longest = _phrases_of(language.partition("-")[0])
    found = [one for sentence in sentences(text) for one in _in_sentence(sentence, phrases, longest)]
    return list({fold(one): one for one in reversed(found)}.values())[::-1]


@cache
def _phrases_of(language: str) -> tuple[_Phrases, int]:
    """Each phrase, word by word and folded, with whether it judges; and the number of words of the longest."""
    judging = {phrase: True for words in JUDGEMENT_WORDS.get(language, ()) for phrase in _forms(words, language)}
    terms = {phrase: False for words in TERMS.get(language, ()) for phrase in _forms(words, language)}
    phrases = judging | terms
    return phrases, max(map(len, phrases), default=0)


def _forms(words: str, language: str) -> Iterator[tuple[str, ...]]:
    for prefix in PREFIXES.get(language, ("",)):
        yield tuple(fold(prefix + words).replace("'", " ").replace("-", " ").split())


def _in_sentence(sentence: str, phrases: _Phrases, longest: int) -> Iterator[str]:
    """The longest phrase at each place, where it judges; a longer term covers the words that would."""
    words = list(_WORD.finditer(sentence))
    folded = [fold(word[0]) for word in words]
    place = 0
    while place < len(words):
        most = min(longest, len(words) - place)
        length = next((n for n in range(most, 0, -1) if tuple(folded[place : place + n]) in phrases), 0)
        judges = length > 0 and phrases[tuple(folded[place : place + length])]
        if judges and not _is_name(words, place, place + length):
            yield sentence[words[place].start() : words[place + length - 1].end()]
        place += length or 1


def _is_name(words: Sequence[re.Match[str]], start: int, end: int) -> bool:
    """Whether a phrase is part of a name; a sentence begins with a capital anyway, so there the next word tells."""
    if start > 0:
        return words[start][0].istitle()
    return end < len(words) and all(word[0].istitle() for word in words[: end + 1])
