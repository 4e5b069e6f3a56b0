"""The list of profiles with what a reader wants to see of it: region, level, year, language, set of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from openmgi.core.profile import Level
from openmgi.core.text import Names, fold
from openmgi.library.areas import Area, areas
from openmgi.publications.models import Publication
from openmgi.publications.portal.listing import LevelList, by_level
from openmgi.web.templatetags.page import in_language


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see; what is empty is not asked for. area: M49 code; questions: code of an edition."""

    level: str = ""
    area: str = ""
    year: str = ""
    language: str = ""
    questions: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """What an address says; a level or an area that does not exist is not asked for."""
        level, area = given.get("level", ""), given.get("area", "")
        return cls(
            level=level if level in get_args(Level) else "",
            area=area if area in areas() else "",
            year=given.get("year", ""),
            language=given.get("language", ""),
            questions=given.get("questions", ""),
        )

    @property
    def is_all(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked for: only what some profile has."""

    areas: Sequence[Area]
    years: Sequence[str]
    languages: Sequence[str]
    questions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Explored:
    """The profiles that were asked for, with what else could be."""

    wanted: Wanted
    choices: Choices
    levels: Sequence[LevelList]
    count: int

    @property
    def publications(self) -> list[Publication]:
        return [one for level in self.levels for one in level.publications]


def explore(wanted: Wanted) -> Explored:
    """The newest version of every profile that has what is wanted; two queries."""
    every = list(Publication.objects.current().defer("profile_json"))
    questions = Publication.objects.current().question_sets()
    shown = [one for one in every if _has(one, wanted, questions.get(one.pk, ""))]
    return Explored(wanted, _choices(every, questions.values()), by_level(shown), len(shown))


def _has(one: Publication, wanted: Wanted, questions: str) -> bool:
    return (
        wanted.level in {"", one.level}
        and (not wanted.area or one.country in areas()[wanted.area].countries)
        and wanted.year in {"", one.edition[:4]}
        and (not wanted.language or wanted.language in one.languages)
        and wanted.questions in {"", questions}
    )


def _choices(every: Sequence[Publication], questions: Iterable[str]) -> Choices:
    countries = {one.country for one in every}
    found = [one for one in areas().values() if one.countries & countries]
    return Choices(
        areas=sorted(found, key=lambda one: fold(_name(one.names))),
        years=sorted({one.edition[:4] for one in every}, reverse=True),
        languages=sorted({language for one in every for language in one.languages}),
        questions=sorted(set(questions)),
    )


def _name(names: Names) -> str:
    return in_language(names)
