from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.core.profile import Profile
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.pages import page, texts
from tests.publications.themes.places import profile, published

ADDRESS = "profiles/ken-mombasa-2022-11/"


def structured(tree: html.HtmlElement) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(tree.cssselect("script[type='application/ld+json']")[0].text)["@graph"]
    return graph


@pytest.fixture
def corrected(mombasa: Publication, demo_profiles: dict[str, Profile]) -> Publication:
    """A second version of the Mombasa profile."""
    source = demo_profiles["mombasa"].source.model_copy(update={"licence": ""})
    return publish(
        profile=demo_profiles["mombasa"].model_copy(update={"source": source}), by="Bob", correction="No licence."
    )


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_text_of_the_profile_stands_on_the_page_in_the_readers_language(
    reader: Client, mombasa: Publication, language: str
) -> None:
    tree = page(reader, f"/{language}/{ADDRESS}")
    shown = " ".join(tree.cssselect("article.profile")[0].text_content().split())

    for _, text in mombasa.profile.texts():
        for paragraph in text.texts[language].split("\n\n"):
            assert " ".join(paragraph.split()) in shown
    assert tree.cssselect("aside.notice") == []


def test_findings_stand_under_their_domain_and_kind_in_their_order(reader: Client, mombasa: Publication) -> None:
    tree = page(reader, f"/en/{ADDRESS}")
    for domain in mombasa.profile.domains:
        for kind in ("well_developed", "potential"):
            wanted = [
                f"{finding.text.texts['en']} Not traceable to a source"
                for found, _, finding in domain.findings()
                if found == kind
            ]
            assert texts(tree, f"#domain-{domain.number} .findings.{kind} li") == wanted


def test_the_wheel_shows_one_dot_for_each_finding_and_the_table_says_the_numbers(
    reader: Client, mombasa: Publication
) -> None:
    tree = page(reader, f"/en/{ADDRESS}")
    dots = [
        (len(link.cssselect("circle.well_developed")), len(link.cssselect("circle.potential")))
        for link in tree.cssselect(".wheel a")
    ]
    cells = [
        tuple(int(cell.text_content()) for cell in row.cssselect("td")) for row in tree.cssselect(".counts tbody tr")
    ]

    assert dots == [(3, 2), (3, 2), (3, 2), (2, 2), (3, 2), (2, 3)]
    assert cells == dots
    assert tree.cssselect(".wheel a")[3].get("aria-label") == (
        "4. Well-being of migrants: 2 well-developed areas, 2 areas with potential for further development"
    )


def test_place_level_date_and_version_are_said(reader: Client, mombasa: Publication) -> None:
    facts = texts(page(reader, f"/fr/{ADDRESS}"), "dl.facts dd")

    assert facts[:4] == ["Mombasa KE-28", "Kenya", "Local", "novembre 2022"]
    assert facts[4].startswith("1 · ")


def test_an_invented_country_is_labelled(reader: Client, mombasa: Publication, velmora: Publication) -> None:
    assert texts(page(reader, "/en/profiles/xxv-2025-03/"), ".profile-header .tag") == ["Invented country"]
    assert texts(page(reader, f"/en/{ADDRESS}"), ".profile-header .tag") == []


def test_a_profile_that_is_not_in_the_readers_language_says_so_and_offers_those_it_has(
    reader: Client, mombasa: Publication
) -> None:
    tree = page(reader, f"/ar/{ADDRESS}")
    article = tree.cssselect("article.profile")[0]

    assert len(tree.cssselect("aside.notice")) == 1
    assert [link.get("href") for link in tree.cssselect("aside.notice a")] == [
        f"http://testserver/{language}/{ADDRESS}" for language in ("en", "fr", "es")
    ]
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")


def test_a_profile_in_another_language_mixes_no_languages_inside(reader: Client, mombasa: Publication) -> None:
    inside = page(reader, f"/ar/{ADDRESS}").cssselect("article.profile")[0]

    assert texts(inside, "h2, h3, dt, th") == texts(
        page(reader, f"/en/{ADDRESS}"), "article h2, article h3, article dt, article th"
    )


def test_search_engines_are_told_only_of_languages_that_the_profile_has(reader: Client, mombasa: Publication) -> None:
    tree = page(reader, f"/ar/{ADDRESS}")

    assert [link.get("href") for link in tree.cssselect("link[rel=canonical]")] == [f"http://testserver/en/{ADDRESS}"]
    assert [link.get("hreflang") for link in tree.cssselect("link[rel=alternate]")] == ["en", "fr", "es", "x-default"]


def test_machines_read_the_profile_as_a_report_and_a_data_set(reader: Client, mombasa: Publication) -> None:
    report, dataset = structured(page(reader, f"/es/{ADDRESS}"))

    assert (report["@type"], dataset["@type"]) == ("Report", "Dataset")
    assert report["inLanguage"] == ["en", "fr", "es"]
    assert report["about"] == {"@type": "Place", "name": "Mombasa", "identifier": "KE-28"}
    assert dataset["identifier"] == f"sha256:{mombasa.sha256}"
    assert [one["contentUrl"] for one in dataset["distribution"]] == [
        "http://testserver/data/profiles/ken-mombasa-2022-11/v1.json",
        "http://testserver/data/profiles/ken-mombasa-2022-11/v1.csv",
    ]
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_machines_read_the_citation_that_the_page_shows(reader: Client, mombasa: Publication, language: str) -> None:
    tree = page(reader, f"/{language}/{ADDRESS}")

    assert {" ".join(one["creditText"].split()) for one in structured(tree)} == set(texts(tree, ".citation"))
    assert {one["publisher"]["name"] for one in structured(tree)} == {"OpenMGI"}


def test_a_profile_without_a_licence_claims_none(reader: Client, corrected: Publication) -> None:
    report, dataset = structured(page(reader, f"/en/{ADDRESS}"))

    assert ("license" in report, "license" in dataset) == (False, False)


def test_a_place_without_a_code_is_shown_without_one(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    place = demo_profiles["velmora"].place.model_copy(update={"code": None})
    publish(profile=demo_profiles["velmora"].model_copy(update={"place": place}), by="Amina")
    tree = page(reader, "/en/profiles/xxv-2025-03/")

    assert texts(tree, "dl.facts dd")[0] == "Velmora"
    assert "identifier" not in structured(tree)[0]["about"]


def test_a_profile_without_introduction_and_statement_has_neither_heading_nor_box(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    source = demo_profiles["velmora"].source.model_copy(update={"statement": None})
    publish(profile=demo_profiles["velmora"].model_copy(update={"introduction": None, "source": source}), by="Amina")
    tree = page(reader, "/en/profiles/xxv-2025-03/")

    assert texts(tree, ".introduction") == [""]


def test_a_domain_without_findings_of_a_kind_says_so(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    first, *rest = demo_profiles["velmora"].domains
    domains = (first.model_copy(update={"potential": ()}), *rest)
    publish(profile=demo_profiles["velmora"].model_copy(update={"domains": domains}), by="Amina")
    tree = page(reader, "/en/profiles/xxv-2025-03/")

    assert texts(tree, "#domain-1 .none") == ["The profile names none in this domain."]
    assert texts(tree, "#domain-2 .none") == []


def test_the_citation_names_the_version_and_its_permanent_address(reader: Client, mombasa: Publication) -> None:
    year = mombasa.published_at.year

    assert texts(page(reader, f"/en/{ADDRESS}"), ".citation") == [
        f"OpenMGI ({year}). Migration governance profile: County of Mombasa (Kenya). "
        f"Profile of November 2022, version 1. http://testserver/en/{ADDRESS}v1/"
    ]


def test_a_corrected_version_stays_readable_and_leads_to_the_newest(reader: Client, corrected: Publication) -> None:
    old, new = page(reader, f"/en/{ADDRESS}v1/"), page(reader, f"/en/{ADDRESS}")

    assert texts(old, "aside.notice a") == ["Read the newest version"]
    assert old.cssselect("link[rel=canonical]")[0].get("href") == f"http://testserver/en/{ADDRESS}v1/"
    assert texts(old, "[rel=license]") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert new.cssselect("aside.notice") == []
    assert texts(new, "[rel=license]") == []


def test_a_correction_names_what_it_replaces_and_why(reader: Client, corrected: Publication) -> None:
    versions = texts(page(reader, f"/en/{ADDRESS}"), ".versions li")

    assert versions[0].endswith("It replaces version 1: No licence. What changed")
    assert len(versions) == 2


def test_a_version_that_does_not_exist_is_not_found(reader: Client, mombasa: Publication) -> None:
    assert reader.get(f"/en/{ADDRESS}v2/").status_code == 404


def test_a_profile_page_asks_the_database_once_for_each_thing(
    reader: Client, corrected: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        reader.get(f"/en/{ADDRESS}")


def test_text_that_looks_like_code_is_only_text(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    attack = "</script><script>alert(1)</script>"
    title = demo_profiles["velmora"].title
    changed = title.written("en", dict.fromkeys(title.texts, attack))
    publish(profile=demo_profiles["velmora"].model_copy(update={"title": changed}), by="Mallory")
    tree = page(reader, "/en/profiles/xxv-2025-03/")

    assert texts(tree, "h1") == [attack]
    assert structured(tree)[0]["name"] == attack
    assert len(tree.cssselect("script")) == 1


@pytest.fixture
def three_dates(loaded: None) -> list[Publication]:
    """A country at three dates, the first of them corrected since."""
    dates = ("2033-02", "2031-05", "2036-01")
    found = {date: published("KEN", date=date) for date in dates}
    renamed = profile("KEN", date=dates[1]).model_copy(update={"framework_edition": "small-2"})
    publish(profile=renamed, by="Grace", correction="Another set.")
    return [found[date] for date in sorted(dates)]


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("ken-2031-05", ["ken-2033-02", "ken-2036-01"]),
        ("ken-2033-02", ["ken-2031-05", "ken-2036-01"]),
        ("ken-2036-01", ["ken-2031-05", "ken-2033-02"]),
        ("ken-2031-05/v1", ["ken-2033-02", "ken-2036-01"]),
    ],
)
def test_a_profile_leads_to_those_of_its_place_at_other_dates_the_first_date_first(
    reader: Client, three_dates: list[Publication], address: str, others: list[str]
) -> None:
    links = page(reader, f"/en/profiles/{address}/").cssselect("dl.facts dd a")

    assert [one.get("href") for one in links] == [f"/en/profiles/{slug}/" for slug in others]


def test_an_older_profile_says_that_there_is_a_newer_one(reader: Client, three_dates: list[Publication]) -> None:
    newest = "This is the profile of {}. There is a newer one of this place: January 2036"

    assert texts(page(reader, "/en/profiles/ken-2033-02/"), "aside.notice") == [newest.format("February 2033")]
    assert texts(page(reader, "/en/profiles/ken-2031-05/v1/"), "aside.notice p")[1:] == [newest.format("May 2031")]
    assert page(reader, "/en/profiles/ken-2036-01/").cssselect("aside.notice") == []
    link = page(reader, "/fr/profiles/ken-2033-02/").cssselect("aside.notice a")[0]
    assert link.get("href") == "/fr/profiles/ken-2036-01/"


def test_a_profile_that_is_alone_names_no_others(reader: Client, mombasa: Publication) -> None:
    assert "Also of this place" not in texts(page(reader, f"/en/{ADDRESS}"), "dt")


def test_a_place_with_several_dates_asks_the_database_as_often(
    reader: Client, three_dates: list[Publication], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        reader.get("/en/profiles/ken-2031-05/")


def test_a_national_profile_leads_to_the_sdg_indicator_of_its_country(
    reader: Client, mombasa: Publication, velmora: Publication
) -> None:
    led_to = [one.get("href") for one in page(reader, "/en/profiles/xxv-2025-03/").cssselect(".profile-header li a")]

    assert "/en/sdg-10-7-2/XXV/" in led_to
    assert page(reader, "/en/sdg-10-7-2/XXV/").cssselect("h1") != []
    assert not [one for one in page(reader, f"/en/{ADDRESS}").cssselect("main a") if "sdg" in str(one.get("href"))]
