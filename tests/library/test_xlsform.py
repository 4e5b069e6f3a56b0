"""The XLSForm of an edition, read back as KoboToolbox and ODK read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from pyxform.xls2xform import convert

from openmgi.library.editions import edition_folders
from openmgi.library.xlsform import write_xlsform
from tests.core.editions import parsed, small_files

Run = Callable[..., Result]


@pytest.mark.parametrize(("code", "count"), [("openmgi-local-1", 87), ("openmgi-national-1", 90), ("sdg-10.7.2", 30)])
def test_pyxform_accepts_the_form_of_each_reference_set(run: Run, tmp_path: Path, code: str, count: int) -> None:
    file = tmp_path / "form.xlsx"
    result = run("framework", "xlsform", code, file)
    read = convert(file, validate=False)

    assert (result.exit_code, result.stdout) == (0, f"{file} written\n")
    assert read.warnings == []
    assert read.xform.count("<select1 ") == count
    assert [f'lang="{name}"' in read.xform for name in ("English (en)", "Français (fr)", "Español (es)")] == [True] * 3
    assert len(edition_folders()) == 3


def test_an_option_that_does_not_apply_asks_for_a_reason(tmp_path: Path) -> None:
    files = small_files()
    files["edition.yaml"]["options"]["n-a"] = {"kind": "not_applicable", "label": "N/A", "criterion": "Cannot arise."}
    files["translations/fr.yaml"]["options"]["n-a"] = {"label": "S.O.", "criterion": "Sans objet."}
    write_xlsform(parsed(files), tmp_path / "form.xlsx")
    read = convert(tmp_path / "form.xlsx", validate=False)
    rows = list(openpyxl.load_workbook(tmp_path / "form.xlsx")["survey"].iter_rows(values_only=True))
    head = [str(cell) for cell in rows[0]]
    reason = next(dict(zip(head, row, strict=True)) for row in rows if row[1] == "reason_1.A1")

    assert (reason["relevant"], reason["required"]) == ("${q_1.A1} = 'n-a'", "yes")
    assert reason["label::Français (fr)"] == "Pourquoi la question est-elle sans objet ?".replace(" ?", "\u00a0?")
    assert "relevant=\" /data/domain_1/topic_1_A/q_1.A1  = 'n-a'\"" in read.xform


def test_a_choice_carries_its_criterion(tmp_path: Path) -> None:
    write_xlsform(parsed(small_files()), tmp_path / "form.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "form.xlsx")["choices"].iter_rows(values_only=True))

    assert rows[1] == ("options_1.A1", "absent", "Absent: No law says bread.", "Absent: Aucune loi ne dit pain.")
