"""YAML files with the line of every key, so that a message can say where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

KeyPath = tuple[str, ...]

# The same loader in C, where PyYAML was built with it: ten times as fast.
_FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A day stays as it is written, so that one that is not in the calendar is told like any other mistake.
_PLAIN = {
    letter: [(tag, form) for tag, form in known if not tag.endswith(":timestamp")]
    for letter, known in _FASTEST.yaml_implicit_resolvers.items()
}
_LOADER: Any = type("_Loader", (_FASTEST,), {"yaml_implicit_resolvers": _PLAIN})
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


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


def yaml_text(content: Any) -> str:
    """The text of a file that says this, with its keys in their order."""
    return str(yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110))


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


def nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of this key or, for a key that is missing, of the nearest one above it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None
