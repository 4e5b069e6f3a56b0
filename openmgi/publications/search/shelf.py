"""The current publications as search needs them, and the index kept up with them.

Each machine has an index of its own: it may lag behind or be deleted, and loses nothing. Whoever searches brings it up
to date first, where something was published since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max
from django.utils.translation import get_language

from openmgi.core.areas import Areas
from openmgi.core.edition import Edition
from openmgi.library.groups import areas_and_groups, group_state
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.search.folder import DamagedIndexError
from openmgi.publications.models import Publication
from openmgi.publications.portal.listing import in_alphabetical_order
from openmgi.publications.search.entries import Entry
from openmgi.publications.search.index import FindingIndex, Reader
from openmgi.publications.search.making import entries_of

State = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is published now: publications by the hash of their profile, question sets by their code, and areas."""

    publications: dict[str, Publication]
    editions: dict[str, Edition]
    areas: Areas
    state: State
    _orders: dict[str, list[Publication]] = field(default_factory=dict)

    def by_alphabet(self) -> list[Publication]:
        """Every publication by its place's name in the reader's language; the order is made once for each language."""
        language = get_language() or ""
        if language not in self._orders:
            self._orders[language] = in_alphabetical_order(self.publications.values())
        return self._orders[language]


_KNOWN: dict[Path, tuple[Shelf, Reader]] = {}  # the last that was found up to date, in the one folder of this process


@lru_cache(maxsize=1)
def _index_in(folder: Path) -> FindingIndex:
    return FindingIndex(folder)


def index() -> FindingIndex:
    return _index_in(Path(settings.INDEX_DIR))


def shelf_and_index() -> tuple[Shelf, Reader]:
    """What is published now, and the index up to date with it. Three small queries, if nothing changed since.

    An index that cannot be read is made anew: it is derived.
    """
    try:
        return _up_to_date()
    except DamagedIndexError:
        index().delete()
        return _up_to_date()


def _up_to_date() -> tuple[Shelf, Reader]:
    folder, state, reader = Path(settings.INDEX_DIR), _state(), index().reader()
    known = _KNOWN.get(folder)
    if known is not None and reader is not None and (known[0].state, known[1].version) == (state, reader.version):
        return known[0], reader
    shelf = known[0] if known is not None and known[0].state == state else _shelf(state)
    reader = _caught_up(shelf)
    _KNOWN.clear()
    _KNOWN[folder] = (shelf, reader)
    return shelf, reader


def rebuild() -> int:
    """Make the index anew; how many findings it has."""
    index().delete()
    _, reader = shelf_and_index()
    return reader.searcher.num_docs


def _state() -> State:
    """Another one whenever something is published, or a question set or a group of places loaded."""
    # What is published is never changed or deleted, so the last one tells one state from another.
    last = Publication.objects.order_by("-pk").values_list("pk", "published_at").first()
    loaded = StoredEdition.objects.aggregate(Count("pk"), Max("loaded_at"))
    return (group_state(), last, *loaded.values())


def _shelf(state: State) -> Shelf:
    publications = Publication.objects.current().defer("profile_json").order_by("pk")
    editions = StoredEdition.objects.light().in_order()
    return Shelf(
        {one.sha256: one for one in publications},
        {one.code: one.spec for one in editions},
        areas_and_groups(),
        state,
    )


def _caught_up(shelf: Shelf) -> Reader:
    """Put into the index what is new, and take out what was replaced."""
    reader = index().reader()
    there = set(reader.counts()) if reader else set()
    gone, new = there - shelf.publications.keys(), sorted(shelf.publications.keys() - there)
    if gone or new or reader is None:
        index().change(gone, _entries(shelf, new))
        reader = index().reader()
    assert reader is not None  # noqa: S101 - it was written
    return reader


def _entries(shelf: Shelf, publications: Sequence[str]) -> Iterator[Entry]:
    """The findings of these publications, of which only a few are in memory at a time."""
    wanted = Publication.objects.filter(pk__in=[shelf.publications[one].pk for one in publications])
    for one in wanted.order_by("pk").iterator(chunk_size=20):
        yield from entries_of(one, shelf.editions)
