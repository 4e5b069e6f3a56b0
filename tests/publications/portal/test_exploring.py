"""The list of profiles with what a reader wants to see: the address says it, and can be sent to somebody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from openmgi.core.edition import Edition as EditionSpec
from openmgi.library.actions.grouping import remove_group
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Edition, Framework
from tests.groups import group, load
from tests.pages import page, texts
from tests.publications.themes.places import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> None:
    published("KEN")
    published("UGA", date="2030-01")
    published("XXB", level="local", languages=("en",))


NAMES = "main .cards a"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["KEN", "UGA", "XXB"]),
        ("?level=local", ["XXB"]),
        ("?area=002", ["KEN", "UGA"]),
        ("?area=432", ["UGA"]),
        ("?year=2030", ["UGA"]),
        ("?language=fr", ["KEN", "UGA"]),
        ("?questions=small-1&year=2031", ["KEN", "XXB"]),
    ],
)
def test_profiles_are_chosen_by_what_they_have(places: None, client: Client, query: str, names: list[str]) -> None:
    tree = page(client, f"/en/profiles/{query}")

    assert texts(tree, NAMES) == names
    assert texts(tree, "[role=status]") == [f"{len(names)} profile{'' if len(names) == 1 else 's'}"]


def said_to_be_unknown(*values: str) -> list[str]:
    return [f"“{one}” is not known here. Choose one of the list above, or “all”." for one in values]


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("?area=999&level=galactic", ["galactic", "999"]),
        ("?income=x", ["x"]),
        ("?income=002", ["002"]),
        ("?year=abcd", ["abcd"]),
        ("?year=20310", ["20310"]),
        ("?language=xx&level=local", ["xx"]),
        ("?questions=other", ["other"]),
        ("?framework=%3Cb%3E", ["<b>"]),
    ],
)
def test_what_is_not_known_is_said_and_nobody_takes_the_whole_for_the_part(
    places: None, client: Client, query: str, values: list[str]
) -> None:
    tree = page(client, f"/en/profiles/{query}")

    assert texts(tree, "main p.notice") == said_to_be_unknown(*values)
    assert texts(tree, NAMES) == []
    assert texts(tree, "[role=status]") == ["0 profiles"]
    assert "No profile has all of this." not in texts(tree, "main p")
    assert [one.get("href") for one in tree.cssselect("form a")] == ["/en/profiles/"]


@pytest.mark.parametrize("query", ["?year=1234", "?language=ar", "?area=150", "?level=&area=&year="])
def test_what_is_known_and_no_profile_has_is_not_called_unknown(places: None, client: Client, query: str) -> None:
    assert texts(page(client, f"/en/profiles/{query}"), "main .notice") == []


def test_only_what_some_profile_has_can_be_chosen(places: None, client: Client) -> None:
    tree = page(client, "/en/profiles/?year=2030")

    assert texts(tree, "[name=year] option") == ["all", "2031", "2030"]
    assert "Europe" not in texts(tree, "[name=area] option")
    assert tree.cssselect("[name=year] option[selected]")[0].text == "2030"


def test_where_nothing_fits_the_page_says_so(places: None, client: Client) -> None:
    tree = page(client, "/en/profiles/?year=1234")

    assert "No profile has all of this." in texts(tree, "main p")


@pytest.fixture
def groups() -> None:
    load(
        group("harbours", countries="KEN", places="xxb-xxb"),
        group("low", countries="UGA", kind="income"),
        group("high", countries="KEN", kind="income"),
        group("nobody", countries="XXN"),
    )
    load(group("harbours", "2029-12-31", "UGA"), group("low", "2029-07-01", "KEN UGA", kind="income"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?area=harbours", ["KEN", "XXB"]),
        ("?area=harbours@2031-01-15", ["KEN", "XXB"]),
        ("?area=harbours@2029-12-31", ["UGA"]),
        ("?income=low", ["UGA"]),
        ("?income=low@2029-07-01", ["KEN", "UGA"]),
        ("?income=low@2029-07-01&area=harbours", ["KEN"]),
        ("?area=432&income=low", ["UGA"]),
    ],
)
def test_profiles_are_chosen_by_groups_and_by_income(
    places: None, groups: None, client: Client, query: str, names: list[str]
) -> None:
    assert texts(page(client, f"/en/profiles/{query}"), NAMES) == names


def test_groups_stand_below_what_they_are_together_with_their_day_the_newest_first(
    places: None, groups: None, client: Client
) -> None:
    tree = page(client, "/en/profiles/?area=harbours&income=low@2029-07-01")

    assert [one.get("label") for one in tree.cssselect("[name=area] optgroup")] == [
        "Regions of the world",
        "Groups of countries of the United Nations, 25 September 2024",
        "Harbour partnership, 15 January 2031",
        "Harbour partnership, 31 December 2029",
    ]
    assert [one.get("label") for one in tree.cssselect("[name=income] optgroup")] == [
        "Incomes, 15 January 2031",
        "Incomes, 1 July 2029",
    ]
    assert texts(tree, "[name=income] optgroup:nth-child(2) option") == ["Low", "High"]
    assert "Nobody" not in texts(tree, "option")
    assert [one.get("value") for one in tree.cssselect("option[selected]")] == [
        "harbours@2031-01-15",
        "low@2029-07-01",
    ]


def test_of_a_group_that_is_chosen_its_day_and_source_are_said(places: None, groups: None, client: Client) -> None:
    assert texts(page(client, "/en/profiles/?area=harbours&income=low@2029-07-01"), ".area-note") == [
        "Harbours: Harbour partnership, 15 January 2031. Source: A list",
        "Low: Incomes, 1 July 2029. Source: A list",
    ]
    assert texts(page(client, "/en/profiles/?area=002"), ".area-note") == []


def test_where_no_group_is_loaded_income_is_no_choice(places: None, client: Client) -> None:
    assert page(client, "/en/profiles/").cssselect("[name=income]") == []


@pytest.mark.parametrize("query", ["area=low", "income=harbours"])
def test_a_group_is_known_only_where_it_is_offered(places: None, groups: None, client: Client, query: str) -> None:
    tree = page(client, f"/en/profiles/?{query}")

    assert texts(tree, "main p.notice") == said_to_be_unknown(query.partition("=")[2])


def test_a_group_that_was_removed_is_said_to_be_unknown(places: None, groups: None, client: Client) -> None:
    remove_group(code="harbours")
    tree = page(client, "/en/profiles/?area=harbours")

    assert texts(tree, NAMES) == []
    assert texts(tree, "main p.notice") == said_to_be_unknown("harbours")
    assert "Harbours" not in texts(tree, "option")


def test_question_sets_are_named_and_frameworks_where_there_are_several(
    loaded: None, reference_sets: dict[str, EditionSpec], client: Client
) -> None:
    published("KEN", framework_edition="openmgi-national-1")
    published("UGA", framework_edition="unknown-1")
    load_edition(spec=reference_sets["openmgi-national-1"])
    options = "select[name=questions] option"
    assert texts(page(client, "/en/profiles/"), options) == [
        "all",
        "OpenMGI national reference set, edition 1",
        "unknown-1",
    ]
    assert page(client, "/en/profiles/").cssselect("select[name=framework]") == []

    stored = Framework.objects.get()
    other = Framework.objects.create(code="another", content=stored.content, loaded_at=stored.loaded_at)
    spec = reference_sets["openmgi-national-1"].model_copy(update={"code": "unknown-1", "framework": other.code})
    Edition.objects.create(
        code="unknown-1",
        framework=other,
        level="national",
        content=spec.model_dump(mode="json"),
        loaded_at=timezone.now(),
    )
    assert len(page(client, "/en/profiles/").cssselect("select[name=framework] option")) == 3
    assert texts(page(client, "/en/profiles/?framework=another"), NAMES) == ["UGA"]
