"""The shares of a question as a drawing: a bar for each option, all of one colour, with its number in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openmgi.core.edition import Indicator
from openmgi.core.shares import OptionShare, Shares
from openmgi.web.templatetags.page import in_language

WIDTH = 640
_BAR, _ROW, _LABEL, _NUMBER = 22, 46, 0, 110


@dataclass(frozen=True, slots=True)
class Bar:
    """One option: its name, how many of how many, and where its bar stands."""

    label: str
    share: OptionShare
    y: int
    length: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a question; `height` of the drawing, `bar` of each bar, `full` length of one that stands for all."""

    bars: Sequence[Bar]
    height: int
    bar: int = _BAR
    full: int = WIDTH - _NUMBER
    width: int = WIDTH


def chart(indicator: Indicator, shares: Shares) -> Chart:
    """The drawing of these shares, its words in the language that is active."""
    labels = {one.code: in_language(one.label) for one in indicator.options}
    full = WIDTH - _NUMBER
    bars = [
        Bar(labels.get(one.option, one.option), one, number * _ROW + 18, full * one.count / max(1, shares.answered))
        for number, one in enumerate(shares.options)
    ]
    return Chart(bars, height=len(bars) * _ROW + 4)
