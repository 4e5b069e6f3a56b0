from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from lxml import html
from pytest_django.plugin import DjangoDbBlocker

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.profile import Profile
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.publications.actions import publish
from openmgi.publications.export.writing import Export, export_site
from openmgi.publications.models import Publication
from tests.publications.report.conftest import WHOLE
from tests.traced import traced_profile

ADDRESS = "https://migration.example.org/world"

Write = Callable[..., Export]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the site is written."""
    return tmp_path / "site"


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes the site into the folder."""

    def write_site(**options: bool) -> Export:
        return export_site(folder, ADDRESS, **options)

    return write_site


@pytest.fixture(scope="session")
def whole_site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    framework: Framework,
    reference_sets: dict[str, Edition],
    demo_profiles: dict[str, Profile],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder to look at, with Mombasa, Westria and its annex, and the thirty items; nobody changes it."""
    folder = tmp_path_factory.mktemp("whole")
    settings.VAR_DIR, settings.INDEX_DIR = folder, folder / "index"
    with django_db_blocker.unblock(), transaction.atomic():
        load_framework(spec=framework)
        load_edition(spec=reference_sets["sdg-10.7.2"])
        for profile in (demo_profiles["mombasa"], traced_profile(**WHOLE)):
            publish(profile=profile, by="Amina")
        export_site(folder / "site", ADDRESS)
        transaction.set_rollback(True)
    return folder / "site"


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file by its path below the folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def page_in(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_bytes())


def corrected(publication: Publication) -> Publication:
    profile = publication.profile
    source = profile.source.model_copy(update={"publisher": "The printing office"})
    return publish(profile=profile.model_copy(update={"source": source}), by="Amina", correction="The publisher.")
