"""Reading and checking many files on Dask: on the cores of this machine, or on a cluster that is there already.

Workers only read files and know nothing of the database, so that a worker may be killed at any time: the scheduler
gives its work to another, and what is stored is stored here, once. A cluster must see the files under the same paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from openmgi.core.document import Kind
from openmgi.library import passages_index
from openmgi.library.actions.documents import (
    About,
    EmptyFileError,
    FileTooLargeError,
    Upload,
    add_document,
    digest_of,
)
from openmgi.library.bulk_work import Job, Read, read_file
from openmgi.library.extraction.media_type import named_type
from openmgi.library.models import File, Place, Version
from openmgi.library.problems import problem_text
from openmgi.library.reading import keep_pages, note_failure, settle

_AHEAD = 4  # files for each worker that are under way at once: none waits, and nothing piles up here
_RETRIES = 3


class NoDaskError(Exception):
    """Dask is not installed."""


@contextmanager
def cluster(address: str | None = None, workers: int | None = None) -> Iterator[Any]:
    """A client of the scheduler at this address; without one, of processes of its own. Raises NoDaskError."""
    dask = _dask()
    if address:
        with dask.Client(address) as client:
            yield client
        return
    local = dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    with local, dask.Client(local) as client:
        yield client


def _dask() -> Any:
    """An extra that not everyone has."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise NoDaskError from error


@dataclass(slots=True)
class Report:
    """What came of reading many files."""

    added: int = 0
    kept: int = 0
    failed: list[tuple[Path, str]] = field(default_factory=list)


def ingest(client: Any, paths: Sequence[Path], place: Place | None, kind: Kind) -> Report:
    """File and read these files; what is there already for the place is left as it is, what is not yet read is read."""
    report = Report()
    waiting: dict[str, tuple[Path, Version]] = {}
    for path in paths:
        version = _file(path, place, kind, report)
        if version is not None:
            waiting[version.file_id] = (path, version)
    jobs = [
        (sha256, Job(str(version.file.path.resolve()), named_type(path.name), settings.LARGEST_FILE))
        for sha256, (path, version) in waiting.items()
    ]
    for sha256, result in each(client, read_file, jobs):
        path, version = waiting[sha256]
        _store(path, version.file, result, report)
    passages_index.catch_up()
    return report


def _file(path: Path, place: Place | None, kind: Kind, report: Report) -> Version | None:
    """The version that is to be read, filed where it is not there; None where nothing is to be done."""
    known = Version.objects.filter(file=digest_of(path), document__place=place).select_related("file").first()
    if known is not None:
        report.kept += 1
        return known if known.file.state in {"waiting", "reading"} else None
    try:
        document = add_document(place=place, about=About(title=path.stem, kind=kind), upload=Upload.of(path), by=None)
    except EmptyFileError:
        report.failed.append((path, _("The file has nothing in it.")))
    except FileTooLargeError as error:
        most = {"most": error.most // 1_000_000}
        report.failed.append((path, _("The file is larger than %(most)s MB, the most that this site takes.") % most))
    else:
        report.added += 1
        return document.current
    return None


def _store(path: Path, file: File, result: Read, report: Report) -> None:
    if result.problem:
        note_failure(file, result.problem, result.values)
        file.refresh_from_db()
        report.failed.append((path, problem_text(file)))
        return
    with transaction.atomic():
        keep_pages(file, result.media_type, result.pages)
        settle(file)


def each(client: Any, work: Any, jobs: Sequence[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What comes of a piece of work for each job (key, argument), as soon as it is there."""
    left = iter(jobs)
    keys: dict[Any, str] = {}

    def submit(key: str, argument: Any) -> Any:
        future = client.submit(work, argument, pure=False, retries=_RETRIES)
        keys[future] = key
        return future

    workers = max(1, len(client.scheduler_info()["workers"]))
    done = _dask().as_completed([submit(*job) for job in islice(left, workers * _AHEAD)])
    for future in done:
        yield keys.pop(future), future.result()
        for job in islice(left, 1):
            done.add(submit(*job))
