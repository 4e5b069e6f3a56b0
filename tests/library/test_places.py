from __future__ import annotations

import pytest

from openmgi.library.actions.loading import UnknownPlaceError, ensure_place, ensure_place_beside
from openmgi.library.models import Place

pytestmark = pytest.mark.django_db


def test_a_country_has_the_names_of_the_un_and_is_kept_once() -> None:
    place, again = ensure_place(country="KEN"), ensure_place(country="KEN")

    assert place == again
    assert (place.code, place.level, place.name["es"], str(place)) == ("KEN", "national", "Kenya", "Kenya")


def test_a_subdivision_has_its_own_name_or_the_one_that_is_given() -> None:
    mombasa = ensure_place(country="KEN", code="KE-28")
    nairobi = ensure_place(country="KEN", code="KE-30", name="Nairobi")

    assert (mombasa.level, mombasa.name, mombasa.country_name["fr"]) == ("local", {"en": "Mombasa"}, "Kenya")
    assert nairobi.name == {"en": "Nairobi"}
    assert ensure_place(country="KEN", code="KE-28", name="Another name") == mombasa


def test_a_city_without_a_code_is_kept_once_in_its_country() -> None:
    one, again, other = (ensure_place(country=country, name="Aven") for country in ("KEN", "KEN", "TZA"))

    assert (one, one.code) == (again, None)
    assert one != other
    assert Place.objects.count() == 2


@pytest.mark.parametrize(("country", "code"), [("ZZZ", None), ("KEN", "KE-99"), ("KEN", "TZ-01")])
def test_what_is_in_no_table_is_refused(country: str, code: str | None) -> None:
    with pytest.raises(UnknownPlaceError):
        ensure_place(country=country, code=code)


HOME = {"country": "XXW", "country_name": {"en": "Wenlow"}, "is_invented": True}


def test_a_country_that_no_list_has_is_kept_once_with_its_parts() -> None:
    home = Place.objects.create(level="national", name={"en": "Wenlow"}, **HOME)
    port, again = (ensure_place_beside(home=home, name="Port Wenlow") for _ in range(2))

    assert ensure_place_beside(home=home) == home
    assert (port, port.level, port.country, port.is_invented) == (again, "local", "XXW", True)
    with pytest.raises(UnknownPlaceError):
        ensure_place_beside(home=home, code="XX-99")


def test_a_part_stands_for_a_country_that_is_not_stored() -> None:
    port = Place.objects.create(level="local", name={"en": "Port Wenlow"}, code="XX-01", **HOME)
    assert Place.objects.countries_besides(["KEN"]) == [port]
    assert ensure_place_beside(home=port, code="XX-01") == port
    whole = ensure_place_beside(home=port)

    assert (whole.level, whole.name) == ("national", {"en": "Wenlow"})
    assert Place.objects.countries_besides(["KEN"]) == [whole]
    assert Place.objects.countries_besides(["XXW"]) == []
