"""Reading a file: pages per second of one core, and what the process of its own costs."""

from __future__ import annotations

import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.anchors import GOLD
from benchmarks.figures import Figure, median_ms
from openmgi.core.document import Page
from openmgi.library.extraction.images import boxes, page_image
from openmgi.library.extraction.pdf import read_pdf
from openmgi.library.extraction.reading import read

BUDGET = 50.0  # pages of a PDF per second and core
PAGES = 300
LINES = 52
WORDS = re.findall(
    r"\w+",
    "the minister may by order grant a permit to any person who has entered lawfully and resides with family for work "
    "study or protection provided that conditions of section are met within days after notice was given in writing",
)


def figures(anchors: Path = GOLD) -> Iterator[Figure]:
    """anchors: a folder of real files with quotes.json beside them, which says what their pages are called."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "invented.pdf"
        file.write_bytes(invented_pdf())
        yield _speed(f"extraction, {PAGES} invented pages", [file])
        rate = round(_rate(read, [file]))
        yield Figure("extraction in a process of its own, the same", rate, "pages/s", BUDGET, at_least=True)
        yield Figure("image of a page, 900 wide", median_ms(lambda: page_image(file, 7, width=900), 5), "ms", None)
        yield Figure("boxes of a quote", median_ms(lambda: boxes(file, 7, 100, 400), 5), "ms", None)
    if anchors.is_dir():
        files = sorted(anchors.glob("*.pdf"))
        yield _speed(f"extraction, {len(files)} real laws", files)
        yield Figure("pages whose printed label is right", _right_labels(anchors), "share", 1.0, at_least=True)


def _speed(name: str, files: Sequence[Path]) -> Figure:
    return Figure(name, round(_rate(read_pdf, files)), "pages/s", BUDGET, at_least=True)


def _rate(reader: Callable[[Path], Iterator[Page] | list[Page]], files: Sequence[Path]) -> float:
    """Pages per second of processor time of this process, or of time passed where another process reads."""
    clock: Callable[[], float] = time.process_time if reader is read_pdf else time.perf_counter
    start = clock()
    pages = sum(len(list(reader(file))) for file in files)
    return pages / (clock() - start)


def _right_labels(folder: Path) -> float:
    quotes = json.loads((folder / "quotes.json").read_text(encoding="utf-8"))["quotes"]
    labels: dict[str, list[str]] = {file.name: [page.label for page in read_pdf(file)] for file in folder.glob("*.pdf")}
    right: list[bool] = [labels[quote["pdf"]][quote["pdf_page"] - 1] == quote["printed_label"] for quote in quotes]
    return sum(right) / len(right)


def invented_pdf() -> bytes:
    """A law of invented words, a number at the foot of each page."""
    chance = random.Random(1)  # noqa: S311 - the same text each time
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (PAGES, b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(PAGES))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    for number in range(PAGES):
        body = _page(chance, number + 1)
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>" % (resources, 5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
    return _file(objects)


def _page(chance: random.Random, number: int) -> bytes:
    lines = [" ".join(chance.choices(WORDS, k=14)) for _ in range(LINES)]
    shown = [b"BT /F1 10 Tf 60 %d Td (%s) Tj ET" % (790 - 13 * row, line.encode()) for row, line in enumerate(lines)]
    return b"\n".join([*shown, b"BT /F1 10 Tf 297 40 Td (%d) Tj ET" % number])


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    return bytes(
        out + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )
