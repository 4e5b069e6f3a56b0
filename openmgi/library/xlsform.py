"""An edition's XLSForm as a file, with the words of the interface in each of its languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from openmgi.core.edition import Edition
from openmgi.core.xlsform import Row, columns, xlsform


def write_xlsform(edition: Edition, target: Path | BinaryIO) -> None:
    """Write the form of this edition as an .xlsx file."""
    own_names = dict(settings.LANGUAGES)
    names = {language: own_names.get(language, language) for language in edition.languages}
    form = xlsform(edition, names, {language: _words(language) for language in edition.languages})
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name in ("survey", "choices", "settings"):
            _write(book.add_worksheet(name), getattr(form, name))


def _words(language: str) -> dict[str, str]:
    with override(language):
        return {
            "justification": _("Justification"),
            "source": _("Source: title, address, page"),
            "reason": _("Why does the question not apply?"),
            "evidence": _("What counts as evidence"),
            "where": _("Where to look"),
            "traps": _("Common traps"),
        }


def _write(page: xlsxwriter.worksheet.Worksheet, rows: Sequence[Row]) -> None:
    head = columns(rows)
    page.write_row(0, 0, head)
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(head):
            page.write_string(number, place, row.get(column, ""))
