"""Work in the background, and how it goes on when the process that had it is killed.

The database says how far each file is; the queue only wakes a worker. So a task may come twice or not at all: reading a
file that is ready does nothing, and what has been without a sign of life for too long is put back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from openmgi.library.models import Version

READ = "openmgi.library.reading.read_version"


def queue_reading(version: Version) -> None:
    """Have a version read; the task is in the database as soon as the version is."""
    async_task(READ, version.pk, task_name=f"read version {version.pk}")


def take_up_again() -> int:
    """Put back into the queue what was taken from it, or was never in it, and has given no sign of life since.

    Returns how many versions that were. What still waits for its turn is left alone.
    """
    now = timezone.now()
    since = now - timedelta(seconds=settings.TASK_PATIENCE)
    is_silent = Q(file__heartbeat=None, added_at__lt=since) | Q(file__heartbeat__lt=since)
    silent = Version.objects.filter(is_silent, settled_at=None).exclude(file__state="failed")
    queued = _queued()
    left = [one for one in silent if all(task.lock > now for task in queued[one.pk])]
    for version in left:
        _put_back(version, queued[version.pk])
    return len(left)


def _queued() -> dict[int, list[OrmQ]]:
    """The tasks that read a version, by its number."""
    found: dict[int, list[OrmQ]] = defaultdict(list)
    for task in OrmQ.objects.all():
        if task.func() == READ:
            found[task.args()[0]].append(task)
    return found


def _put_back(version: Version, taken: Sequence[OrmQ]) -> None:
    if not taken:
        queue_reading(version)
        return
    kept, *others = (task.pk for task in taken)
    OrmQ.objects.filter(pk=kept).update(lock=timezone.now())
    OrmQ.objects.filter(pk__in=others).delete()
