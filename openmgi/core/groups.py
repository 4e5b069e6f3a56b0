"""From the file of a set of groups, as loaded from YAML, to areas, or to a list of everything that is wrong.

title     what the groups are together, by language
kind      income, membership or own
as_of     the day on which these were the members
source    who says so
groups    under the name of each: names (by language), countries (ISO 3166-1 alpha-3, with all their cities and
          regions), places (single ones, by the address of their profiles without the date: `ken-mombasa`)
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from openmgi.core.areas import GROUP_KINDS, Area
from openmgi.core.importing.places import Gazetteer
from openmgi.core.keys import KeyReader, Keys, LineOf
from openmgi.core.text import Names, fold

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_DAY = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])-(\d\d)")
_PLACE = re.compile(r"([a-z]{3})(-[\w-]+)?")
_INVENTED = re.compile(r"XX[A-Z]")
_LEAST_LIKENESS = 0.6
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def parse_groups(file: str, data: Any, gazetteer: Gazetteer, line_of: LineOf = lambda _file, _path: None) -> list[Area]:
    """The groups that this file tells, in its order. gazetteer: knows the countries. Raises ParsingError."""
    return _Parser(file, gazetteer, line_of).parse(data)


def is_day(text: str) -> bool:
    """Whether this is a day of the calendar, as YYYY-MM-DD."""
    match = _DAY.fullmatch(text)
    return match is not None and 1 <= int(match[3]) <= calendar.monthrange(int(match[1]), int(match[2]))[1]


class _Parser(KeyReader):
    def __init__(self, file: str, gazetteer: Gazetteer, line_of: LineOf) -> None:
        super().__init__(line_of)
        self.file = file
        self.gazetteer = gazetteer
        self.codes = {one.alpha3 for one in gazetteer.countries}

    def parse(self, data: Any) -> list[Area]:
        if not isinstance(data, Mapping):
            self.problem(self.file, (), "expected keys and values")
        top = self.keys(self.file, (), data if isinstance(data, Mapping) else {})
        shared = {
            "title": self._names(top, "title"),
            "kind": self._kind(top),
            "as_of": self._day(top),
            "source": top.text("source"),
        }
        groups = top.keys("groups")
        if not groups.data and not self.problems:
            top.problem("groups", "expected at least one group")
        found = [self._group(name, keys, groups, shared) for name, keys in groups.each()]
        self.finish()
        return found

    def _kind(self, top: Keys) -> str:
        kind = top.text("kind")
        if kind and kind not in GROUP_KINDS:
            top.problem("kind", f"expected one of: {', '.join(GROUP_KINDS)}")
        return kind

    def _day(self, top: Keys) -> str:
        day = top.text("as_of")
        if day and not is_day(day):
            top.problem("as_of", f"expected a day as YYYY-MM-DD, not {day}")
        return day

    def _names(self, keys: Keys, key: str) -> Names:
        names = keys.keys(key)
        for language in names.data:
            if not _LANGUAGE.fullmatch(language):
                names.problem(language, "expected the code of a language, as in en")
        found = {language: names.text(language) for language in names.data}
        if isinstance(keys.raw(key), Mapping) and not found:
            keys.problem(key, "expected a name in at least one language")
        return found

    def _group(self, name: str, keys: Keys, groups: Keys, shared: Mapping[str, Any]) -> Area:
        if not NAME.fullmatch(name):
            groups.problem(name, "a group is named by small letters, digits and hyphens, at most 40, a letter first")
        countries = self._members(keys, "countries", self._country)
        places = self._members(keys, "places", self._place)
        if not keys.data.get("countries") and not keys.data.get("places"):
            groups.problem(name, "expected countries or places")
        return Area(
            code=f"{name}@{shared['as_of']}",
            names=self._names(keys, "names"),
            countries=frozenset(countries),
            places=frozenset(places),
            **shared,
        )

    def _members(self, keys: Keys, key: str, wrong: Callable[[str], str]) -> tuple[str, ...]:
        members = keys.texts(key)
        for one, times in Counter(members).items():
            if times > 1:
                keys.problem(key, f"{one}: stands here {times} times")
            if told := wrong(one):
                keys.problem(key, f"{one}: {told}")
        return members

    def _country(self, code: str) -> str:
        """What is wrong with the code of a country; nothing is for a country that is invented (XXA to XXZ)."""
        if code in self.codes or _INVENTED.fullmatch(code):
            return ""
        near = self._near(code)
        told = "no country has this code (ISO 3166-1 alpha-3)"
        return f"{told}; did you mean {near}?" if near else told

    def _place(self, place: str) -> str:
        match = _PLACE.fullmatch(place)
        if match is None:
            return "expected the address of a profile without its date: country and name, as in abc-name"
        country = self._country(match[1].upper())
        return f"{match[1]}: {country}" if country else ""

    def _near(self, code: str) -> str:
        """The code that was probably meant: of the country of this name or alpha-2 code, or the most alike one."""
        named = self.gazetteer.country(code)
        short = {one.alpha2: one.alpha3 for one in self.gazetteer.countries}
        if named or code.upper() in short:
            return named.alpha3 if named else short[code.upper()]
        spellings = {fold(name): one.alpha3 for one in self.gazetteer.countries for name in one.names.values()}
        spellings |= {fold(one): one for one in self.codes}
        nearest = max(sorted(spellings), key=lambda one: _likeness(fold(code), one), default="")
        return spellings[nearest] if nearest and _likeness(fold(code), nearest)[0] >= _LEAST_LIKENESS else ""


def _likeness(one: str, other: str) -> tuple[float, int]:
    """How alike two spellings are; of two that are equally so, the one that begins alike."""
    beginning = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return SequenceMatcher(None, one, other).ratio(), len(list(beginning))
