"""Themes as files: each says what it is of, which places were chosen, and how it is named as a source."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from openmgi.library.models import Edition
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from openmgi.publications.templatetags.drawn import in_fonts
from openmgi.publications.themes.files import COLUMNS
from tests.groups import group, load
from tests.publications.themes.places import EDITION, profile, published

BASE = f"themes/{EDITION}/"
QUESTION = f"{BASE}indicators/1.A1/"
THEMES = [f"{BASE}topics/1/A/", f"{BASE}sdg-10-7-2/1a/", f"{BASE}global-compact/15/"]


@pytest.fixture
def places(edition: Edition) -> list[Publication]:
    """Kenya and Uganda are invented here: only their codes are real, so that they lie in regions."""
    return [
        published("KEN", "complete"),
        published("UGA", "complete"),
        published("XXC", "na", "not_applicable"),
        published("XXD", kind="not_answered"),
    ]


def table(client: Client, address: str) -> list[dict[str, str]]:
    content = client.get(f"/en/{address}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def drawing(client: Client, address: str, language: str = "en") -> etree._Element:
    return etree.fromstring(client.get(f"/{language}/{address}").content)


def said(drawn: etree._Element) -> list[str]:
    texts = ("".join(map(str, one.itertext())).strip("\u2068\u2069") for one in drawn.iter("{*}text"))
    return [" ".join(one.split()) for one in texts]


def bars(drawn: etree._Element) -> int:
    return len(list(drawn.iter("{*}rect"))) - 1  # without the paper


def test_a_table_has_a_row_for_each_place_and_for_an_option_that_nobody_chose(
    places: list[Publication], client: Client
) -> None:
    rows = table(client, f"{QUESTION}shares.csv")

    assert tuple(rows[0]) == COLUMNS
    assert [(one["option"], one["kind"], one["n"], one["of"], one["profile"]) for one in rows[:-1]] == [
        ("absent", "answer", "0", "2", ""),
        ("complete", "answer", "2", "2", "ken-2031-05"),
        ("complete", "answer", "2", "2", "uga-2031-05"),
        ("", "not_applicable", "", "", "xxc-2031-05"),
        ("", "not_answered", "", "", "xxd-2031-05"),
    ]
    assert (rows[1]["place"], rows[1]["date"], rows[1]["licence"], rows[1]["citation"]) == (
        "KEN",
        "2031-05",
        "no licence stated",
        f"{settings.SITE_NAME}. Profile of Westria. Profile of 2031-05. "
        f"{settings.SITE_ADDRESS}/en/profiles/ken-2031-05/",
    )


def test_the_last_row_of_a_table_says_how_the_whole_is_named(places: list[Publication], client: Client) -> None:
    published("XXE", date="2033-04")
    last = table(client, f"{QUESTION}shares.csv?until=2034")[-1]

    assert (last["kind"], last["date"], last["licence"], last["place"]) == (
        "source",
        "2033-04",
        "no licence stated",
        "",
    )
    assert last["citation"].startswith(f"{settings.SITE_NAME} · {EDITION} · 1.A1 ")
    assert last["citation"].endswith(f"Newest profile: April 2033 · {settings.SITE_ADDRESS}/en/{QUESTION}?until=2034")


def test_files_name_what_was_chosen(places: list[Publication], client: Client) -> None:
    load(group("low", countries="KEN", kind="income"))
    published("KEN", invented=True, date="2032-01")
    asked = "area=002&income=low&level=national&until=2034&invented=yes"
    rows = table(client, f"{QUESTION}shares.csv?{asked}")

    assert {(one["area"], one["income"], one["level"], one["until"], one["invented"]) for one in rows} == {
        ("Africa", "Low (15 January 2031)", "National", "2034", "Invented places")
    }
    assert (
        "Region or group: Africa · Income: Low (15 January 2031) · Level: National · Up to the year: 2034 · "
        "Invented places"
    ) in " ".join(said(drawing(client, f"{QUESTION}shares.svg?{asked}")))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_drawing_says_of_what_and_of_whom_it_is(places: list[Publication], client: Client, language: str) -> None:
    drawn = drawing(client, f"{QUESTION}shares.svg", language)
    texts = said(drawn)

    assert " ".join(str(drawn.findtext("{*}title")).split()) in " ".join(texts)
    assert "N = 2 · 2031" in texts
    assert any(one.startswith(f"{settings.SITE_NAME} · {EDITION} · 1.A1") for one in texts)
    assert f"{settings.SITE_ADDRESS}/{language}/{QUESTION}" in texts
    assert texts[-1].endswith({"en": "no licence stated", "ar": "لم يُذكر ترخيص"}[language])
    anchors = {one.get("text-anchor") for one in drawn.iter("{*}text")}
    assert anchors == {"end" if language == "ar" else None}


def test_arabic_words_have_a_font_of_their_own_and_other_letters_keep_theirs() -> None:
    assert in_fonts("OpenMGI · مثال مثال/2031 <b>") == (
        'OpenMGI · <tspan font-family="Noto Naskh Arabic">مثال مثال</tspan>/2031 &lt;b&gt;'
    )


def test_of_fewer_than_five_places_the_names_are_drawn_and_no_bar(places: list[Publication], client: Client) -> None:
    few = drawing(client, f"{QUESTION}shares.svg")
    assert (bars(few), "KEN · UGA" in said(few), "2/2" in said(few)) == (0, True, True)
    for country in ("XXE", "XXF", "XXG"):
        published(country)

    enough = drawing(client, f"{QUESTION}shares.svg")
    assert (bars(enough), "KEN · UGA" in " ".join(said(enough))) == (4, False)


def test_many_long_names_are_drawn_below_each_other(places: list[Publication], client: Client) -> None:
    for country in ("XXE", "XXF"):
        told = profile(country)
        place = told.place.model_copy(update={"name": {"en": f"{country} " + "with a long name " * 5}})
        publish(profile=told.model_copy(update={"place": place}), by="Grace")
    texts = said(drawing(client, f"{QUESTION}shares.svg"))

    assert all(len(one) <= 90 for one in texts)
    assert "".join(texts).replace(" ", "").count("withalongname") == 10


@pytest.mark.parametrize("address", THEMES)
def test_all_questions_of_a_theme_are_taken_away_together(
    places: list[Publication], client: Client, address: str
) -> None:
    rows, drawn = table(client, f"{address}shares.csv"), drawing(client, f"{address}shares.svg")
    image = client.get(f"/en/{address}shares.png")
    asked = list(dict.fromkeys(one["indicator"] for one in rows[:-1]))

    assert asked == (["1.A1", "1.A2"] if "topics" in address else ["1.A1"])
    assert [any(one.startswith(code) for one in said(drawn)) for code in asked] == [True] * len(asked)
    assert f"{settings.SITE_ADDRESS}/en/{address}" in said(drawn)
    assert (image.headers["Content-Type"], image.content[:4]) == ("image/png", b"\x89PNG")
    assert image.headers["Content-Disposition"].startswith(f'attachment; filename="{EDITION}-')
    assert client.get(f"/en/{address}shares.exe").status_code == 404


@pytest.mark.parametrize("address", [QUESTION, *THEMES])
@pytest.mark.parametrize("asked", ["area=019", "area=nowhere", "until=2030", "invented=yes"])
def test_of_nobody_there_is_no_file(places: list[Publication], client: Client, address: str, asked: str) -> None:
    for form in ("svg", "png", "csv"):
        assert client.get(f"/en/{address}shares.{form}?{asked}").status_code == 404
