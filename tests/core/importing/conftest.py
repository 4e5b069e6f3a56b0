"""What the importer knows, and pages written for tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from django.conf import settings

from openmgi.core.framework import Framework
from openmgi.core.importing.lines import Line
from openmgi.core.importing.places import Gazetteer
from openmgi.core.importing.reading import Reading, read_profile
from openmgi.core.importing.vocabulary import Vocabulary
from openmgi.library.places import gazetteer as all_places

Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def vocabulary(framework: Framework) -> Vocabulary:
    words = yaml.safe_load((settings.DATA_DIR / "importing" / "vocabulary.yaml").read_text(encoding="utf-8"))
    return Vocabulary(words, framework)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return all_places()


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary, gazetteer: Gazetteer) -> Read:
    """Reads a page given as one text; the language is that of its headings."""

    def read_text(text: str) -> Reading:
        lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
        return read_profile(lines, vocabulary, gazetteer, lambda _: None)

    return read_text
