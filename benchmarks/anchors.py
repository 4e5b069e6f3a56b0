"""`python -m benchmarks.anchors`: whether quotes of known origin are found on their page, and no altered one is."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, median_ms
from openmgi.core.document import Page
from openmgi.core.near import near_matches
from openmgi.core.quotes import Anchor, Pages, find, holds
from openmgi.library.extraction.pdf import read_pdf

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "anchors"


@dataclass(frozen=True, slots=True)
class Read:
    """A file as the product reads it."""

    pages: Sequence[Page]
    texts: Pages


@cache
def read(file: Path) -> Read:
    pages = list(read_pdf(file))
    return Read(pages, Pages([page.text for page in pages]))


def verdict(quote: Mapping[str, Any], file: Read) -> Iterator[str]:
    """What holds of a quote.

    found        it stands somewhere
    right_page   one of the places is the one it was taken from: it begins there, and ends where it ends
    right_label  that place has the label that a reader sees there
    false        the first place is on no page where it stands, or what stands at a place is not the quote.
                 A quote without a page (pdf_page null) stands nowhere.
    """
    anchors = find(file.texts, quote["quote"])
    if not anchors:
        return
    yield "found"
    right = [one for one in anchors if _is_origin(one, quote)]
    if right:
        yield "right_page"
    if right and file.pages[right[0].page].label == quote["printed_label"]:
        yield "right_label"
    known = {quote["pdf_page"], *quote.get("also_on", [])}
    if anchors[0].page + 1 not in known or not all(_is_true(one, quote["quote"], file.texts) for one in anchors):
        yield "false"


def _is_origin(anchor: Anchor, quote: Mapping[str, Any]) -> bool:
    pages = (anchor.parts[0].page + 1, anchor.parts[-1].page + 1)
    return pages == (quote["pdf_page"], quote.get("pdf_page_end", pages[1]))


def _is_true(anchor: Anchor, quote: str, texts: Sequence[str]) -> bool:
    """By a judge that knows nothing of our matching: true substrings, with the letters and digits of the quote."""
    return holds(texts, anchor.parts, anchor.text) and _bare(anchor.text) == _bare(quote)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    return "".join(filter(str.isalnum, plain))


def measure(folder: Path, quotes: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counts = Counter(word for one in quotes for word in verdict(one, read(folder / one["pdf"])))
    return {"quotes": len(quotes)} | {name: counts[name] for name in ("found", "right_page", "right_label", "false")}


def quotes_in(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["quotes"]
    return found


def figures() -> Iterator[Figure]:
    """For `make bench`. The gold set is no part of this repository; where it is not, the one figure says so."""
    if not GOLD.exists():
        yield Figure("quotes of the gold set, which is not here: shared/gold/anchors", 0, "quotes", None)
        return
    quotes = quotes_in(GOLD / "quotes.json")
    counts = measure(GOLD, quotes)
    for name in ("found", "right_page", "right_label"):
        share = round(counts[name] / len(quotes), 3)
        yield Figure(f"quotes of the gold set: {name.replace('_', ' ')}", share, "share", 1, at_least=True)
    yield Figure("quotes of the gold set: false", counts["false"], "quotes", 0)
    yield from _times([text for one in quotes for text in read(GOLD / one["pdf"]).texts], quotes[0]["quote"])


def _times(texts: Sequence[str], quote: str) -> Iterator[Figure]:
    """How long it takes in a document of 300 pages."""
    pages = texts[:300]
    held = Pages(pages)
    altered = quote.replace(" of ", " from ", 1)
    assert len(pages) == 300
    yield Figure("the first quote found in 300 pages", median_ms(lambda: find(Pages(pages), quote), 7), "ms", 150)
    yield Figure("another quote found in the same pages", median_ms(lambda: find(held, quote), 7), "ms", 50)
    yield Figure("near matches in 300 pages", median_ms(lambda: near_matches(Pages(pages), altered), 7), "ms", 1000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where the PDF files are")
    parser.add_argument("--quotes", type=Path, required=True, help="JSON file of quotes with their pages and labels")
    given = parser.parse_args()
    print(json.dumps(measure(given.folder, quotes_in(given.quotes))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
