from __future__ import annotations

import pytest

from openmgi.core.importing.places import Country, Gazetteer, Subdivision


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [
        ("Kenya", "KEN"),
        ("KENYA", "KEN"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d’Ivoire", "CIV"),
        ("Tanzania", "TZA"),
        ("United Republic of Tanzania", "TZA"),
        ("República Unida de Tanzanía", "TZA"),
        ("Bolivia (Estado Plurinacional de)", "BOL"),
        ("Estado Plurinacional de Bolivia", "BOL"),
        ("Iran", "IRN"),
        ("Guinea-Bissau", "GNB"),
        ("كينيا", "KEN"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("COD", "COD"),
    ],
)
def test_a_country_is_known_by_any_of_its_names(gazetteer: Gazetteer, name: str, alpha3: str) -> None:
    found = gazetteer.country(name)

    assert found is not None
    assert found.alpha3 == alpha3


def test_an_invented_country_is_not_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.country("Velmora") is None


def test_countries_are_called_by_the_names_of_the_un(gazetteer: Gazetteer) -> None:
    names = {code: country.names["en"] for code in ("CIV", "FLK", "TUR") if (country := gazetteer.country(code))}

    assert names == {"CIV": "Côte d’Ivoire", "FLK": "Falkland Islands (Malvinas)", "TUR": "Türkiye"}


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("KEN", "Mombasa", "KE-28"),
        ("KEN", "Nairobi", "KE-30"),
        ("KEN", "Nairobi City County", "KE-30"),
        ("URY", "MONTEVIDEO", "UY-MO"),
        ("BRA", "Sao Paulo", "BR-SP"),
        ("KEN", "Medellín", None),
        ("KEN", "", None),
    ],
)
def test_a_subdivision_is_found_within_its_country(
    gazetteer: Gazetteer, country: str, name: str, code: str | None
) -> None:
    inside = gazetteer.country(country)
    found = gazetteer.subdivision(inside, name) if inside else None

    assert (found.code if found else None) == code


def test_a_name_that_two_subdivisions_share_is_not_guessed() -> None:
    country = Country("XXV", "XX", {"en": "Velmora"})
    twins = Gazetteer([country], [Subdivision("XX-1", "North Region"), Subdivision("XX-2", "North District")])

    assert twins.subdivision(country, "North") is None


def test_a_longer_name_is_not_taken_for_a_shorter_one_inside_it(gazetteer: Gazetteer) -> None:
    found = gazetteer.countries_in("An agreement between Guinea-Bissau, Niger and Guinea-Bissau.")

    assert [country.alpha3 for country in found] == ["GNB", "NER"]


def test_a_country_that_is_named_twice_is_one_country(gazetteer: Gazetteer) -> None:
    found = gazetteer.countries_in("Tanzania, officially the United Republic of Tanzania")

    assert [country.alpha3 for country in found] == ["TZA"]


def test_every_subdivision_with_a_name_is_found_with_its_country(gazetteer: Gazetteer) -> None:
    found = gazetteer.subdivisions_named("Montevideo")

    assert [(country.alpha3, one.code) for country, one in found] == [("URY", "UY-MO")]
