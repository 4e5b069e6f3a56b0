from __future__ import annotations

import csv
import hashlib
import io

import pytest
from django.conf import settings
from django.test import Client

from openmgi.core.profile import Profile
from openmgi.publications.actions import publish
from openmgi.publications.data.views import COLUMNS
from openmgi.publications.models import Publication
from tests.traced import ADDRESS as ADDRESS_OF_LAW
from tests.traced import CARE, SLUG, traced_profile

ADDRESS = "/data/profiles/ken-mombasa-2022-11/v1"


def rows(reader: Client, address: str = f"{ADDRESS}.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reader.get(address).content.decode("utf-8-sig"))))


def test_the_json_file_is_the_frozen_profile_byte_for_byte(reader: Client, mombasa: Publication) -> None:
    response = reader.get(f"{ADDRESS}.json")

    assert response.headers["Content-Type"] == "application/json"
    assert hashlib.sha256(response.content).hexdigest() == mombasa.sha256
    assert Profile.model_validate_json(response.content) == mombasa.profile


def test_the_csv_file_has_a_row_for_each_finding_and_language(reader: Client, mombasa: Publication) -> None:
    found = rows(reader)
    numbers = [(len(domain.well_developed), len(domain.potential)) for domain in mombasa.profile.domains]

    assert tuple(found[0]) == COLUMNS
    assert len(found) == 3 * sum(well + potential for well, potential in numbers)
    assert found[0]["finding"] == mombasa.profile.domains[0].well_developed[0].text.texts["en"]
    assert {row["trace"] for row in found} == {"not_traceable"}
    assert {row["sha256"] for row in found} == {mombasa.sha256}


def test_every_row_has_its_licence_and_its_citation(reader: Client, mombasa: Publication, velmora: Publication) -> None:
    titles = mombasa.profile.title.texts
    page = f"{settings.SITE_ADDRESS}/en/profiles/ken-mombasa-2022-11/v1/"

    assert {(one["language"], one["licence"], one["citation"]) for one in rows(reader)} == {
        (
            language,
            mombasa.profile.source.licence,
            f"OpenMGI ({mombasa.published_at.year}). {titles[language]}. Profile of 2022-11, version 1. {page}",
        )
        for language in mombasa.languages
    }
    invented = rows(reader, f"/data/profiles/{velmora.slug}/v1.csv")
    assert {one["licence"] for one in invented} == {velmora.profile.source.licence or "no licence stated"}


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_a_file_says_by_which_address_to_cite_it(reader: Client, mombasa: Publication, suffix: str) -> None:
    address = f"{settings.SITE_ADDRESS}/en/profiles/ken-mombasa-2022-11/v1/"

    assert reader.get(f"{ADDRESS}.{suffix}").headers["Link"] == f'<{address}>; rel="cite-as"'


def test_a_traced_finding_names_its_indicators_and_quotes(reader: Client, loaded: None) -> None:
    publish(profile=traced_profile(), by="Amina")
    found = rows(reader, f"/data/profiles/{SLUG}/v1.csv")
    quoted = f"“{CARE}” Act on Foreigners, 11, {ADDRESS_OF_LAW}"

    assert [(one["trace"], one["indicators"]) for one in found[:4]] == [
        ("traced", "1.1"), ("traced", "1.1"), ("traced", "1.3"), ("not_traceable", ""),
    ]  # fmt: skip
    assert [one["quotes"] for one in found[:4]][::2] == [quoted, ""]


def test_names_are_in_the_language_of_their_row(reader: Client, velmora: Publication) -> None:
    names = {(row["language"], row["domain_name"]) for row in rows(reader, "/data/profiles/xxv-2025-03/v1.csv")}

    assert {("fr", "Droits des migrants"), ("es", "Derechos de los migrantes")} <= names


def test_a_name_that_the_language_lacks_is_given_as_it_is(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    place = demo_profiles["mombasa"].place.model_copy(update={"name": {"en": "Mombasa"}})
    publish(profile=demo_profiles["mombasa"].model_copy(update={"place": place}), by="Amina")

    assert {row["place"] for row in rows(reader)} == {"Mombasa"}


def test_spreadsheets_see_letters_of_every_script(reader: Client, mombasa: Publication) -> None:
    assert reader.get(f"{ADDRESS}.csv").content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_finding_cannot_become_a_formula(
    reader: Client, loaded: None, demo_profiles: dict[str, Profile], start: str
) -> None:
    first, *rest = demo_profiles["mombasa"].domains
    finding = first.well_developed[0]
    text = finding.text.written("en", dict.fromkeys(finding.text.texts, f"{start}1+1"))
    changed = first.model_copy(update={"well_developed": (finding.model_copy(update={"text": text}),)})
    publish(profile=demo_profiles["mombasa"].model_copy(update={"domains": (changed, *rest)}), by="Mallory")

    assert rows(reader)[0]["finding"] == f"'{start}1+1"


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_files_have_a_name_and_a_tag_and_are_for_reading_only(
    reader: Client, mombasa: Publication, ending: str
) -> None:
    response = reader.get(f"{ADDRESS}.{ending}")

    assert response.headers["Content-Disposition"] == f'attachment; filename="ken-mombasa-2022-11-v1.{ending}"'
    assert response.headers["ETag"] == f'"{mombasa.sha256}-{ending}"'
    assert reader.post(f"{ADDRESS}.{ending}").status_code == 405
    assert reader.get(f"/data/profiles/ken-mombasa-2022-11/v2.{ending}").status_code == 404
