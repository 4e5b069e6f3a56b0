"""A web page saved as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from lxml import etree, html

from openmgi.core.importing.lines import Hint, Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError
from openmgi.publications.importing.text_file import decode

_UNREAD = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "svg",
    "iframe",
    "form",
    "button",
    "head",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "header", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


def read_web_page(content: bytes) -> tuple[Sequence[Line], Sequence[Doubt]]:
    """The text of a web page, a line for each block, numbered as in the file; scripts and menus left out."""
    doubts: Sequence[Doubt] = ()
    if b"charset" not in content[:4096].lower():
        text, doubts = decode(content)
        content = text.encode()
    parser = html.HTMLParser(encoding=None if not doubts and b"charset" in content[:4096].lower() else "utf-8")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        raise FileError(_("the web page has no text")) from error
    return list(_Blocks().lines(tree)), doubts


class _Blocks:
    """Walks the page and gives one Line for each run of text between two block elements."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.number = 1
        self.hint: Hint = "text"

    def lines(self, tree: html.HtmlElement) -> Iterator[Line]:
        yield from self._walk(tree)
        yield from self._flush()

    def _walk(self, element: html.HtmlElement) -> Iterator[Line]:
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            return
        is_block = element.tag in _BLOCKS
        if is_block:
            yield from self._flush()
            self.hint = _hint(element.tag) or self.hint
        if element.tag == "br":
            yield from self._flush()
        self.number = element.sourceline or self.number
        self.text.append(element.text or "")
        for child in element:
            yield from self._walk(child)
            self.text.append(child.tail or "")
        if is_block:
            yield from self._flush()
            if element.tag != "li":
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
