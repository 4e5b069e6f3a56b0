"""Editions from their folders in `data/frameworks/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.parsing import EDITION_FILE, parse_edition
from openmgi.library.yaml_files import KeyPath, read_yaml


def edition_folders() -> list[Path]:
    """The folders that hold an edition, in the order of their names."""
    return sorted(file.parent for file in (settings.DATA_DIR / "frameworks").glob(f"*/{EDITION_FILE}"))


def read_edition(folder: Path, framework: Framework) -> Edition:
    """The edition in this folder. Raises YamlError for a file that is no YAML, and ParsingError with all problems."""
    files: dict[str, Any] = {}
    lines: dict[str, dict[KeyPath, int]] = {}
    for file in sorted(folder.rglob("*.yaml")):
        name = file.relative_to(folder).as_posix()
        files[name], lines[name] = read_yaml(file)
    return parse_edition(files, framework, lambda name, path: _nearest_line(lines.get(name, {}), path))


def _nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of this key or, for a key that is missing, of the nearest one above it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None
