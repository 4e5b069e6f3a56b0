from __future__ import annotations

import pytest

from openmgi.core.importing.naming import read_place
from openmgi.core.importing.places import Gazetteer
from openmgi.core.importing.vocabulary import Vocabulary

IN_KENYA = "This local Profile describes well-developed areas of the County of Mombasa (Kenya)."


@pytest.mark.parametrize(
    ("title", "introduction", "name", "country", "code", "level"),
    [
        ("Migration Governance Profile: County of Mombasa", IN_KENYA, "Mombasa", "KEN", "KE-28", "local"),
        ("Migration Governance Profile: County of Mombasa (Kenya)", "", "Mombasa", "KEN", "KE-28", "local"),
        ("Migration Governance Profile: Mombasa, Kenya", "", "Mombasa", "KEN", "KE-28", "local"),
        ("Migration Governance Profile | Mombasa | Kenya", "", "Mombasa", "KEN", "KE-28", "local"),
        ("Migration Governance Profile: Kenya – Mombasa", IN_KENYA, "Mombasa", "KEN", "KE-28", "local"),
        ("MIGRATION GOVERNANCE PROFILE: COUNTY OF MOMBASA", IN_KENYA, "Mombasa", "KEN", "KE-28", "local"),
        ("MIGRATION GOVERNANCE PROFILE: COUNTY OF MOMBASA (KENYA)", "", "Mombasa", "KEN", "KE-28", "local"),
        ("Migration Governance Profile: Republic of Kenya", "", "Kenya", "KEN", "KEN", "national"),
        ("Migration Governance Profile of the Republic of Kenya", "", "Kenya", "KEN", "KEN", "national"),
        (
            "Migration Profile of the Republic of Trinidad and Tobago",
            "",
            "Trinidad and Tobago",
            "TTO",
            "TTO",
            "national",
        ),
        ("Kenya – Migration Governance Profile (2019)", "", "Kenya", "KEN", "KEN", "national"),
        ("Migration Governance Indicators: Kenya – Profile 2021", "", "Kenya", "KEN", "KEN", "national"),
        (
            "Profil de gouvernance des migrations : République de Côte d’Ivoire",
            "",
            "Côte d’Ivoire",
            "CIV",
            "CIV",
            "national",
        ),
        (
            "Perfil de gobernanza de la migración: Ciudad de Montevideo (Uruguay)",
            "",
            "Montevideo",
            "URY",
            "UY-MO",
            "local",
        ),
        ("Migration Governance Profile: City of Montevideo", "", "Montevideo", "URY", "UY-MO", "local"),
        ("Migration Governance Profile: Port-Aven (Velmora)", "", "Port-Aven", None, None, "local"),
        ("Migration Governance Profile: Velmora", "", "Velmora", None, None, None),
        ("Migration Governance Profile: City of Djibouti (Djibouti)", "", "Djibouti", "DJI", "DJ-DJ", "local"),
        ("", IN_KENYA, "Mombasa", "KEN", "KE-28", "local"),
        ("", "A profile after the Plan (2020) of the County of Mombasa (Kenya).", "Mombasa", "KEN", "KE-28", "local"),
        ("", "This profile describes how Kenya governs migration.", "Kenya", "KEN", "KEN", "national"),
        ("", "This profile says nothing.", "", None, None, None),
        ("Migration Governance Profile", "", "", None, None, None),
    ],
)
def test_the_place_of_a_profile(
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    title: str,
    introduction: str,
    name: str,
    country: str | None,
    code: str | None,
    level: str | None,
) -> None:
    place = read_place(title, introduction, vocabulary, gazetteer)
    found = (place.name, place.country.alpha3 if place.country else None, place.code)

    assert found == (name, country, code)
    assert place.level == level or country is None


def test_a_country_that_only_the_name_of_a_city_gives_away_is_a_guess(
    vocabulary: Vocabulary, gazetteer: Gazetteer
) -> None:
    told = read_place("Migration Governance Profile: Montevideo (Uruguay)", "", vocabulary, gazetteer)
    guessed = read_place("Migration Governance Profile: City of Montevideo", "", vocabulary, gazetteer)

    assert (told.guessed_country, guessed.guessed_country) == (False, True)


def test_a_name_in_capitals_is_written_as_in_a_sentence(vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
    place = read_place("MIGRATION GOVERNANCE PROFILE: CITY OF SAN JUAN DE LA CRUZ", "", vocabulary, gazetteer)

    assert place.name == "San Juan de la Cruz"
