from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.publications.bulk.conftest import published

__all__ = ["published"]


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Each test has all the requests of its minute."""
    caches["fragments"].clear()


@pytest.fixture
def as_often_as_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "API_REQUESTS_PER_MINUTE", 100_000)


@pytest.fixture
def as_a_server_in_a_test() -> Iterator[None]:
    """A server closes its connections after each request; that of the test is left open, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
