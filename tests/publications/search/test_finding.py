from __future__ import annotations

import string
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmgi.core.profile import Profile
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from openmgi.publications.search import finding as finding_module
from openmgi.publications.search.asked import FACETS, Asked
from openmgi.publications.search.finding import Found, find, newest
from openmgi.publications.search.shown import hits
from tests.publications.search.conftest import NORDIA, OSTLAND, SUDBURG, WESTRIA, finding, place, publish_all

WORLD = (WESTRIA, OSTLAND, SUDBURG, NORDIA)
EVERY = ["Nordia 1w1", "Nordia 2w1", "Ostland 1w1", "Sudburg 1w1", "Sudburg 1p1", "Westria 1p1", "Westria 2w1"]


def names(found: Found) -> list[str]:
    """`Westria 1p1`: the first finding with potential in the first domain of Westria."""
    return [
        f"{found.shelf.publications[one.publication].place_name['en']} {one.domain}{one.kind[0]}{one.order}"
        for one in found.entries
    ]


def asked(words: str = "", page: int = 1, **chosen: str) -> list[str]:
    return names(find(Asked(words, chosen, page)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rationed", ["Westria 1p1"]),
        ("RATIONING", ["Westria 1p1"]),
        ("rationné", ["Westria 1p1"]),
        ("étranger", ["Sudburg 1w1"]),
        ("etrangers", ["Sudburg 1w1"]),
        ("الآبار", ["Nordia 1w1"]),
        ('"keeper"', ["Nordia 2w1"]),
        ('"has a keeper"', ["Nordia 2w1"]),
        ('"keeper a has"', []),
        ("Ostland", ["Ostland 1w1"]),
        ("nothing-of-the-kind", []),
        ("?!", []),
        ("the council", ["Westria 2w1"]),
    ],
)
def test_words_find_findings_in_any_language_by_their_stems(
    world: Sequence[Publication], words: str, expected: list[str]
) -> None:
    assert asked(words) == expected


def test_what_the_text_says_comes_before_what_its_question_says(world: Sequence[Publication]) -> None:
    assert asked("bread") == ["Westria 1p1", "Ostland 1w1", "Sudburg 1w1"]


def test_the_search_terms_of_a_question_lead_across_languages(world: Sequence[Publication]) -> None:
    """“loi pain” is the French search term of the question on bread; Ostland published in English only."""
    found = find(Asked("loi pain"))

    assert (names(found), found.has_all_words) == (["Westria 1p1", "Sudburg 1w1", "Ostland 1w1"], True)


def test_where_no_finding_has_all_words_those_with_some_are_shown_and_it_is_said(world: Sequence[Publication]) -> None:
    found = find(Asked("keeper zebra"))

    assert (names(found), found.has_all_words) == (["Nordia 2w1"], False)
    assert find(Asked("zebra")).has_all_words
    assert find(Asked("keeper")).has_all_words


def test_without_words_the_order_is_the_alphabet_whatever_was_published_first(world: Sequence[Publication]) -> None:
    assert asked() == EVERY


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"domain": "2"}, ["Nordia 2w1", "Westria 2w1"]),
        ({"kind": "potential"}, ["Sudburg 1p1", "Westria 1p1"]),
        ({"level": "local"}, ["Sudburg 1w1", "Sudburg 1p1"]),
        ({"year": "2027"}, ["Ostland 1w1"]),
        ({"language": "ar"}, ["Nordia 1w1", "Nordia 2w1"]),
        ({"edition": "small-2", "kind": "well_developed"}, ["Nordia 1w1", "Nordia 2w1", "Sudburg 1w1"]),
        ({"topic": "small-1.1A"}, ["Ostland 1w1", "Westria 1p1"]),
        ({"sdg": "1a"}, ["Ostland 1w1", "Sudburg 1w1", "Westria 1p1"]),
        ({"gcm": "15"}, ["Ostland 1w1", "Sudburg 1w1", "Westria 1p1"]),
        ({"gcm": "15", "level": "national"}, ["Ostland 1w1", "Westria 1p1"]),
        ({"domain": "9"}, []),
        ({"region": "000"}, []),
    ],
)
def test_a_list_is_narrowed_down_by_each_facet(
    world: Sequence[Publication], chosen: dict[str, str], expected: list[str]
) -> None:
    assert names(find(Asked("", chosen))) == expected


def test_a_region_is_that_of_the_country(editions: None) -> None:
    one = finding({"en": "Bread for all."})
    publish_all(place("Kigalia", "RWA", (1, "potential", one)), place("Lyonia", "FRA", (1, "potential", one)))

    assert asked("bread", region="202") == ["Kigalia 1p1"]  # sub-Saharan Africa
    assert asked(region="150") == ["Lyonia 1p1"]  # Europe
    assert asked(region="722") == []  # small island developing States


def test_what_was_published_of_a_question_counts_before_what_its_question_set_says(editions: None) -> None:
    told = {
        "domain": 1, "topic": {"en": "T"}, "indicator": "1.A1", "question": {"en": "Q"}, "option": "yes",
        "sdg": ["6c"], "gcm": [3],
    }  # fmt: skip
    publish_all(Profile.model_validate({**WESTRIA.model_dump(exclude={"schema_version"}), "answers": [told]}))

    assert (asked(sdg="1a"), asked(gcm="15")) == ([], [])
    assert asked(sdg="6c", gcm="3", topic="small-1.1A") == ["Westria 1p1"]


def test_a_publication_of_an_unknown_question_set_is_found_by_all_else(db: None) -> None:
    publish_all(WESTRIA)

    assert asked("bread") == ["Westria 1p1"]
    assert asked(topic="small-1.1A") == []


def test_only_the_newest_version_is_searched(world: Sequence[Publication]) -> None:
    corrected = place("Ostland", "XXO", (1, "well_developed", finding({"en": "Cake."}, "1.A1")), edition="2027")
    assert asked("loaves") == ["Ostland 1w1"]
    publish(profile=corrected, by="Amina", correction="A wrong word.")

    assert asked("loaves") == []
    assert asked("cake") == ["Ostland 1w1"]
    assert asked() == EVERY


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_pages_together_are_the_whole_each_finding_once(
    world: Sequence[Publication], monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    monkeypatch.setattr(finding_module, "ON_A_PAGE", data.draw(st.integers(1, 9)))
    words = data.draw(st.sampled_from(["", "bread", "bread zebra", "domain"]))
    first = find(Asked(words))
    found = [name for page in range(1, first.pages + 1) for name in asked(words, page)]

    assert len(found) == first.total == len(set(found))
    assert asked(words, first.pages + 1) == []
    assert words or found == EVERY


@given(words=st.text(), chosen=st.dictionaries(st.sampled_from(FACETS), st.text(string.printable, min_size=1)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_a_question_and_its_marks_lose_no_letter(
    world: Sequence[Publication], words: str, chosen: dict[str, str]
) -> None:
    typed = Asked.typed({"q": words, **chosen})
    found = find(typed)

    for hit in hits(found, typed):
        assert ["".join(part.text for part in said.parts) for said in hit.texts] == [
            hit.entry.texts[said.language] for said in hit.texts
        ]


def test_search_by_words_needs_no_model(world: Sequence[Publication], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_module, "installed", lambda: False)

    assert asked("rationed") == ["Westria 1p1"]


def test_the_newest_publications_come_first_in_a_feed(world: Sequence[Publication]) -> None:
    assert names(newest(Asked("bread"), 9)) == ["Sudburg 1w1", "Ostland 1w1", "Westria 1p1"]
    assert names(newest(Asked(), 3)) == ["Nordia 1w1", "Nordia 2w1", "Sudburg 1w1"]


def test_a_feed_has_no_finding_that_has_only_some_of_the_words(world: Sequence[Publication]) -> None:
    assert names(newest(Asked("keeper zebra"), 9)) == []


def test_how_a_place_does_has_no_part_in_the_order(editions: None) -> None:
    """Two places that say the same, one of which has nothing but potential: only the alphabet tells them apart."""
    text = finding({"en": "Bread for all."}, "1.A1")
    poor = place("Alba", "XXA", *[(1, "potential", text)] * 3)
    rich = place("Zeta", "XXZ", *[(1, "well_developed", text)] * 3)
    publish_all(rich, poor)

    assert [name.split()[0] for name in asked()] == ["Alba"] * 3 + ["Zeta"] * 3
