"""Writes the folder: what is made from something else than last time is made anew, the rest is left as it is."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections

from openmgi.publications.export import manifest
from openmgi.publications.export.addresses import Planned
from openmgi.publications.export.links import Site, file_of
from openmgi.publications.export.making import addresses_of_the_folder, content
from openmgi.publications.export.manifest import Entry
from openmgi.publications.export.plan import assets, planned, search_pages
from openmgi.publications.portal.current import held

_BULK = "/data/bulk/"
_SHARES = 4  # for each process at least, so that none waits long for another
_TOGETHER = 60  # addresses that one process makes in a row; pages of one profile share what was parsed for them


@dataclass(frozen=True, slots=True)
class Export:
    """What was done: how many files were written, left as they were, and taken away."""

    written: int
    kept: int
    removed: int


def export_site(folder: Path, base_url: str, *, reports: bool = False, workers: int = 1) -> Export:
    """Bring the folder up to date with what is published. Raises ForeignFolderError."""
    before = manifest.read(folder)
    if not before:
        manifest.write(folder, base_url, {})  # so that the folder is known as ours where this is interrupted
    with addresses_of_the_folder(base_url):
        plan = planned(base_url, reports=reports)
        files = assets()
        site = Site(base_url, frozenset(one.address for one in plan) | frozenset(files), frozenset(search_pages()))
        kept, due = _sorted_out(folder, plan, before)
        now = kept | _written(folder, site, due, workers)
    now |= _copied(folder, files, before)
    gone = before.keys() - now.keys()
    manifest.write(folder, base_url, now)
    _remove(folder, gone)
    unchanged = sum(before.get(name) == one for name, one in now.items())
    return Export(len(now) - unchanged, unchanged, len(gone))


def _sorted_out(
    folder: Path, plan: Iterable[Planned], before: Mapping[str, Entry]
) -> tuple[dict[str, Entry], list[Planned]]:
    """What can stay as it is, and what has to be made."""
    kept, due = {}, []
    for one in plan:
        name = file_of(one.address)
        entry = before.get(name)
        if entry is not None and entry.made_from == one.made_from and _is_there(folder / name, entry):
            kept[name] = entry
        else:
            due.append(one)
    return kept, due


def _is_there(file: Path, entry: Entry) -> bool:
    with suppress(FileNotFoundError):
        return file.stat().st_size == entry.size
    return False


def _written(folder: Path, site: Site, due: Sequence[Planned], workers: int) -> dict[str, Entry]:
    write = partial(_write, folder, site)
    gc.freeze()  # what was read so far stays: looking through it for garbage would take a twentieth of the time
    try:
        return {name: entry for share in _done(write, _shared(due, workers), workers) for name, entry in share.items()}
    finally:
        gc.unfreeze()


def _shared(due: Sequence[Planned], workers: int) -> list[Sequence[Planned]]:
    """Who makes what. Files in bulk are made from each other: two processes would make some of them twice."""
    bulk = [one for one in due if one.address.startswith(_BULK)]
    rest = [one for one in due if not one.address.startswith(_BULK)]
    size = max(1, min(_TOGETHER, len(rest) // (_SHARES * workers)))
    return [share for share in (bulk, *(rest[start : start + size] for start in range(0, len(rest), size))) if share]


def _done(
    write: Callable[[Sequence[Planned]], dict[str, Entry]], shares: Sequence[Sequence[Planned]], workers: int
) -> Iterator[dict[str, Entry]]:
    if workers == 1 or len(shares) < 2:
        yield from map(write, shares)
        return
    connections.close_all()  # each process has to open its own
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(write, shares)


def _write(folder: Path, site: Site, share: Iterable[Planned]) -> dict[str, Entry]:
    entries = {}
    with held():
        for one in share:
            name, made = file_of(one.address), content(one.address, site)
            manifest.replace(folder / name, made)
            entries[name] = manifest.entry(made, one.made_from)
    return entries


def _copied(folder: Path, addresses: Iterable[str], before: Mapping[str, Entry]) -> dict[str, Entry]:
    """The files that pages load. Their names carry a hash of what is in them."""
    entries = {}
    for address in addresses:
        name = file_of(address)
        entry = before.get(name)
        if entry is None or not _is_there(folder / name, entry):
            found = Path(settings.STATIC_ROOT, address.removeprefix(settings.STATIC_URL)).read_bytes()
            manifest.replace(folder / name, found)
            entry = manifest.entry(found, "")
        entries[name] = entry
    return entries


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Take away what the site no longer has, and the folders that are empty without it."""
    for name in names:
        file = folder / name
        file.unlink(missing_ok=True)
        for parent in file.relative_to(folder).parents:
            with suppress(OSError):
                (folder / parent).rmdir()
