"""The cast: a framework that is loaded, two profiles of the demonstration, and a page as a person would paste it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from openmgi.cli import openmgi
from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.profile import Profile
from openmgi.library.actions.loading import load_framework
from openmgi.library.editions import edition_folders, read_edition
from openmgi.library.frameworks import framework_folders, read_framework
from openmgi.publications.actions import publish
from openmgi.publications.demo import demo_files, read_demo
from openmgi.publications.models import Publication

FIXTURES = Path(__file__).parent / "fixtures"

# Two slow cores: a deadline would say more about the machine than about the product.
_ALWAYS: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("house", **_ALWAYS)
# A build must give the same answer twice; new examples are tried at the desk.
hypothesis_settings.register_profile("ci", derandomize=True, **_ALWAYS)
# `HYPOTHESIS_PROFILE=long make test` looks further.
hypothesis_settings.register_profile("long", max_examples=3000, **_ALWAYS)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "house"))


def pytest_collection() -> None:
    """What is loaded before the first test stays to the end: nothing in it is looked through for garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Pages name their style sheet by its hash, so it has to be collected once.

    Each test client is a server of its own: it may look for a file when it is asked for it, not for all at the start.
    """
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(scope="session")
def library_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


_numbers = count()


@pytest.fixture(autouse=True)
def own_library(library_root: Path) -> None:
    """Each test has files and an index of its own; the folders are made when something is put into them."""
    own = library_root / str(next(_numbers))
    settings.VAR_DIR, settings.DOCUMENTS_DIR, settings.INDEX_DIR = own, own / "documents", own / "index"


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> None:
    """A good hash takes its time; in tests nobody guesses."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English, whatever language the last one left behind."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The framework of the data folder."""
    return read_framework(framework_folders()[0])


@pytest.fixture(scope="session")
def reference_sets(framework: Framework) -> dict[str, Edition]:
    """The editions of the data folder by their code."""
    return {folder.name: read_edition(folder, framework) for folder in edition_folders()}


@pytest.fixture
def loaded(db: None, framework: Framework) -> None:
    """A database in which the framework is loaded, as after `openmgi setup`."""
    load_framework(spec=framework)


@pytest.fixture(scope="session")
def demo_profiles(framework: Framework) -> dict[str, Profile]:
    """Profiles as the demonstration tells them, by the name of their file; that of Velmora has no trace."""
    files = [*demo_files(), FIXTURES / "velmora.yaml"]
    return {file.stem: read_demo(file, framework) for file in files}


@pytest.fixture
def mombasa(loaded: None, demo_profiles: dict[str, Profile]) -> Publication:
    """A local profile in English, French and Spanish, published."""
    return publish(profile=demo_profiles["mombasa"], by="Amina")


@pytest.fixture
def velmora(loaded: None, demo_profiles: dict[str, Profile]) -> Publication:
    """A national profile of an invented country in four languages, published."""
    return publish(profile=demo_profiles["velmora"], by="Amina")


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who reads the public site."""
    return client


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs `openmgi` as a person would, with standard output and errors apart."""
    runner = CliRunner()

    def run_openmgi(*arguments: object) -> Result:
        return runner.invoke(openmgi, [str(argument) for argument in arguments])

    return run_openmgi
