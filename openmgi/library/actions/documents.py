"""Filing documents: their files, their versions, and what is known of them."""

from __future__ import annotations

import datetime
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.core.document import Kind
from openmgi.library.models import Document, File, Place, Version
from openmgi.library.reading import settle
from openmgi.library.tasks import queue_reading

_PIECE = 1 << 20


class FileTooLargeError(Exception):
    """The file is larger than the site takes (`size`, `most`, in bytes)."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class EmptyFileError(Exception):
    """The file has nothing in it."""


class SameFileError(Exception):
    """The newest version of the document is this very file."""


@dataclass(frozen=True, slots=True)
class About:
    """What a person says of a document."""

    title: str
    kind: Kind
    language: str = ""
    adopted: datetime.date | None = None
    in_force: datetime.date | None = None
    amended: datetime.date | None = None
    repealed: datetime.date | None = None
    source_address: str = ""
    accessed: datetime.date | None = None
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes: its name, and its bytes piece by piece."""

    name: str
    pieces: Iterable[bytes]

    @classmethod
    def of(cls, path: Path) -> Upload:
        """A file of this machine."""
        return cls(path.name, pieces_of(path))


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that are kept under their SHA-256."""

    sha256: str
    size: int


def store(upload: Upload) -> Stored:
    """Keep the bytes once. Raises EmptyFileError, FileTooLargeError; then nothing is kept.

    No transaction is open meanwhile: a large file takes its time, and nobody else could save anything.
    """
    folder = Path(settings.DOCUMENTS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="coming-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            stored = _copy(upload.pieces, out)
        _put(temporary, File(sha256=stored.sha256).path)
        return stored
    finally:
        temporary.unlink(missing_ok=True)


def _copy(pieces: Iterable[bytes], out: BinaryIO) -> Stored:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        if size > settings.LARGEST_FILE:
            raise FileTooLargeError(settings.LARGEST_FILE)
        digest.update(piece)
        out.write(piece)
    if not size:
        raise EmptyFileError
    return Stored(digest.hexdigest(), size)


def _put(temporary: Path, path: Path) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o440)
        temporary.replace(path)


def _file(stored: Stored) -> File:
    """The row of a file; one that could not be read may be read now, under another name or by a newer reader."""
    defaults = {"size": stored.size, "added_at": timezone.now()}
    file, _ = File.objects.get_or_create(sha256=stored.sha256, defaults=defaults)
    if file.state == "failed":
        file.state, file.problem, file.problem_values = "waiting", "", {}
        file.save(update_fields=["state", "problem", "problem_values"])
    return file


def add_document(*, place: Place | None, about: About, upload: Upload, by: User | None) -> Document:
    """File a document with its first version, which is read in the background.

    Raises EmptyFileError, FileTooLargeError.
    """
    stored = store(upload)
    with transaction.atomic():
        document = Document.objects.create(place=place, changed_at=timezone.now(), **asdict(about))
        _add_version(document, _file(stored), upload.name, by)
    return document


def add_version(*, document: Document, upload: Upload, by: User | None) -> Version:
    """File a newer version; the one before is kept. Raises SameFileError, EmptyFileError, FileTooLargeError."""
    stored = store(upload)
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if locked.current.file_id == stored.sha256:
            raise SameFileError
        return _add_version(locked, _file(stored), upload.name, by)


def _add_version(document: Document, file: File, name: str, by: User | None) -> Version:
    version = Version.objects.create(
        document=document,
        number=document.versions.count() + 1,
        file=file,
        name=Path(name).name[:255],
        added_at=timezone.now(),
        added_by=by,
    )
    if file.state == "ready":  # the same bytes were read before, for another document
        settle(file)
        version.refresh_from_db()
    else:
        queue_reading(version)
    return version


@transaction.atomic
def change_document(*, document: Document, about: About) -> Document:
    """Correct what is known of a document; its files stay."""
    for name, value in asdict(about).items():
        setattr(document, name, value)
    document.changed_at = timezone.now()
    document.save()
    return document
