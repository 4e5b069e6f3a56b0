"""Real Chromium, as Debian ships it, before a site that runs as it does for a person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import running_site

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens an address of the site in a window of its own; options are those of a browser's context."""
    with ExitStack() as windows:

        def open_address(address: str, **options: Any) -> Page:
            context = browser.new_context(**options)
            windows.callback(context.close)
            page = context.new_page()
            page.goto(site + address)
            return page

        yield open_address
