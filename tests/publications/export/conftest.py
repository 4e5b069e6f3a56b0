from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from openmgi.publications.actions import publish
from openmgi.publications.export.writing import Export, export_site
from openmgi.publications.models import Publication

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
