from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from django.utils import translation

from openmgi.publications.models import Draft, Publication

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).parents[1] / "fixtures" / "published_pages"
NAIROBI = PAGES / "en_nairobi_french_frame.txt"
VELMORA = PAGES / "odd_velmora_mixed_languages.txt"

Run = Callable[..., Result]


def printed(result: Result) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_json_prints_the_profile_and_stores_nothing(run: Run) -> None:
    result = run("import-profile", NAIROBI, "--json")

    assert result.exit_code == 0
    assert list(printed(result)) == [
        "title", "place", "level", "edition", "language", "introduction", "traceable", "domains", "warnings",
    ]  # fmt: skip
    assert printed(result)["place"] == {"name": "Nairobi City", "country": "KEN", "code": "KE-30"}
    assert (Draft.objects.count(), Publication.objects.count()) == (0, 0)


def test_without_options_it_prints_a_summary_and_keeps_a_draft(run: Run) -> None:
    result = run("import-profile", NAIROBI)
    draft = Draft.objects.get()

    assert result.exit_code == 0
    assert "place Nairobi City, country KEN, code KE-30" in result.stdout
    assert f"Kept as draft {draft.pk}." in result.stdout
    assert (draft.file_name, draft.page.place.code) == (NAIROBI.name, "KE-30")
    assert Publication.objects.count() == 0


def test_the_same_file_twice_is_one_draft(run: Run) -> None:
    run("import-profile", NAIROBI)
    run("import-profile", NAIROBI)

    assert Draft.objects.count() == 1


def test_a_draft_told_otherwise_does_not_replace_the_first(run: Run) -> None:
    run("import-profile", NAIROBI)
    run("import-profile", NAIROBI, "--edition", "2019")

    assert sorted(draft.page.edition or "" for draft in Draft.objects.all()) == ["2019", "2022-11"]


def test_publish_publishes_and_keeps_no_draft(run: Run) -> None:
    result = run("import-profile", NAIROBI, "--publish")
    publication = Publication.objects.get()

    assert result.exit_code == 0
    assert f"Published as ken-nairobi-city-2022-11, version 1 (SHA-256 {publication.sha256})" in result.stdout
    assert Draft.objects.count() == 0
    assert (publication.profile.source.file_name, len(publication.profile.source.file_sha256)) == (NAIROBI.name, 64)


def test_json_and_publish_together_print_only_json(run: Run) -> None:
    result = run("import-profile", NAIROBI, "--json", "--publish")

    assert printed(result)["edition"] == "2022-11"
    assert Publication.objects.count() == 1


def test_a_profile_that_is_published_needs_a_reason_to_be_replaced(run: Run) -> None:
    run("import-profile", NAIROBI, "--publish")
    refused = run("import-profile", NAIROBI, "--publish", "--title", "Another title")
    corrected = run("import-profile", NAIROBI, "--publish", "--title", "Another title", "--correction", "The title.")

    assert refused.exit_code == 1
    assert refused.stderr == (
        'Error: ken-nairobi-city-2022-11 is published already, as version 1. To replace it, say why: --correction "…"\n'
    )
    assert corrected.exit_code == 0
    assert [one.version for one in Publication.objects.order_by("version")] == [1, 2]


def test_a_profile_that_lacks_something_is_not_published_and_says_what(run: Run) -> None:
    result = run("import-profile", VELMORA, "--publish")

    assert result.exit_code == 1
    assert result.stderr == (
        "Error: the profile cannot be published without: its country (--country), its level (--level), and its date "
        "(--edition). Import the page again and give what is missing\n"
    )
    assert Publication.objects.count() == 0


def test_what_is_missing_may_be_given(run: Run) -> None:
    given = ("--country", "XXV", "--level", "national", "--edition", "2024-02")
    result = run("import-profile", VELMORA, "--publish", *given)

    assert result.exit_code == 0
    assert Publication.objects.get().slug == "xxv-2024-02"


@pytest.mark.parametrize(
    ("option", "value"),
    [("--edition", "last year"), ("--country", "Kenya"), ("--code", "somewhere"), ("--language", "English!")],
)
def test_a_value_that_cannot_be_is_refused_in_one_line(run: Run, option: str, value: str) -> None:
    result = run("import-profile", NAIROBI, option, value)

    assert result.exit_code == 1
    assert result.stderr == f"Error: {option} cannot be “{value}”\n"
    assert Draft.objects.count() == 0


def test_warnings_are_printed_with_their_line(run: Run) -> None:
    result = run("import-profile", PAGES / "en_kenya_gaps_crlf.txt")

    assert [line.strip() for line in result.stdout.splitlines() if "domain 3 (Partnerships)" in line] == [
        "warning, line 20: no findings of domain 3 (Partnerships)"
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("photo.txt", b"\xff\xd8\xff\xe0 JFIF \x00", "this is a JPEG file, although its name ends in .txt"),
        ("large.txt", b"x" * 50_000_000, "the file has 50 MB; at most 10 MB can be imported"),
        ("other.txt", b"A\nB\n", "none of the six domains is named; is this the page of a profile?"),
    ],
)
def test_wrong_input_gives_one_line_and_status_1(
    run: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = run("import-profile", file)
    where = f"{file}:2" if name == "other.txt" else str(file)

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {where}: {message}\n")
    assert (Draft.objects.count(), Publication.objects.count()) == (0, 0)


def test_a_person_reads_warnings_in_her_language(run: Run) -> None:
    with translation.override("fr"):
        result = run("import-profile", PAGES / "en_kenya_gaps_crlf.txt")

    assert "3 (Partenariats)" in result.stdout
    assert "no findings" not in result.stdout
