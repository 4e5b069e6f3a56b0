"""Reading the image of a page by Tesseract, where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

from openmgi.core.document import Box
from openmgi.library.extraction.language import language_of_text
from openmgi.library.extraction.sections import clean

# Ours by their codes in Tesseract.
_LANGUAGES: Final = {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara"}
DOTS_PER_INCH: Final = 300
# Below this mean confidence, of 100, the language was wrong or the image is no text.
_UNSURE: Final = 60
_SECONDS: Final = 100


@dataclass(frozen=True, slots=True)
class Recognised:
    text: str
    boxes: tuple[Box, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: tuple[int, int, int]  # block, paragraph, line
    confidence: float
    left: int
    top: int
    width: int
    height: int


@cache
def languages() -> tuple[str, ...]:
    """Those of our languages that Tesseract knows on this machine; none where it is not installed."""
    if not shutil.which("tesseract"):
        return ()
    import pytesseract  # noqa: PLC0415 - only pages without text need it

    installed = set(pytesseract.get_languages())
    return tuple(code for code in _LANGUAGES.values() if code in installed)


class Recogniser:
    """Reads page after page. A language alone is read several times faster than four, so the first page tells it."""

    def __init__(self) -> None:
        self._only = ""

    def read(self, image: Any) -> Recognised | None:
        """None where there is no Tesseract, or nothing was found."""
        if not languages():
            return None
        read = _read(image, self._only) if self._only else None
        if read is None or read.confidence < _UNSURE:
            read = _read(image, "+".join(languages()))
            language = _LANGUAGES.get(language_of_text(read.text), "") if read else ""
            self._only = language if language in languages() else ""
        return read if read and read.text else None


def _read(image: Any, languages: str) -> Recognised | None:
    import pytesseract  # noqa: PLC0415

    try:
        data = pytesseract.image_to_data(
            image,
            lang=languages,
            config=f"--dpi {DOTS_PER_INCH}",
            output_type=pytesseract.Output.DICT,
            timeout=_SECONDS,
        )
    except (RuntimeError, pytesseract.TesseractError):  # too slow, or an image that it cannot take
        return None
    words = list(_words(data))
    confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
    text, boxes = _laid_out(words, image.width, image.height)
    return Recognised(text, boxes, confidence)


def _words(data: dict[str, list[Any]]) -> Iterator[_Word]:
    columns = ("text", "block_num", "par_num", "line_num", "conf", "left", "top", "width", "height")
    for text, block, paragraph, line, confidence, *place in zip(*(data[name] for name in columns), strict=True):
        if written := clean(str(text)).strip():
            yield _Word(written, (block, paragraph, line), float(confidence), *place)


def _laid_out(words: list[_Word], width: int, height: int) -> tuple[str, tuple[Box, ...]]:
    """Words apart by spaces, lines by a line end, paragraphs by an empty line."""
    text = ""
    boxes = []
    paragraph = None
    for line, its_words in groupby(words, key=lambda word: word.line):
        text += "" if not text else "\n" if line[:2] == paragraph else "\n\n"
        paragraph = line[:2]
        for position, word in enumerate(its_words):
            text += " " if position else ""
            boxes.append(_box(word, len(text), width, height))
            text += word.text
    return text, tuple(boxes)


def _box(word: _Word, start: int, width: int, height: int) -> Box:
    return Box(
        start,
        start + len(word.text),
        round(word.left / width, 5),
        round(word.top / height, 5),
        round((word.left + word.width) / width, 5),
        round((word.top + word.height) / height, 5),
    )
