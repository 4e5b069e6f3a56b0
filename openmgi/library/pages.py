"""The pages of a file as those need them who quote, search and read."""

from __future__ import annotations

from openmgi.core.document import Page as PageSpec
from openmgi.core.passages import heading_at as heading_in
from openmgi.library.models import File


def texts(file: File) -> list[str]:
    """The text of each page, in order."""
    return list(file.pages.order_by("index").values_list("text", flat=True))


def specs(file: File) -> list[PageSpec]:
    """The pages as they were read."""
    return [one.spec for one in file.pages.order_by("index")]


def label_of(file: File, index: int) -> str:
    """What a reader cites as the number of a page: what is printed, else its place in a PDF file, else nothing."""
    label = file.pages.filter(index=index).values_list("label", flat=True).first() or ""
    return label or (str(index + 1) if file.media_type == "application/pdf" else "")


def heading_at(file: File, index: int, start: int) -> str:
    """The section or the headings under which a character of a page stands; empty where there is none."""
    return heading_in(specs(file), index, start)
