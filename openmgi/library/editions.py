"""Editions: in their folders in `data/frameworks/`, in folders of a person, and by code wherever they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.core.edition import Edition
from openmgi.core.filing import edition_files
from openmgi.core.framework import Framework
from openmgi.core.parsing import EDITION_FILE, parse_edition
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.yaml_files import KeyPath, nearest_line, read_yaml, yaml_text


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
    return parse_edition(files, framework, lambda name, path: nearest_line(lines.get(name, {}), path))


def stored_elsewhere() -> list[Edition]:
    """Editions that are in the database and in no folder of ours: those that came as a workbook."""
    codes = [folder.name for folder in edition_folders()]
    return [stored.spec for stored in StoredEdition.objects.exclude(code__in=codes).in_order()]


def edition_texts(edition: Edition) -> dict[str, str]:
    """File name → text, for each file of the edition as its authors keep it."""
    return {name: yaml_text(content) for name, content in edition_files(edition).items()}


def write_edition(edition: Edition, folder: Path) -> None:
    """Write the files of an edition below this folder, which is made."""
    for name, text in edition_texts(edition).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
