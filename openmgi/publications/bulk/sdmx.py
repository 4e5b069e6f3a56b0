"""The shares of every question, area by area, as SDMX-CSV 2.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openmgi.core.shares import OptionShare
from openmgi.library.areas import WORLD
from openmgi.publications.bulk.asking import Asked, asked, newest, questions, within
from openmgi.publications.bulk.rows import About
from openmgi.publications.bulk.sdmx_structure import (
    COLUMNS,
    DATAFLOW,
    NORMAL,
    TOO_FEW,
    area_identifier,
    by_code,
    identifier,
)
from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.bulk.tables import Row
from openmgi.publications.bulk.writing import lines
from openmgi.publications.citing import Facts, facts

_SEVERAL = "licence of each profile in publications.csv"


def as_sdmx(shelf: Shelf, source: str) -> Iterator[bytes]:
    """An observation for each question, option and area: the percentage of the places that answered.

    Of too few places it gives none (OBS_STATUS Q), but which places they are. source: how to name the whole.
    """
    return lines([list(COLUMNS)], _rows(shelf, source))


def _rows(shelf: Shelf, source: str) -> Iterator[Row]:
    publications = newest(shelf.publications)
    known = facts(publications)
    inside = {
        area.code: {one.slug for one in publications if area.has(one.country, one.place)}
        for area in by_code(shelf.areas)
    }
    for every in questions(shelf, publications, About()):
        world = asked(shelf, every)
        yield from _observations(world, WORLD, known, source)
        for code, places in inside.items():
            found = within(world, places)
            if found.publications:
                yield from _observations(found, code, known, source)


def _observations(found: Asked, area: str, known: dict[str, Facts], source: str) -> Iterator[Row]:
    years = sorted(one.edition[:4] for one in found.publications.values())
    licence = _licence(known[one.sha256] for one in found.publications.values())
    told, question = found.shares, found.question
    answered = sorted(slug for one in told.options for slug in one.places)
    for one in told.options:
        yield [
            "dataflow", DATAFLOW, "I",
            identifier(question.framework_edition), "Y" if question.invented else "N", identifier(question.indicator),
            identifier(one.option), area_identifier(area),
            _value(one), NORMAL if one.percent is not None else TOO_FEW,
            str(one.count), str(one.answered), str(len(told.not_applicable)), str(len(told.not_answered)),
            years[0], years[-1], " ".join(one.places), " ".join(answered), licence, source,
        ]  # fmt: skip


def _value(one: OptionShare) -> str:
    return "" if one.percent is None else f"{one.percent:.2f}"


def _licence(known: Iterable[Facts]) -> str:
    """The licence that all share, or that none has one, or where to look."""
    found = {one.licence for one in known}
    return found.pop() if len(found) == 1 else _SEVERAL
