"""What a request may ask for. Everything is optional; a parameter that is not here is refused."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from openmgi.core.areas import Area
from openmgi.core.edition import Code
from openmgi.core.profile import AnswerKind, CountryCode, EditionDate, Kind, Level
from openmgi.core.text import Language
from openmgi.publications.bulk.rows import About
from openmgi.publications.bulk.shelf import Wanted

MOST_ITEMS = 500
_LAST = 10_000_000
Slug = Annotated[str, Field(pattern=r"^[\w-]+$", max_length=120)]
AreaCode = Annotated[str, Field(pattern=r"^([0-9]{3}|[a-z][a-z0-9-]{0,39}(@[0-9]{4}-[0-9]{2}-[0-9]{2})?)$")]
Item = Annotated[str, Field(pattern=r"^[1-6][a-e]$")]


class Window(Schema):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, ge=1, le=MOST_ITEMS, description="how many items at most")
    offset: int = Field(0, ge=0, le=_LAST, description="how many items to leave out")


class PlaceFilters(Window):
    """Which places."""

    level: Level | None = Field(None, description="countries, or cities and regions")
    country: CountryCode | None = Field(None, description="ISO 3166-1 alpha-3")
    area: AreaCode | None = Field(None, description="M49 code, or code of a group; see /areas")
    invented: bool | None = Field(None, description="false: without places that do not exist; true: only these")

    def wanted(self, area: Area | None) -> Wanted:
        """The publications that are meant. area: the one of that code."""
        given = self.model_dump(include=set(Wanted.__dataclass_fields__))
        return Wanted(**{**given, "area": area})


class PublicationFilters(PlaceFilters):
    """Which publications."""

    place: Slug | None = Field(None, description="slug of a place")
    year: int | None = Field(None, ge=1000, le=9999, description="year of the profile")
    edition: EditionDate | None = Field(
        None, description="month of the profile (YYYY-MM), or a year (YYYY) with all its months"
    )
    framework_edition: Code | None = Field(None, description="code of the question set; see /frameworks")
    language: Language | None = Field(None, description="only what can be read in this language")


class _Asked(PublicationFilters):
    domain: int | None = Field(None, ge=1, le=99, description="number of the domain")
    indicator: Code | None = Field(None, description="code of a question")
    sdg: Item | None = Field(None, description="item of SDG indicator 10.7.2, as in 1a, to which questions speak")
    gcm: int | None = Field(None, ge=1, le=23, description="objective of the Global Compact to which questions speak")

    def about(self) -> About:
        """What the rows that are meant are about."""
        return About(**self.model_dump(include=set(About.__dataclass_fields__)))


class FindingFilters(_Asked):
    """Which findings."""

    publication: Slug | None = Field(None, description="slug of a profile")
    kind: Kind | None = Field(None, description="well developed, or with potential for further development")


class AnswerFilters(_Asked):
    """Which answers."""

    publication: Slug | None = Field(None, description="slug of a profile")
    kind: AnswerKind | None = Field(None, description="whether the option answers the question")
    option: Code | None = Field(None, description="code of the option")


class ShareFilters(_Asked):
    """Which questions, and whose answers to them."""
