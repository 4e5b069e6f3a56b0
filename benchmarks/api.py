"""Open data of 216 places in two editions and four languages: the lists of the API, and the files."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Figure, median_ms, percentile_ms
from benchmarks.places import filled
from benchmarks.programme import gather_statistics
from benchmarks.serving import served
from benchmarks.visitor import Errand, at_once, per_second, read
from openmgi.publications.bulk.files import FILES, bulk_file
from openmgi.publications.bulk.shelf import shelf

RUNS = 30
CLIENTS = 8
WORKERS = 2
REQUESTS = 240
WARM_UP = 5
NO_LIMIT = 10_000_000  # requests a minute
LISTS = (
    "places",
    "publications",
    "findings",
    "findings?sdg=1a&language=fr",
    "answers",
    "answers?area=002&indicator=1.A1",
    "shares?indicator=1.A1",
    "shares",
)


def figures() -> Iterator[Figure]:
    """Figures of a database that is filled here, and served by the product's own command."""
    settings.API_REQUESTS_PER_MINUTE = NO_LIMIT
    with tempfile.TemporaryDirectory() as folder:
        filled()
        gather_statistics()
        began = time.perf_counter()
        shelf()
        yield Figure("API: reading what is published, once", round(time.perf_counter() - began, 2), "s", None)
        for name in LISTS:
            yield from _list(name)
        yield from _files()
        yield from _load(Path(folder) / "log")


def _list(name: str) -> Iterator[Figure]:
    """Queries, server time and bytes of the first page of a list, and the time of telling that nothing is new."""
    client, address = Client(), f"/api/v1/{name}"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        asked = len(queries)  # the next request empties the log
    assert response.status_code == 200, address
    taken = median_ms(lambda: client.get(address), RUNS)
    known = {"If-None-Match": response.headers["ETag"]}
    yield Figure(f"API, {name}: queries", asked, "queries", None)
    yield Figure(f"API, {name}: server time, median of {RUNS}", taken, "ms", None)
    yield Figure(f"API, {name}: not modified", median_ms(lambda: client.get(address, headers=known), RUNS), "ms", None)
    yield Figure(f"API, {name}: unpacked", len(response.content), "bytes", None)


def _files() -> Iterator[Figure]:
    now = shelf()
    for name in FILES:
        began = time.perf_counter()
        size = bulk_file(name, now).stat().st_size
        yield Figure(f"bulk file {name}: made in", round(time.perf_counter() - began, 2), "s", None)
        yield Figure(f"bulk file {name}: size", size, "bytes", None)


def _load(log: Path) -> Iterator[Figure]:
    """Everybody reads the same list at once."""
    with served({**os.environ, "OPENMGI_API_RATE": str(NO_LIMIT)}, WORKERS, log) as server:
        for name in LISTS:
            errands = [Errand(server.port, "", f"/api/v1/{name}", REQUESTS // CLIENTS)] * CLIENTS
            at_once(read, [Errand(one.port, "", one.page, WARM_UP) for one in errands])
            timings = at_once(read, errands)
            title = f"API, {name}, {CLIENTS} clients, {WORKERS} workers"
            speed = per_second(timings)
            yield Figure(f"{title}: requests/s in {len(timings)}", speed, "requests/s", None, at_least=True)
            for percent in (50, 99):
                yield Figure(f"{title}: p{percent}", percentile_ms([one.took for one in timings], percent), "ms", None)
