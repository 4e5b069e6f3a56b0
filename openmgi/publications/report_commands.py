"""The command that makes the report of a publication."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click
from django.utils.translation import gettext as _

from openmgi.publications.models import Publication
from openmgi.publications.report.files import Form, file_name, report_file


@click.command("report")
@click.argument("slug")
@click.option("--version", type=int, help="Version of the profile; the newest by default.")
@click.option("--language", help="One of the languages of the profile; its first by default.")
@click.option("--form", type=click.Choice(get_args(Form)), default="pdf", show_default=True, help="Kind of file.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def report(slug: str, version: int | None, language: str | None, form: Form, output: Path | None) -> None:
    """Write the report of a profile as PDF or DOCX."""
    publication = _publication(slug, version)
    chosen = language or publication.languages[0]
    if chosen not in publication.languages:
        raise click.ClickException(
            _("%(profile)s is not published in %(language)s, but in: %(languages)s")
            % {"profile": publication, "language": chosen, "languages": ", ".join(publication.languages)}
        )
    file = output or Path(file_name(publication, chosen, form))
    try:
        file.write_bytes(report_file(publication, chosen, form))
    except OSError as error:
        raise click.ClickException(
            _("%(file)s cannot be written: %(reason)s") % {"file": file, "reason": error.strerror}
        ) from error
    click.echo(_("Written: %(file)s") % {"file": file})


def _publication(slug: str, version: int | None) -> Publication:
    versions = Publication.objects.versions(slug)
    found = versions.first() if version is None else versions.filter(version=version).first()
    if found is not None:
        return found
    if version is not None and versions.exists():
        raise click.ClickException(
            _("%(slug)s has no version %(version)s; see: openmgi publication list") % {"slug": slug, "version": version}
        )
    raise click.ClickException(_("there is no profile %(slug)s; see: openmgi publication list") % {"slug": slug})
