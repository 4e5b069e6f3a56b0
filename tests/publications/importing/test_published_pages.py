"""Pages in the shapes in which profiles are published, each with what it should be read as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from openmgi.publications.importing.drafting import import_file

PAGES = Path(__file__).parents[2] / "fixtures" / "published_pages"
EXPECTED = sorted(PAGES.glob("*.expected.json"))


def page_of(expected: Path) -> Path:
    stem = expected.name.removesuffix(".expected.json")
    return next(file for file in PAGES.glob(f"{stem}.*") if file.suffix in {".txt", ".html"})


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda file: file.name.removesuffix(".expected.json"))
def test_a_page_is_read_as_a_person_would(expected: Path) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    found = import_file(page_of(expected), {})

    assert content(found.page.model_dump(mode="json")) == content(wanted)
    assert {doubt.code for doubt in found.reading.doubts + tuple(found.file.doubts)} == set(wanted["warnings_about"])


def test_there_are_pages_to_read() -> None:
    assert len(EXPECTED) == 16


def content(page: dict[str, Any]) -> dict[str, Any]:
    keys = ("title", "place", "level", "edition", "language", "introduction", "domains")
    return {key: page[key] for key in keys}


def test_a_printed_page_gives_what_the_web_page_gives() -> None:
    printed = content(import_file(PAGES / "page_en_printed.pdf", {}).page.model_dump(mode="json"))
    wanted = content(json.loads((PAGES / "page_en.expected.json").read_text(encoding="utf-8")))

    assert printed == wanted


def test_a_warning_about_a_printed_page_says_the_page() -> None:
    warnings = import_file(PAGES / "page_en_printed.pdf", {}).page.warnings

    assert [(warning.page, "ISO 3166-2" in warning.message) for warning in warnings][:2] == [(1, True), (3, False)]


LAYOUTS = sorted((PAGES / "layouts").glob("*.expected.json"))


@pytest.mark.parametrize("expected", LAYOUTS, ids=lambda file: file.name.removesuffix(".expected.json"))
def test_other_layouts_of_documents_prints_and_web_pages_are_read(expected: Path) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    page = import_file(expected.with_name(expected.name.removesuffix(".expected.json")), {}).page
    keys = ("title", "level", "edition", "language", "introduction")

    assert {key: getattr(page, key) for key in keys} == {key: wanted[key] for key in keys}
    assert [page.place.name, page.place.country] == wanted["place"]
    assert [one.model_dump(mode="json") for one in page.domains] == wanted["domains"]


def test_there_are_layouts_to_read() -> None:
    assert len(LAYOUTS) == 12
