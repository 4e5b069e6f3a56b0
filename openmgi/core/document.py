"""A document as it was read: pages with the text on which quotes, search and re-checks rest.

PDF files have pages; files without pages (word processor, HTML, plain text) are given as one page for each section, a
section being what stands below a heading. The text of a page never changes once it was read: quotes point into it by
character. It holds neither NUL nor half of a surrogate pair, so that every database keeps it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["constitution", "law", "regulation", "policy", "strategy", "agreement", "report", "web_page"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Where the text of a page comes from: the file itself, recognition of its image, or nowhere (an image nobody read).
Origin = Literal["text", "ocr", "none"]

MediaType = Literal[
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
    "text/plain",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. start: where it stands in the text of its page. level: 1 is the highest."""

    start: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """Where characters start to end (exclusive) of a page stand on its image, as shares of its width and height."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page. index: from 0. label: what is printed on it as its number; empty where nothing is.

    boxes: where its words stand, for a page that was recognised; of the others the file itself says it.
    """

    index: int
    label: str
    text: str
    origin: Origin = "text"
    headings: Sequence[Heading] = ()
    boxes: Sequence[Box] = ()
