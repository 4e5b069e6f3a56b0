"""The process in which files are read: `python -m openmgi.library.extraction.child JOB`, JOB being JSON.

It limits itself before it touches the file, and says on standard output what it finds, one JSON line each:
{"progress": [3, 12]}, {"page": […]}, {"image": "base64"}, {"boxes": […]}, {"error": "code", "values": {…}}, and at the
end {"done": true}, without which it did not end well.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from openmgi.library.extraction.limits import MB, Limits
from openmgi.library.extraction.unreadable import UnreadableError

# What a page's image for Tesseract may take on the disk.
_LARGEST_FILE = 200 * MB


def main(argument: str) -> None:
    job: dict[str, Any] = json.loads(argument)
    limits = Limits(**job["limits"])
    limit(limits)
    answer(job, limits, _own_output())


def answer(job: dict[str, Any], limits: Limits, out: TextIO) -> None:
    """Do the job, and say what comes of it."""
    try:
        for line in _lines(job, limits, out):
            _say(out, line)
        _say(out, {"done": True})
    except UnreadableError as error:
        _say(out, {"error": error.code, "values": error.values})
    except MemoryError:
        _say(out, {"error": "too_much_memory", "values": {"limit": limits.memory // MB}})
    except RecursionError:
        _say(out, {"error": "too_deep", "values": {}})


def limit(limits: Limits) -> None:
    wanted = (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in wanted:
        with suppress(ValueError, OSError):  # not every system knows every limit
            resource.setrlimit(kind, (most, most))


def _own_output() -> TextIO:
    """Our lines alone go to standard output, whatever a library may print."""
    ours = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return ours


def _say(out: TextIO, line: dict[str, Any]) -> None:
    out.write(json.dumps(line) + "\n")
    out.flush()


def _lines(job: dict[str, Any], limits: Limits, out: TextIO) -> Iterator[dict[str, Any]]:
    path = Path(job["path"])
    if job["task"] == "read":
        from openmgi.library.extraction.formats import pages  # noqa: PLC0415 - an image needs none of it

        def progress(done: int, count: int) -> None:
            _say(out, {"progress": [done, count]})

        for page in pages(path, job["media_type"], limits, progress):
            yield {"page": asdict(page)}
        return
    from openmgi.library.extraction import drawing  # noqa: PLC0415 - a text needs none of it

    if job["task"] == "image":
        image = drawing.image(path, job["index"], job["width"], job["form"])
        yield {"image": base64.b64encode(image).decode()}
    else:
        yield {"boxes": [asdict(one) for one in drawing.boxes(path, job["index"], job["start"], job["end"])]}


if __name__ == "__main__":
    main(sys.argv[1])
