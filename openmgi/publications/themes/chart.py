"""The shares of a question as a drawing: a bar for each option, all of one colour, with its number in words.

Of few places no bar is drawn, since its length would be a proportion of them: their names stand in its place.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from openmgi.core.shares import OptionShare
from openmgi.publications.models import Publication
from openmgi.publications.themes.asking import Asked
from openmgi.web.templatetags.page import in_language

WIDTH = 640
_BAR, _ROW, _NUMBER = 22, 46, 110
_LABEL, _NAMES, _GAP = 18, 20, 10
_LETTERS = 84  # of names, in a line
_ISOLATED = "\u2068{}\u2069"  # a line runs as its first letter does, to its full stop


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One option: its name, how many of how many, and where its bar stands; or, of few places, who they are."""

    label: str
    share: OptionShare
    y: int
    length: float
    names: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a question; `height` of the drawing, `bar` of each bar, `full` length of one that stands for all."""

    bars: Sequence[Bar]
    height: int
    has_bars: bool = True
    bar: int = _BAR
    full: int = WIDTH - _NUMBER
    width: int = WIDTH


def chart(asked: Asked, places: Mapping[str, Publication]) -> Chart:
    """The drawing of the shares of a question, its words in the language that is active."""
    if asked.shares.are_few:
        return _named(asked, places)
    rows, full = asked.rows, WIDTH - _NUMBER
    bars = [
        Bar(in_language(label), one, number * _ROW + _LABEL, full * one.count / max(1, one.answered))
        for number, (label, one) in enumerate(rows)
    ]
    return Chart(bars, height=len(bars) * _ROW + 4)


def _named(asked: Asked, places: Mapping[str, Publication]) -> Chart:
    bars, top = [], 0
    for label, one in asked.rows:
        names = " · ".join(in_language(places[slug].place_name) for slug in one.places)
        told = lines(textwrap.wrap(names, _LETTERS), top + _LABEL - 4, _NAMES)
        bars.append(Bar(in_language(label), one, top + _LABEL, 0, told))
        top += _LABEL + _NAMES * len(told) + _GAP
    return Chart(bars, height=top + 4, has_bars=False)


def lines(texts: Iterable[str], above: int, high: int) -> list[Line]:
    """These texts below each other, each so high."""
    set_as = _ISOLATED if get_language_bidi() else "{}"
    return [Line(set_as.format(text), above + high * number) for number, text in enumerate(texts, 1)]
