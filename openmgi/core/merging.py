"""Three versions of what people wrote, field by field: what one saw, what one wrote, and what stands now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from openmgi.core.text import fingerprint

_SHORT = 12  # letters of a fingerprint that a form carries
_EMPTY = fingerprint("")[:_SHORT]

Field = TypeVar("Field", bound=str)


def mark(text: str) -> str:
    """What a form carries to say which version of a field its reader saw."""
    return fingerprint(text)[:_SHORT]


def marks(values: Mapping[Field, str], fields: Collection[Field]) -> dict[str, str]:
    """The mark of each field; of one that is not there, that of an empty one."""
    return {field: mark(values.get(field, "")) for field in fields}


@dataclass(frozen=True, slots=True)
class Conflict(Generic[Field]):
    """A field that somebody else changed meanwhile: what stands now, and what was to be written."""

    field: Field
    stands: str
    written: str


@dataclass(frozen=True, slots=True)
class Merge(Generic[Field]):
    """The fields to write, and those in conflict, which must not be overwritten silently."""

    changes: dict[Field, str]
    conflicts: tuple[Conflict[Field], ...]


def merge(stands: Mapping[Field, str], written: Mapping[Field, str], saw: Mapping[str, str]) -> Merge[Field]:
    """What to do with the fields that somebody wrote.

    stands: what is stored now. written: the fields that were sent. saw: for each, the mark of what the writer had
    before them; a field without a mark is compared with an empty one. A field is written when it stands as the writer
    saw it. When it does not, and says something else than what was written, it is a conflict.
    """
    changes: dict[Field, str] = {}
    conflicts = []
    for field, text in written.items():
        now, seen = stands.get(field, ""), saw.get(field, _EMPTY)
        if text == now or seen == mark(text):
            continue  # nothing new, or the writer has not touched it
        if seen == mark(now):
            changes[field] = text
        else:
            conflicts.append(Conflict(field, now, text))
    return Merge(changes, tuple(conflicts))
