"""The list of files that stands in the folder, with what each was made from and the hash of its content."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"


class ForeignFolderError(Exception):
    """The folder has files in it, but no list of ours: it may be somebody else's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was written."""

    made_from: str
    sha256: str
    size: int


def entry(content: bytes, made_from: str) -> Entry:
    return Entry(made_from, hashlib.sha256(content).hexdigest(), len(content))


def read(folder: Path) -> dict[str, Entry]:
    """The files that were written into the folder. Raises ForeignFolderError."""
    file = folder / MANIFEST
    if not file.exists():
        if folder.exists() and any(folder.iterdir()):
            raise ForeignFolderError
        return {}
    try:
        return {name: Entry(**told) for name, told in json.loads(file.read_text(encoding="utf-8"))["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ForeignFolderError from error


def write(folder: Path, base_url: str, entries: Mapping[str, Entry]) -> None:
    lines = ",\n".join(f"{_json(name)}: {_json(_told(entries[name]))}" for name in sorted(entries))
    replace(folder / MANIFEST, f'{{"base_url": {_json(base_url)}, "files": {{\n{lines}\n}}}}\n'.encode())


def _told(one: Entry) -> dict[str, str | int]:
    return {"made_from": one.made_from, "sha256": one.sha256, "size": one.size}


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)


def replace(file: Path, content: bytes) -> None:
    """Write the file beside its place and move it there, so that nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".new-{os.getpid()}")
    try:
        new.write_bytes(content)
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
