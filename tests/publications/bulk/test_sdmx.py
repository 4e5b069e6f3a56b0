"""The shares and their structure, read together by an independent library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Components, Role

from openmgi.publications.bulk.files import bulk_file
from openmgi.publications.bulk.sdmx_structure import ATTRIBUTES, COLUMNS, DIMENSIONS, MEASURE, identifier
from openmgi.publications.bulk.shelf import shelf
from openmgi.publications.citing import NO_LICENCE
from tests.groups import group, load
from tests.publications.bulk.cast import EDITION, FIRST, LICENCE, SECOND

pytestmark = pytest.mark.django_db
HARBOURS = "harbours@2031-01-15"


def read(name: str) -> str:
    return bulk_file(name, shelf()).read_text(encoding="utf-8")


def structure() -> Any:
    """The message, which holds by the schema of SDMX-JSON 2.0 itself."""
    return read_sdmx(read("shares.structure.json"), validate=True)


@pytest.fixture
def together(published: None) -> tuple[Any, Components]:
    """The rows with the structure that the library finds for them."""
    (found,) = get_datasets(read("shares.sdmx.csv"), read("shares.structure.json"), validate=True)
    return found.data, found.structure.components  # type: ignore[union-attr] # it has found it


def codes(components: Components, name: str) -> list[str]:
    one = components[name]
    assert one.enumeration is not None
    return [code.id for code in one.enumeration]


def test_every_column_is_a_component(together: tuple[Any, Components]) -> None:
    rows, components = together
    by_role = {role: [one.id for one in components if one.role == role] for role in Role}

    assert list(rows.columns) == [one.id for one in components] == list(COLUMNS[3:])
    assert by_role == {
        Role.DIMENSION: [one.id for one in DIMENSIONS],
        Role.MEASURE: [MEASURE.id],
        Role.ATTRIBUTE: [one.id for one in ATTRIBUTES],
    }
    assert [one.id for one in components if not one.name] == []


def test_every_code_is_in_its_list(together: tuple[Any, Components]) -> None:
    rows, components = together
    coded = {one.id for one in components if one.enumeration is not None}

    assert coded == {*(one.id for one in DIMENSIONS), "OBS_STATUS"}
    for name in coded:
        assert set(rows[name]) <= set(codes(components, name)), name
    assert codes(components, "FRAMEWORK_EDITION") == [identifier(EDITION)]
    assert codes(components, "INDICATOR") == [identifier(FIRST), identifier(SECOND)]
    assert codes(components, "OPTION") == ["absent", "complete", "partial"]
    assert {"1", "2", "19"} < set(codes(components, "REF_AREA"))


def test_values_are_of_their_types(together: tuple[Any, Components]) -> None:
    rows, components = together
    numbers = [one.id for one in components if one.dtype.value == "Integer"]
    years = [one.id for one in components if one.dtype.value == "GregorianYear"]

    assert [name for name in numbers if not rows[name].astype(str).str.fullmatch(r"\d+").all()] == []
    assert [name for name in years if not rows[name].astype(str).str.fullmatch(r"\d{4}").all()] == []
    assert (len(numbers), len(years)) == (4, 2)
    given = rows[rows["OBS_STATUS"] == "A"]["OBS_VALUE"].astype(float)
    assert given.between(0, 100).all()
    assert rows[rows["OBS_STATUS"] == "Q"]["OBS_VALUE"].isna().all()


def test_no_two_rows_have_the_same_key_and_attributes_depend_on_what_they_say(
    together: tuple[Any, Components],
) -> None:
    rows, components = together
    key = [one.id for one in DIMENSIONS]

    assert not rows.duplicated(key).any()
    for one in ATTRIBUTES:
        level = components[one.id].attachment_level
        assert level == ("O" if one.of == tuple(key) else ",".join(one.of))
        assert rows.groupby(list(one.of))[one.id].nunique(dropna=False).max() == 1, one.id


def test_the_percentages_of_a_question_in_an_area_make_a_hundred(together: tuple[Any, Components]) -> None:
    rows, _ = together
    given = rows[rows["OBS_STATUS"] == "A"]
    sums = given["OBS_VALUE"].astype(float).groupby([given[one.id] for one in DIMENSIONS if one.id != "OPTION"]).sum()

    assert len(sums) == 1
    assert sums.between(99.98, 100.02).all()


def test_codes_have_names_in_the_languages_of_their_question_set(published: None) -> None:
    told = json.loads(read("shares.structure.json"))
    lists = {one["id"]: {code["id"]: code for code in one["codes"]} for one in told["data"]["codelists"]}
    question = lists["CL_QUESTION"][identifier(FIRST)]

    assert {"en", "fr", "es"} <= set(question["names"])
    assert {name[: len(FIRST) + 1] for name in question["names"].values()} == {f"{FIRST} "}
    assert [(one["id"], one["texts"]["en"]) for one in question["annotations"]] == [
        (EDITION, question["name"].removeprefix(f"{FIRST} "))
    ]
    assert lists["CL_AREA"]["2"]["names"] | {"en": "Africa", "fr": "Afrique"} == lists["CL_AREA"]["2"]["names"]
    assert lists["CL_OPTION"]["absent"]["name"] == "Absent"


def test_licence_and_citation_stand_in_both_files(published: None, together: tuple[Any, Components]) -> None:
    rows, _ = together
    message = structure()
    (flow,) = message.get_dataflows()
    terms = {(one.type, one.text) for one in flow.annotations}
    (citation,) = set(rows["CITATION"])

    assert terms == {("LICENCE", LICENCE), ("CITATION", citation)}
    assert citation.startswith(f"{settings.SITE_NAME}. Open data on migration governance")
    assert set(rows["LICENCE"]) == {NO_LICENCE, "licence of each profile in publications.csv"}


def test_the_structure_holds_while_nothing_is_published(db: None, tmp_path: Path) -> None:
    assert [one.short_urn for one in structure().get_dataflows()] == ["Dataflow=OPENMGI:DF_SHARES(1.0)"]
    assert read("shares.sdmx.csv").splitlines() == [",".join(COLUMNS)]


def test_groups_of_places_are_areas_too(published: None) -> None:
    load(group(countries="XXA", places="xxd"))
    (found,) = get_datasets(read("shares.sdmx.csv"), read("shares.structure.json"), validate=True)
    rows, components = found.data, found.structure.components  # type: ignore[union-attr] # it has found it
    here = rows[(rows["REF_AREA"] == HARBOURS) & (rows["INDICATOR"] == identifier(FIRST))]

    assert codes(components, "REF_AREA")[-1] == HARBOURS
    assert set(here["PROFILES_ANSWERED"]) == {"xxa-2030-01 xxd-2030-04"}
    assert dict(zip(here["OPTION"], here["PLACES_WITH_OPTION"].astype(int), strict=True)) == {
        "absent": 0,
        "partial": 1,
        "complete": 1,
    }
