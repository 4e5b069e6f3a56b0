"""The findings that a reader asked for: by words, those that fit them best first; without words, by the alphabet.

How a place answered has no part in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from django.conf import settings
from tantivy import Occur, Query

from openmgi.core.profile import KINDS
from openmgi.publications.models import Publication
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.entries import Entry
from openmgi.publications.search.index import Reader
from openmgi.publications.search.meaning import Meanings, installed
from openmgi.publications.search.shelf import Shelf, shelf_and_index
from openmgi.publications.search.words import Words

ON_A_PAGE = 20
_MOST_ALIKE = 20  # found by their meaning
_CANDIDATES = 500
_AT_ONCE = 40  # candidates that are fetched; most readers narrow nothing down, and the first are enough


@dataclass(frozen=True, slots=True)
class Found:
    """A page of findings, and what is published. total: how many findings there are in all.

    has_all_words: False where no finding has all the words, and these have some of them. alike: how many of all are
    there for their meaning. alike_here: those of them on this page.
    """

    entries: tuple[Entry, ...]
    shelf: Shelf
    total: int
    has_all_words: bool = True
    alike: int = 0
    alike_here: frozenset[str] = frozenset()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ON_A_PAGE))


def find(asked: Asked) -> Found:
    """The page of findings that was asked for."""
    shelf, reader = shelf_and_index()
    return _by_words(shelf, reader, asked) if asked.words else _by_alphabet(shelf, reader, asked)


def page_that_is(asked: Asked, look: Callable[[Asked], Found]) -> tuple[Asked, Found]:
    """What was looked for, with its last page in place of one that comes after it."""
    found = look(asked)
    if asked.page <= found.pages:
        return asked, found
    last = replace(asked, page=found.pages)
    return last, look(last)


def newest(asked: Asked, most: int) -> Found:
    """The findings that have all the words, those of the newest publications first, at most so many."""
    shelf, reader = shelf_and_index()
    words = Words.typed(asked.words).query(reader, asked.language) if asked.words else Query.all_query()
    by_day = sorted(shelf.publications.values(), key=lambda one: (one.published_at, one.pk), reverse=True)
    return in_order(shelf, reader, reader.narrowed(words, asked.conditions(shelf.areas)), by_day, slice(0, most))


def in_order(shelf: Shelf, reader: Reader, query: Query, publications: Sequence[Publication], part: slice) -> Found:
    """A part of what the query has, in the order of these publications and then as they are read in each."""
    counts = reader.counts(query)
    having = [one.sha256 for one in publications if one.sha256 in counts]
    ends = list(accumulate(counts[one] for one in having))
    here = [
        (start, one)
        for one, start, end in zip(having, [0, *ends], ends, strict=False)
        if start < part.stop and end > part.start
    ]
    names = [one for _, one in here]
    rank = {one: place for place, one in enumerate(names)}
    found = reader.of_publications(query, names, sum(counts[one] for one in names))
    found.sort(key=lambda one: (rank[one.publication], one.domain, KINDS.index(one.kind), one.order))
    before = here[0][0] if here else 0
    here_only = tuple(found[part.start - before : part.stop - before])
    return Found(here_only, shelf, ends[-1] if ends else 0)


def page_of(number: int) -> slice:
    return slice((number - 1) * ON_A_PAGE, number * ON_A_PAGE)


def _by_alphabet(shelf: Shelf, reader: Reader, asked: Asked) -> Found:
    query = reader.narrowed(Query.all_query(), asked.conditions(shelf.areas))
    return in_order(shelf, reader, query, shelf.by_alphabet(), page_of(asked.page))


def _by_words(shelf: Shelf, reader: Reader, asked: Asked) -> Found:
    """All of the words, then their meaning; where no finding has all words, their meaning, then some of the words.

    Where the words fill a page of their own, nobody misses the meaning, and the model is not asked.
    """
    words, conditions = Words.typed(asked.words), asked.conditions(shelf.areas)
    query = reader.narrowed(words.query(reader, asked.language), conditions)
    count = reader.total(query)
    alike = _alike(shelf, reader, asked, query) if count < ON_A_PAGE else []
    has_all_words = True
    if not count:
        query = _without(reader, words.query(reader, asked.language, some=True), alike)
        query = reader.narrowed(query, conditions)
        count = reader.total(query)
        has_all_words = not count
    here = page_of(asked.page)
    first_of_words, first_of_alike = (0, count) if has_all_words else (len(alike), 0)
    found = _best(reader, query, count, first_of_words, here)
    similar = alike[max(0, here.start - first_of_alike) : max(0, here.stop - first_of_alike)]
    return Found(
        entries=(*found, *similar) if has_all_words else (*similar, *found),
        shelf=shelf,
        total=count + len(alike),
        has_all_words=has_all_words,
        alike=len(alike),
        alike_here=frozenset(one.key for one in similar),
    )


def _best(reader: Reader, query: Query, count: int, first: int, here: slice) -> list[Entry]:
    """Those of the query that stand on this page, if its first one stands at this place."""
    start, stop = max(0, here.start - first), min(count, here.stop - first)
    return reader.best(query, start, stop - start) if start < stop else []


def _without(reader: Reader, query: Query, entries: Sequence[Entry]) -> Query:
    if not entries:
        return query
    keys = reader.among("key", [one.key for one in entries])
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, keys)])


def _alike(shelf: Shelf, reader: Reader, asked: Asked, without: Query) -> list[Entry]:
    """What is like the words in its meaning and does not have all of them; none where the model is not installed."""
    if not installed():
        return []
    keys = Meanings(Path(settings.INDEX_DIR)).nearest(asked.words, shelf.publications, _CANDIDATES)
    if not keys:
        return []
    found: list[Entry] = []
    for start in range(0, len(keys), _AT_ONCE):
        if len(found) < _MOST_ALIKE:
            near = keys[start : start + _AT_ONCE]
            query = Query.boolean_query([(Occur.Must, reader.among("key", near)), (Occur.MustNot, without)])
            best = reader.best(reader.narrowed(query, asked.conditions(shelf.areas)), 0, len(near))
            found += sorted(best, key=_place_in(near))
    return found[:_MOST_ALIKE]


def _place_in(keys: Sequence[str]) -> Callable[[Entry], int]:
    places = {key: place for place, key in enumerate(keys)}
    return lambda one: places[one.key]
