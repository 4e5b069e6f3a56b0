"""Cells that a spreadsheet program must not run as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell as a table for spreadsheet programs has it: an apostrophe stands before what they would run."""
    return f"'{cell}" if cell.startswith(_STARTS) else cell


def harmless_row(cells: Sequence[str]) -> Sequence[str]:
    """A row of such cells. Most rows are harmless as they are, and are only looked through."""
    return [harmless(cell) for cell in cells] if any(map(str.startswith, cells, repeat(_STARTS))) else cells


def as_written(cell: str) -> str:
    """What `harmless` was made from."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS) else cell
