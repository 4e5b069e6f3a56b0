"""The profile: what the public sees of how a place governs migration, as typed data.

A profile is frozen when it is published, so this module also says how it is written down: `canonical_json` gives
the one form in which a profile is stored and hashed, and `SCHEMA_VERSION` names the shape. `docs/profile.schema.json`
is generated from these classes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from openmgi.core.text import Language, Names, Text, fold

SCHEMA_VERSION = "1.0"

Level = Literal["national", "local"]
Kind = Literal["well_developed", "potential"]
KINDS: tuple[Kind, ...] = ("well_developed", "potential")
EditionDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
PlaceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$|^[A-Z]{2}-[A-Z0-9]{1,3}$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trace(_Record):
    """Where a finding comes from.

    not_traceable  no source is known; `reason` says why: `source_not_published` for a finding of a published page
                   that names none, `invented` for an invented place
    """

    status: Literal["not_traceable"]
    reason: Literal["source_not_published", "invented"]


class Finding(_Record):
    """What exists, or what could be developed further, in one or two sentences."""

    text: Text
    trace: Trace


class Domain(_Record):
    """The findings of one of the framework's domains, in the order in which they are read."""

    number: Annotated[int, Field(ge=1)]
    name: Names
    well_developed: tuple[Finding, ...] = ()
    potential: tuple[Finding, ...] = ()

    def findings(self) -> Iterator[tuple[Kind, int, Finding]]:
        """Every finding with its kind and its place (from 1) within that kind."""
        for kind in KINDS:
            for order, finding in enumerate(self.of(kind), start=1):
                yield kind, order, finding

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        return self.well_developed if kind == "well_developed" else self.potential


class Place(_Record):
    """The country, subdivision or city that the profile is about."""

    name: Names
    country: CountryCode = Field(
        description="ISO 3166-1 alpha-3; a user-assigned code (XXA to XXZ) for an invented country"
    )
    country_name: Names
    code: PlaceCode | None = Field(
        description="ISO 3166-2 code of a subdivision, alpha-3 code of a country, null where there is none"
    )
    invented: bool = Field(description="true for a place that does not exist")


class Source(_Record):
    """What the profile as a whole was made from."""

    statement: Text | None = None
    publisher: str = ""
    title: str = ""
    published: EditionDate | None = None
    licence: str = Field(default="", description="address of the licence of the text, empty when none is given")
    file_name: str = ""
    file_sha256: str = ""


class Profile(_Record):
    """A place's profile in one edition. Every text is there, and current, in each of `languages`."""

    schema_version: Literal["1.0"] = "1.0"
    title: Text
    place: Place
    level: Level
    edition: EditionDate = Field(description="month (YYYY-MM) or year (YYYY) of the profile")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(description="the first is the source")
    introduction: Text | None
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    source: Source

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        numbers = [domain.number for domain in self.domains]
        if numbers != sorted(set(numbers)):
            raise ValueError("domains must be in the order of their numbers, each once")
        if not any(True for domain in self.domains for _ in domain.findings()):
            raise ValueError("the profile has no finding")
        self._check_languages()
        return self

    def _check_languages(self) -> None:
        for where, text in self.texts():
            for language in self.languages:
                if not text.is_publishable(language):
                    raise ValueError(f"{where} is {text.state(language)} in language {language}")

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text of the profile with the words that say where it stands, for messages."""
        yield "the title", self.title
        if self.introduction is not None:
            yield "the introduction", self.introduction
        if self.source.statement is not None:
            yield "the statement on the source", self.source.statement
        for domain in self.domains:
            for kind, order, finding in domain.findings():
                yield f"domain {domain.number}, {kind} finding {order}", finding.text

    @property
    def slug(self) -> str:
        """The profile's address: `ken-mombasa-2022-11` for a local profile, `ken-2022-11` for a national one."""
        parts = [self.place.country.lower(), self.edition]
        if self.level == "local":
            parts.insert(1, _hyphenated(self.place.name.get("en") or next(iter(self.place.name.values()))))
        return "-".join(parts)


def _hyphenated(name: str) -> str:
    """`São Tomé` → `sao-tome`. A name without a Latin letter keeps its own letters."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-")


def canonical_json(profile: Profile) -> str:
    """The one way in which a profile is written down: keys sorted, no spare space, letters as they are."""
    return json.dumps(profile.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(canonical: str) -> str:
    """SHA-256, in hexadecimal, of a profile as `canonical_json` writes it: what a reader can check a file against."""
    return hashlib.sha256(canonical.encode()).hexdigest()
