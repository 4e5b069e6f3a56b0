from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from openmgi.core.passages import Passage
from openmgi.library.search.entries import Filters, Indexed, Source
from openmgi.library.search.finding import search
from openmgi.library.search.folder import DamagedIndexError
from openmgi.library.search.index import PassageIndex

SOURCE = Source("act", "2", "AAA", "law", "en", "Refugees Act", date(2001, 5, 1), is_restricted=True)
PASSAGE = Passage(0, 3, 10, 4, 20, ("Part I", "Article 3"), "Refugees have a home.")

WRITER = """
import sys
from pathlib import Path
from openmgi.core.passages import Passage
from openmgi.library.search.entries import Source
from openmgi.library.search.index import PassageIndex

for number in range(5):
    source = Source(f"{sys.argv[2]}-{number}", "1", "AAA", "law", "en", "An act")
    PassageIndex(Path(sys.argv[1])).replace(source, [Passage(0, 0, 0, 0, 4, (), "Bread is free.")])
"""


def documents(index: PassageIndex, typed: str) -> list[str]:
    """The documents with passages in which this was found."""
    return sorted({hit.found.source.document for hit in search(index, typed, Filters(with_restricted=True)).hits})


def test_a_passage_comes_back_as_it_was_put_in(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    index.replace(SOURCE, [PASSAGE])

    assert search(index, "home", Filters(with_restricted=True)).hits[0].found == Indexed(SOURCE, PASSAGE)


def test_what_is_not_known_of_a_document_stays_unknown(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    source = Source("act", "", "", "", "", "")
    passage = replace(PASSAGE, headings=())
    index.replace(source, [passage])

    assert search(index, "home").hits[0].found == Indexed(source, passage)


def test_new_passages_of_a_document_take_the_place_of_the_old(library: PassageIndex) -> None:
    library.replace(SOURCE, [PASSAGE])

    assert (documents(library, "home"), documents(library, "appeal"), library.size) == (["act"], [], 6)


def test_a_removed_document_is_found_no_more(library: PassageIndex) -> None:
    library.remove("act")

    assert (documents(library, "refugee"), library.size) == (["memo"], 5)


def test_everything_can_be_forgotten(library: PassageIndex) -> None:
    with library.writing() as writing:
        writing.clear()

    assert library.size == 0


def test_an_index_that_is_not_there_is_empty(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path / "nowhere")

    assert (index.size, documents(index, "refugee")) == (0, [])
    assert not (tmp_path / "nowhere").exists()


def test_a_deleted_index_is_made_anew_by_the_next_writing(library: PassageIndex) -> None:
    library.delete()
    assert library.size == 0

    library.replace(SOURCE, [PASSAGE])
    assert documents(library, "refugee") == ["act"]


def _write_and_fail(index: PassageIndex) -> None:
    with index.writing() as writing:
        writing.remove("act")
        raise ZeroDivisionError


def test_writing_that_fails_changes_nothing(library: PassageIndex) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(library)

    assert documents(library, "refugee") == ["act", "memo"]
    library.remove("act")
    assert documents(library, "refugee") == ["memo"]


def test_another_reader_sees_what_was_written_since(library: PassageIndex, tmp_path: Path) -> None:
    other = PassageIndex(tmp_path)
    assert documents(other, "refugee") == ["act", "memo"]

    library.remove("act")

    assert documents(other, "refugee") == ["memo"]


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*command, name]) for name in "ab"]  # noqa: S603 - the program above

    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert documents(PassageIndex(tmp_path), "bread") == [f"{name}-{number}" for name in "ab" for number in range(5)]


def test_damaged_files_are_named_as_such(library: PassageIndex, tmp_path: Path) -> None:
    next(tmp_path.rglob("meta.json")).write_text("{")

    with pytest.raises(DamagedIndexError):
        _ = PassageIndex(tmp_path).size
    with pytest.raises(DamagedIndexError), PassageIndex(tmp_path).writing():
        pass
