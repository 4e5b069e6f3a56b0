"""Reading a page: the time for each kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, median_ms
from openmgi.publications.importing.drafting import import_file

PAGES = Path(__file__).parents[1] / "tests" / "fixtures" / "published_pages"


def figures() -> Iterator[Figure]:
    for name in ("en_nairobi_french_frame.txt", "page_en.html", "page_en_printed.pdf"):
        yield Figure(f"import {name}, median of 20", _milliseconds(PAGES / name), "ms", None)


def _milliseconds(file: Path) -> float:
    return median_ms(lambda: import_file(file, {}), 20)
