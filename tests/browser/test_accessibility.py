"""Every kind of page × language × colour scheme × size has no fault that axe-core knows (WCAG 2.2 AA)."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.faults import DESKTOP, check_in_every_look
from tests.browser.site import VELMORA

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "about": "about/",
    "domain": "domains/2/",
    "profiles": "profiles/",
    "profile in four languages": VELMORA,
    "profile in three languages": "profiles/ken-mombasa-2022-11/",
    "version of a profile": f"{VELMORA}v1/",
    "what a profile says of SDG 10.7.2": "sdg-10-7-2/XXA/",
    "frameworks": "frameworks/",
    "edition": "frameworks/openmgi-national-1/",
    "topic": "frameworks/openmgi-local-1/domains/1/A/",
    "indicator": "frameworks/openmgi-national-1/indicators/1.A1/",
    "search in an edition": "frameworks/openmgi-national-1/search/?q=la",
    "by objective": "frameworks/openmgi-national-1/global-compact/",
    "page not found": "nothing/",
    "fault of ours": "broken/",
}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_no_accessibility_fault(open_page: Open, kind: str, language: str) -> None:
    page = open_page(f"/{language}/{PAGES[kind]}", viewport=DESKTOP)

    check_in_every_look(page)
