"""What a tool can see of a page: the rules of axe-core (WCAG 2.2 AA), and whether the page fits its window."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


def check(page: Page) -> None:
    """The page as it is has no fault. Whatever is folded is unfolded first."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    if not page.evaluate("'axe' in window"):  # half a megabyte, which a page needs once
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", _OPTIONS)
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert found["passes"]


def check_in_every_look(page: Page) -> None:
    """The page has no fault on a phone and on a desk, by day and by night, and is never wider than its window."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            check(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
