"""The public profile page: queries, server time, and bytes with everything it loads."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Figure, median_ms
from openmgi.publications.models import Publication

RUNS = 200
LOADED = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"|<(?:script|img)[^>]+src="([^"]+)"')


def figures() -> Iterator[Figure]:
    """Figures for every demonstration profile in its first language and in Arabic."""
    for publication in Publication.objects.current().order_by("slug"):
        for language in (publication.languages[0], "ar"):
            name = f"profile page {publication.slug} {language}"
            yield from _page_figures(name, f"/{language}/profiles/{publication.slug}/")


def _page_figures(name: str, address: str) -> Iterator[Figure]:
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address).content.decode()
        asked = len(queries)  # the next request empties the log
    taken = median_ms(lambda: client.get(address, headers={"Accept-Encoding": "gzip"}), RUNS)
    parts = [page.encode(), *(_fetched(client, next(filter(None, found))) for found in LOADED.findall(page))]
    yield Figure(f"{name}: queries", asked, "queries", 3)
    yield Figure(f"{name}: server time, median of {RUNS}", taken, "ms", 10)
    sent = [len(client.get(address, headers={"Accept-Encoding": "gzip"}).content)]
    sent += [len(gzip.compress(part)) for part in parts[1:]]
    yield Figure(f"{name}: bytes sent, with CSS and icon", sum(sent), "bytes", 100_000)
    yield Figure(f"{name}: the same unpacked", sum(map(len, parts)), "bytes", None)


def _fetched(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response)
