"""Documents of a site whose background workers will be killed, and what its database holds of them afterwards."""

from __future__ import annotations

from typing import Any

from django_q.models import OrmQ

from openmgi.library.actions.documents import About, Upload, add_document
from openmgi.library.models import File, Page, Version


def add(count: int) -> dict[str, Any]:
    """File so many documents, each of which waits to be read."""
    for number in range(count):
        text = f"Article {number}. Everyone has access to emergency health care, and nobody asks for papers.\n" * 40
        about = About(title=f"Law {number}", kind="law")
        add_document(place=None, about=about, upload=Upload(f"{number}.txt", [text.encode()]), by=None)
    return {"added": count}


def held() -> dict[str, Any]:
    """How far each file is."""
    states = list(File.objects.values_list("state", flat=True))
    return {
        "files": {state: states.count(state) for state in set(states)},
        "pages": Page.objects.count(),
        "settled": Version.objects.exclude(settled_at=None).count(),
        "queued": OrmQ.objects.count(),
    }
