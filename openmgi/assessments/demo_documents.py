"""The invented countries of the demonstration with their documents, and where words stand in these."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from openmgi.assessments.demo_story import Passage, ToldPlace
from openmgi.assessments.evidence import seek
from openmgi.core.quotes import Anchor
from openmgi.library.actions.documents import About, Upload, add_document
from openmgi.library.models import Place, Version
from openmgi.library.reading import read_version


def documents_folder() -> Path:
    return Path(settings.DATA_DIR) / "demo" / "documents"


def invented_place(told: ToldPlace) -> Place:
    """The country that does not exist, as it is told or as it has been since."""
    place, _is_new = Place.objects.get_or_create(
        code=told.code,
        defaults={
            "level": told.level,
            "country": told.country,
            "name": told.name,
            "country_name": told.name,
            "is_invented": True,
        },
    )
    return place


def file_documents(place: Place, folder: Path | None = None) -> None:
    """File the documents for this place, and read at once what is not read yet; what is there is left alone.

    folder: where the documents are with their list; without it, those of the story.
    """
    folder = folder or documents_folder()
    listed = yaml.safe_load((folder / "list.yaml").read_text(encoding="utf-8"))["documents"]
    there = _versions(place)
    for one in listed:
        version = there.get(one["title"]) or _filed(place, one, folder)
        if version.file.state != "ready":
            read_version(version.pk)


def _versions(place: Place) -> dict[str, Version]:
    """The documents of a place as they were filed, by their title."""
    found = Version.objects.filter(document__place=place, number=1).select_related("file", "document")
    return {one.document.title: one for one in found}


def _filed(place: Place, told: dict[str, Any], folder: Path) -> Version:
    about = About(**{name: value for name, value in told.items() if name != "file"})
    return add_document(place=place, about=about, upload=Upload.of(folder / told["file"]), by=None).current


class Shelf:
    """The documents of one place, each read once."""

    def __init__(self, place: Place) -> None:
        self._versions = _versions(place)

    def version(self, title: str) -> Version:
        """The document with this title, as it was filed."""
        return self._versions[title]

    def find(self, passage: Passage) -> tuple[Version, Anchor]:
        """Where the words of a passage stand."""
        version = self.version(passage.title)
        key = (version.file_id, passage.words)
        if key not in _FOUND:
            _FOUND[key] = seek(version, text=passage.words).anchors[0]
        return version, _FOUND[key]


_FOUND: dict[tuple[str, str], Anchor] = {}  # the same words stand at the same place in every copy of a document
