"""Areas and groups: who is in them, and which is meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.areas import Area, Areas

COUNTRIES = st.frozensets(st.sampled_from(["XXA", "XXB", "XXC"]))
PLACES = st.frozensets(st.sampled_from(["xxa", "xxa-quay", "xxb-quay"]))
AFRICA = Area("002", {"en": "Africa"}, frozenset({"XXA"}))


def group(name: str, day: str, kind: str = "own") -> Area:
    return Area(f"{name}@{day}", {"en": name}, frozenset({"XXA"}), kind=kind, as_of=day)  # type: ignore[arg-type] # a kind


@given(COUNTRIES, PLACES, st.sampled_from(["XXA", "XXB", "XXC", "XXD"]), st.sampled_from(["xxa-quay", "xxd-quay"]))
def test_a_place_is_in_an_area_exactly_if_its_country_or_the_place_is_named(
    countries: frozenset[str], places: frozenset[str], country: str, place: str
) -> None:
    area = Area("a", {"en": "A"}, countries, places)

    assert area.has(country, place) is (country in countries or place in places)


@given(COUNTRIES, PLACES, st.sets(st.tuples(st.sampled_from(["XXA", "XXB"]), st.sampled_from(["xxa", "xxb-quay"]))))
def test_an_area_has_any_of_several_places_exactly_if_it_has_one_of_them(
    countries: frozenset[str], places: frozenset[str], those: set[tuple[str, str]]
) -> None:
    area = Area("a", {"en": "A"}, countries, places)
    found = area.has_any({country for country, _place in those}, {place for _country, place in those})

    assert found is any(area.has(country, place) for country, place in those)


@given(st.lists(st.dates(), min_size=1, max_size=5, unique=True))
def test_a_name_without_a_day_is_the_newest_group_and_each_day_has_its_own(days: list[object]) -> None:
    newest_first = sorted(map(str, days), reverse=True)
    areas = Areas.of([AFRICA, *(group("harbours", day) for day in newest_first)])
    newest = areas.get("harbours")

    assert newest is not None
    assert newest.as_of == newest_first[0]
    assert [areas.get(f"harbours@{day}") for day in newest_first] == list(areas.every[1:])
    assert areas.get("harbour") is None
    assert areas.get("002") == AFRICA


def test_income_is_a_choice_of_its_own() -> None:
    poor, harbours = group("poor", "2031-01-01", "income"), group("harbours", "2031-01-01")
    areas = Areas.of([AFRICA, harbours, poor])

    assert (areas.by_region(), areas.by_income()) == ([AFRICA, harbours], [poor])
    assert (areas.region("002"), areas.region("harbours"), areas.region("poor")) == (AFRICA, harbours, None)
    assert (areas.income("poor"), areas.income("harbours"), areas.income("x")) == (poor, None, None)
    assert areas.region("") is None
