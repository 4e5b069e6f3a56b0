"""The parent of the process that reads: starts it, listens to it, and ends it when it takes too long."""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from select import select
from typing import IO, Any, Final

from openmgi.library.extraction.limits import MB, Limits
from openmgi.library.extraction.unreadable import REASONS, UnreadableError

_CHILD: Final = "openmgi.library.extraction.child"
_CODE: Final = Path(__file__).parents[3]
_PIECE: Final = 1 << 16
_LAST_WORDS: Final = 2_000
# Five million characters of a page, as JSON writes them.
_LONGEST_LINE: Final = 64 * MB
# What the reader may know of its surroundings. It needs no secret, so it is given none.
_PASSED_ON: Final = ("PATH", "LANG", "TMPDIR", "TESSDATA_PREFIX")
# What a library says when it gets no memory, before it ends itself.
_NO_MEMORY: Final = (b"bad_alloc", b"MemoryError", b"ut of memory", b"annot allocate")

_MAXRSS: Final = 1 if sys.platform == "darwin" else 1024  # bytes in the unit in which systems count memory

log = logging.getLogger(__name__)


def said_by_child(job: dict[str, Any], limits: Limits) -> Generator[dict[str, Any]]:
    """What the child says, line by line; UnreadableError when it says so, or does not end well."""
    with _started({**job, "limits": asdict(limits)}) as (process, complaints):
        done = False
        for line in _lines(process, limits):
            said = json.loads(line)
            if "error" in said and said["error"] in REASONS:
                raise UnreadableError(said["error"], **said["values"])
            done = done or "done" in said
            yield said
        if not done:
            raise _ended_badly(process, complaints, limits)


@contextmanager
def _started(job: dict[str, Any]) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 - our own module; the job is data to it
            [sys.executable, "-P", "-m", _CHILD, json.dumps(job)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd="/",
            env=_surroundings(),
            start_new_session=True,
        )
        try:
            yield process, complaints
        finally:
            # The whole session: a recogniser that the child started ends with it.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"PYTHONPATH": str(_CODE), "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


def _lines(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes]:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    pending = bytearray()
    for piece in _pieces(process.stdout, limits):
        pending += piece
        *whole, rest = pending.split(b"\n") if b"\n" in piece else [pending]
        yield from map(bytes, whole)
        pending = bytearray(rest)
        if len(pending) > _LONGEST_LINE:
            raise UnreadableError("crashed")


def _pieces(output: IO[bytes], limits: Limits) -> Iterator[bytes]:
    end = time.monotonic() + limits.seconds
    while True:
        left = min(limits.silence, end - time.monotonic())
        if left <= 0 or not select([output], [], [], left)[0]:
            waited = limits.seconds if time.monotonic() >= end else limits.silence
            raise UnreadableError("too_slow", limit=waited)
        piece = os.read(output.fileno(), _PIECE)
        if not piece:
            return
        yield piece


def _ended(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """How the child ended, and the most memory that it used, in bytes."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_maxrss * _MAXRSS


def _ended_badly(process: subprocess.Popen[bytes], complaints: IO[bytes], limits: Limits) -> UnreadableError:
    code, most = _ended(process)
    complaints.seek(0)
    last = complaints.read()[-_LAST_WORDS:]
    log.warning("The reader of a file ended with %s: %s", code, last.decode(errors="replace"))
    if code == -signal.SIGXCPU:
        return UnreadableError("too_slow", limit=limits.seconds)
    # A child counts as its own what its parent had when it was started. Where a fault of memory may have another reason
    # than the want of it, only more than that says anything.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS
    is_large = 3 * most > limits.memory and (code != -signal.SIGSEGV or most > own)
    if code == -signal.SIGKILL or any(word in last for word in _NO_MEMORY) or is_large:
        return UnreadableError("too_much_memory", limit=limits.memory // MB)
    return UnreadableError("crashed")
