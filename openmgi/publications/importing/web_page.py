"""A web page saved as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from lxml import etree, html

from openmgi.core.importing.lines import Hint, Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError
from openmgi.publications.importing.text_file import decode

_UNREAD = {"script", "style", "noscript", "template", "nav", "footer", "svg", "iframe", "head", "select"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "form", "header", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


def read_web_page(content: bytes) -> tuple[Sequence[Line], Sequence[Doubt]]:
    """The text of a web page, a line for each block, numbered as in the file; scripts and menus left out."""
    text, doubts = _decoded(content)
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError as error:
        raise FileError(_("the web page has no text")) from error
    return list(_Blocks().lines(tree)), doubts


def _decoded(content: bytes) -> tuple[str, Sequence[Doubt]]:
    """The page as text: in UTF-8 if it can be, whatever it says of itself; else in the encoding that it names."""
    text, doubts = decode(content)
    declared = _CHARSET.search(content[:4096])
    if not doubts or declared is None:
        return text, doubts
    name = declared[1].decode("ascii")
    try:
        # Browsers read Latin-1 as Windows-1252, and so do those who write it.
        return content.decode("cp1252" if name.lower() in {"iso-8859-1", "latin1", "us-ascii"} else name), ()
    except (LookupError, UnicodeDecodeError):
        return text, doubts


class _Blocks:
    """Walks the page and gives one Line for each run of text between two block elements."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.number = 1
        self.hint: Hint = "text"
        self.depth = 0  # of list items inside one another; only the outer one is a finding

    def lines(self, tree: html.HtmlElement) -> Iterator[Line]:
        yield from self._walk(tree)
        yield from self._flush()

    def _walk(self, element: html.HtmlElement) -> Iterator[Line]:
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            return
        is_block, is_item = element.tag in _BLOCKS, element.tag == "li"
        if is_block:
            yield from self._flush()
            self.hint = "text" if is_item and self.depth else _hint(element.tag) or self.hint
        self.depth += is_item
        if element.tag == "br":
            yield from self._flush()
        self.number = element.sourceline or self.number
        self.text.append(element.text or "")
        for child in element:
            yield from self._walk(child)
            self.text.append(child.tail or "")
        self.depth -= is_item
        if is_block:
            yield from self._flush()
            if not is_item and not self.depth:
                yield Line(self.number, "")

    def _flush(self) -> Iterator[Line]:
        text, self.text = "".join(self.text), []
        if text.strip():
            yield Line(self.number, " ".join(text.split()), self.hint)
            self.hint = "text"


def _hint(tag: str) -> Hint | None:
    if tag in _HEADINGS:
        return "heading"
    return "item" if tag == "li" else None
