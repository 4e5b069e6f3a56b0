"""Reading a file of any kind; runs in the child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from openmgi.core.document import Page
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.media_type import DOCX, HTML, PDF
from openmgi.library.extraction.unreadable import UnreadableError

Progress = Callable[[int, int], None]
# No page that is made for people comes near this.
LONGEST_PAGE = 5_000_000


def pages(path: Path, media_type: str, limits: Limits, progress: Progress) -> Iterator[Page]:
    """The pages one by one, and an error as soon as there are too many, too much or nothing."""
    characters = 0
    for count, page in enumerate(_read(path, media_type, limits, progress), start=1):
        characters += len(page.text)
        if count > limits.pages:
            raise UnreadableError("too_many_pages", limit=limits.pages)
        if characters > limits.text or len(page.text) > LONGEST_PAGE:
            raise UnreadableError("too_much_text", limit=min(limits.text, LONGEST_PAGE))
        yield page
    if not characters and media_type != PDF:
        raise UnreadableError("no_text")


def _read(path: Path, media_type: str, limits: Limits, progress: Progress) -> Iterator[Page]:
    """Each kind imports what it needs and no more: a child process lives for one file."""
    if media_type == PDF:
        from openmgi.library.extraction.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(path, most_pages=limits.pages, progress=progress)
    from openmgi.library.extraction import plain_text, sections, web_page, word_document  # noqa: PLC0415

    if media_type == DOCX:
        return sections.pages_of(word_document.blocks_of(path, limits))
    return sections.pages_of(web_page.blocks_of(path) if media_type == HTML else plain_text.blocks_of(path))
