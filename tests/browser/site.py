"""A site that is set up from nothing and served by the product's own command, for a browser to open."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The profile of the invented country, which is published in the month in which the site is set up.
VELMORA = f"profiles/xxv-{datetime.now(UTC):%Y-%m}/"


def environment_of(folder: Path, settings: str = "tests.browser.settings") -> dict[str, str]:
    """The environment in which the commands of the site in this folder run."""
    return {
        **os.environ,
        "OPENMGI_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": settings,
        "LC_ALL": "C.UTF-8",
    }


@contextmanager
def running_site(folder: Path, settings: str = "tests.browser.settings") -> Iterator[str]:
    """The address of the demonstration. `folder` holds its database."""
    environment = environment_of(folder, settings)
    command = [sys.executable, "-m", "openmgi"]
    for arguments in (["setup"], ["demo"]):
        subprocess.run([*command, *arguments], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "serve", "--port", str(port), "--workers", "1"],
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
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
