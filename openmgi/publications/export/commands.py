"""The command that writes the public site into a folder."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import click
from django.utils.translation import gettext as _

from openmgi.library.models import Framework
from openmgi.publications.export.checking import problems
from openmgi.publications.export.manifest import ForeignFolderError
from openmgi.publications.export.writing import Export, export_site


@click.command("export-site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base-url", help="Address at which the folder will be reached: https://…")
@click.option("--reports", is_flag=True, help="Also the reports as PDF and DOCX, which takes long.")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option("--check", is_flag=True, help="Write nothing; check the folder against its list of files.")
@click.pass_context
def export(
    context: click.Context, folder: Path, base_url: str | None, reports: bool, workers: int, check: bool
) -> None:
    """Write the whole public site into FOLDER, for any web host or a USB stick.

    Again writes only what has changed. With --check, fails unless every file is as it was written and every link leads
    to one of them.
    """
    try:
        if check:
            context.exit(_check(folder))
        click.echo(_told(folder, _export(folder, base_url, reports=reports, workers=workers)))
    except ForeignFolderError as error:
        raise click.ClickException(
            _("%(folder)s holds no site that was exported; name another folder, or an empty one") % {"folder": folder}
        ) from error
    except OSError as error:
        raise click.ClickException(
            _("%(file)s cannot be written: %(reason)s") % {"file": error.filename, "reason": error.strerror}
        ) from error


def _export(folder: Path, base_url: str | None, *, reports: bool, workers: int) -> Export:
    if not Framework.objects.exists():
        raise click.ClickException(_("No framework is loaded yet. Run: openmgi setup"))
    return export_site(folder, _address(base_url), reports=reports, workers=workers)


def _address(base_url: str | None) -> str:
    """The address without a slash at its end."""
    if base_url is None:
        raise click.UsageError(_("name the address at which the folder will be reached: --base-url https://…"))
    parts = urlsplit(base_url)
    is_plain = not set(base_url) & set("\"'<>&?# ")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise click.UsageError(
            _("--base-url must be http:// or https:// with a host, not “%(address)s”") % {"address": base_url}
        )
    return base_url.rstrip("/")


def _told(folder: Path, done: Export) -> str:
    facts = {"written": done.written, "kept": done.kept, "removed": done.removed, "file": folder / "index.html"}
    return _("Files written: %(written)s, unchanged: %(kept)s, removed: %(removed)s. Open %(file)s") % facts


def _check(folder: Path) -> int:
    """Print what is wrong; 1 where anything is."""
    found = list(problems(folder))
    for problem in found:
        click.echo(problem)
    if not found:
        click.echo(_("Every file is as it was written, and every link leads to one of them."))
    return 1 if found else 0
