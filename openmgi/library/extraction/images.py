"""The image of a page of a PDF, and where its characters stand on it. Drawn in the child process, as files are read."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from openmgi.core.document import Box
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.supervision import said_by_child
from openmgi.library.extraction.unreadable import UnreadableError

# Somebody waits for it.
DRAWING = Limits(seconds=30, silence=30)


def page_image(
    path: Path, index: int, *, width: int, form: Literal["webp", "png"] = "webp", limits: Limits = DRAWING
) -> bytes:
    """The page, so many pixels wide; narrower if it is very long."""
    said = _said({"task": "image", "path": str(path.resolve()), "index": index, "width": width, "form": form}, limits)
    return base64.b64decode(said["image"])


def boxes(path: Path, index: int, start: int, end: int, *, limits: Limits = DRAWING) -> list[Box]:
    """One box for each line, or part of a line, of the characters from start to end (exclusive) of a page."""
    said = _said({"task": "boxes", "path": str(path.resolve()), "index": index, "start": start, "end": end}, limits)
    return [Box(**one) for one in said["boxes"]]


def recognised_boxes(words: Iterable[Box], start: int, end: int) -> list[Box]:
    """The same for a page that was recognised: the boxes of its words (Page.boxes), cut to the characters wanted."""
    return [
        replace(word, start=max(start, word.start), end=min(end, word.end))
        for word in words
        if word.start < end and word.end > start
    ]


def _said(job: dict[str, Any], limits: Limits) -> dict[str, Any]:
    if not Path(job["path"]).is_file():
        raise UnreadableError("missing")
    return {key: value for line in said_by_child(job, limits) for key, value in line.items()}
