"""Nodes as JSON-LD has them, written as Turtle."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def as_turtle(prefixes: Mapping[str, str], root: Node) -> str:
    """The node, then every node within it that has an address. Names are with one of the prefixes."""
    heads = [f"@prefix {name}: <{address}> .\n" for name, address in prefixes.items()]
    return "".join([*heads, *(_subject(node) for node in _named(root))])


def _named(node: Node) -> Iterator[Node]:
    """The nodes that have an address and say more than it, this one among them."""
    if "@id" in node and len(node) > 1:
        yield node
    for values in node.values():
        for one in _each(values):
            if isinstance(one, Mapping):
                yield from _named(one)


def _subject(node: Node) -> str:
    said = _said(node, between=" ;\n    ")
    return f"\n{_address(node['@id'])}\n    {said} .\n"


def _said(node: Node, between: str) -> str:
    return between.join(
        f"a {values}" if name == "@type" else f"{name} {', '.join(_object(one) for one in _each(values))}"
        for name, values in node.items()
        if name != "@id" and values != []
    )


def _object(value: str | Node) -> str:
    if isinstance(value, str):
        return _literal(value)
    if "@value" in value:
        return f"{_literal(value['@value'])}^^{value['@type']}"
    return _address(value["@id"]) if "@id" in value else f"[ {_said(value, between=' ; ')} ]"


def _each(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _literal(text: str) -> str:
    """Turtle escapes what JSON does, and in the same way."""
    return json.dumps(text, ensure_ascii=False)


def _address(address: str) -> str:
    safe = _NOT_IN_ADDRESSES.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"<{safe}>"
