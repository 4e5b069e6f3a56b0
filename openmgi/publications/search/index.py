"""The index of published findings: made from the publications (`library.search.folder` says how it is kept)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import tantivy
from tantivy import Occur, Query, Schema

from openmgi.library.search.folder import IndexFolder, State
from openmgi.library.search.words import FIELDS, language_field, prepared
from openmgi.publications.search.entries import Condition, Entry

_FORM: Final = "findings-1"  # another number when the fields change: an older index is left alone and a new one made
_MEMORY: Final = 30_000_000
_MOST: Final = 1_000_000  # publications that are told apart
PARTS: Final = ("text", "about", "terms")


class Reader(State):
    """The findings as they were at one moment."""

    def among(self, field: str, values: Collection[str]) -> Query:
        """The findings that have one of these values."""
        return Query.term_set_query(self.schema, field, list(values))

    def narrowed(self, query: Query, conditions: Iterable[Condition]) -> Query:
        """The query for those findings only that meet every condition, which do not change their order."""
        must = [self.among("facets", one.keys) for one in conditions]
        return Query.boolean_query(
            [(Occur.Must, query), *((Occur.Must, Query.const_score_query(one, 0.0)) for one in must)]
        )

    def best(self, query: Query, offset: int, limit: int) -> list[Entry]:
        """The findings that fit the words best."""
        found = self.searcher.search(query, limit=limit, offset=offset, count=False)
        return [self._entry(address) for _, address in found.hits]

    def of_publications(self, query: Query, publications: Collection[str], count: int) -> list[Entry]:
        """The findings of these publications that the query has, `count` in all; in no order."""
        if not count:
            return []
        here = Query.boolean_query([(Occur.Must, query), (Occur.Must, self.among("publication", publications))])
        return self.best(here, 0, count)

    def total(self, query: Query) -> int:
        """How many findings the query has."""
        return sum(self.counts(query).values())

    def counts(self, query: Query | None = None) -> dict[str, int]:
        """How many findings of each publication the query has."""
        by_publication = {"found": {"terms": {"field": "publication", "size": _MOST}}}
        told = self.searcher.aggregate(query or Query.all_query(), by_publication)
        return {one["key"]: one["doc_count"] for one in told["found"]["buckets"]}

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        stored = self.searcher.doc(address).to_dict()["content"][0]
        told = json.loads(bytes(stored))
        return Entry(**{**told, "languages": tuple(told["languages"]), "facets": tuple(told["facets"])})


class FindingIndex:
    """The index in a folder. An empty or missing folder is an empty index."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder / _FORM, schema=_schema, reader=Reader, memory=_MEMORY)

    def change(self, gone: Iterable[str], new: Iterable[Entry]) -> None:
        """Take out the findings of these publications and put others in, all at once or not at all.

        Whoever writes waits for whoever else does; what both put in is there once.
        """
        with self._folder.writer() as writer:
            for publication in gone:
                writer.delete_documents_by_term("publication", publication)
            for entry in new:
                writer.delete_documents_by_term("key", entry.key)
                writer.add_document(_document(entry))

    def delete(self) -> None:
        """Take the folder away; the next writing makes it anew."""
        self._folder.delete()

    def reader(self) -> Reader | None:
        """The index as it is now; None where nothing was ever written."""
        return self._folder.reader()


def _schema() -> Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "facets"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("publication", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("content", stored=True)
    for field in FIELDS:
        for part in PARTS:
            builder.add_text_field(f"{part}_{field}", tokenizer_name=field)
    return builder.build()


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("key", entry.key)
    document.add_text("publication", entry.publication)
    for facet in entry.facets:
        document.add_text("facets", facet)
    document.add_bytes("content", json.dumps(_kept(entry), ensure_ascii=False).encode())
    for part, texts in zip(PARTS, (entry.texts, entry.about, entry.terms), strict=True):
        for language, text in texts.items():
            document.add_text(f"{part}_{language_field(language)}", prepared(text))
    return document


def _kept(entry: Entry) -> dict[str, Any]:
    """The entry without the words by which it is only found."""
    return {**asdict(entry), "about": {}, "terms": {}}
