from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openmgi.core.framework import Framework
from openmgi.core.importing.imported import ImportedProfile, IncompleteError, PageWarning, imported, to_profile
from openmgi.core.importing.reading import Reading
from openmgi.core.profile import Source

PAGE = """\
Migration Governance Profile: County of Mombasa (Kenya)
May 2020
Migrants' rights
Well-developed areas
• One.
"""
KENYA = {"en": "Kenya", "fr": "Kenya"}


@pytest.fixture
def page(read: Callable[[str], Reading]) -> ImportedProfile:
    return imported(read(PAGE), (PageWarning(line=1, message="Look."),))


def changed(page: ImportedProfile, **changes: Any) -> ImportedProfile:
    return ImportedProfile.model_validate(page.model_dump() | changes)


def test_the_form_that_is_printed_has_every_promised_key(page: ImportedProfile) -> None:
    data = page.model_dump(mode="json")

    assert data["title"] == "Migration Governance Profile: County of Mombasa (Kenya)"
    assert data["place"] == {"name": "Mombasa", "country": "KEN", "code": "KE-28"}
    assert (data["level"], data["edition"], data["language"]) == ("local", "2020-05", "en")
    assert data["domains"][0] == {"number": 1, "well_developed": ["One."], "potential": []}
    assert data["warnings"] == [{"line": 1, "message": "Look.", "page": None}]
    assert data["traceable"] is False


def test_every_imported_finding_says_that_it_cannot_be_traced(page: ImportedProfile, framework: Framework) -> None:
    profile = to_profile(page, framework, KENYA, Source())
    finding = profile.domains[0].well_developed[0]

    assert (finding.trace.status, finding.trace.reason) == ("not_traceable", "source_not_published")


def test_a_local_place_keeps_the_name_of_the_page(page: ImportedProfile, framework: Framework) -> None:
    profile = to_profile(page, framework, KENYA, Source())

    assert (profile.place.name, profile.place.country_name) == ({"en": "Mombasa"}, KENYA)


def test_a_national_place_has_the_names_of_its_country(page: ImportedProfile, framework: Framework) -> None:
    national = changed(page, level="national", place={"name": "Kenya", "country": "KEN", "code": "KEN"})

    assert to_profile(national, framework, KENYA, Source()).place.name == KENYA


def test_an_introduction_is_kept_and_its_absence_too(page: ImportedProfile, framework: Framework) -> None:
    told = to_profile(changed(page, introduction="About it."), framework, KENYA, Source())
    untold = to_profile(changed(page, introduction=""), framework, KENYA, Source())

    assert told.introduction is not None
    assert told.introduction.texts == {"en": "About it."}
    assert untold.introduction is None


def test_a_domain_that_the_framework_does_not_know_keeps_its_number(
    page: ImportedProfile, framework: Framework
) -> None:
    more = [*page.model_dump()["domains"], {"number": 7, "well_developed": ["Seven."], "potential": []}]
    profile = to_profile(changed(page, domains=more), framework, KENYA, Source())

    assert profile.domains[6].name == {"en": "7"}


def test_what_is_missing_is_named_all_at_once(page: ImportedProfile, framework: Framework) -> None:
    empty = changed(page, title=None, level=None, edition=None, place={"name": "", "country": None, "code": None})

    with pytest.raises(IncompleteError) as refused:
        to_profile(empty, framework, KENYA, Source())
    assert refused.value.missing == ("title", "place", "country", "level", "edition")
