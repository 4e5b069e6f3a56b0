"""The wheel: geometry of a ring with one segment for each domain. Numbers only; a template draws them.

The centre of the drawing is (0, 0), y points down, as in SVG. The first segment is centred at the top; the others
follow clockwise, or anticlockwise where the language is read from right to left. Each segment has a centre, a badge for
the number and icon above lines for the name, and a row of dots along its rim: one dot for each finding, filled for a
well-developed area, open for one with potential. Dots are counted by eye, never added up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

OUTER = 310.0  # rim of the ring
INNER = 92.0  # hole in the middle
GAP = 6.0  # between neighbours, wide enough for the focus ring
LABEL_RADIUS = 192.0  # centre of badge and name
DOT_RADIUS = 286.0  # centre line of the row of dots
DOT_STEP = 21.0  # between two dots
LINE_HEIGHT = 23.0
BADGE_HEIGHT = 46.0
LINE_CHARACTERS = 14  # that fit across a segment at LABEL_RADIUS

DotKind = Literal["well_developed", "potential"]


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dot:
    at: Point
    kind: DotKind


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    at: Point


@dataclass(frozen=True, slots=True)
class Segment:
    """One domain on the wheel: `outline` is SVG path data."""

    number: int
    outline: str
    centre: Point
    badge: Point
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """What a segment shows: the domain's number, its name, and how many findings of each kind it has."""

    number: int
    name: str
    well_developed: int = 0
    potential: int = 0


def on_circle(radius: float, angle: float) -> Point:
    """The point at `angle` (radians, clockwise from the top), rounded to a hundredth for short SVG."""
    return Point(_short(radius * sin(angle)), _short(-radius * cos(angle)))


def segments(slices: Sequence[Slice], *, right_to_left: bool = False) -> tuple[Segment, ...]:
    """The ring's segments, in the order given, which is also the order of the keyboard."""
    step = 2 * pi / max(len(slices), 1)
    turn = -1 if right_to_left else 1
    return tuple(_segment(shown, turn * index * step, step, turn) for index, shown in enumerate(slices))


def _segment(shown: Slice, middle: float, step: float, turn: int) -> Segment:
    lines = wrap(shown.name, LINE_CHARACTERS)
    centre = on_circle(LABEL_RADIUS, middle)
    top = centre.y - (BADGE_HEIGHT + len(lines) * LINE_HEIGHT) / 2
    return Segment(
        number=shown.number,
        outline=_outline(middle - step / 2, middle + step / 2),
        centre=centre,
        badge=Point(centre.x, _short(top + BADGE_HEIGHT / 2)),
        lines=tuple(
            Line(text, Point(centre.x, _short(top + BADGE_HEIGHT + (row + 0.75) * LINE_HEIGHT)))
            for row, text in enumerate(lines)
        ),
        dots=_dots(shown, middle, step, turn),
    )


def _outline(start: float, end: float) -> str:
    """A ring sector, its sides drawn back by half of GAP so that neighbours stand apart by GAP everywhere."""
    outer, inner = GAP / 2 / OUTER, GAP / 2 / INNER
    a, b = on_circle(OUTER, start + outer), on_circle(OUTER, end - outer)
    c, d = on_circle(INNER, end - inner), on_circle(INNER, start + inner)
    far = int(end - start > pi)
    return (
        f"M{a.x:g} {a.y:g}A{OUTER:g} {OUTER:g} 0 {far} 1 {b.x:g} {b.y:g}"
        f"L{c.x:g} {c.y:g}A{INNER:g} {INNER:g} 0 {far} 0 {d.x:g} {d.y:g}Z"
    )


def _dots(shown: Slice, middle: float, step: float, turn: int) -> tuple[Dot, ...]:
    """One row along the rim, closer together when there are many, so that it never leaves its segment."""
    kinds: list[DotKind] = ["well_developed"] * shown.well_developed
    kinds += ["potential"] * shown.potential
    room = step - 2 * DOT_STEP / DOT_RADIUS
    spacing = min(DOT_STEP / DOT_RADIUS, room / max(len(kinds) - 1, 1))
    # The row starts where its reader starts, in the upper half of the wheel and in the lower half alike.
    direction = turn if cos(middle) > -1e-9 else -turn
    first = -direction * spacing * (len(kinds) - 1) / 2
    return tuple(
        Dot(on_circle(DOT_RADIUS, middle + first + direction * spacing * place), kind)
        for place, kind in enumerate(kinds)
    )


def wrap(name: str, width: int) -> tuple[str, ...]:
    """The name on lines of about `width` characters; a long word may be broken after its hyphens."""
    lines: list[str] = []
    for word in name.split():
        space = " "
        for part in _parts(word, width):
            if lines and len(lines[-1]) + len(space) + len(part) <= width:
                lines[-1] += space + part
            else:
                lines.append(part)
            space = ""
    return tuple(lines)


def _parts(word: str, width: int) -> list[str]:
    """A word too long for a line may be broken after its own hyphens: `Whole-of-` and `government`."""
    return [word] if len(word) <= width else re.findall(r"-*[^-]+-*|-+", word)


def _short(value: float) -> float:
    """Two decimals, and no minus zero."""
    return round(value, 2) + 0.0
