"""Checks a folder against its list of files, and every link in it."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from django.utils.translation import gettext as _

from openmgi.publications.export import manifest
from openmgi.publications.export.manifest import Entry

_LINK = re.compile(r'<[a-z][^>]*?\s(?:href|src|action)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def problems(folder: Path) -> Iterator[str]:
    """What is not as it was written, and each link that leads nowhere, in words. Raises ForeignFolderError."""
    files = manifest.read(folder)
    if not files:
        raise manifest.ForeignFolderError
    for name, entry in files.items():
        yield from _problems_of(folder, name, entry, files.keys())


def _problems_of(folder: Path, name: str, entry: Entry, names: Collection[str]) -> Iterator[str]:
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        yield _("%(file)s is missing") % {"file": name}
        return
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        yield _("%(file)s is not as it was written") % {"file": name}
    if name.endswith(".html"):
        for link in dict.fromkeys(links(content.decode(errors="replace"))):
            if _leads_to(name, link) not in names:
                yield _("%(file)s: the link %(link)s leads nowhere") % {"file": name, "link": link}


def links(page: str) -> Iterator[str]:
    """The links of a page that stay within the folder, without their fragments and queries."""
    for found in _LINK.finditer(page):
        link = unescape(found[1])
        path = link.partition("#")[0].partition("?")[0]
        if path and not _ELSEWHERE.match(link):
            yield path


def _leads_to(name: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link)))
