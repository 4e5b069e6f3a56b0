"""A question with its shares as files: SVG, PNG, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi

from openmgi.core.spreadsheet import harmless_row
from openmgi.publications.citing import Facts, citation_of_newest, facts
from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import Picture
from openmgi.publications.report.pdf import png
from openmgi.publications.themes.asking import Asked, Theme
from openmgi.publications.themes.drawing import drawing
from openmgi.web.templatetags.page import in_language

COLUMNS = ("edition", "indicator", "option", "kind", "n", "of", "place", "profile", "date", "licence", "citation")
_PNG_WIDTH = 1280


def as_svg(edition: str, asked: Asked, theme: Theme) -> str:
    """The drawing with its question and its own colours, to be put anywhere."""
    family = "Noto Naskh Arabic, Noto Sans" if get_language_bidi() else "Noto Sans"
    return render_to_string("themes/chart_file.svg", {"drawing": drawing(edition, asked, theme), "family": family})


def as_png(edition: str, asked: Asked, theme: Theme) -> bytes:
    """The same as an image."""
    return png(Picture(as_svg(edition, asked, theme), in_language(asked.indicator.question)), width=_PNG_WIDTH)


def as_csv(edition: str, asked: Asked, theme: Theme) -> bytes:
    """A row for each place, with how many places of how many chose its option; with a byte order mark."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    known = facts(theme.places.values())
    shares, code = asked.shares, asked.indicator.code
    for one in shares.options:
        for slug in one.places:
            told = [edition, code, one.option, "answer", one.count, one.answered]
            writer.writerow(_row(told, theme.places[slug], known))
    for kind, slugs in (("not_applicable", shares.not_applicable), ("not_answered", shares.not_answered)):
        for slug in slugs:
            writer.writerow(_row([edition, code, "", kind, "", ""], theme.places[slug], known))
    return table.getvalue().encode("utf-8-sig")


def _row(told: Sequence[object], one: Publication, known: Mapping[str, Facts]) -> Sequence[str]:
    says = known[one.sha256]
    cells = (*told, in_language(one.place_name), one.slug, one.edition, says.licence, citation_of_newest(one, says))
    return harmless_row([str(cell) for cell in cells])
