"""Cells that a spreadsheet program must not run as formulas."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell as a table for spreadsheet programs has it: an apostrophe stands before what they would run."""
    return f"'{cell}" if cell.startswith(_STARTS) else cell


def as_written(cell: str) -> str:
    """What `harmless` was made from."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS) else cell
