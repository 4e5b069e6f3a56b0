"""What the API answers, as types. Nothing here has room for a total over questions, a score or a position."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from openmgi.core.areas import AreaKind
from openmgi.core.edition import Code
from openmgi.core.profile import AnswerKind, EditionDate, Kind, Level
from openmgi.core.text import Language, Names


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Page(_Record):
    next: str | None = Field(description="address of the next page, null on the last one")
    previous: str | None = Field(description="address of the page before, null on the first one")


class Area(_Record):
    """A region of M49 or of the SDG report, or a group of places at a day."""

    code: str = Field(
        description="M49 code; of a group that was loaded its name and day, name@YYYY-MM-DD. "
        "Asked for without the day, it is the newest"
    )
    names: Names = Field(description="its name by language; of an area of M49, the UN's")
    kind: AreaKind = Field(
        description="region or group of M49; or a group by income, of an organisation, or the site's own"
    )
    title: Names = Field(description="what the group and those beside it are together, by language")
    as_of: str = Field(description="day of which its members are (YYYY-MM-DD)")
    source: str = Field(description="who says which members it has")
    countries: list[str] = Field(description="ISO 3166-1 alpha-3 codes; their cities and regions are in it too")
    places: list[str] = Field(description="slugs of single places in it")


class Areas(_Page):
    items: list[Area]


class Place(_Record):
    """A country, a subdivision or a city of which a profile is published."""

    slug: str
    name: Names
    level: Level
    country: str = Field(description="ISO 3166-1 alpha-3; XXA to XXZ for an invented country")
    country_name: Names
    areas: list[str] = Field(description="codes of the areas in which it or its country is")
    invented: bool = Field(description="true for a place that does not exist")
    publications: list[str] = Field(description="slugs of its profiles, the earliest first")


class Places(_Page):
    items: list[Place]


class EditionEntry(_Record):
    """A question set; the whole of it is at /editions/{code}."""

    code: Code
    framework: Code
    level: Level
    date: EditionDate
    title: Names
    languages: list[Language]
    previous: Code | None = Field(description="code of the edition that it follows")
    address: str = Field(description="the whole edition, from this API")


class FrameworkEntry(_Record):
    """A framework with the editions of its question set."""

    code: Code
    title: Names
    summary: Names
    domains: dict[int, Names] = Field(description="number of each domain → its name")
    editions: list[EditionEntry]


class Frameworks(_Page):
    items: list[FrameworkEntry]


class Publication(_Record):
    """The newest version of a profile."""

    slug: str
    version: int
    place: str = Field(description="slug of the place")
    name: Names = Field(description="name of the place")
    country: str
    country_name: Names
    level: Level
    edition: EditionDate = Field(description="month (YYYY-MM) or year (YYYY) of the profile")
    framework_edition: str = Field(description="code of the question set, empty where the profile names none")
    languages: list[Language] = Field(description="the first is the source")
    title: str = Field(description="in English, where there is one")
    invented: bool
    published_at: datetime
    correction: str = Field(description="why this version replaces the one before; empty for the first")
    sha256: str = Field(description="of the frozen profile as JSON")
    licence: str = Field(description="address of the licence, or: no licence stated")
    citation: str
    page: str = Field(description="where people read it")
    profile: str = Field(description="the frozen profile as JSON, with the trace of every finding")
    csv: str = Field(description="its findings as CSV")


class Publications(_Page):
    items: list[Publication]


class Version(_Record):
    version: int
    published_at: datetime
    correction: str
    sha256: str
    profile: str = Field(description="the frozen profile as JSON")


class PublicationWithVersions(Publication):
    """A profile with all its versions, the newest first."""

    versions: list[Version]


class Finding(_Record):
    """What exists, or what could be developed further."""

    publication: str = Field(description="slug of the profile")
    version: int
    place: str
    level: Level
    country: str
    edition: EditionDate
    invented: bool
    domain: int
    kind: Kind
    order: int = Field(description="place among the findings of its kind and domain, as they are read")
    text: Names = Field(description="the text by language")
    indicators: list[str] = Field(description="codes of the questions on whose answers it rests")
    traced: bool = Field(description="whether it can be traced to a source; the profile as JSON has the quotes")
    page: str = Field(description="where people read it")


class Findings(_Page):
    items: list[Finding]


class Answer(_Record):
    """The option that was agreed for a question; what questions and options say is in their edition."""

    publication: str
    version: int
    place: str
    level: Level
    country: str
    edition: EditionDate
    invented: bool
    framework_edition: str
    domain: int
    indicator: str
    option: str = Field(description="code of the option, empty where none was chosen")
    kind: AnswerKind = Field(description="whether the option answers the question")


class Answers(_Page):
    items: list[Answer]


class OptionShare(_Record):
    """The places that answer a question by this option."""

    option: str
    n: int = Field(description="how many places")
    percent: float | None = Field(description="of N; null where N is below 5, since it would say more than is known")
    publications: list[str] = Field(description="which: the profile of each place")


class Share(_Record):
    """How a question is answered. Each place counts once, by its newest profile; invented places are apart."""

    framework_edition: str
    indicator: str
    domain: int
    invented: bool
    N: int = Field(description="places whose option answers the question")
    options: list[OptionShare] = Field(description="in the order of the question; together they are N")
    not_applicable: list[str] = Field(description="profiles of the places to which it does not apply; not in N")
    not_answered: list[str] = Field(description="profiles of the places that do not answer it; not in N")
    first_year: str
    last_year: str


class Shares(_Page):
    items: list[Share]


class Fault(_Record):
    """One thing that is wrong with a request."""

    where: str
    message: str


class Problem(_Record):
    """What went wrong, as RFC 9457 says it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field(default_factory=list)
