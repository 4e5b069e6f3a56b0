"""Commands for the work of outside translators: `openmgi assessment translations export` and `import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import Access, access
from openmgi.assessments.po_files import read_po_file
from openmgi.assessments.translation_files import Received, TranslationFileError, export, receive, sentence
from openmgi.core.translation_units import sent


@click.group()
def translations() -> None:
    """Texts of an assessment to and from outside translators, as PO files."""


@translations.command("export")
@click.argument("number", metavar="ASSESSMENT", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", required=True, help="The language to translate into, such as fr.")
def export_translations(number: int, file: Path, language: str) -> None:
    """Write the texts of an assessment with their translations into a file, for a translator."""
    assessment = _assessment(number)
    if language not in assessment.languages:
        languages = ", ".join(assessment.languages)
        raise click.ClickException(_("the languages of this assessment are: %(languages)s") % {"languages": languages})
    file.write_bytes(export(assessment, language))


@translations.command("import")
@click.argument("number", metavar="ASSESSMENT", type=int)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "email", required=True, help="E-mail address of the person in whose name it is done.")
@click.option("--with-fuzzy", is_flag=True, help="Also take what is marked as not finished.")
@click.option(
    "--take", multiple=True, metavar="UNIT", help="Prefer the file to what was written meanwhile for this text."
)
def import_translations(number: int, file: Path, *, email: str, with_fuzzy: bool, take: tuple[str, ...]) -> None:
    """Take what a translator changed; exit status 1 where something was changed here meanwhile and was not taken."""
    found = _access(_assessment(number), email)
    try:
        received = _receive(found, file.read_bytes(), with_fuzzy=with_fuzzy, take=take)
    except TranslationFileError as error:
        raise click.ClickException("\n".join(f"{file}: {sentence(one)}" for one in error.problems)) from error
    except PermissionDenied as error:
        raise click.ClickException(
            _("%(email)s may not translate in this assessment now") % {"email": email}
        ) from error
    _tell(received)
    if received.conflicts:
        sys.exit(1)


def _receive(found: Access, content: bytes, *, with_fuzzy: bool, take: tuple[str, ...]) -> Received:
    language = read_po_file(content)[0].language
    received = receive(access=found, language=language, content=content, with_fuzzy=with_fuzzy)
    preferred = {one.unit.key: sent(one.unit) for one in received.conflicts if one.unit.key in take}
    if not preferred:
        return received
    again = receive(access=found, language=language, content=content, with_fuzzy=with_fuzzy, take=preferred)
    return Received(again.outcomes, [*received.saved, *again.saved])


def _tell(received: Received) -> None:
    counts = {"saved": len(received.saved), "late": len(received.late), "unfinished": len(received.unfinished)}
    click.echo(
        _("translations saved: %(saved)s, of an earlier source: %(late)s, not finished: %(unfinished)s") % counts
    )
    for one in received.conflicts:
        told = {"unit": one.unit.key, "here": one.unit.translation, "file": one.text}
        click.echo(_("%(unit)s was changed here meanwhile\n  here: %(here)s\n  file: %(file)s") % told)


def _assessment(number: int) -> Assessment:
    found = Assessment.objects.with_names().filter(pk=number).first()
    if found is None:
        raise click.ClickException(_("there is no assessment %(number)s") % {"number": number})
    return found


def _access(assessment: Assessment, email: str) -> Access:
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise click.ClickException(_("nobody has the address %(email)s") % {"email": email})
    try:
        return access(person, assessment)
    except Http404 as error:
        raise click.ClickException(
            _("%(email)s may not translate in this assessment now") % {"email": email}
        ) from error
