"""What workers do with files, on this machine or another: they know the files and nothing of Django or the database."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from openmgi.core.document import Page
from openmgi.core.quotes import Pages, Part, holds
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.reading import checked, read
from openmgi.library.extraction.unreadable import UnreadableError


@dataclass(frozen=True, slots=True)
class Read:
    """What a worker gives back: pages, or why there are none."""

    media_type: str = ""
    pages: Sequence[Page] = ()
    problem: str = ""
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, what its name claims that it is, and the largest size, in bytes, that is read."""

    path: str
    claimed: str | None = None
    largest: int = 1_000_000_000


def read_file(job: Job) -> Read:
    """Read a file; runs in a worker."""
    path, limits = Path(job.path), Limits(size=job.largest)
    try:
        media_type = checked(path, job.claimed, limits=limits)
        return Read(media_type, read(path, media_type, limits=limits))
    except UnreadableError as error:
        return Read(problem=error.code, values=error.values)


Fault = Literal["missing", "altered", "words", "unreadable"]


def fault_of(path: Path, sha256: str) -> Fault | None:
    """What is wrong with the bytes of a file that should have this SHA-256."""
    try:
        with path.open("rb") as stored:
            digest = hashlib.file_digest(stored, "sha256").hexdigest()
    except OSError:
        return "missing"
    return None if digest == sha256 else "altered"


@dataclass(frozen=True, slots=True)
class Claim:
    """What quotes say of a file: that it has these bytes, and that these words stand there."""

    path: str
    sha256: str
    media_type: str
    quotes: Sequence[tuple[int, Sequence[Sequence[int]], str]]


def check_claim(claim: Claim) -> list[tuple[int, Fault | None]]:
    """Read a file anew and say of each quote (number, parts, words) whether it holds; runs in a worker."""
    if fault := fault_of(Path(claim.path), claim.sha256):
        return [(number, fault) for number, _parts, _text in claim.quotes]
    try:
        pages = Pages([page.text for page in read(Path(claim.path), claim.media_type)])
    except UnreadableError:
        return [(number, "unreadable") for number, _parts, _text in claim.quotes]
    return [
        (number, None if holds(pages, [Part(*part) for part in parts], text) else "words")
        for number, parts, text in claim.quotes
    ]
