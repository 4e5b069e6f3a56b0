"""The shares of every question, area by area, as SDMX-CSV 2.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openmgi.core.shares import OptionShare
from openmgi.library.areas import areas
from openmgi.publications.bulk.asking import Asked, asked, newest, questions, within
from openmgi.publications.bulk.citing import Facts, facts
from openmgi.publications.bulk.rows import About
from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.bulk.tables import Row
from openmgi.publications.bulk.writing import lines

DATAFLOW = "OPENMGI:DF_SHARES(1.0)"
_WORLD = "1"
DIMENSIONS = ("FRAMEWORK_EDITION", "INVENTED", "INDICATOR", "OPTION", "REF_AREA")
ATTRIBUTES = (
    "OBS_STATUS", "PLACES_WITH_OPTION", "PLACES_ANSWERED", "PLACES_NOT_APPLICABLE", "PLACES_NOT_ANSWERED",
    "YEAR_FIRST", "YEAR_LAST", "PROFILES_WITH_OPTION", "PROFILES_ANSWERED", "LICENCE", "CITATION",
)  # fmt: skip
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
_NORMAL, _TOO_FEW = "A", "Q"  # of the code list CL_OBS_STATUS: normal value; missing value, suppressed
_SEVERAL = "licence of each profile in publications.csv"


def as_sdmx(shelf: Shelf, source: str) -> Iterator[bytes]:
    """An observation for each question, option and area: the percentage of the places that answered.

    REF_AREA is the M49 code without zeros in front, as in the UN's own data on the Sustainable Development Goals.
    Of too few places it gives none (OBS_STATUS Q), but which places they are. source: how to name the whole.
    """
    return lines([list(COLUMNS)], _rows(shelf, source))


def _rows(shelf: Shelf, source: str) -> Iterator[Row]:
    publications = newest(shelf.publications)
    known = facts(publications)
    for every in questions(shelf, publications, About()):
        yield from _observations(asked(shelf, every), _WORLD, known, source)
        for code, area in sorted(areas().items()):
            found = within(every, area.countries)
            if found.answers:
                yield from _observations(asked(shelf, found), code.lstrip("0"), known, source)


def _observations(found: Asked, area: str, known: dict[str, Facts], source: str) -> Iterator[Row]:
    years = sorted(one.edition[:4] for one in found.publications.values())
    licence = _licence(known[one.sha256] for one in found.publications.values())
    told, question = found.shares, found.question
    answered = sorted(slug for one in told.options for slug in one.places)
    for one in told.options:
        yield [
            "dataflow", DATAFLOW, "I",
            question.framework_edition, "Y" if question.invented else "N", question.indicator, one.option, area,
            _value(one), _NORMAL if one.percent is not None else _TOO_FEW,
            str(one.count), str(one.answered), str(len(told.not_applicable)), str(len(told.not_answered)),
            years[0], years[-1], " ".join(one.places), " ".join(answered), licence, source,
        ]  # fmt: skip


def _value(one: OptionShare) -> str:
    return "" if one.percent is None else f"{one.percent:.2f}"


def _licence(known: Iterable[Facts]) -> str:
    """The licence that all share, or that none has one, or where to look."""
    found = {one.licence for one in known}
    return found.pop() if len(found) == 1 else _SEVERAL
