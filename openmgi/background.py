"""The process that works in the background: beside the site on a laptop, or by itself on as many machines as wanted.

It has a child that runs the queue, and itself looks from time to time after work that somebody has left. The two are
apart because the queue divides itself into processes, which a thread that speaks to the database would not survive.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from openmgi.library.tasks import take_up_again
from openmgi.publications.search.meaning import is_unread

_WAIT = 20.0  # seconds for the work in hand to end
_LAST = 19  # the priority of what nobody waits for


@contextmanager
def background_worker(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker beside this process, which ends with it."""
    command = [sys.executable, "-m", "openmgi", "work", "--until-parent-ends", *arguments]
    process = subprocess.Popen(command)  # noqa: S603 - our own command
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()


def work(workers: int | None, *, with_parent: bool) -> None:
    """Work until told to end. with_parent: end also when the process ends that started this one."""
    parent = os.getppid()
    told = threading.Event()
    arguments = ["--queue", *(["--workers", str(workers)] if workers else [])]
    with background_worker(*arguments) as queue, _ended_by_signals(told.set), _model_beside() as read:
        looked = 0.0
        while not told.is_set() and queue.poll() is None and not (with_parent and os.getppid() != parent):
            if time.monotonic() - looked > settings.TASK_PATIENCE / 2:
                looked = time.monotonic()
                _look_around(read)
            told.wait(1)


@contextmanager
def _ended_by_signals(end: Callable[[], None]) -> Iterator[None]:
    """Ctrl+C and SIGTERM let the work in hand end."""

    def told(_number: int, _frame: FrameType | None) -> None:
        end()

    before = {one: signal.signal(one, told) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _model_beside() -> Iterator[Callable[[], None]]:
    """What has the model read what was published since, in a process that gives its memory back, and ends with us."""
    process: subprocess.Popen[bytes] | None = None

    def read() -> None:
        nonlocal process
        if (process is None or process.poll() is not None) and is_unread():
            command = [sys.executable, "-m", "openmgi", "publication", "index"]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
            os.setpriority(os.PRIO_PROCESS, process.pid, _LAST)

    try:
        yield read
    finally:
        if process is not None:
            process.terminate()
            process.wait()


def _look_around(read: Callable[[], None]) -> None:
    try:
        take_up_again()
        read()
    except DatabaseError as error:  # the next round tries again
        print(f"openmgi work: {error}", file=sys.stderr)  # noqa: T201 - whoever runs it should know
    finally:
        connection.close()


def run_queue(workers: int | None) -> None:
    """Run the queue in this process and those that it starts; end when the parent does."""
    from django_q.conf import Conf  # noqa: PLC0415 - reads the settings when it is imported

    if workers:
        Conf.WORKERS = workers
    connection.close()
    connection.settings_dict["CONN_MAX_AGE"] = 0  # a process that is divided must not hold on to a connection
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    call_command("qcluster")


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
