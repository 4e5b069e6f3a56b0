"""The index of all passages: made from the database and the files (`folder` says how it is kept)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import tantivy
from tantivy import DocAddress, FieldType, IndexWriter, Occur, Query, Schema, SearchResult

from openmgi.core.passages import Passage
from openmgi.library.search.entries import Filters, Indexed, Source
from openmgi.library.search.folder import IndexFolder, State
from openmgi.library.search.words import FIELDS, language_field, prepared

_FORM: Final = "passages-1"  # another number when the fields change: an older index is left alone and a new one made
_MEMORY: Final = 60_000_000
_NONE: Final = "-"  # how an empty text is kept, which cannot be looked for
PARTS: Final = ("text", "headings", "title")


class Reader(State):
    """The passages as they were at one moment."""

    def entry(self, address: DocAddress) -> Indexed:
        return _indexed(self.searcher.doc(address).to_dict())

    def count(self, language: str) -> int:
        """How many passages are in the fields of a language."""
        return total(self.searcher.search(self.term("field", language), limit=1))

    def narrowed(self, query: Query, filters: Filters) -> Query:
        """The query for those passages only that pass the filters, which do not change their order."""
        conditions = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in self._conditions(filters)]
        return Query.boolean_query([(Occur.Must, query), *conditions]) if conditions else query

    def _conditions(self, filters: Filters) -> Iterator[Query]:
        for field, values in (
            ("document", filters.documents),
            ("place", filters.places),
            ("kind", filters.kinds),
            ("language", filters.languages),
        ):
            if values is not None:
                yield Query.term_set_query(self.schema, field, [_kept(value) for value in values])
        if filters.adopted_from or filters.adopted_to:
            least, most = _day(filters.adopted_from or date.min), _day(filters.adopted_to or date.max)
            yield Query.range_query(self.schema, "adopted", FieldType.Integer, least, most)
        if not filters.with_restricted:
            yield self.term("is_restricted", False)  # noqa: FBT003 - a value that is looked for


def total(result: SearchResult) -> int:
    """How many passages a search found in all."""
    return int(result.count or 0)  # type: ignore[attr-defined] # it is there; the types of the library lack it


class Writing:
    """What can be done while one writes; it becomes visible when the writing ends, all at once or not at all."""

    def __init__(self, writer: IndexWriter) -> None:
        self._writer = writer

    def replace(self, source: Source, passages: Sequence[Passage]) -> None:
        """Keep these passages of a document in place of those that are there, whatever its version."""
        self.remove(source.document)
        for passage in passages:
            self._writer.add_document(_document(Indexed(source, passage)))

    def remove(self, document: str) -> None:
        self._writer.delete_documents_by_term("document", document)

    def clear(self) -> None:
        """Forget everything."""
        self._writer.delete_all_documents()


class PassageIndex:
    """The index in a folder. An empty or missing folder is an empty index."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder / _FORM, schema=_schema, reader=Reader, memory=_MEMORY)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Write many documents at once: much faster than one by one. Waits for whoever else writes."""
        with self._folder.writer() as writer:
            yield Writing(writer)

    def replace(self, source: Source, passages: Sequence[Passage]) -> None:
        with self.writing() as writing:
            writing.replace(source, passages)

    def remove(self, document: str) -> None:
        with self.writing() as writing:
            writing.remove(document)

    def delete(self) -> None:
        """Take the folder away; the next writing makes it anew."""
        self._folder.delete()

    def reader(self) -> Reader | None:
        """The index as it is now; None where nothing was ever written."""
        return self._folder.reader()

    @property
    def size(self) -> int:
        """The number of passages."""
        reader = self.reader()
        return reader.searcher.num_docs if reader else 0


def _schema() -> Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("document", "place", "kind", "language", "field"):
        builder.add_text_field(name, stored=name != "field", tokenizer_name="raw", index_option="basic")
    for name in ("version", "title", "headings", "text"):
        builder.add_bytes_field(name, stored=True)
    for name in ("ordinal", "page", "start", "end_page", "end"):
        builder.add_integer_field(name, stored=True)
    builder.add_integer_field("adopted", stored=True, indexed=True, fast=True)
    builder.add_boolean_field("is_restricted", stored=True, indexed=True)
    for language in FIELDS:
        for part in PARTS:
            builder.add_text_field(f"{part}_{language}", tokenizer_name=language)
    return builder.build()


def _document(entry: Indexed) -> tantivy.Document:
    source, passage = entry.source, entry.passage
    document = tantivy.Document()
    for name, text in (
        ("document", source.document),
        ("place", _kept(source.place)),
        ("kind", _kept(source.kind)),
        ("language", _kept(source.language)),
    ):
        document.add_text(name, text)
    for name, text in (
        ("version", source.version),
        ("title", source.title),
        ("headings", "\n".join(passage.headings)),
        ("text", passage.text),
    ):
        document.add_bytes(name, text.encode())
    for name in ("ordinal", "page", "start", "end_page", "end"):
        document.add_integer(name, getattr(passage, name))
    if source.adopted:
        document.add_integer("adopted", _day(source.adopted))
    document.add_boolean("is_restricted", source.is_restricted)
    field = language_field(source.language)
    document.add_text("field", field)
    for part, text in zip(PARTS, (passage.text, " \n ".join(passage.headings), source.title), strict=True):
        document.add_text(f"{part}_{field}", prepared(text))
    return document


def _indexed(stored: dict[str, list[Any]]) -> Indexed:
    one = {name: values[0] for name, values in stored.items()}
    headings = bytes(one["headings"]).decode()
    source = Source(
        document=one["document"],
        version=bytes(one["version"]).decode(),
        place=_empty(one["place"]),
        kind=_empty(one["kind"]),
        language=_empty(one["language"]),
        title=bytes(one["title"]).decode(),
        adopted=_date(one["adopted"]) if "adopted" in one else None,
        is_restricted=one["is_restricted"],
    )
    passage = Passage(
        ordinal=one["ordinal"],
        page=one["page"],
        start=one["start"],
        end_page=one["end_page"],
        end=one["end"],
        headings=tuple(headings.split("\n")) if headings else (),
        text=bytes(one["text"]).decode(),
    )
    return Indexed(source, passage)


def _kept(text: str) -> str:
    return text.encode(errors="ignore").decode() or _NONE


def _empty(text: str) -> str:
    return "" if text == _NONE else text


def _day(day: date) -> int:
    """A day as a number that can be compared."""
    return day.year * 10_000 + day.month * 100 + day.day


def _date(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)
