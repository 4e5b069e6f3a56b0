"""The importer against a real page of IOM's portal. The page is not part of this repository."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

PAGE = Path(__file__).parents[3] / "shared" / "cases" / "igm-portal-page-mombasa-2022.txt"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason=f"the reference page is not here: {PAGE.name}")


def test_the_real_page_gives_the_profile_of_mombasa(run: Callable[..., Result]) -> None:
    result = run("import-profile", PAGE, "--json")
    profile = json.loads(result.stdout)

    assert result.exit_code == 0
    assert profile["title"] == "Migration Governance Profile: County of Mombasa"
    assert profile["place"] == {"name": "Mombasa", "country": "KEN", "code": "KE-28"}
    assert (profile["level"], profile["edition"], profile["language"]) == ("local", "2022-11", "en")
    assert [(len(one["well_developed"]), len(one["potential"])) for one in profile["domains"]] == [
        (3, 2), (3, 2), (3, 2), (2, 2), (3, 2), (2, 3),
    ]  # fmt: skip
    assert profile["warnings"] == []


def test_the_french_frame_is_no_part_of_the_profile(run: Callable[..., Result]) -> None:
    profile = json.loads(run("import-profile", PAGE, "--json").stdout)
    text = json.dumps(profile, ensure_ascii=False)

    assert profile["introduction"].startswith("This local Profile describes")
    assert [word for word in ("Cliquez", "indicateurs", "domaine", "Click the icons") if word in text] == []


def test_every_finding_is_a_whole_sentence(run: Callable[..., Result]) -> None:
    profile = json.loads(run("import-profile", PAGE, "--json").stdout)
    findings = [text for one in profile["domains"] for text in one["well_developed"] + one["potential"]]

    assert [text for text in findings if not text.endswith(".") or text.startswith("•") or "  " in text] == []
