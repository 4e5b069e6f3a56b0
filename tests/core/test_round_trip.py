"""Workbooks that go out and come back, many at a time: nothing that anybody typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmgi.core.merging import mark
from openmgi.core.round_trip import (
    Cell,
    Edit,
    Key,
    Met,
    Problem,
    ReadBack,
    ReturnedSheet,
    by_row,
    read_back,
    seen,
    weigh,
)
from openmgi.core.sent_workbook import (
    MOST_LETTERS,
    Column,
    Note,
    Sent,
    SentPart,
    SentRow,
    SentSheet,
    clean,
    fits,
    lines,
)

Stands = dict[str, dict[str, str]]
OPTIONS = {"absent": "Absent", "whole": "Complete", "other": "Complete (other)"}
COLUMNS = tuple(Column(field=one, title=one.title(), width=10) for one in ("key", "question", "option", "text"))


def row(key: str, **fields: str) -> SentRow:
    choices = {"option": tuple(OPTIONS.items())} if "option" in fields else {}
    return SentRow(key=key, shown={"question": f"Question {key}?"}, fields=fields, choices=choices)


def sent(*rows: SentRow) -> Sent:
    """A workbook of one sheet:

    1  1. Rights
    2  Fill in.
    3  Key  Question        Option  Text
    4  Topic
    5  1.A  Question 1.A?   …       …
    """
    parts = (SentPart(title="Topic", rows=rows),)
    sheet = SentSheet(name="Rights", number=1, title="1. Rights", hint="Fill in.", columns=COLUMNS, parts=parts)
    note = Note(kind="title", text="Read me.")
    return Sent(kind="answers", language="en", cover="Cover", notes=(note,), sheets=(sheet,))


TWO = sent(row("1.A", option="absent", text="One."), row("1.B", option="", text=""))


def came(book: Sent) -> list[ReturnedSheet]:
    """The workbook as it was sent."""
    cover = ReturnedSheet(book.cover, [[Cell(note.text)] for note in book.notes], {})
    return [
        cover,
        *(
            ReturnedSheet(one.name, [[Cell(text) for text in line.cells] for line in lines(one)], {})
            for one in book.sheets
        ),
    ]


Rows = list[list[Cell]]


def changed(change: Callable[[Rows], object]) -> list[ReturnedSheet]:
    """The workbook after somebody changed the rows of its sheet."""
    cover, sheet = came(TWO)
    rows = [list(cells) for cells in sheet.rows]
    change(rows)
    return [cover, replace(sheet, rows=rows)]


def put(line: int, column: int, text: str, **more: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        rows[line] += [Cell()] * (column + 1 - len(rows[line]))
        rows[line][column] = Cell(text, **more)  # type: ignore[arg-type] # a fault

    return change


def edits(returned: Sequence[ReturnedSheet]) -> list[tuple[str, str, str, str, str]]:
    found = read_back(TWO, returned)
    assert found.problems == ()
    return [(one.key, one.field, one.sent, one.returned, one.cell) for one in found.edits]


def test_a_workbook_that_nobody_touched_has_no_edit() -> None:
    assert edits(came(TWO)) == []


def test_an_edit_says_what_was_sent_what_came_back_and_where() -> None:
    assert edits(changed(put(4, 3, " Two.\r\nThree. "))) == [("1.A", "text", "One.", "Two.\nThree.", "D5")]


@pytest.mark.parametrize("text", ["Complete", " complete ", "COMPLETE"])
def test_an_option_comes_back_as_its_code(text: str) -> None:
    assert edits(changed(put(5, 2, text))) == [("1.B", "option", "", "whole", "C6")]


def test_a_list_in_other_letters_says_the_same() -> None:
    assert edits(changed(put(4, 2, "ABSENT"))) == []


def test_a_cell_can_be_emptied() -> None:
    assert edits(changed(put(4, 2, ""))) == [("1.A", "option", "absent", "", "C5")]


def test_rows_may_be_sorted() -> None:
    def turn(rows: Rows) -> None:
        rows[4], rows[5] = rows[5], rows[4]
        rows[4][3] = Cell("New.")

    assert edits(changed(turn)) == [("1.B", "text", "", "New.", "D5")]


def test_empty_rows_and_empty_sheets_do_not_matter() -> None:
    returned = changed(lambda rows: rows.insert(4, [Cell(" "), Cell()]))

    assert edits([*returned, ReturnedSheet("Sheet1", [[Cell("")]], {})]) == []


FAULTS: dict[str, tuple[Callable[[Rows], object], list[Problem]]] = {
    "an identifier was edited": (
        put(4, 0, "1.Z"),
        [Problem("key_changed", "Rights", "A5", "1.Z", "1.A")],
    ),
    "an identifier was emptied": (
        put(4, 0, ""),
        [Problem("key_changed", "Rights", "A5", "", "1.A")],
    ),
    "a row was deleted": (
        lambda rows: rows.pop(4),
        [Problem("row_missing", "Rights", expected="1.A")],
    ),
    "a row was doubled": (
        lambda rows: rows.append(rows[4]),
        [Problem("row_doubled", "Rights", "A7", "1.A")],
    ),
    "a row was added": (
        lambda rows: rows.append([Cell("1.C"), Cell("Why?")]),
        [Problem("row_unknown", "Rights", "A7", "1.C")],
    ),
    "a row was added above others": (
        lambda rows: rows.insert(4, [Cell(""), Cell("Mine.")]),
        [Problem("row_unknown", "Rights", "A5", "Mine.")],
    ),
    "a question was changed": (
        put(4, 1, "Another?"),
        [Problem("cell_changed", "Rights", "B5", "Another?", "Question 1.A?")],
    ),
    "a heading was changed": (
        put(3, 0, "Topics"),
        [Problem("cell_changed", "Rights", "A4", "Topics", "Topic")],
    ),
    "the head of a column was changed": (
        put(2, 3, "Remarks"),
        [Problem("cell_changed", "Rights", "D3", "Remarks", "Text")],
    ),
    "a heading was emptied": (
        lambda rows: rows[3].clear(),
        [Problem("cell_changed", "Rights", "A4", expected="Topic")],
    ),
    "something stands beside the table": (
        put(4, 5, "Mine."),
        [Problem("stray", "Rights", "F5", "Mine.")],
    ),
    "something stands beside a heading": (
        put(3, 1, "Mine."),
        [Problem("stray", "Rights", "B4", "Mine.")],
    ),
    "an option is not in the list": (
        put(5, 2, "Maybe"),
        [Problem("not_an_option", "Rights", "C6", "Maybe", "Absent / Complete / Complete (other)")],
    ),
    "a formula was pasted": (
        put(4, 3, "=A1", fault="formula"),
        [Problem("formula", "Rights", "D5", "=A1")],
    ),
    "a formula was pasted over an identifier": (
        put(4, 0, "=A1", fault="formula"),
        [Problem("formula", "Rights", "A5", "=A1", "1.A")],
    ),
    "a formula was pasted over a heading": (
        put(3, 0, "=A1", fault="formula"),
        [Problem("formula", "Rights", "A4", "=A1")],
    ),
    "a formula was pasted below": (
        lambda rows: rows.append([Cell("=A1", "formula")]),
        [Problem("row_unknown", "Rights", "A7", "=A1")],
    ),
    "a value is no text": (
        put(4, 3, "3.5", fault="not_text"),
        [Problem("not_text", "Rights", "D5", "3.5")],
    ),
    "a text is too long": (
        put(4, 3, "x" * (MOST_LETTERS + 1)),
        [Problem("too_long", "Rights", "D5", expected=str(MOST_LETTERS))],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_taken_back_is_told_with_its_cell(name: str) -> None:
    change, problems = FAULTS[name]
    found = read_back(TWO, changed(change))

    assert (list(found.problems), found.edits) == (problems, ())


def test_every_problem_is_told_at_once_and_nothing_is_taken() -> None:
    def change(rows: Rows) -> None:
        put(4, 3, "Good.")(rows)
        put(5, 2, "Maybe")(rows)
        put(5, 1, "Another?")(rows)

    found = read_back(TWO, changed(change))

    assert [one.cell for one in found.problems] == ["B6", "C6"]
    assert found.edits == ()


def test_sheets_are_neither_removed_nor_added_nor_written_upon() -> None:
    cover, sheet = came(TWO)
    more = ReturnedSheet("Notes", [[Cell("Mine.")]], {})
    written = replace(cover, rows=[*cover.rows, [Cell(), Cell("Remember.")]])
    noted = replace(sheet, notes={"D5": "Why?"})

    assert [
        list(read_back(TWO, returned).problems) for returned in ([cover], [cover, sheet, more], [written, noted])
    ] == [
        [Problem("sheet_missing", "Rights")],
        [Problem("sheet_unknown", "Notes", text="Mine.")],
        [Problem("note", "Rights", "D5", "Why?"), Problem("stray", "Cover", "B2", "Remember.")],
    ]


def test_the_instructions_may_be_thrown_away() -> None:
    assert edits(came(TWO)[1:]) == []


def test_a_part_without_a_heading_has_no_line_for_it() -> None:
    [sheet] = TWO.sheets
    plain = sheet.model_copy(update={"parts": (SentPart(title="", rows=(row("1.A", text="One."),)),)})

    assert [line.kind for line in lines(plain)] == ["title", "hint", "head", "row"]


def test_labels_that_differ_in_case_alone_are_told_apart() -> None:
    book = sent(row("1.A", option="").model_copy(update={"choices": {"option": (("a", "Yes"), ("b", "yes"))}}))

    def returned(text: str) -> list[ReturnedSheet]:
        cover, sheet = came(book)
        rows = [list(cells) for cells in sheet.rows]
        rows[4][2] = Cell(text)
        return [cover, replace(sheet, rows=rows)]

    assert [one.returned for one in read_back(book, returned("yes")).edits] == ["b"]
    assert [one.kind for one in read_back(book, returned("YES")).problems] == ["not_an_option"]


@pytest.mark.parametrize(
    ("stored", "cell"), [(" a\r\nb\x0b ", "a\nb"), ("a_x000D_\nb", "a\nb"), ("a\tb", "a\tb"), ("\ufffe", "")]
)
def test_what_no_cell_can_hold_is_left_out_and_is_no_edit(stored: str, cell: str) -> None:
    book = sent(row("1.A", text=stored))

    assert clean(stored) == cell
    assert read_back(book, came(book)).edits == ()


def test_a_cell_holds_only_so_much() -> None:
    assert (fits("x" * MOST_LETTERS), fits("x" * (MOST_LETTERS + 1))) == (True, False)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_whatever_was_stored_comes_back_as_no_edit(texts: list[str]) -> None:
    book = sent(*(row(f"1.{number}", text=text) for number, text in enumerate(texts)))

    assert read_back(book, came(book)) == ReadBack((), ())


# Many people, on the page and in several workbooks

KEYS: tuple[Key, ...] = (("1.A", "text"), ("1.A", "option"), ("1.B", "text"))


def empty() -> Stands:
    return {"1.A": {"text": "", "option": ""}, "1.B": {"text": ""}}


class Book:
    """A workbook that somebody has; typed: what they wrote in it since they last sent it back."""

    def __init__(self, stands: Stands) -> None:
        self.sent = sent(*(row(key, **fields) for key, fields in stands.items()))
        self.cells = {(key, name): self.sent.rows()[key].cell(name) for key, name in KEYS}
        self.typed: set[str] = set()

    def returned(self) -> list[ReturnedSheet]:
        cover, sheet = came(self.sent)
        rows = [list(cells) for cells in sheet.rows]
        for cells in rows:
            for column, name in ((2, "option"), (3, "text")):
                if (cells[0].text, name) in self.cells:
                    cells[column] = Cell(self.cells[cells[0].text, name])
        return [cover, replace(sheet, rows=rows)]


@dataclass
class Life:
    """An assessment that people write on its page and in workbooks.

    pages: as people have opened them, however long ago. overwritten: texts that somebody replaced who had them before
    their eyes. kept: texts that the record has because they were not written.
    """

    stands: Stands = field(default_factory=empty)
    pages: list[Stands] = field(default_factory=lambda: [empty()])
    books: list[Book] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)
    overwritten: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)

    def copy(self) -> Stands:
        return {key: dict(fields) for key, fields in self.stands.items()}

    def write(self, written: Sequence[Edit], decided: dict[Key, str]) -> None:
        """As an action does it: what is free is written, what is not goes into the record."""
        weighed = weigh(written, self.stands, decided)
        for one in weighed.changes:
            before = self.stands[one.edit.key][one.edit.field]
            assert one.stands == before
            assert mark(before) == seen([one.edit], decided)[one.edit.field]  # whoever overwrites has seen it
            self.overwritten.add(before)
            self.stands[one.edit.key][one.edit.field] = one.edit.returned
        self.kept |= {one.edit.returned for one in weighed.conflicts}

    def lost(self) -> set[str]:
        standing = {text for fields in self.stands.values() for text in fields.values()}
        off_line = {text for book in self.books for text in book.typed}
        return self.typed - standing - off_line - self.overwritten - self.kept - {""}


@dataclass(frozen=True)
class Step:
    """open a page, write on it as it was opened, take a workbook away, edit it, return it, return it and decide."""

    act: str
    which: int
    key: Key
    text: int


# Few texts, so that people also write the same, and write it back.
STEPS = st.builds(
    Step,
    st.sampled_from(["open", "page", "send", "edit", "return", "decide"]),
    st.integers(0, 4),
    st.sampled_from(KEYS),
    st.integers(0, 3),
)


def text_of(step: Step, number: int) -> str:
    if step.key[1] == "option":
        return ["", *OPTIONS][step.text]
    return "" if step.text == 0 else "same" if step.text == 1 else f"{number}."


def live(life: Life, step: Step, number: int) -> None:
    if step.act == "open":
        life.pages.append(life.copy())
    elif step.act == "page":
        on_the_page(life, step, text_of(step, number))
    elif step.act == "send":
        life.books.append(Book(life.stands))
    elif life.books:
        off_line(life, life.books[step.which % len(life.books)], step, number)


def on_the_page(life: Life, step: Step, text: str) -> None:
    (key, name), page = step.key, life.pages[step.which % len(life.pages)]
    if text != page[key][name]:
        life.typed.add(text)
    life.write([Edit(key, name, page[key][name], text, "", "")], {})


def off_line(life: Life, book: Book, step: Step, number: int) -> None:
    if step.act == "edit":
        text = text_of(step, number)
        life.overwritten.add(code_of(book.cells[step.key]))
        book.cells[step.key] = OPTIONS.get(text, text)
        book.typed.add(text)
        life.typed.add(text)
        return
    found = read_back(book.sent, book.returned())
    assert found.problems == ()
    met = weigh(found.edits, life.stands, {}).conflicts if step.act == "decide" else ()
    decided = {one.at: mark(one.stands) for one in met[: step.text]}
    life.write(found.edits, decided)
    book.typed.clear()
    once = life.copy()
    life.write(found.edits, decided)
    assert life.copy() == once  # the same workbook once more changes nothing


def code_of(text: str) -> str:
    return next((code for code, label in OPTIONS.items() if label == text), text)


@settings(max_examples=1000)
@given(steps=st.lists(STEPS, max_size=18))
def test_nothing_that_anybody_typed_is_lost_whatever_the_order_of_edits_and_returns(steps: list[Step]) -> None:
    life = Life()
    for number, step in enumerate(steps):
        live(life, step, number)
        assert life.lost() == set()


@given(before=st.lists(STEPS, max_size=10), after=st.lists(STEPS, max_size=10))
def test_a_workbook_that_nobody_edited_changes_nothing_however_late_it_comes(
    before: list[Step], after: list[Step]
) -> None:
    life = Life()
    for number, step in enumerate(before):
        live(life, step, number)
    book = Book(life.stands)
    for number, step in enumerate(after, start=len(before)):
        live(life, step, number)

    assert read_back(book.sent, book.returned()) == ReadBack((), ())


def test_what_others_changed_meanwhile_stands_beside_what_came_back_and_the_rest_is_written() -> None:
    book = Book({"1.A": {"text": "Sent.", "option": "absent"}, "1.B": {"text": ""}})
    book.cells |= {("1.A", "text"): "Returned.", ("1.A", "option"): "Complete", ("1.B", "text"): "New."}
    found = read_back(book.sent, book.returned()).edits
    now = {"1.A": {"text": "Now.", "option": "absent"}, "1.B": {"text": "New."}}
    weighed = weigh(found, now, {})

    assert [(one.at, one.stands) for one in weighed.changes] == [(("1.A", "option"), "absent")]
    assert [(one.edit.sent, one.edit.returned, one.stands) for one in weighed.conflicts] == [
        ("Sent.", "Returned.", "Now.")
    ]
    assert list(by_row(found)) == ["1.A", "1.B"]


def test_whoever_decides_overwrites_only_what_they_saw() -> None:
    edit = Edit("1.A", "text", "Sent.", "Returned.", "Rights", "D5")
    now = {"1.A": {"text": "Now."}}

    assert weigh([edit], now, {("1.A", "text"): mark("Now.")}).conflicts == ()
    assert weigh([edit], now, {("1.A", "text"): mark("Before.")}).conflicts == (Met(edit, "Now."),)
