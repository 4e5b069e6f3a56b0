"""Reading files in the background, so that a killed worker loses nothing and nothing is done twice.

A file is *claimed* by whoever reads it, and gives a sign of life as it goes on. Its pages are stored in one transaction
with the word that it is ready. Whoever comes later finds it ready and does nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from openmgi.core import document
from openmgi.library import passages_index
from openmgi.library.extraction.language import language_of
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.media_type import named_type
from openmgi.library.extraction.reading import checked, read
from openmgi.library.extraction.unreadable import UnreadableError
from openmgi.library.models import File, Page, Version
from openmgi.library.signals import version_was_read

_STEP = 1.0  # seconds between two signs of life
_BATCH = 200


def read_version(pk: int) -> None:
    """Read the file of a version, where nobody has, and settle what rests on it."""
    version = Version.objects.select_related("file").filter(pk=pk).first()
    if version is None:
        return
    if _claim(version.file):
        _read(version.file, named_type(version.name))
    settle(version.file)
    passages_index.catch_up()


def _claim(file: File) -> bool:
    """Whether this process is the one that reads it."""
    silent = timezone.now() - timedelta(seconds=settings.TASK_PATIENCE)
    free = Q(state="waiting") | Q(state="reading", heartbeat__lt=silent)
    return bool(File.objects.filter(free, pk=file.pk).update(state="reading", heartbeat=timezone.now(), pages_read=0))


def _read(file: File, claimed: str | None) -> None:
    limits = Limits(size=settings.LARGEST_FILE)
    try:
        media_type = checked(file.path, claimed, limits=limits)
        pages = read(file.path, media_type, limits=limits, on_page=_progress(file))
    except UnreadableError as error:
        note_failure(file, error.code, error.values)
        return
    with transaction.atomic():  # whoever sees that it can be read also finds it, and its quotes compared
        keep_pages(file, media_type, pages)
        settle(file)


def note_failure(file: File, problem: str, values: Mapping[str, str | int]) -> None:
    """Store why a file cannot be read."""
    File.objects.filter(pk=file.pk).exclude(state="ready").update(
        state="failed", problem=problem, problem_values=dict(values), read_at=timezone.now()
    )


def _progress(file: File) -> Callable[[int, int], None]:
    """Tells how many pages of how many have been read, not oftener than is worth it."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _STEP:
            last = time.monotonic()
            File.objects.filter(pk=file.pk).update(pages_read=done, page_count=total, heartbeat=timezone.now())

    return tell


@transaction.atomic
def keep_pages(file: File, media_type: str, pages: Sequence[document.Page]) -> None:
    """Store what was read, unless somebody else has."""
    locked = File.objects.select_for_update().get(pk=file.pk)
    if locked.state == "ready":
        return
    Page.objects.bulk_create([_row(locked, page) for page in pages], batch_size=_BATCH)
    locked.state, locked.media_type = "ready", media_type
    locked.language = language_of(pages)
    locked.page_count = locked.pages_read = len(pages)
    locked.problem, locked.problem_values = "", {}
    locked.read_at = locked.heartbeat = timezone.now()
    locked.save()


def _row(file: File, page: document.Page) -> Page:
    return Page(
        file=file,
        index=page.index,
        label=page.label[:40],
        text=page.text,
        origin=page.origin,
        headings=[astuple(one) for one in page.headings],
        boxes=[astuple(one) for one in page.boxes],
    )


def settle(file: File) -> None:
    """Tell those above of each version of this file that can be read now and of which they have not heard."""
    if not File.objects.filter(pk=file.pk, state="ready").exists():
        return
    for pk in Version.objects.filter(file=file, settled_at=None).order_by("pk").values_list("pk", flat=True):
        _settle(pk)


@transaction.atomic
def _settle(pk: int) -> None:
    version = Version.objects.select_for_update().select_related("document", "file").get(pk=pk)
    if version.settled_at is not None:
        return
    if not version.document.language:
        version.document.language = version.file.language
        version.document.save(update_fields=["language"])
    version.settled_at = timezone.now()
    version.save(update_fields=["settled_at"])
    version_was_read.send(sender=Version, version=version)
