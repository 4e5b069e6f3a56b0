"""Documents for tests: filed without waiting for anybody to read them."""

from __future__ import annotations

from openmgi.accounts.models import User
from openmgi.core.document import Heading, Page
from openmgi.library.actions.documents import About, Upload, add_document, add_version
from openmgi.library.models import Document, Place, Version
from openmgi.library.reading import keep_pages, settle

LAW = [
    "Act on Foreigners \nArticle 1 \nEvery person has access to emergency health care. \n",
    "Article 2 \nChildren of foreigners have access to schools on the terms of na- \ntionals. \n",
    "Article 3 \nThe Minister makes regulations. \n",
]


def bytes_of(pages: list[str]) -> bytes:
    return "\f".join(pages).encode()


def upload(pages: list[str], name: str = "act.pdf") -> Upload:
    return Upload(name, [bytes_of(pages)])


def read_now(version: Version, pages: list[str], media_type: str = "application/pdf") -> None:
    """As if a worker had read it."""
    specs = [
        Page(index=index, label=f"{index + 11}", text=text, headings=[Heading(0, 1, text.partition(" \n")[0])])
        for index, text in enumerate(pages)
    ]
    keep_pages(version.file, media_type, specs)
    version.file.refresh_from_db()
    settle(version.file)


def file_law(
    place: Place | None, pages: list[str] | None = None, title: str = "Act on Foreigners", **more: object
) -> Document:
    """A law of three pages, printed 11 to 13, which can be read at once."""
    pages = pages or LAW
    about = About(**{"title": title, "kind": "law", "language": "en", **more})  # type: ignore[arg-type] # its fields
    document = add_document(place=place, about=about, upload=upload(pages), by=None)
    read_now(document.current, pages)
    return Document.objects.listed().get(pk=document.pk)


def replace_law(document: Document, pages: list[str], by: User | None = None) -> Version:
    """A newer version of it."""
    version = add_version(document=document, upload=upload(pages), by=by)
    read_now(version, pages)
    version.refresh_from_db()
    return version
