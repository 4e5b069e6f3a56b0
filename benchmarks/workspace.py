"""The workspace in a programme of 216 assessments: its pages, how many of them a second, and the boards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Figure, median_ms, percentile_ms
from benchmarks.programme import PLACES, Programme, fill, gather_statistics
from benchmarks.serving import served
from benchmarks.sessions import session_of
from benchmarks.visitor import Errand, Timing, at_once, per_second, read, write
from openmgi.accounts.models import User
from openmgi.library.models import Edition

EDITION = "openmgi-national-1"
RUNS = 100
CLIENTS = 8
WORKERS = 2
PAGES = 1200
SAVES = 800


def figures() -> Iterator[Figure]:
    """Figures of a database that is filled here, and served by the product's own command."""
    programme = fill(Edition.objects.get(code=EDITION))
    gather_statistics()
    key = programme.assessment.pk
    page = f"/en/work/{key}/topics/{programme.domain.number}/{programme.topic.code}/"
    size = len(programme.topic.indicators)
    yield from _page(f"workspace page of {size} indicators", programme.researcher, page, (10, 30))
    yield from _page(
        f"programme board of {PLACES} assessments", programme.administrator, "/en/work/programme/", (None, 100)
    )
    yield from _page("board of one assessment", programme.coordinator, f"/en/work/{key}/", (None, None))
    yield from _load(programme, page)


def _page(name: str, user: User, address: str, budgets: tuple[int | None, int | None]) -> Iterator[Figure]:
    """Queries and server time of a page; the budgets are for these two."""
    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        asked = len(queries)  # the next request empties the log
    assert response.status_code == 200, address
    taken = median_ms(lambda: client.get(address), RUNS)
    yield Figure(f"{name}: queries", asked, "queries", budgets[0])
    yield Figure(f"{name}: server time, median of {RUNS}", taken, "ms", budgets[1])


def _load(programme: Programme, page: str) -> Iterator[Figure]:
    """Everybody reads the page at once; then everybody saves at once, each another indicator of it."""
    name = f"{CLIENTS} clients, {WORKERS} workers"
    key = programme.assessment.pk
    codes = [one.code for one in programme.topic.indicators]
    sessions = [session_of(programme.researcher) for _ in range(CLIENTS)]
    with tempfile.TemporaryDirectory() as folder, served(os.environ, WORKERS, Path(folder) / "log") as server:
        errands = [Errand(server.port, session, page, PAGES // CLIENTS) for session in sessions]
        at_once(read, [Errand(server.port, session, page, 5) for session in sessions])  # each worker reads the edition
        yield from _load_figures(f"workspace page, {name}", "requests/s", 100, at_once(read, errands))
        errands = [
            Errand(server.port, session, page, SAVES // CLIENTS, code, f"/en/work/{key}/answers/{code}/first/")
            for session, code in zip(sessions, codes, strict=False)
        ]
        yield from _load_figures(f"saving a field, {name}", "saves/s", None, at_once(write, errands))


def _load_figures(name: str, unit: str, budget: int | None, timings: list[Timing]) -> Iterator[Figure]:
    took = [one.took for one in timings]
    yield Figure(f"{name}: {unit} in {len(timings)}", per_second(timings), unit, budget, at_least=True)
    for percent in (50, 99):
        yield Figure(f"{name}: p{percent}", percentile_ms(took, percent), "ms", None)
