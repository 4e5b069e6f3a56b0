"""An imported profile: what `import-profile --json` prints, what a draft keeps, how it becomes a profile."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from openmgi.core import profile
from openmgi.core.framework import Framework
from openmgi.core.importing.reading import Reading
from openmgi.core.profile import KINDS, Kind, Level, Profile
from openmgi.core.text import Language, Names, Text

Missing = Literal["title", "place", "country", "level", "edition"]

NOT_TRACEABLE = profile.Trace(status="not_traceable", reason="source_not_published")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ImportedPlace(_Record):
    name: str
    country: profile.CountryCode | None = Field(description="ISO 3166-1 alpha-3, null when the country is not known")
    code: profile.PlaceCode | None = Field(
        description="ISO 3166-2 or alpha-3, null when the place has none or is not known"
    )


class ImportedDomain(_Record):
    number: Annotated[int, Field(ge=1)]
    well_developed: tuple[str, ...]
    potential: tuple[str, ...]


class PageWarning(_Record):
    line: int
    message: str
    page: int | None = Field(default=None, description="the page of the file, where files have pages")


class ImportedProfile(_Record):
    """A published page as data. What the page does not say is null, and a warning says so."""

    title: str | None
    place: ImportedPlace
    level: Level | None
    edition: profile.EditionDate | None
    language: Language
    introduction: str
    traceable: Literal[False] = Field(default=False, description="no finding of a published page names its source")
    domains: tuple[ImportedDomain, ...]
    warnings: tuple[PageWarning, ...] = ()


class IncompleteError(Exception):
    """The profile cannot be published yet: `missing` says what a person has to give."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def imported(reading: Reading, warnings: tuple[PageWarning, ...]) -> ImportedProfile:
    """The reading in the form in which it is printed and kept; `warnings` are its doubts in a reader's language."""
    country = reading.place.country
    return ImportedProfile(
        title=reading.title,
        place=ImportedPlace(
            name=reading.place.name, country=country.alpha3 if country else None, code=reading.place.code
        ),
        level=reading.level,
        edition=reading.edition,
        language=reading.language,
        introduction=reading.introduction,
        domains=tuple(
            ImportedDomain(number=one.number, well_developed=one.well_developed, potential=one.potential)
            for one in reading.domains
        ),
        warnings=warnings,
    )


def to_profile(page: ImportedProfile, framework: Framework, country_names: Names, source: profile.Source) -> Profile:
    """The profile to publish.

    country_names: the country's names by language. Raises IncompleteError naming everything that is missing.
    """
    if missing := _missing(page):
        raise IncompleteError(missing)
    national = page.level == "national"
    return Profile.model_validate(
        {
            "title": _text(page, page.title or ""),
            "place": {
                "name": country_names if national else {page.language: page.place.name},
                "country": page.place.country,
                "country_name": country_names,
                "code": page.place.code,
                "invented": False,
            },
            "level": page.level,
            "edition": page.edition,
            "languages": (page.language,),
            "introduction": _text(page, page.introduction) if page.introduction else None,
            "domains": [_domain(page, one, framework) for one in page.domains],
            "source": source,
        }
    )


def _missing(page: ImportedProfile) -> tuple[Missing, ...]:
    known: dict[Missing, object] = {
        "title": page.title,
        "place": page.place.name,
        "country": page.place.country,
        "level": page.level,
        "edition": page.edition,
    }
    return tuple(name for name, value in known.items() if not value)


def _domain(page: ImportedProfile, one: ImportedDomain, framework: Framework) -> profile.Domain:
    known = framework.domain(one.number)
    return profile.Domain(
        number=one.number,
        name=known.name if known else {page.language: str(one.number)},
        **{kind: _findings(page, one, kind) for kind in KINDS},
    )


def _findings(page: ImportedProfile, one: ImportedDomain, kind: Kind) -> tuple[profile.Finding, ...]:
    return tuple(profile.Finding(text=_text(page, text), trace=NOT_TRACEABLE) for text in getattr(one, kind))


def _text(page: ImportedProfile, text: str) -> Text:
    return Text(source=page.language, texts={page.language: text})
