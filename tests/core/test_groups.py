"""Files of groups of places: what they say, and what is said of those that are wrong."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.areas import Area
from openmgi.core.groups import is_day, parse_groups
from openmgi.core.importing.places import Country, Gazetteer
from openmgi.core.keys import ParsingError

GAZETTEER = Gazetteer(
    [
        Country("KEN", "KE", {"en": "Kenya"}),
        Country("CIV", "CI", {"en": "Côte d’Ivoire"}),
        Country("FRA", "FR", {"en": "France"}),
    ],
    [],
)
FILE: dict[str, Any] = {
    "title": {"en": "Harbour partnership", "fr": "Partenariat des ports"},
    "kind": "own",
    "as_of": "2026-01-15",
    "source": "The secretariat",
    "groups": {
        "harbours": {"names": {"en": "Members"}, "countries": ["KEN", "XXA"], "places": ["fra-lyon", "xxb-quay-2"]},
        "observers": {"names": {"en": "Observers", "ar": "مراقبون"}, "countries": ["CIV"]},
    },
}


def parsed(**changes: Any) -> list[Area]:
    return parse_groups("groups.yaml", {**FILE, **changes}, GAZETTEER)


def problems(data: Any) -> list[str]:
    with pytest.raises(ParsingError) as refused:
        parse_groups("groups.yaml", data, GAZETTEER)
    return [str(one) for one in refused.value.problems]


def with_group(**changes: Any) -> dict[str, Any]:
    return {**FILE, "groups": {"harbours": {**FILE["groups"]["harbours"], **changes}}}


def test_a_file_gives_its_groups_in_its_order() -> None:
    shared = {"kind": "own", "title": FILE["title"], "as_of": "2026-01-15", "source": "The secretariat"}

    assert parsed() == [
        Area(
            "harbours@2026-01-15",
            {"en": "Members"},
            frozenset({"KEN", "XXA"}),
            frozenset({"fra-lyon", "xxb-quay-2"}),
            **shared,
        ),
        Area("observers@2026-01-15", {"en": "Observers", "ar": "مراقبون"}, frozenset({"CIV"}), **shared),
    ]
    assert [one.name for one in parsed()] == ["harbours", "observers"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, ["the file: expected keys and values", "title: expected keys and values", "kind: expected a text",
                "as_of: expected a text", "source: expected a text", "groups: expected keys and values"]),
        ({**FILE, "colour": "red"}, ["colour: unknown key"]),
        ({**FILE, "kind": "rich"}, ["kind: expected one of: income, membership, own"]),
        ({**FILE, "as_of": "2026-02-30"}, ["as_of: expected a day as YYYY-MM-DD, not 2026-02-30"]),
        ({**FILE, "as_of": 2026}, ["as_of: expected a day as YYYY-MM-DD, not 2026"]),
        ({**FILE, "title": {}}, ["title: expected a name in at least one language"]),
        ({**FILE, "title": {"English": "Harbours"}}, ["title.English: expected the code of a language, as in en"]),
        ({**FILE, "title": {"en": " "}}, ["title.en: expected a text"]),
        ({**FILE, "groups": {}}, ["groups: expected at least one group"]),
        ({**FILE, "groups": {"002": FILE["groups"]["observers"]}},
         ["groups.002: a group is named by small letters, digits and hyphens, at most 40, a letter first"]),
        ({**FILE, "groups": {"a": {"names": {"en": "A"}}}}, ["groups.a: expected countries or places"]),
        (with_group(countries="KEN"), ["groups.harbours.countries: expected a list of texts"]),
        (with_group(places=["fra-lyon", "fra-lyon"]), ["groups.harbours.places: fra-lyon: stands here 2 times"]),
        (with_group(places=["Lyon"]), ["groups.harbours.places: Lyon: expected the address of a profile without its "
                                       "date: country and name, as in abc-name"]),
        (with_group(places=["frb-lyon"]), ["groups.harbours.places: frb-lyon: frb: no country has this code "
                                           "(ISO 3166-1 alpha-3); did you mean FRA?"]),
        (with_group(members=["KEN"]), ["groups.harbours.members: unknown key"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(data: Any, told: list[str]) -> None:
    assert problems(data) == [f"groups.yaml: {one}" for one in told]


@pytest.mark.parametrize(
    ("code", "meant"),
    [("KEM", "KEN"), ("KE", "KEN"), ("ken", "KEN"), ("Kenya", "KEN"), ("Cote d'Ivoire", "CIV"), ("Frence", "FRA")],
)
def test_of_a_wrong_code_the_one_that_was_meant_is_named(code: str, meant: str) -> None:
    told = f"{code}: no country has this code (ISO 3166-1 alpha-3); did you mean {meant}?"

    assert problems(with_group(countries=[code])) == [f"groups.yaml: groups.harbours.countries: {told}"]


def test_a_code_that_is_like_no_other_is_refused_without_a_guess() -> None:
    (told,) = problems(with_group(countries=["9"]))

    assert told.endswith("9: no country has this code (ISO 3166-1 alpha-3)")


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    data = {**with_group(countries=["KEM"], names={}), "kind": "rich"}
    lines = {("kind",): 2, ("groups", "harbours", "countries"): 9, ("groups", "harbours", "names"): 7}
    with pytest.raises(ParsingError) as refused:
        parse_groups("groups.yaml", data, GAZETTEER, lambda _file, path: lines[path])

    assert [one.line for one in refused.value.problems] == [2, 9, 7]


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_of_the_calendar_is_one(day: datetime.date) -> None:
    assert is_day(day.isoformat())


@given(st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True) | st.text())
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    try:
        known = len(text) == 10 and datetime.date.fromisoformat(text).year >= 1000
    except ValueError:
        known = False

    assert is_day(text) is known
