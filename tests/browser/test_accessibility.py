"""Every kind of page × language × colour scheme × size has no fault that axe-core knows (WCAG 2.2 AA)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "about": "about/",
    "domain": "domains/2/",
    "profiles": "profiles/",
    "profile in four languages": "profiles/xxv-2025-03/",
    "profile in three languages": "profiles/ken-mombasa-2022-11/",
    "version of a profile": "profiles/xxv-2025-03/v1/",
    "frameworks": "frameworks/",
    "edition": "frameworks/openmgi-national-1/",
    "topic": "frameworks/openmgi-local-1/domains/1/A/",
    "indicator": "frameworks/openmgi-national-1/indicators/1.A1/",
    "search in an edition": "frameworks/openmgi-national-1/search/?q=la",
    "by objective": "frameworks/openmgi-national-1/global-compact/",
    "page not found": "nothing/",
    "fault of ours": "broken/",
}
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_no_accessibility_fault(open_page: Open, kind: str, size: str, scheme: str, language: str) -> None:
    page = open_page(f"/{language}/{PAGES[kind]}", viewport=SIZES[size], color_scheme=scheme)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})

    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found.response["violations"]] == []
    assert found.response["passes"]
