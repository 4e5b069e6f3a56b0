"""Findings by their meaning, with a small multilingual model that is an optional extra and works off line.

A publication is frozen, so its findings are read by the model once, by a command that the background worker starts and
never while a reader waits. What the model has not read is found by its words only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.library.search.vectors import encoded, in_one_thread, installed
from openmgi.publications.models import Publication
from openmgi.publications.search.entries import Entry

__all__ = ["Meanings", "installed", "is_unread"]

_FORM = "findings-meaning-1"
_MOST_CHARACTERS = 400
# Below this the model finds anything like anything: of questions on other subjects than migration none reaches it.
LEAST_LIKE = 0.25


def is_unread() -> bool:
    """Whether the model is installed and has not read all that is published now."""
    return installed() and bool(Meanings(Path(settings.INDEX_DIR)).missing(_published()))


def _published() -> Iterable[str]:
    return Publication.objects.current().values_list("sha256", flat=True)


@cache
def _numpy() -> Any:
    return import_module("numpy")


class Meanings:
    """What the model made of findings, one file for each publication. Derived data: deleting them loses nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FORM

    def missing(self, publications: Iterable[str]) -> list[str]:
        """Those of these publications that the model has not read."""
        return sorted(set(publications) - self._there())

    def put(self, publication: str, entries: Sequence[Entry]) -> None:
        """Have the model read the findings of a publication, each in the language in which it was written."""
        self.keep(publication, [one.key for one in entries], encoded([one.texts[one.languages[0]] for one in entries]))

    def keep(self, publication: str, keys: Sequence[str], rows: Any) -> None:
        """Keep what the model made of the findings of a publication: a row for each key."""
        numpy = _numpy()
        self._folder.mkdir(parents=True, exist_ok=True)
        new = self._folder / f"{publication}.{os.getpid()}.new"
        with new.open("wb") as file:
            numpy.savez(file, keys=numpy.array(keys), rows=rows.astype("float16"))
        new.replace(self._folder / f"{publication}.npz")

    def nearest(self, words: str, publications: Iterable[str], most: int) -> list[str]:
        """The keys of the findings whose meaning is like that of these words, the nearest first."""
        read = self._there()
        there = tuple(one for one in publications if one in read)
        if not there:
            return []
        keys, rows = _matrix(self._folder, there)
        meaning, numpy = _meaning_of(words[:_MOST_CHARACTERS]), _numpy()
        with in_one_thread():
            likeness = rows @ meaning
        near = numpy.flatnonzero(likeness >= LEAST_LIKE)
        # What is alike to four digits stays in the order of the publications, whatever else they say.
        return [keys[place] for place in near[numpy.argsort(-likeness[near].round(4), kind="stable")][:most]]

    def _there(self) -> set[str]:
        names = os.listdir(self._folder) if self._folder.exists() else []  # noqa: PTH208 - paths would take thrice as long
        return {name.removesuffix(".npz") for name in names if name.endswith(".npz")}


@lru_cache(maxsize=1)
def _matrix(folder: Path, publications: tuple[str, ...]) -> tuple[list[str], Any]:
    numpy = _numpy()
    files = [numpy.load(folder / f"{one}.npz") for one in publications]
    keys = [str(key) for file in files for key in file["keys"]]
    return keys, numpy.concatenate([file["rows"] for file in files]).astype("float32")


@lru_cache(maxsize=1024)
def _meaning_of(words: str) -> Any:
    return encoded([words])[0].astype("float32")
