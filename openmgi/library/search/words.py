"""Words as they are compared: without case and accents, and by their stems where we know how a language forms words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Languages with stems. Words of all others are compared as they are written; their fields are named for `OTHER`.
STEMMED: Final = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french"}
OTHER: Final = "xx"
# Without accents one pass leaves “étranger” and “étrangers” apart; a second brings them together.
_TIMES: Final = {"es": 2, "fr": 2}
FIELDS: Final = (*STEMMED, OTHER)

_LONGEST: Final = 60  # letters; what is longer is no word that anybody looks for
_REMEMBERED: Final = 200_000
WORD: Final = re.compile(r"[^\W_]+")

_ARABIC: Final = re.compile("[\u0600-\u06ff]+")
_ARABIC_MARKS: Final = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTERS: Final = str.maketrans("أإآٱىةؤئ", "اااايهءء")
# The article, alone or after “and”, “by”, “as”, “so”; “to” melts with it, and with the first letter of “refugees”.
_ARABIC_ARTICLE: Final = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل(?!اجء)|[وف]?ل(?=لاجء))(?=\w{3})")
_ARABIC_STOP_WORDS: Final = [
    "في",
    "من",
    "الي",
    "علي",
    "عن",
    "مع",
    "او",
    "ان",
    "هذا",
    "هذه",
    "التي",
    "الذي",
    "ذلك",
    "كل",
    "اي",
]


def language_field(language: str) -> str:
    """The fields in which passages of a language are kept."""
    main = language.partition("-")[0]
    return main if main in STEMMED else OTHER


def prepared(text: str) -> str:
    """The text with composed letters, and Arabic words without marks, article and the letters that writers mix up."""
    text = unicodedata.normalize("NFC", text)
    return _ARABIC.sub(lambda word: _arabic(word[0]), text)


def _arabic(word: str) -> str:
    return _ARABIC_ARTICLE.sub("", _ARABIC_MARKS.sub("", word).translate(_ARABIC_LETTERS))


@cache
def analyzer(field: str) -> TextAnalyzer:
    """How words of a field are stored: with all of them, so that an exact phrase is exact."""
    return _stemmed(_lower(), field).build()


@cache
def _telling_analyzer(field: str) -> TextAnalyzer:
    """The same without the words that say nothing."""
    words = _lower()
    if field == "ar":
        words = words.filter(Filter.custom_stopword(_ARABIC_STOP_WORDS))
    elif field in STEMMED:
        words = words.filter(Filter.stopword(STEMMED[field]))
    return _stemmed(words, field).build()


def _lower() -> TextAnalyzerBuilder:
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST)).filter(Filter.lowercase())


def _stemmed(words: TextAnalyzerBuilder, field: str) -> TextAnalyzerBuilder:
    words = words.filter(Filter.ascii_fold())
    for _ in range(_TIMES.get(field, 1) if field in STEMMED else 0):
        words = words.filter(Filter.stemmer(STEMMED[field]))
    return words


def stems(field: str) -> Callable[[str], list[str]]:
    """A function that gives the stems of a text, in order."""
    return lambda text: [stem for word in WORD.findall(prepared(text)) for stem in word_stems(field, word)]


def telling_stems(field: str) -> Callable[[str], list[str]]:
    """The same without the words that say nothing, such as articles; all of them where there are no others."""
    analyze = _telling_analyzer(field).analyze
    return lambda text: list(analyze(prepared(text))) or stems(field)(text)


@lru_cache(_REMEMBERED)
def word_stems(field: str, word: str) -> tuple[str, ...]:
    """The stem of one prepared word; none for one that is too long, several where a sign divides it."""
    return tuple(analyzer(field).analyze(word))
