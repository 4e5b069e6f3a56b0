from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.areas import Area, Areas
from openmgi.publications.search.asked import FACETS, Asked
from openmgi.publications.search.entries import Condition

VALUES = st.text(min_size=1, max_size=20).filter(str.isprintable).map(str.split).map(" ".join).filter(bool)


@given(words=st.just("") | VALUES, chosen=st.dictionaries(st.sampled_from(FACETS), VALUES), page=st.integers(1, 9999))
def test_the_address_says_all_that_is_asked(words: str, chosen: dict[str, str], page: int) -> None:
    one = Asked(words, chosen, page)

    assert Asked.typed(QueryDict(one.address(page)).dict()) == one


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "999999999", "1.5"])
def test_a_page_that_is_none_is_the_first(page: str) -> None:
    assert Asked.typed({"page": page}).page == 1


@given(typed=st.text())
def test_what_cannot_be_written_down_is_no_part_of_a_question(typed: str) -> None:
    words = Asked.typed({"q": typed}).words

    assert words.isprintable()
    assert words == words.strip()
    assert Asked.typed({"q": words}).words == words


def test_what_is_not_asked_does_not_stand_in_the_address() -> None:
    assert Asked().address() == ""
    assert Asked.typed({"q": " ", "kind": "", "other": "x"}) == Asked()
    assert Asked("bread", {"kind": "potential", "domain": "1"}).address(2) == "q=bread&domain=1&kind=potential&page=2"


AREAS = Areas.of(
    [
        Area("150", {"en": "Europe"}, frozenset({"FRA", "ESP"})),
        Area("poor@2031-01-01", {"en": "Poor"}, frozenset({"XXA"}), kind="income"),
        Area("harbours@2031-01-01", {"en": "Harbours"}, frozenset({"XXB"}), frozenset({"xxa-quay"}), "own"),
        Area("harbours@2030-01-01", {"en": "Harbours"}, frozenset(), frozenset({"xxa-pier"}), "own"),
    ]
)


def test_an_area_stands_for_its_countries_and_places_and_an_unknown_one_for_none() -> None:
    asked = {"region": "150", "income": "poor"}

    assert Asked("", asked).conditions(AREAS) == [
        Condition(("country:ESP", "country:FRA")),
        Condition(("country:XXA",)),
    ]
    assert Asked("", {"region": "harbours"}).conditions(AREAS) == [Condition(("country:XXB", "place:xxa-quay"))]
    assert Asked("", {"region": "harbours@2030-01-01"}).conditions(AREAS) == [Condition(("place:xxa-pier",))]
    assert Asked("", {"region": "x"}).conditions(AREAS) == [Condition(())]
    assert Asked("", {"kind": "potential"}).conditions(AREAS) == [Condition(("kind:potential",))]


def test_a_group_without_a_day_is_the_newest_and_its_address_says_of_which_day() -> None:
    asked = Asked("bread", {"region": "harbours", "kind": "potential"}).dated(AREAS)

    assert asked.address() == "q=bread&kind=potential&region=harbours%402031-01-01"
    assert Asked("", {"region": "x", "income": ""}).dated(AREAS).chosen == {"region": "x", "income": ""}
