"""Groups of places: the files that we ship, loading, removing, and what notices it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from openmgi.core.keys import ParsingError
from openmgi.library.actions.grouping import UnknownGroupError, load_groups, remove_group
from openmgi.library.areas import areas
from openmgi.library.groups import areas_and_groups, group_files, group_state, read_groups
from openmgi.library.models import PlaceGroup
from openmgi.library.yaml_files import YamlError
from tests.groups import group

pytestmark = pytest.mark.django_db
FILE = """
title: {en: Harbour partnership}
kind: own
as_of: 2031-01-15
source: The secretariat
groups:
  harbours:
    names: {en: Members}
    countries: [XXA]
"""


def codes() -> list[str]:
    return [one.code for one in areas_and_groups().every if "@" in one.code]


def test_economies_by_income_are_those_of_the_world_bank() -> None:
    low, lower, upper, high = (one for file in group_files() for one in read_groups(file))

    assert [len(one.countries) for one in (low, lower, upper, high)] == [25, 50, 53, 85]
    assert "CRI" in high.countries
    assert "NAM" in lower.countries
    assert {"CPV", "WSM"} <= upper.countries
    assert "ETH" not in low.countries | lower.countries | upper.countries | high.countries
    assert "VEN" not in low.countries | lower.countries | upper.countries | high.countries
    for one in (low, lower, upper, high):
        assert (one.kind, one.as_of, set(one.names), set(one.title)) == (
            "income",
            "2025-07-01",
            {"en", "fr", "es", "ar"},
            {"en", "fr", "es", "ar"},
        )


def test_no_economy_is_in_two_groups_by_income() -> None:
    found = [country for file in group_files() for one in read_groups(file) for country in one.countries]

    assert len(found) == len(set(found))


def test_the_groups_of_the_united_nations_have_a_day_too() -> None:
    assert (areas()["199"].kind, areas()["202"].kind) == ("group", "region")
    assert areas()["199"].as_of == "2024-09-25"
    assert "Statistics Division" in areas()["199"].source


def test_loading_again_changes_nothing() -> None:
    first = load_groups(groups=[group()])
    state = group_state()

    assert [str(one) for one in first] == ["harbours@2031-01-15"]
    assert load_groups(groups=[group()]) == []
    assert group_state() == state
    assert areas_and_groups().get("harbours") == group()


def test_a_changed_file_brings_its_groups_up_to_date() -> None:
    load_groups(groups=[group(), group("observers", countries="XXB")])
    state = group_state()
    changed = load_groups(groups=[group(countries="XXA XXC"), group("observers", countries="XXB")])

    assert [str(one) for one in changed] == ["harbours@2031-01-15"]
    assert areas_and_groups().get("harbours") == group(countries="XXA XXC")
    assert group_state() != state


def test_several_days_stand_side_by_side_the_newest_first_and_in_the_order_of_the_file() -> None:
    load_groups(groups=[group("zebras"), group("apples")])
    load_groups(groups=[group("zebras", "2033-01-01", "XXB")])
    load_groups(groups=[group("zebras", "2029-01-01", "XXC")])

    assert codes() == ["zebras@2033-01-01", "zebras@2031-01-15", "apples@2031-01-15", "zebras@2029-01-01"]
    assert areas_and_groups().get("zebras") == group("zebras", "2033-01-01", "XXB")
    assert areas_and_groups().get("zebras@2029-01-01") == group("zebras", "2029-01-01", "XXC")


def test_a_group_is_removed_at_one_day_or_at_all() -> None:
    load_groups(groups=[group(), group(day="2032-01-01"), group("observers")])

    assert [str(one) for one in remove_group(code="harbours", as_of="2032-01-01")] == ["harbours@2032-01-01"]
    assert codes() == ["harbours@2031-01-15", "observers@2031-01-15"]
    remove_group(code="harbours")
    assert codes() == ["observers@2031-01-15"]
    for gone in ({"code": "harbours"}, {"code": "observers", "as_of": "2032-01-01"}, {"code": "other"}):
        with pytest.raises(UnknownGroupError):
            remove_group(**gone)


def test_what_was_removed_comes_back_only_where_that_is_wanted() -> None:
    load_groups(groups=[group()])
    remove_group(code="harbours")

    assert load_groups(groups=[group()], restore=False) == []
    assert codes() == []
    assert [str(one) for one in load_groups(groups=[group()])] == ["harbours@2031-01-15"]
    assert codes() == ["harbours@2031-01-15"]


def test_every_change_makes_another_state() -> None:
    def remove() -> object:
        return remove_group(code="harbours")

    steps: list[Callable[[], object]] = [
        lambda: load_groups(groups=[group()]),
        lambda: load_groups(groups=[group(countries="XXB")]),
        remove,
        lambda: load_groups(groups=[group(countries="XXB")]),
        remove,
    ]
    states = [group_state()]
    for step in steps:
        step()
        states.append(group_state())

    assert len(set(states)) == len(states)


def test_groups_cost_one_query_while_none_changes(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_groups(groups=[group(), group("observers")])
    areas_and_groups()
    state = group_state()

    with django_assert_num_queries(1):
        areas_and_groups()
    with django_assert_num_queries(0):
        areas_and_groups(state)


def test_the_database_refuses_a_kind_that_there_is_not_and_a_day_twice() -> None:
    (one,) = load_groups(groups=[group()])
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceGroup.objects.update(kind="rich")
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_a_file_is_read_with_the_line_of_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "harbours.yaml"
    file.write_text(FILE, encoding="utf-8")
    assert [one.code for one in read_groups(file)] == ["harbours@2031-01-15"]

    file.write_text(FILE.replace("2031-01-15", "2031-02-30").replace("XXA", "FRE"), encoding="utf-8")
    with pytest.raises(ParsingError) as refused:
        read_groups(file)
    assert str(refused.value).splitlines() == [
        f"{file}:4: as_of: expected a day as YYYY-MM-DD, not 2031-02-30",
        f"{file}:9: groups.harbours.countries: FRE: no country has this code (ISO 3166-1 alpha-3); did you mean FRA?",
    ]


@pytest.mark.parametrize("text", ["a: [", "groups:\n  a: 1\n  a: 2\n"])
def test_what_is_no_yaml_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "harbours.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(YamlError, match=r"harbours\.yaml"):
        read_groups(file)
