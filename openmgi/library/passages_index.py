"""The index of passages of this machine, kept up with the database: it may lag behind or be deleted, and loses nothing.

Each machine has its own. Whoever searches brings it up to date first, where a document was read or corrected since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from openmgi.core.passages import cut
from openmgi.library.models import Document, Edition, Place, Version
from openmgi.library.pages import specs
from openmgi.library.search.entries import NO_PLACE, Filters, Source
from openmgi.library.search.index import PassageIndex, Writing
from openmgi.library.search.vectors import Vectors, installed


@lru_cache(maxsize=1)
def _index_in(folder: Path) -> PassageIndex:
    return PassageIndex(folder)


def index() -> PassageIndex:
    """The index, up to date."""
    catch_up()
    return _index_in(Path(settings.INDEX_DIR))


def filters_for(place: Place | None, *, with_placeless: bool = True, **more: object) -> Filters:
    """The documents of a place and those of no place, restricted ones too."""
    places = ([str(place.pk)] if place else []) + ([NO_PLACE] if with_placeless else [])
    return Filters(places=places, with_restricted=True, **more)  # type: ignore[arg-type] # fields of it


def catch_up() -> int:
    """Put in what has been read or corrected since, and take out what is gone; how many documents that were."""
    state = _state()
    if _noted().get("state") == state:
        return 0
    return _write(state)


def rebuild() -> int:
    """Make the index anew; how many passages it has."""
    _index_in(Path(settings.INDEX_DIR)).delete()
    _notes().unlink(missing_ok=True)
    catch_up()
    return _index_in(Path(settings.INDEX_DIR)).size


def _write(state: str) -> int:
    with _index_in(Path(settings.INDEX_DIR)).writing() as writing:
        known: Mapping[str, str] = _noted().get("documents", {})  # read anew: somebody else may have written meanwhile
        wanted = _wanted()
        for document in known.keys() - wanted.keys():
            writing.remove(document)
            Vectors(Path(settings.INDEX_DIR)).remove(document)
        changed = [document for document, stamp in wanted.items() if known.get(document) != stamp]
        for document in changed:
            _put(writing, int(wanted[document].partition(" ")[0]))
    _notes().write_text(json.dumps({"state": state, "documents": wanted}))
    return len(changed) + len(known.keys() - wanted.keys())


def _put(writing: Writing, version_pk: int) -> None:
    version = Version.objects.select_related("document", "file").get(pk=version_pk)
    document = version.document
    source = Source(
        document=str(document.pk),
        version=str(version.pk),
        place=str(document.place_id) if document.place_id else NO_PLACE,
        kind=document.kind,
        language=document.language,
        title=document.title,
        adopted=document.adopted,
        is_restricted=document.is_restricted,
    )
    passages = cut(specs(version.file))
    writing.replace(source, passages)
    meanings = vectors()
    if meanings is not None and document.language not in _languages_of_terms():
        meanings.replace(source, passages)


def vectors() -> Vectors | None:
    """The meanings of passages in languages without search terms; None where the model is not installed."""
    return Vectors(Path(settings.INDEX_DIR)) if installed() else None


def _languages_of_terms() -> set[str]:
    """The languages in which every edition has search terms; there, words find better than meaning does."""
    known = [set(edition.spec.languages) for edition in Edition.objects.all()]
    return set.intersection(*known) if known else set()


def _notes() -> Path:
    """What the index holds, as it was when it was written last."""
    return Path(settings.INDEX_DIR) / "documents.json"


def _noted() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(_notes().read_text())
    except (OSError, ValueError):
        return {}
    return found


def _state() -> str:
    """Another text whenever a document was read, corrected or taken away."""
    read = Version.objects.exclude(settled_at=None).aggregate(Count("pk"), Max("settled_at"))
    documents = Document.objects.aggregate(Count("pk"), Max("changed_at"))
    return " ".join(str(one) for one in [*read.values(), *documents.values()])


def _wanted() -> dict[str, str]:
    """Document → its newest version that has been read, and when its data were changed last."""
    rows = Version.objects.exclude(settled_at=None).order_by("number")
    return {
        str(document): f"{pk} {changed_at.timestamp()}"
        for document, pk, changed_at in rows.values_list("document", "pk", "document__changed_at")
    }
