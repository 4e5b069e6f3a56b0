"""Every page in every language: what stands on it, and what search engines are told."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.core.framework import Framework
from openmgi.core.profile import Profile
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.pages import page, texts
from tests.publications.themes.places import published

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PAGES = ["", "about/", "profiles/", "domains/1/", "domains/6/", "profiles/xxv-2025-03/", "profiles/xxv-2025-03/v1/"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_its_language_direction_title_and_canonical_address(
    reader: Client, velmora: Publication, language: str, address: str
) -> None:
    tree = page(reader, f"/{language}/{address}")
    canonical = f"http://testserver/{language}/{address}".replace("xxv-2025-03/v1/", "xxv-2025-03/")

    assert (tree.get("lang"), tree.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert [link.get("href") for link in tree.cssselect("link[rel=canonical]")] == [canonical]
    assert tree.findtext(".//title", "").endswith(" – OpenMGI")
    assert len(tree.cssselect("h1")) == 1


@pytest.mark.parametrize("address", PAGES[:-1])
def test_a_page_names_its_versions_in_other_languages(reader: Client, velmora: Publication, address: str) -> None:
    tree = page(reader, f"/en/{address}")
    found = {link.get("hreflang"): link.get("href") for link in tree.cssselect("link[rel=alternate]")}

    assert found == {code: f"http://testserver/{code}/{address}" for code in LANGUAGES} | {
        "x-default": f"http://testserver/en/{address}"
    }


def test_titles_differ_between_languages(reader: Client, velmora: Publication) -> None:
    for address in PAGES:
        titles = {page(reader, f"/{language}/{address}").findtext(".//title") for language in LANGUAGES}
        assert len(titles) == len(LANGUAGES)


def test_the_root_leads_to_the_language_of_the_browser(reader: Client, loaded: None) -> None:
    response = reader.get("/", headers={"accept-language": "es-MX,es;q=0.9,en;q=0.5"})

    assert (response.status_code, response.headers["Location"]) == (302, "/es/")


@pytest.mark.parametrize("address", [f"/en/{one}" for one in PAGES] + ["/robots.txt", "/sitemap.xml"])
def test_pages_are_for_reading_only(reader: Client, velmora: Publication, address: str) -> None:
    assert reader.post(address).status_code in {403, 405}
    assert reader.head(address).status_code == 200


def test_a_page_may_load_nothing_from_elsewhere(reader: Client, velmora: Publication) -> None:
    policy = reader.get("/en/").headers["Content-Security-Policy"].split("; ")

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not [rule for rule in policy if "unsafe" in rule or "http" in rule]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_script_or_a_style_of_its_own(reader: Client, velmora: Publication, address: str) -> None:
    tree = page(reader, f"/en/{address}")

    assert [
        script.get("type") for script in tree.cssselect("script") if script.get("type") != "application/ld+json"
    ] == []
    assert tree.cssselect("style, [style], [onclick]") == []


def test_the_home_page_has_the_wheel_of_six_links_in_order(reader: Client, loaded: None, framework: Framework) -> None:
    tree = page(reader, "/fr/")
    links = tree.cssselect(".wheel a")

    assert [link.get("href") for link in links] == [f"/fr/domains/{number}/" for number in range(1, 7)]
    assert [link.get("aria-label") for link in links] == [
        f"{domain.number}. {domain.name['fr']}" for domain in framework.domains
    ]
    assert tree.cssselect(".wheel circle.potential") == []


def test_the_home_page_shows_the_newest_profiles_and_says_when_there_is_none(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    assert texts(page(reader, "/en/"), ".band p") == ["No profile has been published yet."]
    for profile in demo_profiles.values():
        publish(profile=profile, by="Amina")

    assert texts(page(reader, "/en/"), ".cards a") == ["Velmora", "Mombasa"]


def test_without_a_framework_the_home_page_says_what_to_do(reader: Client, db: None) -> None:
    assert reader.get("/en/").status_code == 404


def test_a_domain_is_read_for_a_country_and_for_a_city_apart(
    reader: Client, loaded: None, framework: Framework
) -> None:
    tree = page(reader, "/es/domains/5/")

    assert texts(tree, ".reading:has(#national) p") == [framework.domains[4].national["es"]]
    assert texts(tree, ".reading:has(#local) p") == [framework.domains[4].local["es"]]
    assert [link.get("aria-current") for link in tree.cssselect(".wheel a")] == [None, None, None, None, "page", None]


def test_a_domain_leads_to_its_neighbours_and_to_the_profiles(
    reader: Client, mombasa: Publication, velmora: Publication
) -> None:
    first, last = page(reader, "/en/domains/1/"), page(reader, "/en/domains/6/")

    assert [link.get("rel") for link in first.cssselect(".neighbours a")] == ["next"]
    assert [link.get("rel") for link in last.cssselect(".neighbours a")] == ["prev"]
    assert [link.get("href") for link in first.cssselect(".plain a")] == [
        "/en/profiles/xxv-2025-03/#domain-1",
        "/en/profiles/ken-mombasa-2022-11/#domain-1",
    ]


@pytest.mark.parametrize("address", ["/en/domains/7/", "/en/domains/0/", "/en/profiles/nowhere/"])
def test_what_does_not_exist_is_not_found(reader: Client, loaded: None, address: str) -> None:
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Page not found"), ("fr", "Page introuvable"), ("es", "Página no encontrada"), ("ar", "الصفحة غير موجودة")],
)
def test_a_page_that_does_not_exist_says_so_in_the_readers_language(
    reader: Client, loaded: None, language: str, title: str
) -> None:
    tree = page(reader, f"/{language}/nothing/here/", 404)

    assert (tree.get("lang"), texts(tree, "h1")) == (language, [title])
    assert [meta.get("content") for meta in tree.cssselect("meta[name=robots]")] == ["noindex"]


@pytest.mark.urls("tests.publications.portal.broken_urls")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_ours_is_said_in_the_readers_language(client: Client, language: str, loaded: None) -> None:
    client.raise_request_exception = False
    titles = {
        "en": "Something went wrong",
        "fr": "Une erreur s’est produite",
        "es": "Se ha producido un error",
        "ar": "حدث خطأ ما",
    }
    tree = page(client, f"/{language}/broken/", 500)

    assert (tree.get("lang"), texts(tree, "h1")) == (language, [titles[language]])


def test_lists_are_by_level_and_in_alphabetical_order(
    reader: Client, velmora: Publication, demo_profiles: dict[str, Profile]
) -> None:
    for name in ("Zarova", "Árvala", "Belmor"):
        place = demo_profiles["velmora"].place.model_copy(update={"name": {"en": name}, "code": None})
        publish(profile=demo_profiles["velmora"].model_copy(update={"place": place, "level": "local"}), by="Amina")
    tree = page(reader, "/en/profiles/")

    assert texts(tree, "[aria-labelledby=national] .cards a") == ["Velmora"]
    assert texts(tree, "[aria-labelledby=local] .cards a") == ["Árvala", "Belmor", "Zarova"]


def test_a_place_has_one_card_that_leads_to_each_of_its_profiles_the_newest_by_its_name(
    reader: Client, loaded: None
) -> None:
    published("KEN", date="2036-01")
    published("KEN", date="2031-05")
    published("KEN", date="2033-02", languages=("en",))
    published("UGA")
    tree = page(reader, "/en/profiles/")

    assert texts(tree, "[role=status]") == ["4 profiles · 2 places"]
    assert texts(tree, ".cards li") == [
        "KEN National profile · January 2036 English · Français Earlier: May 2031 · February 2033 (English)",
        "UGA National profile · May 2031 English · Français",
    ]
    assert [one.get("href") for one in tree.cssselect(".cards a")] == [
        f"/en/profiles/{slug}/" for slug in ("ken-2036-01", "ken-2031-05", "ken-2033-02", "uga-2031-05")
    ]


@pytest.mark.parametrize("address", ["profiles/", "domains/2/"])
def test_long_lists_are_sent_compressed(reader: Client, mombasa: Publication, address: str) -> None:
    response = reader.get(f"/en/{address}", headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


def test_the_other_ways_to_explore_can_be_reached_from_the_front_door_and_from_the_list(
    reader: Client, mombasa: Publication
) -> None:
    for address in ("", "profiles/"):
        assert [one.get("href") for one in page(reader, f"/en/{address}").cssselect(".more-ways a")] == [
            "/en/search/",
            "/en/compare/",
            "/en/themes/",
            "/en/sdg-10-7-2/",
        ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("", 2), ("profiles/", 3), ("domains/2/", 2)])
def test_lists_ask_the_database_as_often_for_one_profile_as_for_three(
    reader: Client,
    loaded: None,
    demo_profiles: dict[str, Profile],
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    address: str,
    queries: int,
) -> None:
    for year in range(count):
        publish(profile=demo_profiles["velmora"].model_copy(update={"edition": f"202{year}"}), by="Amina")

    with django_assert_num_queries(queries):
        assert len(page(reader, f"/en/{address}").cssselect(".cards li a, .plain li a")) == count


def test_the_sitemap_lists_every_page_in_the_languages_it_has(
    reader: Client, mombasa: Publication, velmora: Publication
) -> None:
    tree = html.fromstring(reader.get("/sitemap.xml").content)
    found = [location.text for location in tree.iter("loc")]

    assert len(found) == 12 * 4 + 3 + 4
    assert "http://testserver/fr/profiles/ken-mombasa-2022-11/" in found
    assert "http://testserver/ar/profiles/ken-mombasa-2022-11/" not in found


def test_the_sitemap_of_an_empty_installation_has_no_domains(reader: Client, db: None) -> None:
    tree = html.fromstring(reader.get("/sitemap.xml").content)

    assert len(list(tree.iter("loc"))) == 6 * 4


def test_robots_are_welcome_and_told_of_the_sitemap(reader: Client) -> None:
    assert reader.get("/robots.txt").content.decode() == (
        "User-agent: *\nAllow: /\nSitemap: http://testserver/sitemap.xml\n"
    )
