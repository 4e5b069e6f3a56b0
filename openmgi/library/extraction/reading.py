"""Reading a file in a process of its own, so that whatever is in it harms nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openmgi.core.document import Box, Heading, Page
from openmgi.library.extraction.limits import MB, Limits
from openmgi.library.extraction.media_type import media_type_of
from openmgi.library.extraction.supervision import said_by_child
from openmgi.library.extraction.unreadable import UnreadableError

OnPage = Callable[[int, int], None]


def read(
    path: Path, media_type: str | None = None, *, limits: Limits | None = None, on_page: OnPage | None = None
) -> list[Page]:
    """The pages of a file, or UnreadableError.

    media_type: what somebody says that the file is; None where nobody says it. on_page: told how many pages were read
    and how many there are, 0 as long as that is not known.
    """
    limits = limits or Limits()
    kind = checked(path, media_type, limits=limits)
    pages: list[Page] = []
    counted = False
    for line in said_by_child({"task": "read", "path": str(path.resolve()), "media_type": kind}, limits):
        if "page" in line:
            pages.append(_page(line["page"]))
        counted = counted or "progress" in line
        if on_page and ("progress" in line or not counted):
            on_page(*line.get("progress", (len(pages), 0)))
    return pages


def checked(path: Path, claimed: str | None = None, *, limits: Limits | None = None) -> str:
    """The media type of a file that is worth reading, by its size and its first bytes."""
    limits = limits or Limits()
    if not path.is_file():
        raise UnreadableError("missing")
    size = path.stat().st_size
    if not size:
        raise UnreadableError("empty")
    if size > limits.size:
        raise UnreadableError("too_large", limit=limits.size // MB)
    return media_type_of(path, claimed)


def _page(said: dict[str, Any]) -> Page:
    headings = tuple(Heading(**one) for one in said.pop("headings"))
    boxes = tuple(Box(**one) for one in said.pop("boxes"))
    return Page(**said, headings=headings, boxes=boxes)
