"""What the library for word-processor files leaves to its users: fields, footnotes, links, bookmarks, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DOT = 360  # twentieths of a point from the dot of a list to its text


def element(tag: str, attributes: Mapping[str, str | int] | None = None, *children: Any) -> Any:
    """An element of the word-processor language, with attributes of the same and children."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), str(value))
    made.extend(children)
    return made


def words(text: str) -> Any:
    """The words of a run, without what no XML file may hold."""
    made = element("w:t")
    made.text = _NOT_XML.sub("\ufffd", text)
    made.set(qn("xml:space"), "preserve")
    return made


def run(text: str, *properties: Any) -> Any:
    """A run of words with its properties, which have to be in the order of the standard."""
    return element("w:r", None, element("w:rPr", None, *properties), words(text))


def field(instruction: str, shown: str = "", *, is_dirty: bool = False) -> list[Any]:
    """A field that the program fills in; `shown` stands there until it does."""
    begin: dict[str, str | int] = {"w:fldCharType": "begin"}
    if is_dirty:
        begin["w:dirty"] = "true"
    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        element("w:r", None, element("w:fldChar", begin)),
        element("w:r", None, code),
        element("w:r", None, element("w:fldChar", {"w:fldCharType": "separate"})),
        element("w:r", None, words(shown)),
        element("w:r", None, element("w:fldChar", {"w:fldCharType": "end"})),
    ]


def link_to(name: str, *runs: Any) -> Any:
    """A link to a bookmark of the same document."""
    return element("w:hyperlink", {"w:anchor": name, "w:history": 1}, *runs)


def link_out(part: Any, address: str, *runs: Any) -> Any:
    """A link to an address, which the part of the file in which it stands has to know."""
    key = part.relate_to(address, RELATIONSHIP.HYPERLINK, is_external=True)
    return element("w:hyperlink", {"r:id": key, "w:history": 1}, *runs)


def dress(paragraph: Any, style: str) -> None:
    """Give a paragraph a style by its name; the library would look through all styles for it, each time."""
    paragraph._p.style = style.replace(" ", "")


def turn(paragraph: Any, *, is_rtl: bool) -> None:
    """Let a paragraph run in a direction of its own."""
    made = element("w:bidi", {"w:val": int(is_rtl)})
    paragraph.get_or_add_pPr().insert_element_before(made, "w:spacing", "w:ind", "w:jc", "w:rPr")


def edge(paragraph: Any, side: str, colour: str) -> None:
    """Draw a line in a colour along a side of a paragraph."""
    line = element(f"w:{side}", {"w:val": "single", "w:sz": 12, "w:space": 8, "w:color": colour})
    after = ("w:shd", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.get_or_add_pPr().insert_element_before(element("w:pBdr", None, line), *after)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Give a paragraph a name to which links lead."""
    place = 1 if paragraph.find(qn("w:pPr")) is not None else 0
    paragraph.insert(place, element("w:bookmarkStart", {"w:id": number, "w:name": name}))
    paragraph.append(element("w:bookmarkEnd", {"w:id": number}))


class Footnotes:
    """The footnotes of a document, in a part of its own; numbered by the program that shows them."""

    def __init__(self, document: Document) -> None:
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, form in ((-1, "separator"), (0, "continuationSeparator")):
            line = element("w:p", None, element("w:r", None, element(f"w:{form}")))
            root.append(element("w:footnote", {"w:type": form, "w:id": number}, line))
        package: Any = document.part.package
        self.part = XmlPart(PackURI("/word/footnotes.xml"), _FOOTNOTES, root, package)
        document.part.relate_to(self.part, RELATIONSHIP.FOOTNOTES)
        self._count = 0

    def add(self, paragraph: Any) -> Any:
        """Put a paragraph into a new footnote, and give the run that refers to it."""
        self._count += 1
        mark = element("w:r", None, _reference_style(), element("w:footnoteRef"))
        place = 1 if paragraph.find(qn("w:pPr")) is not None else 0
        paragraph.insert(place, mark)
        paragraph.insert(place + 1, run(" "))
        self.part.element.append(element("w:footnote", {"w:id": self._count}, paragraph))
        return element("w:r", None, _reference_style(), element("w:footnoteReference", {"w:id": self._count}))


def _reference_style() -> Any:
    return element("w:rPr", None, element("w:rStyle", {"w:val": "FootnoteReference"}))


class Lists:
    """The lists of a document; each look is defined once, and each numbered list begins at 1."""

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element
        self._dots: dict[tuple[str, str], int] = {}

    def dots(self, dot: str, colour: str) -> int:
        """The number of the list whose items have this dot in this colour (six hexadecimal digits)."""
        if (dot, colour) not in self._dots:
            look = element("w:rPr", None, element("w:color", {"w:val": colour}))
            self._dots[dot, colour] = self._define("bullet", dot, look)
        return self._dots[dot, colour]

    def numbers(self) -> int:
        """The number of a new list whose items are numbered."""
        return self._define("decimal", "%1.", element("w:rPr"))

    def _define(self, form: str, text: str, look: Any) -> int:
        found = self._numbering.findall(qn("w:abstractNum"))
        key = max((int(one.get(qn("w:abstractNumId"))) for one in found), default=0) + 1
        level = element(
            "w:lvl", {"w:ilvl": 0},
            element("w:start", {"w:val": 1}),
            element("w:numFmt", {"w:val": form}),
            element("w:lvlText", {"w:val": text}),
            element("w:lvlJc", {"w:val": "start" if form == "decimal" else "left"}),
            element("w:pPr", None, element("w:ind", {"w:left": _DOT, "w:hanging": _DOT})),
            look,
        )  # fmt: skip
        abstract = element(
            "w:abstractNum", {"w:abstractNumId": key}, element("w:multiLevelType", {"w:val": "singleLevel"}), level
        )
        found[-1].addnext(abstract)
        return int(self._numbering.add_num(key).numId)
