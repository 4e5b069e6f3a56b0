from __future__ import annotations

import pytest

from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from tests.assessments.conftest import edition
from tests.publications.themes.places import published

__all__ = ["edition"]  # a fixture


@pytest.fixture
def places(edition: Edition) -> list[Publication]:
    """Kenya and Uganda are invented here: only their codes are real, so that they lie in regions."""
    return [
        published("KEN", "complete"),
        published("UGA", "absent"),
        published("XXB", "complete"),
        published("XXC", "na", "not_applicable"),
        published("XXD", kind="not_answered"),
    ]
