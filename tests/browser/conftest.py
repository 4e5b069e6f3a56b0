"""Real Chromium, as Debian ships it, before a site that runs as it does for a person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, StorageState, expect, sync_playwright

from openmgi.assessments.demo import PASSWORD, address
from tests.browser.desk import Desk, desk_at
from tests.browser.site import portal_site, running_site

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

Open = Callable[..., Page]
SignedIn = Callable[[str], StorageState]

expect.set_options(timeout=20_000)  # two slow cores


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    with running_site(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def desk(site: str, site_folder: Path) -> Iterator[Desk]:
    """Does inside the site what a browser need not do itself. Eve is there too, a second researcher."""
    with desk_at(site_folder) as found:
        found.person("eve", "Eve Researcher")
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with many profiles to explore, and nobody who works in it."""
    with portal_site(tmp_path_factory.mktemp("portal")) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens an address of the site in a window of its own; options are those of a browser's context.

    No script may fail, and none may ask for what our policy forbids.
    """
    with _windows(browser, site) as opened:
        yield opened


@pytest.fixture
def open_portal(browser: Browser, portal: str) -> Iterator[Open]:
    """The same, on the site with many profiles."""
    with _windows(browser, portal) as opened:
        yield opened


@contextmanager
def _windows(browser: Browser, site: str) -> Iterator[Open]:
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    with ExitStack() as windows:

        def open_address(address: str, **options: Any) -> Page:
            context = browser.new_context(**options)
            windows.callback(context.close)
            context.on("weberror", lambda error: faults.append(str(error.error)))
            context.on("console", note)
            page = context.new_page()
            page.goto(site + address)
            return page

        yield open_address
    assert faults == []


@pytest.fixture(scope="session")
def signed_in(browser: Browser, site: str) -> SignedIn:
    """What a browser keeps in which somebody of the demonstration has signed in; each signs in once."""
    kept: dict[str, StorageState] = {}

    def state_of(name: str) -> StorageState:
        if name not in kept:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{site}/en/account/login/")
            sign_in(page, name)
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return state_of


@pytest.fixture
def open_as(open_page: Open, signed_in: SignedIn) -> Open:
    """Opens an address of the site in a window of its own, in which this person has signed in."""

    def open_for(name: str, address: str, **options: Any) -> Page:
        return open_page(address, storage_state=signed_in(name), **options)

    return open_for


def sign_in(page: Page, name: str) -> None:
    """On the page for it, as somebody of the demonstration."""
    page.get_by_label("E-mail address").fill(address(name))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
