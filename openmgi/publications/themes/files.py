"""Questions with their shares as files: SVG, PNG, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from django.template.loader import render_to_string

from openmgi.core.spreadsheet import harmless_row
from openmgi.publications.citing import Facts, citation_of_newest, facts
from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import Picture
from openmgi.publications.report.pdf import png
from openmgi.publications.themes.asking import Asked, Theme
from openmgi.publications.themes.drawing import drawing
from openmgi.publications.themes.telling import Source, chosen
from openmgi.web.templatetags.page import in_language

_QUESTION = ("edition", "indicator", "option", "kind", "n", "of")
_PLACE = ("place", "profile", "date", "licence", "citation")
_CHOSEN = ("area", "income", "level", "until", "invented")
COLUMNS = (*_QUESTION, *_PLACE[:3], *_CHOSEN, *_PLACE[3:])
_PNG_WIDTH = 1280


def as_svg(shown: Theme, title: str, source: Source) -> str:
    """The drawing with its questions and its own colours, to be put anywhere."""
    return render_to_string("themes/chart_file.svg", {"drawing": drawing(shown, title, source)})


def as_png(shown: Theme, title: str, source: Source) -> bytes:
    """The same as an image."""
    return png(Picture(as_svg(shown, title, source), title), width=_PNG_WIDTH)


def as_csv(shown: Theme, source: Source) -> bytes:
    """A row for each question, option and place, with how many of how many chose the option; with a byte order mark.

    An option that nobody chose has a row without a place. The last row says how the table is named as a source.
    """
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    wanted, known = list(chosen(shown.wanted).values()), facts(shown.places.values())
    places = {slug: _place(one, wanted, known) for slug, one in shown.places.items()}
    nowhere = harmless_row(["", "", "", *wanted, "", ""])
    for asked in shown.asked:
        writer.writerows((*told, *places.get(slug, nowhere)) for told, slug in _told(shown.edition, asked))
    told = [shown.edition, "", "", "source", "", "", "", "", source.newest, *wanted]
    writer.writerow(harmless_row([*told, "; ".join(source.licences), source.citation]))
    return table.getvalue().encode("utf-8-sig")


def _place(one: Publication, wanted: Sequence[str], known: Mapping[str, Facts]) -> Sequence[str]:
    """The cells of a row that are of the place. They are the same for every question."""
    says = known[one.sha256]
    name = in_language(one.place_name)
    return harmless_row([name, one.slug, one.edition, *wanted, says.licence, citation_of_newest(one, says)])


def _told(edition: str, asked: Asked) -> Iterator[tuple[Sequence[str], str]]:
    """The cells of each row that are of the question, with its place; of an option that nobody chose, with none."""
    shares, code = asked.shares, asked.indicator.code
    for one in shares.options:
        told = harmless_row([edition, code, one.option, "answer", str(one.count), str(one.answered)])
        yield from ((told, slug) for slug in one.places or ("",))
    for kind, slugs in (("not_applicable", shares.not_applicable), ("not_answered", shares.not_answered)):
        told = harmless_row([edition, code, "", kind, "", ""])
        yield from ((told, slug) for slug in slugs)
