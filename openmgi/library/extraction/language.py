"""The language of a document, told from its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from openmgi.core.document import Page

# Those of our users, of the United Nations, and others in which countries write their laws. Of the other languages that
# can be told apart nothing is said: most often they are the guess for a table of names.
LANGUAGES: Final = frozenset(
    "en fr es ar pt ru zh de it nl sw tr fa uk id am sq ro pl el".split()  # noqa: SIM905 - a list of words
)
# Spoken forms of Arabic, between which a text in the written one falls.
_VARIANTS: Final = {"arz": "ar", "ary": "ar"}
_SHORTEST: Final = 100
_ENOUGH: Final = 20_000
_OF_EACH: Final = 2_000
_SUREST: Final = 0.9


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - takes numpy with it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(pages: Iterable[Page]) -> str:
    """The code of the language; empty when the text is too short or the guess is not sure."""
    return language_of_text(_sample(pages))


def language_of_text(text: str) -> str:
    if sum(character.isalpha() for character in text) < _SHORTEST:
        return ""
    chances: dict[str, float] = defaultdict(float)
    for language, chance in _identifier().rank(text):
        chances[_VARIANTS.get(language, str(language))] += chance
    guess = max(chances, key=lambda language: chances[language])
    return guess if chances[guess] >= _SUREST and guess in LANGUAGES else ""


def _sample(pages: Iterable[Page]) -> str:
    """The beginnings of pages, until there is enough of them."""
    sample = ""
    for page in pages:
        sample += page.text[:_OF_EACH] + "\n"
        if len(sample) > _ENOUGH:
            break
    return sample
