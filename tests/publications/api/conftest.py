from __future__ import annotations

import pytest
from django.core.cache import caches

from tests.publications.bulk.conftest import published

__all__ = ["published"]


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Each test has all the requests of its minute."""
    caches["fragments"].clear()
