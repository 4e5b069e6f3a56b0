"""The portal with 216 places in two editions and four languages: its pages, and how many of them a second."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.figures import Figure, median_ms, percentile_ms
from benchmarks.places import PLACES, SETS, filled
from benchmarks.programme import gather_statistics
from benchmarks.serving import served
from benchmarks.visitor import Errand, at_once, per_second, read
from openmgi.library.models import Edition
from openmgi.publications.models import Publication

RUNS = 30
CLIENTS = 8
WORKERS = 2
REQUESTS = 400
WARM_UP = 5
BUDGETS: dict[str, tuple[int | None, int | None]] = {"profile": (3, 10)}  # queries and milliseconds


def figures() -> Iterator[Figure]:
    """Figures of a database that is filled here, and served by the product's own command."""
    with tempfile.TemporaryDirectory() as folder:
        yield Figure(f"portal: publishing {PLACES} places in two editions", filled(), "s", 60)
        gather_statistics()
        pages = _pages()
        for name, addresses in pages.items():
            yield from _page(f"portal, {name} page", addresses[0], BUDGETS.get(name, (None, None)))
        yield from _load(pages, Path(folder) / "log")


def _pages() -> dict[str, list[str]]:
    """Addresses by the name of the page; each visitor reads another one where there are several."""
    invented = Publication.objects.current().filter(is_invented=True).order_by("slug")
    slugs = list(invented.values_list("slug", flat=True)[: CLIENTS + 1])
    domain = Edition.objects.get(code=SETS["national"]).spec.domains[0]
    topic = domain.topics[0]
    return {
        "home": [reverse("home")],
        "list": [reverse("profiles")],
        "profile": [reverse("profile", args=[slug]) for slug in slugs],
        "domain": [reverse("domain", args=[1])],
        "comparison": [f"{reverse('compare')}?profile={one}&profile={other}" for one, other in pairwise(slugs)],
        "themes": [reverse("themes")],
        "theme of a question": [_theme("theme-indicator", one.code) for one in topic.indicators],
        "theme of a topic": [_theme("theme-topic", domain.number, topic.code)],
        "theme of an item of the SDGs": [_theme("theme-sdg", "1a")],
        "SDG indicator": [reverse("sdg")],
    }


def _theme(name: str, *arguments: object) -> str:
    """The address of a theme over the places that are invented."""
    return f"{reverse(name, args=[SETS['national'], *arguments])}?invented=yes"


def _page(name: str, address: str, budgets: tuple[int | None, int | None]) -> Iterator[Figure]:
    """Queries, server time and bytes of a page; the budgets are for the first two."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        asked = len(queries)  # the next request empties the log
    assert response.status_code == 200, address
    taken = median_ms(lambda: client.get(address), RUNS)
    yield Figure(f"{name}: queries", asked, "queries", budgets[0])
    yield Figure(f"{name}: server time, median of {RUNS}", taken, "ms", budgets[1])
    yield Figure(f"{name}: unpacked", len(response.content), "bytes", None)


def _load(pages: dict[str, list[str]], log: Path) -> Iterator[Figure]:
    """Everybody reads the same kind of page at once."""
    with served(os.environ, WORKERS, log) as server:
        for name, addresses in pages.items():
            errands = [
                Errand(server.port, "", addresses[one % len(addresses)], REQUESTS // CLIENTS) for one in range(CLIENTS)
            ]
            at_once(read, [Errand(one.port, "", one.page, WARM_UP) for one in errands])
            timings = at_once(read, errands)
            title = f"portal, {name} page, {CLIENTS} clients, {WORKERS} workers"
            yield Figure(
                f"{title}: requests/s in {len(timings)}", per_second(timings), "requests/s", None, at_least=True
            )
            for percent in (50, 99):
                yield Figure(f"{title}: p{percent}", percentile_ms([one.took for one in timings], percent), "ms", None)
