"""Groups of places: loaded and removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from openmgi.core.areas import Area
from openmgi.library.models import PlaceGroup


class UnknownGroupError(Exception):
    """There is no such group."""


@transaction.atomic
def load_groups(*, groups: Sequence[Area], restore: bool = True) -> list[PlaceGroup]:
    """Store the groups, or bring the stored ones up to date. Returns those that are new or changed.

    restore: whether one that was removed comes back.
    """
    done = [_load(one, order, restore=restore) for order, one in enumerate(groups)]
    return [one for one in done if one is not None]


def _load(group: Area, order: int, *, restore: bool) -> PlaceGroup | None:
    told = _columns(group, order)
    stored = PlaceGroup.objects.select_for_update().filter(code=group.name, as_of=group.as_of).first()
    if stored is None:
        return PlaceGroup.objects.create(code=group.name, as_of=group.as_of, changed_at=timezone.now(), **told)
    if stored.is_removed and not restore:
        return None
    if not stored.is_removed and all(getattr(stored, name) == value for name, value in told.items()):
        return None
    for name, value in {**told, "is_removed": False, "changed_at": timezone.now()}.items():
        setattr(stored, name, value)
    stored.save()
    return stored


def _columns(group: Area, order: int) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "title": group.title,
        "names": group.names,
        "source": group.source,
        "countries": sorted(group.countries),
        "places": sorted(group.places),
        "order": order,
    }


@transaction.atomic
def remove_group(*, code: str, as_of: str = "") -> list[PlaceGroup]:
    """Take a group away: at one day, or at every day that it has. Raises UnknownGroupError."""
    gone = list(PlaceGroup.objects.select_for_update().named(code, as_of))
    if not gone:
        raise UnknownGroupError(code)
    now = timezone.now()
    for one in gone:
        one.is_removed, one.changed_at = True, now
        one.save(update_fields=["is_removed", "changed_at"])
    return gone
