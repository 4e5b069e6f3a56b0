from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from openmgi.core.sdg1072 import POLICY_DOMAINS, country_scores
from openmgi.library.areas import area_names, members

METHOD = Path(__file__).parents[2] / "docs" / "method.md"
Run = Callable[..., Result]


@pytest.mark.parametrize(("year", "n", "total"), [(2019, 60, 111), (2021, 86, 138)])
def test_the_share_of_the_world_is_that_of_the_un(run: Run, year: int, n: int, total: int) -> None:
    rows = list(csv.DictReader(io.StringIO(run("sdg1072", "aggregate", "--year", year).stdout)))
    world = rows[0]

    assert list(world) == ["area_m49", "area", "policy_domain", "n", "N", "share"]
    assert (world["area_m49"], world["area"], world["policy_domain"]) == ("001", "World", "_T")
    assert (int(world["n"]), int(world["N"])) == (n, total)
    assert len(rows) == len(area_names()) * len(POLICY_DOMAINS)


def test_both_formats_say_the_same(run: Run) -> None:
    table = list(csv.DictReader(io.StringIO(run("sdg1072", "aggregate", "--year", 2021).stdout)))
    data: list[dict[str, Any]] = json.loads(run("sdg1072", "aggregate", "--year", 2021, "--format", "json").stdout)

    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in data] == table


def test_what_cannot_be_computed_is_named_with_its_reason(run: Run) -> None:
    lines = run("sdg1072", "aggregate", "--year", 2019).stderr.splitlines()

    assert [line.split(" (")[0] for line in lines] == ["not computed: 514", "not computed: 515"]


def test_a_year_without_data_is_refused_with_those_that_have(run: Run) -> None:
    result = run("sdg1072", "aggregate", "--year", 2020)

    assert (result.exit_code, result.stderr) == (1, "Error: there are no data for 2020; there are for: 2019, 2021\n")


def test_every_area_with_a_name_has_countries() -> None:
    inside = members("m49")

    assert [code for code in area_names() if not inside[code]] == []


def test_the_example_worked_by_hand_in_the_documents_is_what_the_program_computes() -> None:
    table = re.findall(
        r"^\| (PD_\d) \|((?: *[012–] \|){5}) *(\d+) \| *(\d+) % \| *(\d) \|$", METHOD.read_text(), re.MULTILINE
    )
    items = {
        domain: [None if cell.strip() == "–" else int(cell) for cell in cells.strip(" |").split("|")]
        for domain, cells, *_ in table
    }
    scores = country_scores(items)
    overall = re.search(r"(\d+) of 60 half-points .*?= ([\d.]+) %.*?category (\d)", METHOD.read_text(), re.DOTALL)

    assert len(table) == 6
    for domain, _, half_points, percent, category in table:
        one = scores[domain]
        assert (one.half_points, int(one.percent), str(one.category)) == (int(half_points), int(percent), category)
    assert overall is not None
    assert scores["_T"].half_points == int(overall[1])
    assert round(float(scores["_T"].percent), 1) == float(overall[2])
    assert scores["_T"].category == int(overall[3])
