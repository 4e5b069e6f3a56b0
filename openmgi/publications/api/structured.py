"""What the page on open data says of itself to search engines for data sets, in the vocabulary schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.publications.bulk.describing import FOLDER, whole
from openmgi.publications.bulk.files import FILES
from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.citing import facts, licences


def data_catalogue(shelf: Shelf, address: str, files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The catalogue with the data set of everything. files: the name of each with what it holds, as readers see it."""
    publisher = {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_ADDRESS}
    shared = {
        "description": _(
            "Only published profiles are read. Places are never ranked: lists are in alphabetical order or in that of "
            "codes, and nothing has a total over questions or a position. Places that do not exist are marked as "
            "invented and are never counted together with real ones."
        ),
        "url": address,
        "creditText": whole(shelf),
        "isAccessibleForFree": True,
        **_known(shelf),
    }
    dataset = {
        "@type": "Dataset",
        "@id": f"{settings.SITE_ADDRESS}/{FOLDER}/",
        "name": f"{settings.SITE_NAME}: {_('Open data')}",
        "creator": publisher,
        "distribution": [_download(name, says) for name, says in files],
        **shared,
    }
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": f"{settings.SITE_NAME}: {_('Open data')}",
        "inLanguage": get_language(),
        "publisher": publisher,
        "dataset": [dataset],
        **shared,
    }


def _known(shelf: Shelf) -> dict[str, Any]:
    """The licences that are stated, and the day of the last change; what is not known is left out."""
    told: dict[str, Any] = {}
    if stated := licences(facts(shelf.publications).values()):
        told["license"] = stated
    if shelf.changed_at:
        told["dateModified"] = shelf.changed_at.date().isoformat()
    return told


def _download(name: str, says: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": says,
        "encodingFormat": FILES[name].media_type.partition(";")[0],
        "contentUrl": f"{settings.SITE_ADDRESS}/{FOLDER}/{name}",
    }
