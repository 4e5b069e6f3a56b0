from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

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


def test_a_region_stands_for_its_countries_and_an_unknown_one_for_none() -> None:
    (europe,) = Asked("", {"region": "150"}).conditions()

    assert europe.facet == "country"
    assert {"FRA", "ESP"} <= set(europe.values)
    assert Asked("", {"region": "x"}).conditions() == [Condition("country", ())]
