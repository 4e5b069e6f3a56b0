"""YAML files with the line of every key, so that a message can say where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

KeyPath = tuple[str, ...]


class YamlError(Exception):
    """A file that is no YAML: the message names file, line and reason."""


def read_yaml(file: Path) -> tuple[Any, dict[KeyPath, int]]:
    """What the file says, and the line (from 1) of each key by its path. Raises YamlError.

    A key that stands twice in one mapping is an error: YAML would quietly keep the last.
    """
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise YamlError(f"{file}: {' '.join(str(error).split())}") from error
    lines: dict[KeyPath, int] = {}
    if node is not None:
        _collect(node, (), lines, file)
    return data, lines


def _collect(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int], file: Path) -> None:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        below = (*path, str(key.value))
        if below in lines:
            line = key.start_mark.line + 1
            raise YamlError(f"{file}:{line}: {'.'.join(below)}: this key stands twice, first on line {lines[below]}")
        lines[below] = key.start_mark.line + 1
        _collect(value, below, lines, file)
