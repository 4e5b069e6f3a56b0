"""Take the pictures of docs/images from a site with the demonstration: `make screenshots`, then look at them."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Literal

import django
from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmgi.settings")
django.setup()

from tests.browser.conftest import CHROMIUM, sign_in
from tests.browser.site import VELMORA, running_site

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PICTURES: list[tuple[str, str, ViewportSize, Literal["light", "dark"]]] = [
    ("home", "/en/", DESKTOP, "light"),
    ("profile", "/en/profiles/ken-mombasa-2022-11/", DESKTOP, "light"),
    ("profile-arabic-dark", f"/ar/{VELMORA}", DESKTOP, "dark"),
    ("home-phone-french", "/fr/", PHONE, "light"),
]
WORKSPACE = "/en/account/login/?next=/en/work/3/topics/1/A/"  # the copy in which one answers


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        for name, address, viewport, scheme in PICTURES:
            context = browser.new_context(viewport=viewport, color_scheme=scheme)
            page = context.new_page()
            page.goto(site + address)
            page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png", full_page=False)
            context.close()
        page = browser.new_page(viewport=DESKTOP, color_scheme="light")
        page.goto(site + WORKSPACE)
        sign_in(page, "researcher")
        page.screenshot(path=ROOT / "docs" / "images" / "workspace.png", full_page=False)
        browser.close()


if __name__ == "__main__":
    main()
