"""A question with its shares as a drawing that stands alone: the question, its bars, and how many are in them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from openmgi.publications.themes.asking import Asked, Theme
from openmgi.publications.themes.chart import Chart, chart
from openmgi.web.templatetags.page import in_language

MARGIN = 16
_LETTERS = 66  # of the question, in a line
_LINE, _SMALL = 24, 18
_BESIDE = 10  # between a bar and its number
_ISOLATED = "\u2068{}\u2069"  # a line runs as its first letter does, to its full stop


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws; where the bars begin is `top`, where lines do, `start`, and numbers, `numbers`."""

    title: str
    heading: Sequence[Line]
    chart: Chart
    notes: Sequence[Line]
    is_rtl: bool
    width: int
    height: int
    margin: int
    top: int
    start: int
    numbers: int


def drawing(edition: str, asked: Asked, theme: Theme) -> Drawing:
    """The drawing of a question of this edition, its words in the language that is active."""
    title, is_rtl = in_language(asked.indicator.question), get_language_bidi()
    bars = chart(asked.indicator, asked.shares)
    width = bars.width + 2 * MARGIN
    heading = _lines(textwrap.wrap(title, _LETTERS), MARGIN, _LINE, is_rtl=is_rtl)
    top = heading[-1].y + MARGIN
    notes = _lines(_notes(edition, asked, theme), top + bars.height, _SMALL, is_rtl=is_rtl)
    return Drawing(
        title=title,
        heading=heading,
        chart=bars,
        notes=notes,
        is_rtl=is_rtl,
        width=width,
        height=notes[-1].y + MARGIN,
        margin=MARGIN,
        top=top,
        start=width - MARGIN if is_rtl else MARGIN,
        numbers=bars.width - bars.full - _BESIDE if is_rtl else bars.full + _BESIDE,
    )


def _lines(texts: Iterable[str], above: int, high: int, *, is_rtl: bool) -> list[Line]:
    set_as = _ISOLATED if is_rtl else "{}"
    return [Line(set_as.format(text), above + high * number) for number, text in enumerate(texts, 1)]


def _notes(edition: str, asked: Asked, theme: Theme) -> list[str]:
    """How many answer and of which years, who is in no share, and what the drawing is of."""
    shares = asked.shares
    counted = [f"N = {shares.answered}"]
    if theme.years:
        counted.append("–".join(dict.fromkeys(theme.years)))
    if theme.wanted.invented:
        counted.append(_("Invented places"))
    apart = [(_("not applicable"), shares.not_applicable), (_("not answered"), shares.not_answered)]
    outside = [f"{name} {len(places)}" for name, places in apart if places]
    told = [
        counted,
        [_("In no share"), *outside] if outside else [],
        [settings.SITE_NAME, edition, asked.indicator.code],
    ]
    return [" · ".join(parts) for parts in told if parts]
