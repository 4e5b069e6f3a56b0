"""The profile: what the public sees of how a place governs migration, as typed data.

A profile is frozen when it is published, so this module also says how it is written down: `canonical_json` gives
the one form in which a profile is stored and hashed, and `SCHEMA_VERSION` names the newest shape. A profile has the
oldest version that holds all of it, so what was published before a version stays as it is, byte for byte.
`docs/profile.schema.json` is generated from these classes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from openmgi.core.text import Language, Names, Text, fold

SchemaVersion = Literal["1.0", "1.1"]
SCHEMA_VERSION: SchemaVersion = "1.1"

Level = Literal["national", "local"]
Kind = Literal["well_developed", "potential"]
KINDS: tuple[Kind, ...] = ("well_developed", "potential")
AnswerKind = Literal["answer", "not_applicable", "not_answered"]
EditionDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
PlaceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$|^[A-Z]{2}-[A-Z0-9]{1,3}$")]
# What 1.1 added; in 1.0 a profile has none of it.
_NEW = ("method", "framework_edition", "people", "despite", "consultation", "cleared", "answers")
_Index = Annotated[int, Field(ge=0)]
QuotedPart = tuple[_Index, _Index, _Index]


def _is_empty(value: object) -> bool:
    """What a version added is not written down where there is nothing of it."""
    return not value


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuoteTrace(_Record):
    """Words of a document, bound to the bytes of its file, so that a machine can check them again for ever.

    Only documents that everybody may read are quoted here; a quote of a restricted one is never published.
    """

    text: Annotated[str, Field(min_length=1)] = Field(
        description="exactly what the file has: its parts, one after the other, a line break between two"
    )
    reading: Annotated[str, Field(min_length=1)] = Field(description="the same as a person reads it, its lines joined")
    language: Language | None = Field(default=None, description="language of the document")
    translation: Names = Field(default_factory=dict, description="unofficial translations, by language")
    document: Annotated[str, Field(min_length=1)] = Field(description="title of the document")
    kind: str = Field(default="", description="law, policy, report …")
    adopted: str = Field(
        default="",
        pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$",
        description="day of adoption, where known",
    )
    heading: str = Field(default="", description="section or headings under which the words stand")
    page: str = Field(default="", description="the page as it is printed or cited")
    page_index: Annotated[int, Field(ge=0)] = Field(description="the page in the file, counted from 0")
    parts: Annotated[tuple[QuotedPart, ...], Field(min_length=1)] = Field(
        description="where the words stand: page (from 0), first and last character (exclusive) of each part"
    )
    address: str = Field(default="", description="where the document can be read")
    file_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

    @model_validator(mode="after")
    def _begins_on_its_page(self) -> Self:
        if self.parts[0][0] != self.page_index:
            raise ValueError("a quote stands on the page of its first part")
        return self


class AnswerTrace(_Record):
    """An agreed answer on which a finding rests, in the words and languages in which assessors gave it."""

    indicator: Annotated[str, Field(min_length=1)] = Field(description="code of the indicator in its question set")
    question: Names
    option: Annotated[str, Field(min_length=1)] = Field(description="code of the option that was chosen")
    option_label: Names
    justification: Text | None = None
    looked: Text | None = Field(default=None, description="where one looked, where nothing was found")
    quotes: tuple[QuoteTrace, ...] = ()


class Trace(_Record):
    """Where a finding comes from.

    not_traceable  no source is known; `reason` says why: `source_not_published` for a finding of a published page
                   that names none, `invented` for an invented place
    traced         it rests on `answers` to indicators, and these on quotes
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"properties": {"status": {"const": "not_traceable"}, "answers": False}, "required": ["reason"]},
                {"properties": {"status": {"const": "traced"}, "reason": False}, "required": ["answers"]},
            ]
        }
    )

    status: Literal["not_traceable", "traced"]
    reason: Literal["source_not_published", "invented"] | None = Field(default=None, exclude_if=_is_empty)
    answers: tuple[AnswerTrace, ...] = Field(default=(), exclude_if=_is_empty)

    @model_validator(mode="after")
    def _says_why_or_whence(self) -> Self:
        is_traced = self.status == "traced"
        if is_traced != bool(self.answers):
            raise ValueError("a traced finding has answers, and no other has any")
        if is_traced == bool(self.reason):
            raise ValueError("a finding that is not traceable has a reason, and no other has one")
        return self


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


class Despite(_Record):
    """What spoke against publishing, by its code, and why an administrator published all the same."""

    reason: Annotated[str, Field(min_length=1)]
    justification: Text


class Consulted(_Record):
    """An institution that was asked, and what came of what it said.

    domains: numbers of those of which it was asked something. replied: the day on which it submitted its reply, empty
    where it sent none. comments: how many it made, agreement without a word aside; each was accepted, accepted in part,
    or not accepted, with a reason that the institution has.
    """

    institution: Annotated[str, Field(min_length=1)]
    domains: tuple[int, ...]
    replied: str = ""
    comments: Annotated[int, Field(ge=0)] = 0
    accepted: Annotated[int, Field(ge=0)] = 0
    partly: Annotated[int, Field(ge=0)] = 0
    not_accepted: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.comments != self.accepted + self.partly + self.not_accepted:
            raise ValueError("every comment of a consultation has one disposition")
        return self


class Cleared(_Record):
    """Who cleared the profile, and on which day."""

    name: Annotated[str, Field(min_length=1)]
    function: Annotated[str, Field(min_length=1)]
    signed_on: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


class AgreedAnswer(_Record):
    """One line of the annex: a question of the set, and the option that was agreed; none where it is not answered.

    kind: whether the option answers the question. sdg, gcm: the items of SDG indicator 10.7.2 and the objectives of the
    Global Compact to which the question speaks.
    """

    domain: Annotated[int, Field(ge=1)]
    topic: Names
    indicator: Annotated[str, Field(min_length=1)]
    question: Names
    option: str = ""
    option_label: Names = Field(default_factory=dict)
    kind: AnswerKind = Field(default_factory=lambda held: "answer" if held["option"] else "not_answered")
    sdg: tuple[str, ...] = Field(default=(), exclude_if=_is_empty)
    gcm: tuple[int, ...] = Field(default=(), exclude_if=_is_empty)

    @model_validator(mode="after")
    def _answers_by_an_option(self) -> Self:
        if self.kind != "not_answered" and not self.option:
            raise ValueError("a question is answered by an option")
        return self


def _version(held: Mapping[str, Any]) -> SchemaVersion:
    """The oldest version that has all that a profile holds."""
    domains: tuple[Domain, ...] = held["domains"]
    found = chain.from_iterable(domain.findings() for domain in domains)
    is_newer = any(held[name] for name in _NEW) or any(one.trace.status == "traced" for _, _, one in found)
    return "1.1" if is_newer else "1.0"


class Profile(_Record):
    """A place's profile in one edition. Every text is there, and current, in each of `languages`."""

    title: Text
    place: Place
    level: Level
    edition: EditionDate = Field(description="month (YYYY-MM) or year (YYYY) of the profile")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(description="the first is the source")
    introduction: Text | None
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    source: Source
    method: Text | None = Field(default=None, exclude_if=_is_empty, description="how the findings were made (1.1)")
    framework_edition: str = Field(default="", exclude_if=_is_empty, description="code of the question set (1.1)")
    people: tuple[str, ...] = Field(default=(), exclude_if=_is_empty, description="who agreed to be named (1.1)")
    despite: tuple[Despite, ...] = Field(
        default=(), exclude_if=_is_empty, description="in spite of what it was published (1.1)"
    )
    consultation: tuple[Consulted, ...] = Field(default=(), exclude_if=_is_empty, description="who was consulted (1.1)")
    cleared: Cleared | None = Field(default=None, exclude_if=_is_empty, description="who cleared it (1.1)")
    answers: tuple[AgreedAnswer, ...] = Field(
        default=(), exclude_if=_is_empty, description="every question with its agreed answer, in their order (1.1)"
    )
    schema_version: SchemaVersion = Field(
        default_factory=_version, description="the oldest version that holds all of the profile"
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        numbers = [domain.number for domain in self.domains]
        if numbers != sorted(set(numbers)):
            raise ValueError("domains must be in the order of their numbers, each once")
        if not any(True for domain in self.domains for _ in domain.findings()):
            raise ValueError("the profile has no finding")
        if self.schema_version != (version := _version(self.__dict__)):
            raise ValueError(f"the profile is one of schema version {version}, not {self.schema_version}")
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
        if self.method is not None:
            yield "the note on the method", self.method
        if self.source.statement is not None:
            yield "the statement on the source", self.source.statement
        for domain in self.domains:
            for kind, order, finding in domain.findings():
                yield f"domain {domain.number}, {kind} finding {order}", finding.text

    def quotes(self) -> dict[str, list[QuoteTrace]]:
        """By the code of an indicator, what is quoted for its answer, under whichever finding."""
        found: dict[str, list[QuoteTrace]] = {}
        for _, _, finding in chain.from_iterable(domain.findings() for domain in self.domains):
            for answer in finding.trace.answers:
                found.setdefault(answer.indicator, []).extend(answer.quotes)
        return found

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
