"""An index in a folder, which several processes read and one at a time writes.

It is made from something else, so that deleting it loses nothing. Readers see what was written when the writing ends,
in every process.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import tantivy
from django.core.files import locks
from tantivy import IndexWriter, Query, Schema, Searcher

from openmgi.library.search.words import FIELDS, analyzer


class DamagedIndexError(Exception):
    """The files of the index cannot be read: delete it and have it made anew."""


@dataclass(frozen=True, slots=True)
class State:
    """An index as it was at one moment. version: another for every state of the index."""

    index: tantivy.Index
    searcher: Searcher
    version: tuple[int, int]

    @property
    def schema(self) -> Schema:
        return self.index.schema

    def term(self, field: str, value: object) -> Query:
        return Query.term_query(self.schema, field, value)


Reader = TypeVar("Reader", bound=State)


class IndexFolder(Generic[Reader]):
    """The folder. An empty or missing one is an empty index. memory: bytes that a writer may use."""

    def __init__(self, path: Path, *, schema: Callable[[], Schema], reader: type[Reader], memory: int) -> None:
        self._path, self._schema, self._kind, self._memory = path, schema, reader, memory
        self._reader: Reader | None = None

    @contextmanager
    def writer(self) -> Iterator[IndexWriter]:
        """Write; it becomes visible when this ends, all at once or not at all. Waits for whoever else writes."""
        self._path.mkdir(parents=True, exist_ok=True)
        with (self._path / "writing.lock").open("w") as file:
            locks.lock(file, locks.LOCK_EX)
            writer = self._opened().writer(self._memory, 1)
            try:
                yield writer
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
                del writer

    def delete(self) -> None:
        """Take the folder away; the next writing makes it anew."""
        shutil.rmtree(self._path, ignore_errors=True)

    def reader(self) -> Reader | None:
        """The index as it is now; None where nothing was ever written."""
        try:
            status = (self._path / "meta.json").stat()
        except OSError:
            self._reader = None
            return None
        version = (status.st_ino, status.st_mtime_ns)
        if self._reader is None or self._reader.version != version:
            index = self._opened()
            self._reader = self._kind(index, index.searcher(), version)
        return self._reader

    def _opened(self) -> tantivy.Index:
        """The index of the folder, made if there is none. Raises DamagedIndexError."""
        try:
            index = tantivy.Index(self._schema(), str(self._path))
        except ValueError as error:
            raise DamagedIndexError(str(error)) from error
        index.config_reader("manual")
        for field in FIELDS:
            index.register_tokenizer(field, analyzer(field))
        return index
