"""Accounts in real Chromium: joining, codes and passkeys work, and no page has a fault that a tool can see."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.accounts.people import PASSWORD, code_of
from tests.browser.faults import check, check_in_every_look
from tests.browser.site import ROOT, environment_of, running_site

pytestmark = pytest.mark.browser

FOR_ALL = ["login/", "signup/", "password/reset/", "join/nothing/"]
FOR_PEOPLE = ["", "password/", "logout/", "second-factor/", "second-factor/app/activate/", "passkeys/add/", "passkeys/"]


@dataclass
class Site:
    """A site with Amina and Bilal, and the path of an invitation."""

    address: str
    folder: Path

    def command(self, *arguments: str, typed: str = "") -> str:
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "openmgi", *arguments],
            cwd=ROOT,
            env=environment_of(self.folder, "openmgi.settings"),
            input=typed,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with running_site(folder, "openmgi.settings") as address:
        found = Site(address.replace("127.0.0.1", "localhost"), folder)  # a passkey is for a name, not for a number
        for name in ("amina", "bilal"):
            found.command("user", "add", f"{name}@example.org", "--name", name.title(), typed=f"{PASSWORD}\n")
        yield found


@pytest.fixture
def faults() -> list[str]:
    """What the console of the browser complained about."""
    return []


@pytest.fixture
def window(browser: Browser, faults: list[str]) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()


@pytest.fixture(scope="module")
def amina(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Amina's browser, in which she has just shown that it is she."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, site, "amina")
    page.goto(f"{site.address}/en/account/passkeys/add/")
    prove(page)
    page.close()
    yield context
    context.close()


def sign_in(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.address}/en/account/login/")
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def prove(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("address", FOR_ALL)
def test_a_page_for_all_has_no_fault(window: Page, site: Site, address: str, language: str) -> None:
    window.goto(f"{site.address}/{language}/account/{address}")

    check_in_every_look(window)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("address", FOR_PEOPLE)
def test_a_page_of_a_person_has_no_fault(amina: BrowserContext, site: Site, address: str, language: str) -> None:
    faults: list[str] = []
    page = amina.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{site.address}/{language}/account/{address}")

    assert page.url.endswith(f"/account/{address}")
    check_in_every_look(page)
    assert faults == []
    page.close()


def test_an_invited_person_joins(window: Page, site: Site, faults: list[str]) -> None:
    link = site.command("user", "invite", "chen@example.org", "--name", "Chen")
    window.goto(site.address + link.removeprefix("http://127.0.0.1:8000"))
    check(window)
    window.get_by_label("Your name").fill("Chen Li")
    window.get_by_label("Password", exact=True).fill("short")
    window.get_by_label("Password, once more").fill("short")
    window.get_by_role("button", name="Join").click()
    check(window)
    window.get_by_label("Password", exact=True).fill(PASSWORD)
    window.get_by_label("Password, once more").fill(PASSWORD)
    window.get_by_role("button", name="Join").click()
    window.wait_for_url("**/en/work/")

    assert window.locator(".site-header bdi").inner_text() == "Chen Li"
    assert faults == []
    window.get_by_role("button", name="Sign out").click()
    window.wait_for_url("**/en/")
    assert window.get_by_role("link", name="Sign in").is_visible()


def test_a_passkey_is_added_and_lets_in_alone(window: Page, site: Site, faults: list[str]) -> None:
    protocol = window.context.new_cdp_session(window)
    protocol.send("WebAuthn.enable")
    protocol.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    sign_in(window, site, "bilal")
    window.goto(f"{site.address}/en/account/passkeys/add/")
    prove(window)
    window.get_by_label("Name of this passkey").fill("Blue phone")
    window.get_by_role("button", name="Add a passkey").click()
    window.wait_for_url("**/recovery-codes/")
    check(window)
    window.goto(f"{site.address}/en/account/passkeys/")
    assert "Blue phone" in window.locator(".rows").inner_text()
    check(window)
    window.get_by_role("button", name="Sign out").click()
    window.goto(f"{site.address}/en/account/login/")
    window.get_by_role("button", name="Sign in with a passkey").click()
    window.wait_for_url("**/en/work/")

    assert window.locator(".site-header bdi").inner_text() == "Bilal"
    window.get_by_role("button", name="Sign out").click()
    sign_in(window, site, "bilal")
    check(window)
    window.get_by_role("button", name="Use a passkey").click()
    window.wait_for_url("**/en/work/")
    assert faults == []


def test_an_app_is_set_up_and_asked_for(window: Page, site: Site, faults: list[str]) -> None:
    site.command("user", "add", "eve@example.org", "--name", "Eve", typed=f"{PASSWORD}\n")
    sign_in(window, site, "eve")
    window.goto(f"{site.address}/en/account/second-factor/app/activate/")
    prove(window)
    picture = window.locator("img.scan")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = window.locator(".secret").inner_text()
    window.get_by_label("Type the code").fill(code_of(secret))
    window.get_by_role("button", name="Switch it on").click()
    window.wait_for_url("**/recovery-codes/")
    recovery = window.locator(".codes li").first.inner_text()
    window.get_by_role("button", name="Sign out").click()
    sign_in(window, site, "eve")
    window.get_by_label("Code from your app").fill(recovery)
    window.get_by_role("button", name="Sign in", exact=True).click()
    window.wait_for_url("**/en/work/")

    assert faults == []
