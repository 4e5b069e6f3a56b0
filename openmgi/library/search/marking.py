"""Where the words stand in a passage for which it was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from openmgi.library.search.entries import Range
from openmgi.library.search.words import prepared, word_stems

# Words as a reader sees them: with the signs that Arabic sets above and below its letters.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670])*")


def marks(text: str, field: str, stems: Collection[str], phrases: Collection[Sequence[str]] = ()) -> tuple[Range, ...]:
    """The words of the text with one of these stems, and the stretches that are one of these phrases."""
    words = [(one.start(), one.end(), word_stems(field, prepared(one[0]))) for one in _WORD.finditer(text)]
    found = {place for place, (_, _, those) in enumerate(words) if any(stem in stems for stem in those)}
    sequence = [(place, stem) for place, (_, _, those) in enumerate(words) for stem in those]
    for phrase in phrases:
        found.update(_places_of(sequence, list(phrase)))
    return tuple(Range(words[place][0], words[place][1]) for place in sorted(found))


def _places_of(sequence: Sequence[tuple[int, str]], phrase: Sequence[str]) -> Iterator[int]:
    stems = [stem for _, stem in sequence]
    for start in range(len(stems) - len(phrase) + 1):
        if stems[start : start + len(phrase)] == phrase:
            yield from (place for place, _ in sequence[start : start + len(phrase)])
