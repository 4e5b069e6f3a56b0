"""The files of a report: made once, then kept on the disk of each machine, from which they may be deleted."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from django.conf import settings

from openmgi import __version__
from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import Report
from openmgi.publications.report.content import report_of
from openmgi.publications.report.pdf import pdf
from openmgi.publications.report.word import docx

Form = Literal["pdf", "docx"]
MEDIA_TYPES: dict[Form, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MAKERS: dict[Form, Callable[[Report], bytes]] = {"pdf": pdf, "docx": docx}


def report_file(publication: Publication, language: str, form: Form) -> bytes:
    """The report in one of the profile's languages, from the disk where it was made before."""
    kept = _folder() / f"{tag(publication, language, form)}.{form}"
    if kept.exists() and not settings.DEBUG:  # the look of it may be what is being worked on
        return kept.read_bytes()
    made = _MAKERS[form](report_of(publication, language))
    _keep(kept, made)
    return made


def tag(publication: Publication, language: str, form: Form) -> str:
    """What tells this file from any other: all that it is made from, and by which version of the product."""
    told = (
        publication.sha256,
        str(publication.version),
        publication.correction,
        publication.published_at.isoformat(),
        settings.SITE_ADDRESS,
        settings.SITE_NAME,
        __version__,
        language,
        form,
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def file_name(publication: Publication, language: str, form: Form) -> str:
    """The name under which a reader keeps the file."""
    return f"{publication.slug}-v{publication.version}.{language}.{form}"


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "reports"


def _keep(kept: Path, made: bytes) -> None:
    """Write the file beside its place and move it there, so that nobody reads half of it."""
    if settings.DEBUG:
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=kept.parent)
    with os.fdopen(number, "wb") as file:
        file.write(made)
    Path(name).replace(kept)
