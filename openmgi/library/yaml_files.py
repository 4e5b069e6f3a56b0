"""YAML files with the line of every key, so that a message can say where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

KeyPath = tuple[str, ...]

# The same loader in C, where PyYAML was built with it: ten times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """A file that is no YAML: the message names file, line and reason."""


def read_yaml(file: Path) -> tuple[Any, dict[KeyPath, int]]:
    """What the file says, and the line (from 1) of each key by its path. Raises YamlError.

    A key that stands twice in one mapping is an error: YAML would quietly keep the last.
    """
    try:
        loader = _LOADER(file.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
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
