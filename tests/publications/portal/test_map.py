"""The map: every place with a profile is a link with a name, all look alike, and what is nowhere is listed below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from openmgi.library.places import gazetteer
from openmgi.publications.models import Publication
from openmgi.publications.portal.map import RADIUS, Map, world, world_map
from tests.pages import texts

NOTE = "The boundaries and names shown and the designations used on this map do not imply official endorsement"
UNLISTED = "TWN"  # in the atlas, but not in the M49 standard


def publication(country: str, town: str = "", year: int = 31, **changes: object) -> Publication:
    found = gazetteer().country(country)
    names = dict(found.names) if found else {"en": country}
    slug = "-".join(filter(None, (country.lower(), town.lower(), f"20{year}")))
    fields: dict[str, object] = {
        "slug": slug,
        "level": "local" if town else "national",
        "country": country,
        "edition": f"20{year}-05",
        "place_name": {"en": town} if town else names,
        "country_name": names,
        "languages": ["en"],
        "is_invented": False,
    }
    return Publication(**fields | changes)


def drawn(found: Map) -> html.HtmlElement:
    return html.fromstring(render_to_string("parts/map.html", {"map": found}))


def links(found: Map) -> list[tuple[str, str]]:
    return [(one.get("aria-label", ""), one.get("href", "")) for one in drawn(found).cssselect("svg a")]


def test_a_country_is_a_link_to_its_profile() -> None:
    found = world_map([publication("KEN")])

    assert links(found) == [("Kenya, national profile, May 2031", "/en/profiles/ken-2031/")]
    assert (len(found.shapes), found.points) == (1, [])


def test_a_small_island_is_a_point() -> None:
    found = world_map([publication("TUV")])

    assert links(found) == [("Tuvalu, national profile, May 2031", "/en/profiles/tuv-2031/")]
    assert (found.shapes, len(found.points)) == ([], 1)


def test_a_city_is_a_point_in_its_country() -> None:
    found = world_map([publication("KEN", "Mombasa")])

    assert links(found) == [("Mombasa (Kenya), local profile, May 2031", "/en/profiles/ken-mombasa-2031/")]
    assert (found.points[0].x, found.points[0].y) == world().points["KEN"]
    assert found.shapes == []


def test_cities_and_regions_of_a_country_are_told_from_the_country_itself() -> None:
    local = [publication("KEN", "Mombasa"), publication("KEN", "Mombasa", year=34)]
    found = world_map([publication("KEN"), publication("KEN", year=34), *local])
    tree = drawn(found)

    assert links(found) == [
        ("Kenya: 2 profiles", "#map-ken"),
        ("Kenya, cities and regions: 2 profiles", "#map-ken-local"),
    ]
    assert texts(tree, "#map-ken-local a") == ["Mombasa, May 2031", "Mombasa, May 2034"]
    assert links(world_map(local)) == [("Kenya, cities and regions: 2 profiles", "#map-ken-local")]


def test_the_profiles_of_a_small_country_and_its_cities_are_one_link_to_the_list_of_both() -> None:
    found = world_map([publication("TUV"), publication("TUV", "Funafuti")])

    assert links(found) == [("Tuvalu: 2 profiles", "#map-tuv")]


def test_the_points_of_neighbours_do_not_cover_each_other() -> None:
    points = world_map([publication(one) for one in ("VAT", "SMR", "MCO", "ATG", "KNA", "DMA")]).points
    middles = [complex(one.x, one.y) for one in points]

    assert min(abs(one - other) for one, other in combinations(middles, 2)) > 2.3 * RADIUS


def test_a_point_can_be_hit_as_far_around_as_its_neighbours_allow() -> None:
    alone, beside, inside = (
        world_map([publication("TUV")]).points,
        world_map([publication("TUV"), publication("WLF")]).points,
        world_map([publication("SMR"), publication("ITA")]).points,
    )

    assert [one.reach for one in alone] == [70]
    assert [RADIUS <= one.reach <= 70 for one in (*beside, *inside)] == [True] * 3
    assert inside[0].reach < 30
    hits = drawn(world_map([publication("TUV")])).cssselect("circle.hit")
    assert [one.get("r") for one in hits] == ["70"]


def test_several_profiles_of_a_country_are_one_link_to_their_list() -> None:
    found = world_map([publication("KEN"), publication("KEN", year=34), publication("KEN", "Mombasa")])
    tree = drawn(found)

    assert links(found) == [
        ("Kenya: 2 profiles", "#map-ken"),
        ("Mombasa (Kenya), local profile, May 2031", "/en/profiles/ken-mombasa-2031/"),
    ]
    assert texts(tree, "#map-ken > strong") == ["Kenya"]
    assert texts(tree, "#map-ken a") == [
        "National profile, May 2031",
        "National profile, May 2034",
        "Mombasa, May 2031",
    ]


def test_countries_stand_in_alphabetical_order() -> None:
    found = world_map([publication("ZMB"), publication("ARG"), publication("CIV")])

    assert [one.name for one in found.countries] == ["Argentina", "Côte d’Ivoire", "Zambia"]
    assert [label for label, _ in links(found)] == [
        "Argentina, national profile, May 2031",
        "Côte d’Ivoire, national profile, May 2031",
        "Zambia, national profile, May 2031",
    ]


def test_countries_have_the_names_of_the_united_nations() -> None:
    with translation.override("fr"):
        found = world_map([publication("MDA", country_name={"en": "Moldova"}, place_name={"en": "Moldova"})])

    assert found.countries[0].name == "République de Moldova"


def test_what_is_invented_or_not_on_the_map_is_said_to_be_in_the_lists_below_it() -> None:
    invented = publication("XXV", place_name={"en": "Velmora"}, is_invented=True)
    found = world_map([publication("GIB"), invented, publication("KEN", is_invented=True, slug="ken-practice")])
    tree = drawn(found)

    assert (found.shapes, found.points, found.countries) == ([], [], [])
    assert tree.cssselect(".map-list a") == []
    assert "3 profiles are of places that are not on the map; they are in the lists below." in texts(tree, "p")


def test_what_m49_does_not_list_is_land_without_name_or_link() -> None:
    assert UNLISTED not in world().shapes
    assert UNLISTED not in world().points
    assert world_map([publication(UNLISTED)]).shapes == []
    codes = {one.alpha3 for one in gazetteer().countries}
    assert set(world().shapes) - {""} <= codes
    assert set(world().points) <= codes


def test_the_note_of_the_united_nations_stands_under_the_map() -> None:
    assert NOTE in " ".join(texts(drawn(world_map([])), ".map-note"))


def test_every_mark_looks_the_same() -> None:
    some = [publication("KEN"), publication("ARG"), publication("ARG", year=34), publication("TUV")]
    tree = drawn(world_map(some))

    assert {tuple(sorted(set(one.keys()) - {"d"})) for one in tree.cssselect("path.place")} == {("class", "fill")}
    assert {one.get("r") for one in tree.cssselect("circle.place")} == {"11"}
    assert tree.cssselect("[style]") == []


def test_the_map_is_light_enough_for_a_page() -> None:
    base = world()

    assert sum(map(len, base.shapes.values())) < 60_000


countries = st.sampled_from(sorted(one.alpha3 for one in gazetteer().countries))
publications = st.builds(publication, countries, st.sampled_from(["", "Arvala", "Belmar"]), st.integers(10, 40))


@given(st.lists(publications, max_size=30, unique_by=lambda one: one.slug))
def test_every_profile_on_the_map_is_in_its_list_and_every_link_leads_somewhere(some: Sequence[Publication]) -> None:
    found = world_map(some)
    tree = drawn(found)
    listed = [one.get("href") for one in tree.cssselect(".map-list a")]
    anchors = {f"#{one.get('id')}" for one in tree.cssselect(".map-list [id]")}

    assert sorted(map(str, listed)) == sorted(f"/en/profiles/{one.slug}/" for one in some if one not in found.elsewhere)
    assert all(href in anchors or href in listed for _, href in links(found))
    assert all(label for label, _ in links(found))
    assert len(links(found)) == len({label for label, _ in links(found)})


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar"])
def test_the_map_can_be_drawn_in_every_language(code: str) -> None:
    with translation.override(code):
        tree = drawn(world_map([publication("KEN"), publication("TUV")]))

    assert [one.get("cx") for one in tree.cssselect("circle.place")] == [str(world().points["TUV"][0])]
