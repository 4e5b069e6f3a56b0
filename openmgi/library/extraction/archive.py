"""The parts of an Office file, read one by one, none before its size is known, and none with entities of its own."""

from __future__ import annotations

import codecs
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lxml import etree

from openmgi.library.extraction.limits import MB, Limits
from openmgi.library.extraction.unreadable import UnreadableError

_RELATION: Final = "{urn:relationships}Relationship"
# The names of the vocabularies differ between the loose and the strict kind and hold a year; ours are the word in them.
_VOCABULARY: Final = re.compile(
    rb"(xmlns(?::[\w.-]+)?\s*=\s*[\"'])[^\"'<>]*/(wordprocessingml|math|markup-compatibility|relationships)"
    rb"(?:/\d{4})?(?:/main)?(?=[\"'])"
)
# What zipfile raises for an archive that is not as it should be; places beyond the file are an OSError to it.
_DAMAGES: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    UnicodeDecodeError,
)
_MOST_PARTS: Final = 20_000
# Text packs to a tenth, very dull text to a fiftieth; pictures hardly at all. What packs better was made to.
_MOST_PACKED: Final = 100
_SMALL: Final = MB
# Office files have no DTD; in UTF-16 it would look like this.
_DECLARATIONS: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class Archive:
    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._left = limits.unpacked
        self._names = set(archive.namelist())

    def related(self, part: str, kind: str) -> str:
        """The name of the part of this kind that another part names; "" for the archive itself as the other part."""
        folder, name = posixpath.split(part)
        relations = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations.iter(_RELATION) if relations is not None else ():
            if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
                return target.lstrip("/")
        return ""

    def xml(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        content = self._read(name)
        if any(declaration in content for declaration in _DECLARATIONS):
            raise UnreadableError("entities")
        return parsed(_VOCABULARY.sub(rb"\1urn:\2", _narrow(content)))

    def _read(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        self._left -= info.file_size
        if self._left < 0 or _is_bomb(info.file_size, info.compress_size):
            raise UnreadableError("unpacks_too_large", limit=self._limits.unpacked // MB)
        if info.flag_bits & 0x1:
            raise UnreadableError("encrypted")
        return self._archive.read(info)


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Archive]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS:
                raise UnreadableError("damaged")
            if _is_bomb(sum(one.file_size for one in members), path.stat().st_size):
                raise UnreadableError("unpacks_too_large", limit=limits.unpacked // MB)
            yield Archive(archive, limits)
    except _DAMAGES as error:
        raise UnreadableError("damaged") from error


def parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("too_deep" if "depth" in str(error) else "damaged") from error


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > _SMALL and unpacked > packed * _MOST_PACKED


def _narrow(content: bytes) -> bytes:
    """The part in UTF-8, when it is in UTF-16."""
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    return re.sub(r"^<\?xml.*?\?>", "", content.decode("utf-16")).encode()
