"""Web pages: what a reader sees of them, without what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import lxml.html
from lxml import etree

from openmgi.library.extraction.plain_text import decoded
from openmgi.library.extraction.sections import Block, clean
from openmgi.library.extraction.unreadable import UnreadableError

_UNSEEN: Final = frozenset(
    "script style nav noscript template svg math head iframe object embed audio video canvas "  # noqa: SIM905 - a list of words
    "button select option textarea input datalist dialog map".split()
)
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small "  # noqa: SIM905
    "span strike strong sub sup time tt u var wbr".split()
)
_DECLARED: Final = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
# Browsers read these names as the larger sets of Windows, and so were the pages written.
_READ_AS: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS: Final = ("td", "th")
_LISTS: Final = ("ol", "ul")
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_WITHIN: Final = 4096


def blocks_of(path: Path) -> Iterator[Block]:
    """The paragraphs, headings, items and rows of the page, in the order of its source."""
    text = _XML_DECLARATION.sub("", clean(_text(path.read_bytes())))
    if not text.strip():
        return
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(text, parser) if text.strip() else None
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableError("too_deep")
    if root is not None:
        yield from _Reader().read(_main(root))


def _text(content: bytes) -> str:
    found, encoding = decoded(content)
    declared = _DECLARED.search(content[:_WITHIN]) or _XML_DECLARED.match(content[:_WITHIN])
    name = declared[1].decode("ascii", errors="replace").lower() if declared else "utf-8"
    if encoding.startswith("utf") or name.startswith("utf"):
        return found  # UTF is known by its bytes, better than by what a page says
    try:
        return content.decode(_READ_AS.get(name, name), errors="replace")
    except LookupError:
        return found


def _main(root: etree._Element) -> etree._Element:
    """The part that the page itself calls its main one, if most of the text stands there."""
    mains = [element for element in root.iter("*") if element.tag == "main" or element.get("role") == "main"]
    return mains[0] if len(mains) == 1 and 2 * _length(mains[0]) >= _length(root) else root


def _length(element: etree._Element) -> int:
    texts = (one.text for one in element.iter("p", "li", "td", "h1", "h2", "h3", "a", "span", "div"))
    return sum(len(text.strip()) for text in texts if text)


@dataclass(slots=True)
class _Reader:
    """Walks through the elements of a page and gathers its text into blocks.

    marker: the number of an item, until its text comes. rows: one entry for each open table, whether its rows are rows
    of data; a table that only places things on the page has none. joined: the next block follows the last one closely.
    """

    text: str = ""
    level: int = 0
    marker: str = ""
    joined: bool = False
    preformatted: int = 0
    in_row: int = 0
    counters: list[int | None] = field(default_factory=list)
    rows: list[bool] = field(default_factory=list)

    def read(self, root: etree._Element) -> Iterator[Block]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield from self._end(element)
            elif _unseen(element):
                walk.skip_subtree()
            else:
                yield from self._start(element)
        yield from self._flush()

    def _start(self, element: etree._Element) -> Iterator[Block]:
        tag = str(element.tag)
        if tag == "br":
            self.text += "\n"
        elif tag in _CELLS and self.in_row:
            self.text = self.text.rstrip(" \n") + "\t" if self.text else ""
        elif tag not in _INLINE:
            yield from self._flush()
            self._open(tag, element)
        self._add(element.text)

    def _open(self, tag: str, element: etree._Element) -> None:
        if tag in _HEADINGS:
            self.level = int(tag[1])
        elif tag == "pre":
            self.preformatted += 1
        elif tag in _LISTS:
            self.counters.append(_integer(element.get("start"), 1) if tag == "ol" else None)
        elif tag == "table":
            self.rows.append(element.get("role") != "presentation" and not _holds(element))
        elif tag == "li":
            self._count(element)
        elif tag == "tr":
            self.in_row += bool(self.rows and self.rows[-1])
        if tag in {"li", "tr"}:
            self.joined = element.getprevious() is not None

    def _count(self, item: etree._Element) -> None:
        """The number of an item is on the page but not in its text."""
        if self.counters and (number := self.counters[-1]) is not None:
            number = _integer(item.get("value"), number)
            self.marker = f"{number}. "
            self.counters[-1] = number + 1

    def _end(self, element: etree._Element) -> Iterator[Block]:
        tag = str(element.tag)
        if tag == "tr":
            self.in_row = max(0, self.in_row - 1)
        if tag not in _INLINE and tag != "br" and not _unseen(element):
            yield from self._flush()
            self._close(tag)
        self._add(element.tail)

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.level = 0
        elif tag == "pre":
            self.preformatted -= 1
        elif tag in _LISTS:
            self.counters.pop()
        elif tag == "table":
            self.rows.pop()
        elif tag == "li":
            self.marker = ""

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self.preformatted:
            text = _SPACES.sub(" ", text)
            text = text.lstrip(" ") if not self.text or self.text[-1] in " \n\t" else text
        self.text += text

    def _flush(self) -> Iterator[Block]:
        if self.in_row and self.text.strip():
            # The paragraphs of a cell stay in its row.
            self.text = self.text if self.text.endswith("\t") else self.text.rstrip(" \n") + "\n"
            return
        text, self.text = self.text.strip(" \t\n"), ""
        if text:
            yield Block(self.marker + text, self.level, joined=self.joined and not self.level)
            self.marker, self.joined = "", False


def _unseen(element: etree._Element) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None or element.get("role") == "navigation":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _holds(table: etree._Element) -> bool:
    """Whether a table holds whole parts of the page: headings or other tables."""
    return any(element is not table for element in table.iter("table", *_HEADINGS))


def _integer(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"\s*-?\d{1,6}\s*", written) else otherwise
