"""Documents of a site whose background workers will be killed, and what its database holds of them afterwards."""

from __future__ import annotations

from typing import Any

from django_q.models import OrmQ

from openmgi.library.actions.documents import About, Upload, add_document
from openmgi.library.models import File, Page, Version
from openmgi.library.problems import problem_text
from tests.library.extraction.bad_files import DOCX, HTML, PDF, TEXT, bad_files

SUFFIXES = {PDF: ".pdf", DOCX: ".docx", HTML: ".html", TEXT: ".txt"}


def add(count: int) -> dict[str, Any]:
    """File so many documents, each of which waits to be read."""
    for number in range(count):
        text = f"Article {number}. Everyone has access to emergency health care, and nobody asks for papers.\n" * 40
        about = About(title=f"Law {number}", kind="law")
        add_document(place=None, about=about, upload=Upload(f"{number}.txt", [text.encode()]), by=None)
    return {"added": count}


def add_bad() -> dict[str, Any]:
    """File every bad file that needs no smaller limits than the usual to be one; how many of them give an error."""
    bad = [one for one in bad_files() if one.content and not one.limits]
    for one in bad:
        name = one.name if one.claimed is None else f"{one.name}{SUFFIXES[one.claimed]}"
        about = About(title=one.name, kind="law")
        add_document(place=None, about=about, upload=Upload(name, [one.content]), by=None)
    return {"added": len(bad), "wrong": sum(bool(one.code) for one in bad)}


def problems() -> dict[str, Any]:
    """How far each bad file is, and what is wrong with it."""
    rows = Version.objects.select_related("file").order_by("pk")
    return {one.name: [one.file.state, problem_text(one.file)] for one in rows}


def held() -> dict[str, Any]:
    """How far each file is."""
    states = list(File.objects.values_list("state", flat=True))
    return {
        "files": {state: states.count(state) for state in set(states)},
        "pages": Page.objects.count(),
        "settled": Version.objects.exclude(settled_at=None).count(),
        "queued": OrmQ.objects.count(),
    }
