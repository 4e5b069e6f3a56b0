"""The index is derived: it follows what is published, and deleting it loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings

from openmgi.library.search.folder import DamagedIndexError
from openmgi.publications.models import Publication
from openmgi.publications.search import shelf
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.finding import find
from openmgi.publications.search.index import FindingIndex
from openmgi.publications.search.making import entries_of
from openmgi.publications.search.shelf import rebuild, shelf_and_index
from tests.publications.search.conftest import NORDIA, publish_all


def total(words: str = "") -> int:
    return find(Asked(words)).total


def test_a_folder_that_is_deleted_is_made_anew(world: Sequence[Publication]) -> None:
    assert total() == 7
    shutil.rmtree(settings.INDEX_DIR)

    assert total() == 7


def test_what_another_process_wrote_is_seen_and_not_written_twice(world: Sequence[Publication]) -> None:
    assert total() == 7
    other = FindingIndex(Path(settings.INDEX_DIR))
    other.change([], [one for published in world for one in entries_of(published, {})])

    assert total() == 7
    assert total("bread") == 3


def test_a_process_that_comes_later_writes_only_what_is_new(world: Sequence[Publication]) -> None:
    first = shelf_and_index()[1]
    shelf._KNOWN.clear()
    again = shelf_and_index()[1]

    assert first.version == again.version


def test_what_of_another_database_is_in_the_folder_goes(world: Sequence[Publication]) -> None:
    foreign = publish_all(NORDIA)[0]
    foreign.sha256 = "0" * 64
    FindingIndex(Path(settings.INDEX_DIR)).change([], entries_of(foreign, {}))

    assert total() == 7


def test_a_change_that_fails_leaves_the_index_as_it_was(world: Sequence[Publication]) -> None:
    index, before = shelf.index(), total()
    gone = list(shelf_and_index()[0].publications)

    def broken() -> object:
        yield from ()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.change(gone, broken())  # type: ignore[arg-type]
    assert total() == before


def test_it_can_be_made_anew(world: Sequence[Publication]) -> None:
    assert (rebuild(), rebuild(), total()) == (7, 7, 7)


def test_a_damaged_index_is_named_and_made_anew(world: Sequence[Publication]) -> None:
    total()
    shelf._KNOWN.clear()
    (meta,) = Path(settings.INDEX_DIR).rglob("meta.json")
    meta.write_text("{", encoding="utf-8")

    with pytest.raises(DamagedIndexError):
        FindingIndex(Path(settings.INDEX_DIR)).reader()
    assert total() == 7
