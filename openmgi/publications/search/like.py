"""Places that have what a place could develop further: what others found at the same question.

Never by a score: the alphabet is the order, and what is near is the reader's choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tantivy import Occur, Query

from openmgi.core.areas import Areas
from openmgi.publications.models import Publication
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.entries import Entry, facet_key
from openmgi.publications.search.finding import Found, in_order, page_of, page_that_is
from openmgi.publications.search.index import Reader
from openmgi.publications.search.linked import Linked, linked
from openmgi.publications.search.making import question_key
from openmgi.publications.search.shelf import shelf_and_index

NARROWED_BY = ("kind", "region", "income", "level")


@dataclass(frozen=True, slots=True)
class Like:
    """A finding with potential, and what other places found. asked: what the reader chose, well developed by default.

    counts: by kind, how many there are with the other choices. questions: those that count as the same one.
    """

    entry: Entry
    publication: Publication
    questions: list[Linked]
    asked: Asked
    found: Found
    counts: dict[str, int]

    @property
    def changed(self) -> list[str]:
        """The questions that came of the same one, but whose line between two answers was moved."""
        return [question_key(one.edition, one.indicator) for one in self.questions if not one.is_same]


def like(slug: str, domain: int, order: int, asked: Asked) -> Like | None:
    """What others found at the questions of this finding; None where the newest profile has no such finding."""
    shelf, reader = shelf_and_index()
    publication = next((one for one in shelf.publications.values() if one.slug == slug), None)
    if publication is None:
        return None
    entry = _entry(reader, Entry(publication.sha256, domain, "potential", order, (), {}).key)
    if entry is None:
        return None
    questions = linked(entry.edition, entry.questions, shelf.editions)
    wanted = {name: value for name, value in asked.chosen.items() if name in NARROWED_BY}
    asked = replace(asked, words="", chosen={"kind": "well_developed", **wanted}).dated(shelf.areas)
    others = _others(reader, publication, questions)
    meant = reader.narrowed(others, asked.conditions(shelf.areas))
    asked, found = page_that_is(
        asked, lambda one: in_order(shelf, reader, meant, shelf.by_alphabet(), page_of(one.page))
    )
    return Like(entry, publication, questions, asked, found, _counts(reader, others, asked, shelf.areas))


def _entry(reader: Reader, key: str) -> Entry | None:
    return next(iter(reader.best(reader.term("key", key), 0, 1)), None)


def _others(reader: Reader, publication: Publication, questions: list[Linked]) -> Query:
    """What other places found at these questions; the other editions of this place are not other places."""
    keys = [facet_key("question", question_key(one.edition, one.indicator)) for one in questions]
    own = reader.term("facets", facet_key("place", publication.place))
    return Query.boolean_query([(Occur.Must, reader.among("facets", keys)), (Occur.MustNot, own)])


def _counts(reader: Reader, others: Query, asked: Asked, areas: Areas) -> dict[str, int]:
    found = {}
    for kind in ("well_developed", "potential"):
        conditions = replace(asked, chosen={**asked.chosen, "kind": kind}).conditions(areas)
        found[kind] = reader.total(reader.narrowed(others, conditions))
    return found
