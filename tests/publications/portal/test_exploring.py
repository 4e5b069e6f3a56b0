"""The list of profiles with what a reader wants to see: the address says it, and can be sent to somebody."""

from __future__ import annotations

import pytest
from django.test import Client

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
        ("?area=999&level=galactic", ["KEN", "UGA", "XXB"]),
        ("?year=2030", ["UGA"]),
        ("?language=fr", ["KEN", "UGA"]),
        ("?questions=small-1&year=2031", ["KEN", "XXB"]),
        ("?questions=other", []),
    ],
)
def test_profiles_are_chosen_by_what_they_have(places: None, client: Client, query: str, names: list[str]) -> None:
    tree = page(client, f"/en/profiles/{query}")

    assert texts(tree, NAMES) == names
    assert texts(tree, "[role=status]") == [f"{len(names)} profile{'' if len(names) == 1 else 's'}"]


def test_only_what_some_profile_has_can_be_chosen(places: None, client: Client) -> None:
    tree = page(client, "/en/profiles/?year=2030")

    assert texts(tree, "[name=year] option") == ["all", "2031", "2030"]
    assert "Europe" not in texts(tree, "[name=area] option")
    assert tree.cssselect("[name=year] option[selected]")[0].text == "2030"


def test_where_nothing_fits_the_page_says_so(places: None, client: Client) -> None:
    tree = page(client, "/en/profiles/?year=1234")

    assert "No profile has all of this." in texts(tree, "main p")
