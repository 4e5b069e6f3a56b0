"""No cell of a table is run as a formula, and each can be read back as it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.spreadsheet import as_written, harmless, harmless_row

TEXT = st.text(st.sampled_from("=+-@\t\r'a ")) | st.text()


@given(TEXT)
def test_nothing_that_a_program_would_run_comes_first(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(TEXT.filter(lambda text: not text.startswith("'")))
def test_a_cell_is_read_back_as_it_was_written(text: str) -> None:
    assert as_written(harmless(text)) == text


@given(st.lists(TEXT))
def test_a_row_is_harmless_where_each_of_its_cells_is(cells: list[str]) -> None:
    assert list(harmless_row(cells)) == [harmless(one) for one in cells]
