from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from openmgi import __version__

ROOT = Path(__file__).parents[1]
Run = Callable[..., Result]


def openmgi(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as it is installed, in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "openmgi", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        check=False,
    )


@pytest.fixture
def fresh(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine on which nothing was set up."""
    return {"OPENMGI_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'fresh.sqlite3'}"}


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"openmgi, version {__version__}\n"


def test_a_framework_that_cannot_be_read_is_one_line(run: Run, settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture takes any setting
    folder = tmp_path / "frameworks" / "broken"
    folder.mkdir(parents=True)
    (folder / "framework.yaml").write_text("- no keys\n")
    result = run("framework", "load")

    assert (result.exit_code, result.stderr) == (1, f"Error: {folder / 'framework.yaml'}: expected keys and values\n")


def test_djangos_own_commands_are_at_hand(run: Run) -> None:
    assert run("django", "check").exit_code == 0


def test_a_database_that_is_not_set_up_is_one_line(fresh: dict[str, str]) -> None:
    result = openmgi("publication", "list", **fresh)

    assert result.returncode == 1
    assert result.stderr.startswith("The database cannot be used (no such table")
    assert result.stderr.endswith("First run: openmgi setup\n")
    assert result.stderr.count("\n") == 1


def test_a_setting_that_cannot_be_stops_the_program(fresh: dict[str, str]) -> None:
    result = openmgi("publication", "list", OPENMGI_DEBUG="perhaps", **fresh)

    assert result.returncode == 1
    assert "OPENMGI_DEBUG must be yes or no, not 'perhaps'" in result.stderr


def test_a_profile_is_read_before_anything_is_set_up(fresh: dict[str, str]) -> None:
    page = ROOT / "tests" / "fixtures" / "published_pages" / "fr_dakar_number_prefixes.txt"
    result = openmgi("import-profile", str(page), "--json", **fresh)

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("locale", "message"),
    [("fr_FR.UTF-8", "le fichier est vide"), ("es", "el archivo está vacío"), ("pt_BR.UTF-8", "the file is empty")],
)
def test_the_command_speaks_the_language_of_the_keyboard(
    fresh: dict[str, str], tmp_path: Path, locale: str, message: str
) -> None:
    (tmp_path / "empty.txt").touch()
    result = openmgi("import-profile", str(tmp_path / "empty.txt"), LC_ALL=locale, **fresh)

    assert result.stderr == f"Error: {tmp_path / 'empty.txt'}: {message}\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(fresh: dict[str, str]) -> Iterator[str]:
    """A site that was set up from nothing and is served. The demonstration of `make run` has tests of its own."""
    assert openmgi("setup", **fresh).returncode == 0
    port = free_port()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "openmgi", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env={**os.environ, **fresh},
        stdout=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=20)


def fetch(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - our own address
                return str(response.read().decode())
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")


def test_a_fresh_machine_is_set_up_and_served(served: str, tmp_path: Path) -> None:
    page = fetch(f"{served}/en/domains/1/")
    style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]

    assert "Migrants’ rights" in page
    assert "--domain-1" in fetch(served + style)
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_what_is_served_names_the_address_at_which_it_is_served(served: str) -> None:
    told = json.loads(fetch(f"{served}/data/bulk/datapackage.json"))

    assert (told["homepage"], told["sources"][0]["path"]) == (served, served)
