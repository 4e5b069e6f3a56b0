"""The files of open data, read by programs that know nothing of us."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from frictionless import system as frictionless
from pysdmx.io import read_sdmx

from openmgi.publications.actions import publish
from openmgi.publications.bulk.files import FILES, bulk_file
from openmgi.publications.bulk.sdmx_structure import identifier
from openmgi.publications.bulk.shelf import shelf
from openmgi.publications.bulk.tables import TABLES
from openmgi.publications.citing import NO_LICENCE
from tests.publications.bulk.cast import FIRST, FORMULA, LICENCE, SECOND, profile

pytestmark = pytest.mark.django_db


def made(name: str) -> Path:
    return bulk_file(name, shelf())


def rows(name: str) -> list[dict[str, str]]:
    with made(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines() -> Iterator[Any]:
    for line in made("findings.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def test_json_lines_have_every_finding_as_it_was_published(published: None) -> None:
    found = list(lines())

    assert [one["publication"] for one in found][:4] == ["xxa-2028-01", "xxa-2028-01", "xxa-2030-01", "xxa-2030-01"]
    assert {one["text"]["en"] for one in found if one["kind"] == "potential"} == {FORMULA}
    assert found[2]["text"] == {"en": "Care in XXA.", "fr": "Soins XXA."}
    assert (found[2]["indicators"], found[2]["licence"], found[3]["indicators"]) == ([FIRST], LICENCE, [])


@pytest.mark.parametrize("name", ["publications.csv", "findings.csv", "answers.csv", "findings.jsonl"])
def test_every_row_has_its_licence_and_its_citation(published: None, name: str) -> None:
    found: list[Any] = list(lines()) if name == "findings.jsonl" else rows(name)

    assert {one["licence"] for one in found if one["publication"] == "xxa-2030-01"} == {LICENCE}
    assert {one["licence"] for one in found if one["publication"] != "xxa-2030-01"} == {NO_LICENCE}
    for one in found:
        assert f"Profile of {one['edition']}, version {one['version']}. http" in one["citation"]


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_the_licences_and_says_how_to_cite(published: None, name: str) -> None:
    content = made(name).read_text(encoding="utf-8")
    cited = [
        one for one in ("OpenMGI. Open data on migration", "Profile of XXA", "Profile of 2030-01") if one in content
    ]

    assert cited
    assert LICENCE in content or "licence of each profile in publications.csv" in content


def test_findings_have_a_row_for_each_language_and_are_never_formulas(published: None) -> None:
    found = rows("findings.csv")

    assert [one["language"] for one in found if one["publication"] == "xxd-2030-04"] == ["en", "fr", "en", "fr"]
    assert [one["language"] for one in found if one["publication"] == "xxf-2030-06"] == ["en", "en"]
    assert {one["finding"] for one in found if one["kind"] == "potential" and one["language"] == "en"} == {
        f"'{FORMULA}"
    }


def test_answers_have_a_row_for_each_question(published: None) -> None:
    told = [(one["indicator"], one["option"], one["kind"]) for one in rows("answers.csv") if one["place"] == "xxf"]

    assert told == [(FIRST, "absent", "answer"), (SECOND, "", "not_answered")]


def test_only_the_newest_version_is_in_the_files(published: None) -> None:
    assert [one["version"] for one in rows("publications.csv") if one["place"] == "xxb"] == ["2"]
    assert len(rows("publications.csv")) == 8


@pytest.mark.parametrize("name", ["findings", "answers"])
def test_the_tags_of_hxl_are_in_the_second_line(published: None, name: str) -> None:
    plain, tagged = (list(csv.reader(io.StringIO(made(f"{name}{end}").read_text()))) for end in (".csv", ".hxl.csv"))

    assert [tagged[0], *tagged[2:]] == plain
    assert [tag for tag in tagged[1] if not re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)] == []
    assert len(set(tagged[1])) == len(tagged[1])


def test_the_data_package_is_valid_and_so_is_every_row(published: None) -> None:
    for table in TABLES:
        made(f"{table.name}.csv")
    package = made("datapackage.json")
    with frictionless.use_context(trusted=True):
        report = Package(str(package)).validate()

    assert (report.valid, report.stats["errors"], report.stats["tasks"]) == (True, 0, 3)
    told = json.loads(package.read_text())
    assert [one["path"] for one in told["licenses"]] == [LICENCE]
    assert NO_LICENCE in told["description"]


def test_an_independent_library_reads_the_shares(published: None) -> None:
    message = read_sdmx(made("shares.sdmx.csv").read_text(encoding="utf-8"), validate=False)
    dataset: Any = (message.data or [])[0]
    found = dataset.data
    world = found[(found["REF_AREA"] == "1") & (found["INVENTED"] == "Y") & (found["INDICATOR"] == identifier(FIRST))]
    told = world[["OPTION", "OBS_STATUS", "OBS_VALUE", "PLACES_WITH_OPTION", "PLACES_ANSWERED"]]

    assert dataset.short_urn == "Dataflow=OPENMGI:DF_SHARES(1.0)"
    assert [(*row[:2], *map(float, row[2:])) for row in told.itertuples(index=False)] == [
        ("absent", "A", 16.67, 1, 6),
        ("partial", "A", 33.33, 2, 6),
        ("complete", "A", 50, 3, 6),
    ]


def test_too_few_places_have_no_percentage_but_are_named(published: None) -> None:
    africa = [
        one for one in rows("shares.sdmx.csv") if one["REF_AREA"] == "2" and one["INDICATOR"] == identifier(SECOND)
    ]

    assert {(one["OBS_VALUE"], one["OBS_STATUS"], one["PLACES_ANSWERED"]) for one in africa} == {("", "Q", "3")}
    assert {one["PROFILES_ANSWERED"] for one in africa} == {"xxa-2030-01 xxb-2030-02 xxc-2030-03"}
    assert [one["PROFILES_WITH_OPTION"] for one in africa] == ["xxc-2030-03", "xxb-2030-02", "xxa-2030-01"]


def test_who_does_not_answer_is_in_no_share(published: None) -> None:
    one = next(
        one
        for one in rows("shares.sdmx.csv")
        if (one["REF_AREA"], one["INDICATOR"], one["INVENTED"]) == ("1", identifier(SECOND), "Y")
    )

    assert (one["PLACES_ANSWERED"], one["PLACES_NOT_APPLICABLE"], one["PLACES_NOT_ANSWERED"]) == ("4", "1", "1")
    assert "LICENCE" in one
    assert one["CITATION"].startswith("OpenMGI. Open data on migration governance")


def test_a_file_is_made_once_until_something_is_published(published: None) -> None:
    first = made("findings.csv")
    moment = first.stat().st_mtime_ns

    assert made("findings.csv").stat().st_mtime_ns == moment
    publish(profile=profile("XXG", "2031-01", ("complete", "complete")), by="Grace")
    second = made("findings.csv")
    assert (second == first, first.exists()) == (False, False)
    assert [one.name for one in second.parent.iterdir()] == ["findings.csv"]


def test_the_same_state_gives_the_same_bytes(published: None) -> None:
    before = {name: made(name).read_bytes() for name in FILES}
    for name in FILES:
        made(name).unlink()

    assert {name: made(name).read_bytes() for name in FILES} == before


def test_a_name_that_is_no_file_of_ours_is_refused(published: None) -> None:
    with pytest.raises(KeyError):
        made("../../secret-key")
