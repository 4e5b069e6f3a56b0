"""Questions with their shares as a drawing that stands alone: each with its bars, and how many are in them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from openmgi.core.shares import Shares
from openmgi.publications.themes.asking import Asked, Theme
from openmgi.publications.themes.chart import WIDTH, Chart, Line, chart, lines
from openmgi.publications.themes.telling import Source, in_words
from openmgi.web.templatetags.page import in_language

MARGIN = 16
_BESIDE = 10  # between a bar and its number
_TITLE, _LINE, _SMALL = 28, 24, 18
_TITLE_LETTERS, _QUESTION_LETTERS, _NOTE_LETTERS = 54, 66, 90  # in a line


@dataclass(frozen=True, slots=True)
class Block:
    """One question: where it begins, below that its words, its bars from `top` on, and what is said of them."""

    y: int
    heading: Sequence[Line]
    chart: Chart
    top: int
    notes: Sequence[Line]
    numbers: int

    @property
    def end(self) -> int:
        return self.y + self.notes[-1].y + MARGIN


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws: the title of several questions, each of them, and what the whole is of.

    start: where lines begin.
    """

    title: str
    heading: Sequence[Line]
    blocks: Sequence[Block]
    notes: Sequence[Line]
    is_rtl: bool
    width: int
    height: int
    margin: int
    start: int


def drawing(shown: Theme, title: str, source: Source) -> Drawing:
    """The drawing of the questions of a theme, its words in the language that is active."""
    is_rtl, width = get_language_bidi(), WIDTH + 2 * MARGIN
    is_one = title == _question(shown.asked[0])
    heading = [] if is_one else lines(textwrap.wrap(title, _TITLE_LETTERS), MARGIN, _TITLE)
    blocks: list[Block] = []
    end = heading[-1].y + MARGIN if heading else 0
    for asked in shown.asked:
        blocks.append(_block(asked, shown, end))
        end = blocks[-1].end
    notes = lines(_wrapped(_of_all(shown, source)), end, _SMALL)
    return Drawing(
        title=title,
        heading=heading,
        blocks=blocks,
        notes=notes,
        is_rtl=is_rtl,
        width=width,
        height=notes[-1].y + MARGIN,
        margin=MARGIN,
        start=width - MARGIN if is_rtl else MARGIN,
    )


def _block(asked: Asked, shown: Theme, y: int) -> Block:
    heading = lines(textwrap.wrap(_question(asked), _QUESTION_LETTERS), MARGIN, _LINE)
    top = heading[-1].y + MARGIN
    bars = chart(asked, shown.places)
    return Block(
        y=y,
        heading=heading,
        chart=bars,
        top=top,
        notes=lines(_wrapped(_of_one(asked.shares, shown)), top + bars.height, _SMALL),
        numbers=bars.width - bars.full - _BESIDE if get_language_bidi() else bars.full + _BESIDE,
    )


def _question(asked: Asked) -> str:
    return f"{asked.indicator.code} {in_language(asked.indicator.question)}"


def _of_one(shares: Shares, shown: Theme) -> list[str]:
    """How many answer and of which years, and who is in no share."""
    counted = [f"N = {shares.answered}", "–".join(dict.fromkeys(shown.years or ()))]
    apart = [(_("not applicable"), shares.not_applicable), (_("not answered"), shares.not_answered)]
    outside = [f"{name} {len(places)}" for name, places in apart if places]
    few = [_("Fewer than five places answer: no percentage is given.")] if shares.are_few else []
    told = [counted, [_("In no share"), *outside] if outside else []]
    return [" · ".join(filter(None, parts)) for parts in told if parts] + few


def _of_all(shown: Theme, source: Source) -> list[str]:
    """Which places were chosen, and how the drawing is named as a source."""
    return [one for one in (" · ".join(in_words(shown.wanted)), *source.cited, source.licence) if one]


def _wrapped(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, _NOTE_LETTERS, break_on_hyphens=False)]
