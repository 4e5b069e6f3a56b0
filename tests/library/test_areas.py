"""Areas of the world: the UN's regions, those of the SDG report, and groups of countries."""

from __future__ import annotations

from openmgi.library.areas import areas


def test_every_area_has_its_names_and_its_countries() -> None:
    for area in areas().values():
        assert sorted(area.names) == ["ar", "en", "es", "fr"]
        assert area.countries


def test_a_country_is_in_its_regions_and_groups() -> None:
    found = {code for code, area in areas().items() if "KEN" in area.countries}

    assert {"002", "014", "202"} <= found
    assert "432" not in found
    assert "UGA" in areas()["432"].countries


def test_a_region_of_the_sdg_report_is_made_of_others() -> None:
    found = areas()

    assert found["747"].countries == found["015"].countries | found["145"].countries
    assert found["543"].countries == found["009"].countries - found["053"].countries
