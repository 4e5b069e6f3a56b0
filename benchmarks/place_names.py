"""Names of countries and cities that do not exist: seeded, marked as invented in every language, never a real name."""

from __future__ import annotations

import random
from collections.abc import Iterator
from string import ascii_uppercase

from openmgi.core.text import Names, fold
from openmgi.library.places import gazetteer

# The same syllables in Latin and in Arabic letters.
LATIN = "ba dru fe gor hul ji kra lo mi nu pel qua ro sti tal vo wen xi yor zem"
ARABIC = "با درو في غور هول جي كرا لو مي نو بل كوا رو ستي تال فو ون كسي يور زم"
SYLLABLES = tuple(zip(LATIN.split(), ARABIC.split(), strict=True))
MARKS = {"en": "{} (invented)", "fr": "{} (lieu inventé)", "es": "{} (lugar inventado)", "ar": "{} (مكان مختلق)"}


def names(chance: random.Random, languages: tuple[str, ...]) -> Iterator[Names]:
    """Names without end, no two alike."""
    given = _real_names()
    while True:
        drawn = chance.choices(SYLLABLES, k=chance.randint(2, 4))
        latin = "".join(one for one, _ in drawn).capitalize()
        if fold(latin) in given:
            continue
        given.add(fold(latin))
        arabic = "".join(one for _, one in drawn)
        yield {language: MARKS[language].format(arabic if language == "ar" else latin) for language in languages}


def codes() -> Iterator[str]:
    """User-assigned codes of ISO 3166-1, from XAA on; those below XK are in use for a territory."""
    return (f"X{second}{third}" for second in ascii_uppercase if second not in "KX" for third in ascii_uppercase)


def _real_names() -> set[str]:
    known = gazetteer()
    countries = {fold(name) for one in known.countries for name in one.names.values()}
    return countries | {fold(one.name) for one in known.subdivisions}
