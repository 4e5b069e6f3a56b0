"""The list of profiles with what a reader wants to see of it: region, income, level, year, language, questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.conf import settings

from openmgi.core.areas import Areas
from openmgi.core.text import Names
from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from openmgi.publications.portal.areas import AreaList, PlacesWanted, area_lists
from openmgi.publications.portal.listing import LevelList, by_level

_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Wanted(PlacesWanted):
    """What a reader wants to see; what is empty is not asked for.

    framework, questions: codes of a framework, and of an edition of its questions.
    """

    year: str = ""
    language: str = ""
    framework: str = ""
    questions: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], areas: Areas) -> Self:
        """What an address says."""
        return replace(
            super(Wanted, cls).of(given, areas),
            year=given.get("year", ""),
            language=given.get("language", ""),
            framework=given.get("framework", ""),
            questions=given.get("questions", ""),
        )

    @property
    def is_all(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Named:
    """A framework or an edition of its questions; of one that is not stored here only the code is known."""

    code: str
    title: Names


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked for: only what some profile has."""

    areas: Sequence[AreaList]
    incomes: Sequence[AreaList]
    years: Sequence[str]
    languages: Sequence[str]
    frameworks: Sequence[Named]
    questions: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Explored:
    """The profiles that were asked for, with what else could be."""

    wanted: Wanted
    choices: Choices
    levels: Sequence[LevelList]
    count: int

    @property
    def places(self) -> int:
        """How many places these profiles are of."""
        return len({(one.level, one.place) for one in self.publications})

    @property
    def publications(self) -> list[Publication]:
        return [one for level in self.levels for one in level.publications]


def explore(wanted: Wanted, areas: Areas) -> Explored:
    """The newest version of every profile that has what is wanted; three queries."""
    every = list(Publication.objects.current().defer("profile_json"))
    sets = _QuestionSets(Publication.objects.current().question_sets())
    choices = _choices(every, sets, areas)
    wanted = replace(wanted, unknown=(*wanted.unknown, *_unknown(wanted, choices, sets)))
    shown = [one for one in every if _has(one, wanted, sets)]
    return Explored(wanted, choices, by_level(shown), len(shown))


class _QuestionSets:
    """Which questions each publication answers, and of which framework they are."""

    def __init__(self, codes: Mapping[int, str]) -> None:
        self._codes = codes
        rows = Edition.objects.light().filter(code__in=set(codes.values())).select_related("framework")
        self._stored = {one.code: one for one in rows}

    def code(self, one: Publication) -> str:
        return self._codes.get(one.pk, "")

    def framework(self, one: Publication) -> str:
        stored = self._stored.get(self.code(one))
        return stored.framework.code if stored else ""

    def knows_framework(self, code: str) -> bool:
        return code in {one.framework.code for one in self._stored.values()}

    def frameworks(self) -> list[Named]:
        """Those to choose from; none where there is but one."""
        found = {one.framework.code: one.framework for one in self._stored.values()}
        return [Named(code, found[code].spec.title) for code in sorted(found)] if len(found) > 1 else []

    def editions(self) -> list[Named]:
        titles = {code: one.spec.title for code, one in self._stored.items()}
        return [Named(code, titles.get(code, {})) for code in sorted(set(self._codes.values()))]


def _unknown(wanted: Wanted, choices: Choices, sets: _QuestionSets) -> list[str]:
    """What is asked for and is no year, no language, no framework or set of questions of a profile."""
    languages = {*choices.languages, *(code for code, _ in settings.LANGUAGES)}
    known = (
        (wanted.year, _YEAR.fullmatch(wanted.year)),
        (wanted.language, wanted.language in languages),
        (wanted.framework, sets.knows_framework(wanted.framework)),
        (wanted.questions, wanted.questions in {one.code for one in choices.questions}),
    )
    return [asked for asked, is_known in known if asked and not is_known]


def _has(one: Publication, wanted: Wanted, sets: _QuestionSets) -> bool:
    return (
        wanted.has(one)
        and wanted.year in {"", one.edition[:4]}
        and (not wanted.language or wanted.language in one.languages)
        and wanted.framework in {"", sets.framework(one)}
        and wanted.questions in {"", sets.code(one)}
    )


def _choices(every: Sequence[Publication], sets: _QuestionSets, areas: Areas) -> Choices:
    countries, places = {one.country for one in every}, {one.place for one in every}
    return Choices(
        areas=area_lists(one for one in areas.by_region() if one.has_any(countries, places)),
        incomes=area_lists(one for one in areas.by_income() if one.has_any(countries, places)),
        years=sorted({one.edition[:4] for one in every}, reverse=True),
        languages=sorted({language for one in every for language in one.languages}),
        frameworks=sets.frameworks(),
        questions=sets.editions(),
    )
