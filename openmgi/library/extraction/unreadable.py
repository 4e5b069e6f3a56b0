"""Why a file cannot be read: a stable code for machines and a sentence for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final


def noop(text: str) -> str:
    """Mark a text for the translators; whoever shows it translates it. Django's own is too heavy for the reader."""
    return text


# What a file turned out to be. The names stand in sentences, so they are translated too.
NAMES: Final[dict[str, str]] = {
    "application/pdf": noop("a PDF file"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": noop("a Word document (DOCX)"),
    "text/html": noop("a web page"),
    "text/plain": noop("plain text"),
    "application/zip": noop("an archive or another kind of office file"),
    "application/x-ole-storage": noop("an office file of the old kind (such as DOC)"),
    "application/rtf": noop("an RTF file"),
    "application/xml": noop("an XML file"),
    "image": noop("an image"),
    "application/octet-stream": noop("something else"),
}

REASONS: Final[dict[str, str]] = {
    "missing": noop("The file is not there any more."),
    "empty": noop("The file is empty."),
    "unknown_type": noop(
        "The file is %(found)s, which cannot be read here. Add a PDF, a Word document (DOCX), a web page or plain text."
    ),
    "wrong_type": noop("The file is called %(named)s, but what is in it is %(found)s."),
    "encrypted": noop("The file is protected by a password. Save it without the password and add it again."),
    "damaged": noop("The file is damaged. Open it in the program that made it, save it again and add the new file."),
    "no_text": noop("There is no text in the file."),
    "too_large": noop("The file is larger than %(limit)s MB."),
    "too_many_pages": noop("The file has more than %(limit)s pages."),
    "too_much_text": noop("The file holds more than %(limit)s characters."),
    "unpacks_too_large": noop("The file is packed and would take more than %(limit)s MB unpacked."),
    "entities": noop("The file declares entities of its own, which a document does not need and which do harm."),
    "too_deep": noop("The parts of the file are nested too deeply."),
    "too_slow": noop("Reading the file took more than %(limit)s seconds and was stopped."),
    "too_much_memory": noop("Reading the file took more than %(limit)s MB of memory and was stopped."),
    "crashed": noop("The file made the program that reads it fail."),
    "no_such_page": noop("The file has no page %(number)s."),
}


class UnreadableError(Exception):
    """A file that cannot be read. code: a key of REASONS. values: what its sentence names."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The reason in words. translate: gettext, for another language than English."""
        values = {
            name: translate(NAMES[str(value)]) if value in NAMES else value for name, value in self.values.items()
        }
        return translate(REASONS[self.code]) % values

    def __str__(self) -> str:
        return self.sentence()
