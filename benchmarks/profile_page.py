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
    client = Client()
    for publication in Publication.objects.current().order_by("slug"):
        for language in (publication.languages[0], "ar"):
            address = f"/{language}/profiles/{publication.slug}/"
            name = f"profile page {publication.slug} {language}"
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = client.get(address).content.decode()
            yield Figure(f"{name}: queries", len(queries), "queries", 3)
            yield Figure(
                f"{name}: server time, median of {RUNS}", median_ms(lambda at=address: client.get(at), RUNS), "ms", 10
            )
            loaded = [_fetched(client, next(filter(None, found))) for found in LOADED.findall(page)]
            parts = [page.encode(), *loaded]
            yield Figure(f"{name}: bytes with CSS and icon", sum(map(len, parts)), "bytes", 100_000)
            yield Figure(f"{name}: the same compressed", sum(len(gzip.compress(part)) for part in parts), "bytes", None)


def _fetched(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content
