"""A question with its shares as files: SVG, PNG, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi

from openmgi.core.spreadsheet import harmless_row
from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import Picture
from openmgi.publications.report.pdf import png
from openmgi.publications.themes.asking import Asked, Theme
from openmgi.publications.themes.drawing import drawing
from openmgi.web.templatetags.page import in_language

COLUMNS = ("edition", "indicator", "option", "kind", "n", "of", "place", "profile", "date")
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
    shares, code = asked.shares, asked.indicator.code
    for one in shares.options:
        for slug in one.places:
            writer.writerow(_row([edition, code, one.option, "answer", one.count, one.answered], slug, theme.places))
    for kind, slugs in (("not_applicable", shares.not_applicable), ("not_answered", shares.not_answered)):
        for slug in slugs:
            writer.writerow(_row([edition, code, "", kind, "", ""], slug, theme.places))
    return table.getvalue().encode("utf-8-sig")


def _row(told: list[object], slug: str, places: Mapping[str, Publication]) -> list[str]:
    one = places[slug]
    cells = [str(cell) for cell in (*told, in_language(one.place_name), slug, one.edition)]
    return list(harmless_row(cells))
