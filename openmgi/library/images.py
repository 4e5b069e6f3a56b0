"""Images of pages, drawn once and kept, and where words stand on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from openmgi.core.document import Box
from openmgi.core.quotes import Part
from openmgi.library.extraction.images import boxes, page_image, recognised_boxes
from openmgi.library.extraction.unreadable import UnreadableError
from openmgi.library.models import File, Page

WIDTH = 1100  # pixels: sharp on a desk, light enough on a phone


def image_of(file: File, index: int) -> bytes | None:
    """The image of a page (WebP); None where the file has none."""
    kept = Path(settings.VAR_DIR) / "page-images" / file.sha256[:2] / file.sha256 / f"{index}.webp"
    if kept.exists():
        return kept.read_bytes()
    if file.media_type != "application/pdf" or not 0 <= index < file.page_count:
        return None
    try:
        image = page_image(file.path, index, width=WIDTH)
    except UnreadableError:
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    coming = kept.with_suffix(f".{id(image)}")
    coming.write_bytes(image)
    coming.replace(kept)
    return image


def boxes_of(file: File, page: Page, parts: Sequence[Part]) -> list[Box]:
    """Where the parts that stand on a page are on its image; none for a file without images."""
    if file.media_type != "application/pdf":
        return []
    found: list[Box] = []
    for part in parts:
        if part.page == page.index:
            found += _boxes(file, page, part)
    return found


def _boxes(file: File, page: Page, part: Part) -> list[Box]:
    if page.origin == "ocr":
        return recognised_boxes(page.spec.boxes, part.start, part.end)
    try:
        return boxes(file.path, page.index, part.start, part.end)
    except UnreadableError:
        return []


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on the image of a page, in thousandths of its width and height."""

    x: float
    y: float
    width: float
    height: float


def marks_of(found: Sequence[Box]) -> list[Mark]:
    """These places as rectangles that lie over the image of the page."""
    return [
        Mark(
            round(one.left * 1000, 1),
            round(one.top * 1000, 1),
            round((one.right - one.left) * 1000, 1),
            round((one.bottom - one.top) * 1000, 1),
        )
        for one in found
    ]
