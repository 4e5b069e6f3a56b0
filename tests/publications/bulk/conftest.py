from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from openmgi.core.edition import Edition
from tests.publications.bulk.cast import own_regions, publish_all


@pytest.fixture
def published(loaded: None, reference_sets: dict[str, Edition], tmp_path: Path) -> Iterator[None]:
    """The profiles that `cast` draws."""
    with own_regions(tmp_path / "data"):
        publish_all(reference_sets)
        yield
