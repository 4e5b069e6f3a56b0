"""Addresses of the site as a folder has them, where nothing answers a query."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote


def as_path(address: str) -> str:
    """The address without a query: what a server answers to one has a folder of its own, `year-2031/` below the page.

    A slash in a value is written as a hyphen.
    """
    path, asks, query = address.partition("?")
    if not asks:
        return path
    folder, _, name = path.rpartition("/")
    asked = [quote(f"{name}-{value}".replace("/", "-")) for name, value in parse_qsl(query)]
    return "/".join([folder, *asked, name])
