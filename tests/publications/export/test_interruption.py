from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from openmgi.publications.export.checking import problems
from openmgi.publications.export.manifest import ForeignFolderError
from openmgi.publications.models import Publication
from tests.publications.export.conftest import Write, corrected, files_in


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, after: int) -> Iterator[None]:
    """After so many files, no other can be written."""
    replace, count = Path.replace, itertools.count()

    def until_full(self: Path, target: Path) -> Path:
        if next(count) >= after:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", until_full)
        yield


def test_nothing_half_written_is_left_where_the_disk_is_full(
    folder: Path, write: Write, mombasa: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    before = files_in(folder)
    corrected(mombasa)
    with full_disk(monkeypatch, after=0), pytest.raises(OSError, match="No space left"):
        write()

    assert files_in(folder) == before
    write()
    assert list(problems(folder)) == []


def test_a_first_export_that_was_interrupted_is_finished_by_the_next(
    folder: Path, write: Write, mombasa: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch, after=20), pytest.raises(OSError, match="No space left"):
        write()
    with pytest.raises(ForeignFolderError):
        list(problems(folder))
    write()

    assert list(problems(folder)) == []
