from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from openmgi.core.edition import Edition
from openmgi.core.filing import edition_files
from openmgi.core.parsing import parse_edition
from openmgi.core.sheets import Sheet, WorkbookError, cell_name, edition_of_sheets, edition_sheets
from tests.core.editions import parsed, small_files, small_framework
from tests.core.random_editions import editions

Sheets = dict[str, Sheet]


def small_sheets() -> Sheets:
    return {sheet.name: sheet for sheet in edition_sheets(parsed(small_files()))}


def read(sheets: Sheets) -> Edition:
    return edition_of_sheets(list(sheets.values()), small_framework())


def problems(sheets: Sheets) -> list[str]:
    with pytest.raises(WorkbookError) as refused:
        read(sheets)
    assert str(refused.value) == "\n".join(refused.value.problems)
    return list(refused.value.problems)


def changed(sheets: Sheets, name: str, row: int, column: int, text: str) -> Sheets:
    """The sheets with one cell changed; rows are counted as a person sees them, from 2 below the head."""
    rows = [list(cells) for cells in sheets[name].rows]
    rows[row - 2][column] = text
    return sheets | {name: replace(sheets[name], rows=tuple(map(tuple, rows)))}


def row_of(sheets: Sheets, name: str, *start: str) -> int:
    return next(number for number, row in enumerate(sheets[name].rows, start=2) if row[: len(start)] == start)


@given(edition=editions())
@settings(max_examples=30)
def test_every_edition_survives_its_files(edition: Edition) -> None:
    assert parse_edition(edition_files(edition), small_framework()) == edition


@given(edition=editions())
@settings(max_examples=30)
def test_every_edition_survives_its_sheets(edition: Edition) -> None:
    sheets = edition_sheets(edition)

    assert edition_of_sheets(sheets, small_framework()) == edition
    assert edition_sheets(edition_of_sheets(sheets, small_framework())) == sheets


def test_the_languages_of_a_text_stand_side_by_side() -> None:
    sheet = small_sheets()["domain 1"]

    assert sheet.head == ("code", "what", "en", "fr", "ar")
    assert sheet.rows[:3] == (
        ("A", "topic", "Health", "Santé", "الصحة"),
        ("1.A1", "question", "Does an act name bread as a right of everyone?", "La loi du lieu dit-elle pain ?", ""),
        ("1.A1", "criteria.absent", "No law says bread.", "Aucune loi ne dit pain.", ""),
    )


def test_a_list_stands_on_a_line_each() -> None:
    sheets = small_sheets()
    row = row_of(sheets, "domain 1", "1.A1", "terms")

    assert sheets["domain 1"].rows[row - 2][2] == "bread\nbread act"


def test_a_language_can_be_added_as_a_column() -> None:
    sheets = small_sheets()
    head, rows = sheets["languages"].head, sheets["languages"].rows
    sheets["languages"] = Sheet("languages", head, tuple(("pt", "names only", "") if r[0] == "ar" else r for r in rows))
    for name in ("edition", "options", "domain 1", "domain 2", "dropped"):
        sheet = sheets[name]
        sheets[name] = replace(sheet, head=tuple("pt" if cell == "ar" else cell for cell in sheet.head))

    assert read(sheets).domains[0].topics[0].name["pt"] == "الصحة"


def test_empty_rows_and_columns_are_passed_over() -> None:
    sheets = small_sheets()
    for name, sheet in sheets.items():
        rows = tuple(row for one in sheet.rows for row in (("",) * len(sheet.head), (*one, "")))
        sheets[name] = Sheet(name, (*sheet.head, ""), rows)

    assert read(sheets) == parsed(small_files())


@pytest.mark.parametrize(
    ("sheet", "start", "column", "text", "problem"),
    [
        ("domain 1", ("1.A1", "question"), 3, "", "topics · A · indicators · 1.A1 · question: expected a text"),
        ("domain 1", ("1.A1", "question"), 4, "س؟", "indicators · 1.A1 · question: nothing is expected here"),
        ("domain 1", ("1.A1", "gcm"), 2, "1, 15", "expected a whole number, not “1, 15”"),
        ("domain 1", ("1.A1", "sdg"), 1, "colour", "expected a code, and topic or one of: question, criteria.<option>"),
        ("domain 1", ("1.A1", "sdg"), 1, "gcm", "1.A1, gcm stands twice"),
        ("domain 1", ("1.A2", "question"), 0, "", "expected a code, and topic or one of"),
        ("edition", ("code",), 0, "colour", "expected one of: code, framework"),
        ("edition", ("date",), 1, "soon", "date: String should match pattern"),
        ("languages", ("fr",), 1, "some", "expected one of: source, complete, questions only, names only"),
        ("options", ("", "absent", "label"), 2, "name", "expected an option; kind, half_points, needs, label or criterion"),
        ("stages", ("work", "name"), 1, "colour", "expected name, may.<role>, or moves.<stage>.by, .when or .reason"),
        ("stages", ("work", "may.researcher"), 2, "fly", "stages · work · may · researcher · 0: Input should be"),
        ("options", ("", "absent", "kind"), 3, "mood", "expected one of: answer, not_applicable, not_answered"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_sheet_and_cell(
    sheet: str, start: tuple[str, ...], column: int, text: str, problem: str
) -> None:
    sheets = small_sheets()
    row = row_of(sheets, sheet, *start)
    found = problems(changed(sheets, sheet, row, column, text))

    assert [one for one in found if problem in one] != []
    assert any(one.startswith(f"sheet “{sheet}”, cell ") and str(row) in one for one in found)


def test_a_text_that_is_missing_is_named_by_the_cell_where_it_should_be() -> None:
    sheets = small_sheets()
    row = row_of(sheets, "domain 1", "1.A1", "criteria.complete")

    assert problems(changed(sheets, "domain 1", row, 3, "")) == [
        f"sheet “domain 1”, cell D{row}: domains · 1 · topics · A · indicators · 1.A1 · criteria · complete: expected a text"
    ]


def test_a_row_that_is_missing_is_named_by_the_indicator_above() -> None:
    sheets = small_sheets()
    row = row_of(sheets, "domain 1", "1.A2", "criteria.complete")
    rows = sheets["domain 1"].rows
    sheets["domain 1"] = replace(sheets["domain 1"], rows=rows[: row - 2] + rows[row - 1 :])
    first = row_of(sheets, "domain 1", "1.A2")

    assert problems(sheets)[0] == (
        f"sheet “domain 1”, cell A{first}: topics · A · indicators · 1.A2 · criteria · complete: expected a text"
    )


def test_an_indicator_above_every_topic_is_refused() -> None:
    sheets = small_sheets()
    sheets["domain 1"] = replace(sheets["domain 1"], rows=sheets["domain 1"].rows[1:])

    assert problems(sheets)[0] == "sheet “domain 1”, cell A2: an indicator needs a topic in a row above it"


def test_a_missing_sheet_an_unknown_one_and_a_changed_head_are_named_together() -> None:
    sheets = small_sheets()
    del sheets["dropped"]
    sheets["notes"] = Sheet("notes", (), ())
    sheets["options"] = replace(sheets["options"], head=("a", "b", "c"))

    assert problems(sheets) == [
        "sheet “options”, cell A1: the first row must begin with: domain, option, what",
        "sheet “dropped”: this sheet is missing",
        "sheet “notes”: no such sheet belongs to an edition",
    ]


def test_a_column_of_an_unknown_language_or_of_one_twice_is_named() -> None:
    sheets = small_sheets()
    sheets["dropped"] = replace(sheets["dropped"], head=("code", "en", "xx", "en", ""))

    assert problems(sheets) == [
        "sheet “dropped”, cell B1: en stands twice",
        "sheet “dropped”, cell C1: xx is not on the sheet “languages”",
        "sheet “dropped”, cell D1: en stands twice",
    ]


def test_one_language_must_be_the_source() -> None:
    sheets = small_sheets()

    assert problems(changed(sheets, "languages", 2, 1, "complete"))[0] == (
        "sheet “languages”: one language must have the use “source”"
    )


@pytest.mark.parametrize(("row", "column", "name"), [(0, 0, "A1"), (3, 2, "C4"), (9, 25, "Z10"), (0, 26, "AA1")])
def test_cells_are_named_as_a_spreadsheet_does(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name
