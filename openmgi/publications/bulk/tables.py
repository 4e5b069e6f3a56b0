"""The tables of open data: what each column means, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from openmgi.publications.bulk.rows import texts
from openmgi.publications.bulk.shelf import Shelf, Shelved, ShelvedFinding
from openmgi.publications.citing import NO_LICENCE, Facts, citation, facts, page_address

ColumnType = Literal["string", "integer", "boolean", "datetime"]
Row = list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. hxl: its tag in the Humanitarian Exchange Language."""

    name: str
    says: str
    hxl: str
    type: ColumnType = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of what is published. key: the columns by which a row is told from any other."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Shelf], Iterator[Row]]


_PUBLICATION = Column("publication", "address of the profile: place and date", "#meta+id+publication")
_VERSION = Column("version", "version of the profile, from 1", "#meta+version", "integer")
_SHARED = (
    _PUBLICATION,
    _VERSION,
    Column("place", "address of the place", "#loc+id"),
    Column("country", "ISO 3166-1 alpha-3 code, XXA to XXZ for an invented country", "#country+code+v_iso3"),
    Column("level", "national or local", "#loc+type"),
    Column("edition", "month (YYYY-MM) or year (YYYY) of the profile", "#date+edition"),
    Column("framework_edition", "code of the question set, empty where the profile names none", "#meta+framework"),
    Column("invented", "true for a place that does not exist", "#meta+invented", "boolean"),
)
_TERMS = (
    Column("licence", f"address of the licence, or: {NO_LICENCE}", "#meta+licence"),
    Column("citation", "how to name the source", "#meta+citation"),
)
_DOMAIN = Column("domain", "number of the domain", "#sector+num", "integer")


def _shared(one: Shelved) -> Row:
    said = [one.slug, str(one.version), one.place, one.country, one.level, one.edition, one.framework_edition]
    return [*said, _boolean(one.is_invented)]


def _terms(one: Shelved, known: Facts) -> Row:
    return [known.licence, citation(one, known)]


def _boolean(value: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return "true" if value else "false"


def name_in(names: dict[str, str], language: str) -> str:
    """A name in this language, else in English, else in the first that there is."""
    return names.get(language) or names.get("en") or next(iter(names.values()))


def _publication_rows(shelf: Shelf) -> Iterator[Row]:
    known = facts(shelf.publications)
    for one in shelf.publications:
        about = known[one.sha256]
        yield [
            *_shared(one),
            name_in(one.place_name, "en"),
            name_in(one.country_name, "en"),
            about.code,
            about.title,
            " ".join(one.languages),
            one.published_at.isoformat(timespec="seconds"),
            one.sha256,
            page_address(one),
            *_terms(one, about),
        ]


PUBLICATIONS = Table(
    name="publications",
    title="Publications: the newest version of every profile",
    columns=(
        *_SHARED,
        Column("place_name", "name of the place in English, where there is one", "#loc+name"),
        Column("country_name", "name of the country, likewise", "#country+name"),
        Column("place_code", "ISO 3166 code of the place, where it has one", "#loc+code"),
        Column("title", "title of the profile, likewise", "#meta+title"),
        Column("languages", "languages of the profile, the source first", "#meta+languages"),
        Column("published_at", "when this version was published", "#date+published", "datetime"),
        Column("sha256", "SHA-256 of the frozen profile as JSON", "#meta+sha256"),
        Column("address", "where people read it", "#meta+url"),
        *_TERMS,
    ),
    key=("publication",),
    rows=_publication_rows,
)


def shelved_findings(shelf: Shelf) -> Iterator[tuple[ShelvedFinding, dict[str, str], Facts]]:
    """Every finding with its texts, and what its profile says."""
    known = facts(shelf.publications)
    of_finding = texts(shelf.findings)
    for one in shelf.findings:
        yield one, of_finding[one.key], known[one.publication.sha256]


def _finding_rows(shelf: Shelf) -> Iterator[Row]:
    for one, found in groupby(shelved_findings(shelf), key=lambda each: each[0].publication):
        shared: Row = _shared(one)
        terms: Row = []
        for row, text, known in found:
            terms = terms or _terms(one, known)
            about, indicators = [str(row.domain), row.kind, str(row.order)], " ".join(row.indicators)
            for language in one.languages:
                yield [*shared, *about, language, text[language], indicators, *terms]


FINDINGS = Table(
    name="findings",
    title="Findings, one row for each language",
    columns=(
        *_SHARED,
        _DOMAIN,
        Column("kind", "well_developed, or potential: potential for further development", "#meta+kind"),
        Column("order", "place among those of its kind in the domain, as they are read", "#meta+order", "integer"),
        Column("language", "language of the text", "#meta+lang"),
        Column("finding", "the text", "#description"),
        Column("indicators", "codes of the questions on which it rests, where it is traced", "#indicator+list"),
        *_TERMS,
    ),
    key=("publication", "domain", "kind", "order", "language"),
    rows=_finding_rows,
)  # fmt: skip


def _answer_rows(shelf: Shelf) -> Iterator[Row]:
    known = facts(shelf.publications)
    for one, rows in groupby(shelf.answers, key=lambda row: row.publication):
        shared, terms = _shared(one), _terms(one, known[one.sha256])
        for row in rows:
            yield [*shared, str(row.domain), row.indicator, row.option, row.kind, *terms]


ANSWERS = Table(
    name="answers",
    title="Answers: every question with the option that was agreed",
    columns=(
        *_SHARED,
        _DOMAIN,
        Column("indicator", "code of the question in its question set", "#indicator+code"),
        Column("option", "code of the option; empty where none was chosen", "#indicator+option"),
        Column("kind", "whether the option answers the question: answer, not_applicable, not_answered", "#meta+kind"),
        *_TERMS,
    ),
    key=("publication", "indicator"),
    rows=_answer_rows,
)

TABLES = (PUBLICATIONS, FINDINGS, ANSWERS)
