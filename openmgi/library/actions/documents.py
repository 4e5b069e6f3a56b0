"""Filing documents: their files, their versions, and what is known of them."""

from __future__ import annotations

import datetime
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.core.document import Kind
from openmgi.library.models import Document, File, Place, Version
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


def store(upload: Upload) -> File:
    """Keep the bytes once, under their SHA-256. Raises EmptyFileError, FileTooLargeError; then nothing is kept."""
    folder = Path(settings.DOCUMENTS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="coming-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            digest, size = _copy(upload.pieces, out)
        return _keep(temporary, digest, size)
    finally:
        temporary.unlink(missing_ok=True)


def _copy(pieces: Iterable[bytes], out: object) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        if size > settings.LARGEST_FILE:
            raise FileTooLargeError(settings.LARGEST_FILE)
        digest.update(piece)
        out.write(piece)  # type: ignore[attr-defined] # a file open for writing
    if not size:
        raise EmptyFileError
    return digest.hexdigest(), size


def _keep(temporary: Path, digest: str, size: int) -> File:
    file, _ = File.objects.get_or_create(sha256=digest, defaults={"size": size, "added_at": timezone.now()})
    if not file.path.exists():
        file.path.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o440)
        temporary.replace(file.path)
    if file.state == "failed":  # under another name, or by a newer reader, it may be read now
        file.state, file.problem, file.problem_values = "waiting", "", {}
        file.save(update_fields=["state", "problem", "problem_values"])
    return file


@transaction.atomic
def add_document(*, place: Place | None, about: About, upload: Upload, by: User | None) -> Document:
    """File a document with its first version, which is read in the background.

    Raises EmptyFileError, FileTooLargeError.
    """
    file = store(upload)
    document = Document.objects.create(place=place, changed_at=timezone.now(), **asdict(about))
    _add_version(document, file, upload.name, by)
    return document


@transaction.atomic
def add_version(*, document: Document, upload: Upload, by: User | None) -> Version:
    """File a newer version; the one before is kept. Raises SameFileError, EmptyFileError, FileTooLargeError."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    file = store(upload)
    if locked.current.file_id == file.pk:
        raise SameFileError
    return _add_version(locked, file, upload.name, by)


def _add_version(document: Document, file: File, name: str, by: User | None) -> Version:
    version = Version.objects.create(
        document=document,
        number=document.versions.count() + 1,
        file=file,
        name=Path(name).name[:255],
        added_at=timezone.now(),
        added_by=by,
    )
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
