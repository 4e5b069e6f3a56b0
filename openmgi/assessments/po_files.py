"""Units of translation as PO files, which every program for translators reads, and back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from openmgi.core.text import tidy
from openmgi.core.translation_units import UNKNOWN, Problem, Returned, Unit, sent

_WIDE = 1_000_000  # no line is broken: Babel would break a former source within its quotation marks
_STRING = r'"(?:[^"\\]|\\[\\"ntr])*"'  # the signs that Babel knows; others it would leave in the words
_LINE = re.compile(rf"(?:(msgctxt|msgid|msgstr) )?{_STRING}$")
_AFTER = {"msgctxt": ("", "msgstr"), "msgid": ("", "msgstr", "msgctxt"), "msgstr": ("msgid",)}
_FINGERPRINT = re.compile(rf"(source|sent|made-from): ([0-9a-f]{{64}}|{UNKNOWN})$")
_ASSESSMENT, _EDITION, _LANGUAGE = "X-OpenMGI-Assessment", "X-OpenMGI-Edition", "Language"


class TranslationFileError(Exception):
    """A file of translations that cannot be taken, with every reason; nothing of it was applied."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{one.line}: {one.code} {one.word}".strip() for one in self.problems))


@dataclass(frozen=True, slots=True)
class Header:
    """For which assessment and language a file is. title, note: for the translator."""

    assessment: int
    language: str
    edition: str = ""
    title: str = ""
    note: str = ""


class _Outgoing(Catalog):
    """A catalogue whose header is ours and the same each time: Babel's own would hold the time."""

    def __init__(self, header: Header) -> None:
        super().__init__(header_comment="\n".join(f"# {line}" for line in header.note.splitlines()), fuzzy=False)
        self._header = header

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        header = self._header
        return [
            ("Project-Id-Version", tidy(header.title)),
            (_LANGUAGE, header.language),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            (_ASSESSMENT, str(header.assessment)),
            (_EDITION, f"{header.edition}\n"),  # so that a program may add a line of its own
        ]


def po_file(header: Header, units: Iterable[Unit]) -> bytes:
    """The file that goes out. A stale translation is `fuzzy` and has its former source beside it."""
    catalog = _Outgoing(header)
    for unit in units:
        previous = [unit.previous] if unit.previous else []
        message = catalog.add(
            unit.source, unit.translation, context=unit.key, auto_comments=list(_comments(unit)), previous_id=previous
        )
        message.flags = {"fuzzy"} if unit.state == "stale" else set()  # Babel takes “5 % des” for a format
    file = io.BytesIO()
    write_po(file, catalog, width=_WIDE, include_previous=True)
    return file.getvalue()


def _comments(unit: Unit) -> Iterator[str]:
    yield from map(tidy, unit.notes)
    yield f"source: {unit.fingerprint}"
    if sent(unit):
        yield f"sent: {sent(unit)}"
    if unit.state == "stale":
        yield f"made-from: {unit.made_from}"


class _Incoming(Catalog):
    """Keeps every message of a file as it stands there; Babel's own would join two with one key."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def __setitem__(self, _id: object, message: Message) -> None:
        self.messages.append(message)


def read_po_file(content: bytes) -> tuple[Header, list[Returned]]:
    """What came back. Raises TranslationFileError for what is no PO file of ours."""
    lines = _lines(content)
    _require_grammar(lines)
    catalog = _Incoming()
    try:
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        raise TranslationFileError([Problem(error.lineno + 1, "broken")]) from error
    header = next((one for one in catalog.messages if one.id == ""), None)
    return _header(header), [_returned(one) for one in catalog.messages if one.id != ""]


def _lines(content: bytes) -> list[str]:
    """The lines of a file in UTF-8. A line ends at a line feed only: a text may hold other signs that end lines."""
    try:
        return content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise TranslationFileError([Problem(content[: error.start].count(b"\n") + 1, "broken")]) from error


def _require_grammar(lines: Iterable[str]) -> None:
    """Babel reads on where a quotation mark is missing or a line stands in the wrong place, and loses words."""
    last, number = "", 0
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        match = _LINE.match(line)
        keyword = match[1] if match else None
        if match is None or (keyword is None and not last) or (keyword and last not in _AFTER[keyword]):
            raise TranslationFileError([Problem(number, "broken")])
        last = keyword or last
    if last != "msgstr":
        raise TranslationFileError([Problem(number, "broken")])


def _header(message: Message | None) -> Header:
    told = message_from_string(str(message.string) if message else "")
    number, language = str(told.get(_ASSESSMENT, "")).strip(), str(told.get(_LANGUAGE, "")).strip()
    if not number.isdecimal() or not language:
        raise TranslationFileError([Problem((message and message.lineno) or 1, "no_header")])
    return Header(int(number), language, str(told.get(_EDITION, "")).strip(), str(told.get("Project-Id-Version", "")))


def _returned(message: Message) -> Returned:
    told = {match[1]: match[2] for one in message.auto_comments if (match := _FINGERPRINT.match(one))}
    return Returned(
        line=message.lineno or 1,
        key=message.context or "",
        source=str(message.id),
        translation=str(message.string),
        source_was=told.get("source", ""),
        sent=told.get("sent", ""),
        made_from=told.get("made-from", ""),
        is_fuzzy=message.fuzzy,
    )
