"""Whether words on pages are the words of a quote, whatever typesetting and copying made of their spaces and signs.

A text is read as letters and the gaps between them (white space, hyphens, dashes, what is invisible). Two texts say the
same when all their letters are the same and every gap means the same. A quote neither begins nor ends inside a word or
a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from openmgi.core.spelling import HYPHENS, is_dash, is_letter, is_word, spaced, unspaced
from openmgi.core.stream import Span, Stream

_DASHES = "[-\u2010-\u2015\u2212]"
_DASHES_BEFORE = re.compile(rf"{_DASHES}+\s*\Z")
_DASHES_AFTER = re.compile(rf"\s*{_DASHES}+")
_MOST_DASHES = 8  # characters in which they are looked for
_NARROW = "\u00a0\u202f\u2009\u2007"  # the spaces inside a number


def matches(stream: Stream, wanted: Stream, *, whole_words: bool = True) -> Iterator[tuple[Span, ...]]:
    """Every place where the words of another text stand, each as a span for each page that they stand on."""
    length = len(wanted.letters)
    gaps = [_meaning(wanted, place) for place in range(1, length)]
    start = stream.letters.find(wanted.letters) if length else -1
    while start >= 0:
        end = start + length
        whole = not whole_words or _whole(stream, wanted, start)
        if whole and all(_meaning(stream, start + place) == gap for place, gap in enumerate(gaps, 1)):
            yield _with_dashes(stream, wanted, start, end)
        start = stream.letters.find(wanted.letters, start + 1)


def _whole(stream: Stream, wanted: Stream, start: int) -> bool:
    """Whether words end on both sides, and the dashes stand there that the wanted text has at its own ends."""
    length = len(wanted.letters)
    return (
        _may_begin(stream, start)
        and _may_end(stream, start + length)
        and _dashed(wanted, 0) <= _dashed(stream, start)
        and _dashed(wanted, length) <= _dashed(stream, start + length)
        and (_dashed(wanted, 0) or not _negative(stream, start))
    )


def _with_dashes(stream: Stream, wanted: Stream, start: int, end: int) -> tuple[Span, ...]:
    """Where letters stand, with the dashes before and after them that the wanted text begins or ends with."""
    spans = list(stream.spans(start, end))
    before = _dashed(wanted, 0) and _DASHES_BEFORE.search(stream.before(start)[-_MOST_DASHES:])
    if before:
        spans[0] = replace(spans[0], start=spans[0].start - len(before[0]))
    after = _dashed(wanted, end - start) and _DASHES_AFTER.match(stream.after(end))
    if after:
        spans[-1] = replace(spans[-1], end=spans[-1].end + len(after[0]))
    return tuple(spans)


def _broken(before: str, gap: str, after: str) -> bool:
    """A hyphen right after a letter and before a letter: of the word, or set where a line ended. No reader can tell."""
    return (
        gap.startswith(tuple(HYPHENS))
        and is_letter(before)
        and is_letter(after)
        and not any(is_dash(one) for one in gap[1:])
    )


def _dashed(stream: Stream, place: int) -> bool:
    return any(map(is_dash, stream.gap(place) or ""))


def _meaning(stream: Stream, place: int) -> str:
    """What a gap means: nothing, a space between words, or a dash."""
    gap = stream.gap(place)
    if not gap:
        return ""
    before, after = stream.letters[place - 1], stream.letters[place]
    if _broken(before, gap, after):
        return ""
    if any(map(is_dash, gap)):
        return "-"
    return " " if spaced(gap) and _parts_words(stream, place) else ""


def _parts_words(stream: Stream, place: int) -> bool:
    """Whether white space here means something: between words, and in "1, 5", which is not "1,5"."""
    before, after = stream.letters[place - 1], stream.letters[place]
    if unspaced(before) and unspaced(after):
        return False
    return (is_word(before) and is_word(after)) or (
        before in ".," and after.isdigit() and stream.letters[place - 2 : place - 1].isdigit()
    )


def _may_begin(stream: Stream, place: int) -> bool:
    """Whether a quote may begin here: not inside a word or a number."""
    return place == 0 or _parts(stream, place)


def _may_end(stream: Stream, place: int) -> bool:
    """Whether a quote may end here: not inside a word or a number, and not before the 't of "can't"."""
    if place == len(stream.letters):
        return True
    letters = stream.letters
    cut_short = letters[place] == "'" and _tight_word(stream, place) and _tight_word(stream, place + 1)
    return _parts(stream, place) and not cut_short


def _tight_word(stream: Stream, place: int) -> bool:
    """Whether nothing stands at a place, and a letter on one of its sides."""
    letters = stream.letters
    return place < len(letters) and not stream.gap(place) and any(map(is_letter, letters[place - 1 : place + 1]))


def _parts(stream: Stream, place: int) -> bool:
    before, after = stream.letters[place - 1], stream.letters[place]
    gap = stream.gap(place)
    if gap is None or (before.isdigit() and after.isdigit() and gap in tuple(_NARROW)):
        return False
    if _in_number(stream, place):
        return False
    if not (is_word(before) and is_word(after)):
        return not unicodedata.combining(after)
    return _parts_two_words(before, gap, after)


def _parts_two_words(before: str, gap: str, after: str) -> bool:
    if spaced(gap):
        return not (_broken(before, gap, after) and "\n" in gap)
    if unspaced(before) and unspaced(after):
        return True
    joining = HYPHENS if is_letter(before) or is_letter(after) else HYPHENS + "\u2013\u2012\u2212"
    return any(is_dash(one) and one not in joining for one in gap)


def _negative(stream: Stream, place: int) -> bool:
    """Whether a minus stands before a number here, which a quote must not lose."""
    gap = stream.gap(place) or ""
    after = stream.letters[place]
    return after.isdigit() and is_dash(gap[-1:] or " ") and (gap[-2:-1].isspace() or place == 0)


def _in_number(stream: Stream, place: int) -> bool:
    """Inside "5,000" or "6.1", on either side of its point."""
    letters = stream.letters
    for point in (place - 1, place):
        around = letters[max(0, point - 1) : point] + letters[point + 1 : point + 2]
        if letters[point] in ".," and len(around) == 2 and around.isdigit():
            return not stream.gap(point) and not stream.gap(point + 1)
    return False
