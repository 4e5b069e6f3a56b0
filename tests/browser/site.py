"""A site that is set up from nothing and served by the product's own command, for a browser to open."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The profile of the invented country, which is published in the month in which the site is set up.
VELMORA = f"profiles/xxv-{datetime.now(UTC):%Y-%m}/"
SETTINGS = "tests.browser.settings"


def environment_of(folder: Path, settings: str = SETTINGS) -> dict[str, str]:
    """The environment in which the commands of the site in this folder run."""
    return {
        **os.environ,
        "OPENMGI_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": settings,
        "LC_ALL": "C.UTF-8",
    }


@contextmanager
def running_site(folder: Path, settings: str = SETTINGS) -> Iterator[str]:
    """The address of the demonstration. `folder` holds its database."""
    environment = environment_of(folder, settings)
    _run(environment, "openmgi", "setup")
    _run(environment, "openmgi", "demo")
    with _served(environment) as address:
        yield address


@contextmanager
def portal_site(folder: Path) -> Iterator[str]:
    """The address of a site with the many profiles of `tests.browser.filling`."""
    environment, places = environment_of(folder), folder / "places"
    _run(environment, "openmgi", "setup")
    _run(environment, "tests.browser.filling", str(places))
    with _served(environment | {"OPENMGI_DATA": str(places / "data")}) as address:
        yield address


def _run(environment: dict[str, str], module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "openmgi", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/robots.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except OSError:  # refused, or too slow to answer yet
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
