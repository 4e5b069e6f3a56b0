"""SDG 10.7.2 against the published figures and wording. The reference files are not part of this repository."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings

from openmgi.core.framework import Framework
from openmgi.library.editions import read_edition
from openmgi.library.sdg1072 import NOT_REPRODUCIBLE, aggregate, country_categories

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference data are not here: shared/reference")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_share_published_for_2019_is_reproduced() -> None:
    wanted = [row for row in rows(REFERENCE / "sdg1072_aggregates_2019.csv") if row["area_m49"] not in NOT_REPRODUCIBLE]
    found = {(one.area, one.policy_domain): one for one in aggregate(2019)}
    wrong = [
        (row["area"], row["policy_domain"], row["percent"])
        for row in wanted
        if abs(float(found[row["area_m49"], row["policy_domain"]].percent or 0) - float(row["percent"])) > 0.0501
    ]

    assert len(wanted) == 259
    assert wrong == []


def test_the_published_categories_are_kept_as_published() -> None:
    kept = {(one.m49, str(one.year), one.policy_domain): str(one.category or "") for one in country_categories()}
    wanted = {
        (row["m49"], row["year"], row["policy_domain"]): row["category_code"]
        for row in rows(REFERENCE / "sdg1072_country_scores.csv")
    }

    assert kept == wanted


def test_the_items_have_their_published_wording(framework: Framework) -> None:
    edition = read_edition(settings.DATA_DIR / "frameworks" / "sdg-10.7.2", framework)
    codebook = json.loads((REFERENCE / "sdg1072_codebook.json").read_text(encoding="utf-8"))
    items = {item["id"]: item["text"] for domain in codebook["domains"] for item in domain["sub_categories"]}

    assert [one.code for one in edition.indicators()] == list(items)
    for one in edition.indicators():
        question = one.question["en"].casefold().rstrip("?")
        assert question.endswith(items[one.code].casefold()), one.code


def test_half_points_are_the_official_answers(framework: Framework) -> None:
    edition = read_edition(settings.DATA_DIR / "frameworks" / "sdg-10.7.2", framework)
    points = [{option.half_points for option in one.answers} for one in edition.indicators()]

    assert points == [{0, 1, 2}] * 5 + [{0, 2}] * 25
