"""Every kind of page on which one learns from many profiles has no fault that axe-core knows (WCAG 2.2 AA)."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.faults import DESKTOP, check_in_every_look
from tests.browser.portal import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_to_learn_from_has_no_accessibility_fault(open_portal: Open, kind: str, language: str) -> None:
    page = open_portal(f"/{language}/{PAGES[kind]}", viewport=DESKTOP)

    check_in_every_look(page)
