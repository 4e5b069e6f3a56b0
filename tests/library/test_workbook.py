"""Editions as workbooks: out, edited by a person, and in again."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from click.testing import Result
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.sheets import WorkbookError, edition_of_sheets, edition_sheets
from openmgi.library.editions import edition_folders, read_edition
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.workbook import read_sheets, write_sheets
from tests.core.editions import small_framework
from tests.core.random_editions import editions

Run = Callable[..., Result]
CODES = [folder.name for folder in edition_folders()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbooks")


@pytest.fixture
def local(run: Run, tmp_path: Path) -> Path:
    """The local reference set as a workbook that a test may edit."""
    file = tmp_path / "local.xlsx"
    assert run("framework", "export", "openmgi-local-1", file).exit_code == 0
    return file


def edit(file: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(file)
    book[sheet][cell].value = value
    book.save(file)


def find(file: Path, sheet: str, code: str, what: str) -> int:
    """The number of the row with this code and this text."""
    rows = openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True)
    return next(number for number, row in enumerate(rows, start=1) if row[:2] == (code, what))


@given(edition=editions())
@hypothesis_settings(max_examples=10)
def test_every_edition_survives_its_workbook(folder: Path, edition: Edition) -> None:
    file, again = folder / "first.xlsx", folder / "again.xlsx"
    write_sheets(edition_sheets(edition), file)
    read = edition_of_sheets(read_sheets(file), small_framework())
    write_sheets(edition_sheets(read), again)

    assert read == edition
    assert read_sheets(again) == read_sheets(file)


@pytest.mark.parametrize("code", CODES)
def test_the_reference_sets_survive_their_workbooks(
    folder: Path, framework: Framework, reference_sets: dict[str, Edition], code: str
) -> None:
    edition = reference_sets[code]
    write_sheets(edition_sheets(edition), folder / f"{code}.xlsx")

    assert edition_of_sheets(read_sheets(folder / f"{code}.xlsx"), framework) == edition


def test_there_is_a_sheet_for_each_domain_and_a_list_to_choose_from(local: Path) -> None:
    book = openpyxl.load_workbook(local)

    assert book.sheetnames == [
        "edition", "languages", "options", *(f"domain {number}" for number in range(1, 7)), "dropped", "stages",
    ]  # fmt: skip
    assert '"source,complete,questions only,names only"' in {
        str(one.formula1) for one in book["languages"].data_validations.dataValidation
    }


@pytest.mark.django_db
def test_an_edited_workbook_becomes_a_new_edition_that_all_commands_know(run: Run, local: Path, loaded: None) -> None:
    edit(local, "edition", "B2", "city-set-1")
    row = find(local, "domain 1", "1.A1", "question")
    edit(local, "domain 1", f"C{row}", "Does the city publish a rule on this?")
    result = run("framework", "import", local)

    assert (result.exit_code, result.stdout) == (0, "edition city-set-1 loaded\n")
    stored = StoredEdition.objects.get().spec.indicator("1.A1")
    assert stored is not None
    assert stored.question["en"] == "Does the city publish a rule on this?"
    assert "city-set-1\tlocal\t2026-11\t87\ten fr es" in run("framework", "list").stdout.splitlines()
    assert "Does the city publish a rule on this?" in run("framework", "show", "city-set-1").stdout
    assert run("framework", "check", "city-set-1").exit_code == 0


@pytest.mark.django_db
def test_importing_twice_changes_nothing(run: Run, local: Path, loaded: None) -> None:
    run("framework", "import", local)

    assert run("framework", "import", local).stdout == "edition openmgi-local-1: nothing has changed\n"


@pytest.mark.django_db
def test_an_edition_in_use_is_not_changed_by_a_workbook(run: Run, local: Path, loaded: None) -> None:
    run("framework", "import", local)
    StoredEdition.objects.update(used_since=timezone.now())
    edit(local, "edition", "B5", "2027-05")

    assert run("framework", "import", local).stderr.startswith("Error: edition openmgi-local-1 is in use")


@pytest.mark.django_db
def test_what_breaks_a_rule_is_said_and_kept(run: Run, local: Path, loaded: None) -> None:
    row = find(local, "domain 2", "2.A1", "question")
    edit(local, "domain 2", f"C{row}", "This is no question")
    result = run("framework", "import", local)

    assert result.exit_code == 0
    assert result.stderr == "look at 2.A1: the question in en does not end with a question mark [questions]\n"
    assert StoredEdition.objects.count() == 1


@pytest.mark.django_db
def test_mistakes_are_named_all_at_once_and_nothing_is_kept(run: Run, local: Path, loaded: None) -> None:
    row = find(local, "domain 2", "2.A1", "question")
    edit(local, "domain 2", f"D{row}", None)
    edit(local, "edition", "B4", "galactic")
    edit(local, "languages", "B2", "complete")
    first = run("framework", "import", local)
    edit(local, "languages", "B2", "source")
    second = run("framework", "import", local)

    assert first.stderr == "Error: sheet “languages”: one language must have the use “source”\n"
    assert second.stderr.splitlines() == [
        f"Error: sheet “domain 2”, cell D{row}: "
        "domains · 2 · topics · A · indicators · 2.A1 · question: expected a text",
    ]
    assert (second.exit_code, StoredEdition.objects.count()) == (1, 0)


def test_a_formula_is_refused_with_its_cell(run: Run, local: Path) -> None:
    edit(local, "domain 3", "C2", "=1+1")
    edit(local, "domain 3", "D2", "#REF!")

    assert run("framework", "import", local).stderr == (
        f"Error: {local}: sheet “domain 3”, cell C2: a formula; paste the value itself\n"
        f"{local}: sheet “domain 3”, cell D2: an error value (#REF!)\n"
    )


def test_a_month_that_a_spreadsheet_made_a_date_is_read_as_a_month(local: Path) -> None:
    edit(local, "edition", "B5", datetime.datetime(2026, 11, 1))  # noqa: DTZ001 - a spreadsheet knows no time zone
    edit(local, "edition", "C5", 2026.0)
    edit(local, "edition", "D5", datetime.datetime(2026, 11, 2))  # noqa: DTZ001

    assert read_sheets(local)[0].rows[3] == ("date", "2026-11", "2026", "2026-11-02", "")


def test_a_workbook_becomes_files_where_a_person_wants_them(
    run: Run, local: Path, tmp_path: Path, framework: Framework, reference_sets: dict[str, Edition]
) -> None:
    result = run("framework", "import", local, "--folder", tmp_path / "mine")
    again = run("framework", "import", local, "--folder", tmp_path / "mine")
    made = tmp_path / "mine" / "openmgi-local-1"

    assert result.stdout == f"{made} written\n"
    assert read_edition(made, framework) == reference_sets["openmgi-local-1"]
    assert again.stderr == f"Error: {made} is there already\n"


def not_there(file: Path) -> None:
    """No file at all."""


def a_picture(file: Path) -> None:
    file.write_bytes(b"\xff\xd8\xff\xe0" * 100)


def too_heavy(file: Path) -> None:
    with file.open("wb") as empty:
        empty.truncate(20_000_001)


def a_bomb(file: Path) -> None:
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts,
        parts.open("xl/a.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(201):
            part.write(bytes(1_000_000))


def another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("a.txt", "a")


def too_long(file: Path) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet("edition")
        for row in range(20_002):
            page.write_string(row, 0, "a")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (not_there, "there is no such file"),
        (a_picture, "this is not an .xlsx workbook"),
        (too_heavy, "larger than 20 MB"),
        (a_bomb, "unpacks to more than 200 MB"),
        (another_zip, "this is not an .xlsx workbook that can be read"),
        (too_long, "sheet “edition”: more than 20000 rows"),
    ],
)
def test_what_is_no_workbook_of_ours_is_one_clear_error(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    file = tmp_path / "in.xlsx"
    make(file)

    with pytest.raises(WorkbookError, match=message) as refused:
        read_sheets(file)
    assert len(refused.value.problems) == 1


def test_an_empty_workbook_names_what_it_lacks(tmp_path: Path, run: Run) -> None:
    openpyxl.Workbook().save(tmp_path / "in.xlsx")

    assert "sheet “languages”: this sheet is missing" in run("framework", "import", tmp_path / "in.xlsx").stderr
