"""Documents of an invented country, for the demonstration, and what the first answers quote of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from openmgi.assessments.actions.quoting import Place as QuotePlace
from openmgi.assessments.actions.quoting import quote_document
from openmgi.assessments.evidence import seek
from openmgi.assessments.permissions import Access
from openmgi.core.edition import Indicator
from openmgi.library.actions.documents import About, Upload, add_document
from openmgi.library.models import Document, Place, Version
from openmgi.library.reading import read_version

_KNOWN = ("title", "kind", "language", "adopted", "in_force")


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "demo" / "documents"


def _told(place: Place) -> list[dict[str, Any]]:
    """What the list says of the documents of this place."""
    told = yaml.safe_load((_folder() / "list.yaml").read_text(encoding="utf-8"))
    return list(told["documents"]) if told["place"] == place.code else []


def file_documents(place: Place) -> None:
    """File the documents of this place and read them at once; those that are there are left alone."""
    for one in _told(place):
        if not Document.objects.filter(place=place, title=one["title"]).exists():
            about = About(**{name: one[name] for name in _KNOWN if name in one})
            upload = Upload.of(_folder() / one["file"])
            read_version(add_document(place=place, about=about, upload=upload, by=None).current.pk)


def quote_documents(access: Access, indicator: Indicator) -> bool:
    """Quote for an indicator what the list says; False where it says nothing."""
    place = access.assessment.place
    found = False
    for one in _told(place):
        words = one.get("quotes", {}).get(indicator.code)
        if words:
            version = Version.objects.get(document__place=place, document__title=one["title"], number=1)
            anchor = seek(version, text=words).anchors[0]
            quote_document(access=access, indicator=indicator, coding="first", at=QuotePlace(version, anchor))
            found = True
    return found
