"""Commands about documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from django.utils.translation import gettext as _

from openmgi.core.document import KINDS, Kind
from openmgi.library import bulk, passages_index
from openmgi.library.actions.documents import About, EmptyFileError, FileTooLargeError, Upload, add_document
from openmgi.library.actions.loading import UnknownPlaceError, ensure_place
from openmgi.library.models import Document, Place, Version
from openmgi.library.problems import problem_text
from openmgi.library.reading import read_version
from openmgi.library.search.entries import NO_PLACE, Filters
from openmgi.library.search.finding import search


@click.group()
def library() -> None:
    """Documents, their files, and the quotes that rest on them."""


def _place(code: str) -> Place:
    """The place that a person names: KEN for a country, KE-28 for a part of one."""
    try:
        return _subdivision(code) if "-" in code else ensure_place(country=code)
    except UnknownPlaceError as error:
        message = _("there is no place %(code)s; a country is named as KEN, a part of it as KE-28") % {"code": code}
        raise click.ClickException(message) from error


def _subdivision(code: str) -> Place:
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise UnknownPlaceError(code)
    return found


def files_below(path: Path) -> Iterator[Path]:
    """A file, or every file of a folder and of those in it, without hidden ones."""
    if path.is_file():
        yield path
        return
    for one in sorted(path.rglob("*")):
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts):
            yield one


def file_document(path: Path, place: Place | None, about: About) -> Document | None:
    """File one document by its path; None when this very file is there already for the place."""
    try:
        return add_document(place=place, about=about, upload=Upload.of(path), by=None)
    except EmptyFileError as error:
        raise click.ClickException(_("%(file)s: the file has nothing in it") % {"file": path}) from error
    except FileTooLargeError as error:
        message = _("%(file)s: the file is larger than %(most)s MB") % {"file": path, "most": error.most // 1_000_000}
        raise click.ClickException(message) from error


@library.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--place", "code", help="The place it belongs to, such as KEN or KE-28; without it, to no place alone.")
@click.option("--language", default="", help="Its language, such as fr; without it, recognised from the text.")
@click.option("--type", "kind", type=click.Choice(KINDS), default="law", show_default=True, help="What it is.")
@click.option("--title", help="Its title; without it, the name of the file.")
@click.option("--restricted", is_flag=True, help="Not public.")
def add(path: Path, code: str | None, language: str, kind: Kind, title: str | None, restricted: bool) -> None:
    """Add a file, or all files of a folder, and read them at once."""
    place = _place(code) if code else None
    failed = 0
    for file in files_below(path):
        about = About(title=title or file.stem, kind=kind, language=language, is_restricted=restricted)
        document = file_document(file, place, about)
        failed += document is not None and not _read(file, document.current)
    if failed:
        raise click.ClickException(_("files that could not be read: %(count)s") % {"count": failed})


def _read(path: Path, version: Version) -> bool:
    """Read a version now, and say what came of it."""
    read_version(version.pk)
    version.file.refresh_from_db()
    if version.file.state == "failed":
        click.echo(_("%(file)s: %(problem)s") % {"file": path, "problem": problem_text(version.file)}, err=True)
        return False
    click.echo(_("%(file)s: %(count)s pages") % {"file": path, "count": version.file.page_count})
    return True


@library.command("list")
@click.option("--place", "code", help="Only those of this place.")
def list_documents(code: str | None) -> None:
    """List the documents: number, place, kind, language, pages, state, title."""
    found = Document.objects.of(_place(code)) if code else Document.objects.all()
    for one in found.select_related("place").listed():
        file = one.current.file
        place = str(one.place) if one.place else "-"
        row = [str(one.pk), place, one.kind, one.language or "-", str(file.page_count), file.state, one.title]
        click.echo("\t".join(row))


@library.command("search")
@click.argument("words")
@click.option("--place", "code", help="Only the documents of this place and those of no place alone.")
@click.option("--language", help="Only those in this language.")
@click.option("--type", "kind", type=click.Choice(KINDS), help="Only those of this kind.")
@click.option("--from", "adopted_from", type=click.DateTime(["%Y-%m-%d"]), help="Only those adopted since this day.")
@click.option("--to", "adopted_to", type=click.DateTime(["%Y-%m-%d"]), help="Only those adopted until this day.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many passages.")
def search_documents(  # noqa: PLR0913, PLR0917
    words: str,
    code: str | None,
    language: str | None,
    kind: str | None,
    adopted_from: datetime | None,
    adopted_to: datetime | None,
    limit: int,
) -> None:
    """Look for words, or “an exact phrase”, in all documents: title, page, headings, passage."""
    filters = Filters(
        places=[str(_place(code).pk), NO_PLACE] if code else None,
        languages=[language] if language else None,
        kinds=[kind] if kind else None,
        adopted_from=adopted_from.date() if adopted_from else None,
        adopted_to=adopted_to.date() if adopted_to else None,
        with_restricted=True,
    )
    results = search(passages_index.index(), words, filters, limit=limit)
    for hit in results.hits:
        passage = hit.found.passage
        where = [hit.found.source.title, str(passage.page + 1), " › ".join(passage.headings), passage.text]
        click.echo("\t".join(where))
    click.echo(_("passages: %(count)s") % {"count": results.total}, err=True)


@library.command()
def reindex() -> None:
    """Make the index of passages anew from the database; nothing is lost by it."""
    count = passages_index.rebuild()
    click.echo(_("passages in the index: %(count)s") % {"count": count})


@library.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--place", "code", help="The place they belong to, such as KEN or KE-28.")
@click.option("--type", "kind", type=click.Choice(KINDS), default="law", show_default=True, help="What they are.")
@click.option("--scheduler", help="Address of a Dask scheduler, such as tcp://host:8786; without it, local processes.")
@click.option("--workers", type=click.IntRange(1), help="Local processes; by default one for each core.")
def ingest(folder: Path, code: str | None, kind: Kind, scheduler: str | None, workers: int | None) -> None:
    """Add and read all files of a folder on many cores or machines; what is there already is left as it is."""
    place = _place(code) if code else None
    try:
        with bulk.cluster(scheduler, workers) as client:
            report = bulk.ingest(client, list(files_below(folder)), place, kind)
    except bulk.NoDaskError as error:
        raise click.ClickException(_("this needs Dask: pip install 'openmgi[cluster]'")) from error
    for path, problem in report.failed:
        click.echo(_("%(file)s: %(problem)s") % {"file": path, "problem": problem}, err=True)
    click.echo(
        _("added: %(added)s, there already: %(kept)s, not readable: %(failed)s")
        % {"added": report.added, "kept": report.kept, "failed": len(report.failed)}
    )
