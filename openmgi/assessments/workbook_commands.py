"""Commands about workbooks that go out and come back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from openmgi.accounts.models import User
from openmgi.assessments.actions.returning import NothingToSendError, send_workbook, take_back
from openmgi.assessments.models import Assessment, Reply, SentWorkbook
from openmgi.assessments.permissions import Access, part_in
from openmgi.assessments.workbooks.laying import writable_coding
from openmgi.assessments.workbooks.opening import ProblemsError, find_workbook, read_edits
from openmgi.assessments.workbooks.reading import WorkbookFileError, read
from openmgi.assessments.workbooks.showing import ShownEdit, refusal, show
from openmgi.assessments.workbooks.weighing import WorkbookError, sent_of, weigh_workbook
from openmgi.assessments.workbooks.writing import write
from openmgi.core.round_trip import Edit

_LANGUAGES = [code for code, _name in settings.LANGUAGES]


@click.command("export")
@click.argument("number", metavar="ASSESSMENT", type=int)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--for", "email", required=True, help="E-mail address of the person who fills it in.")
@click.option("--language", type=click.Choice(_LANGUAGES), help="By default that of the reply, or of the person.")
@click.option("--institution", help="Which reply, where the person writes several.")
def export_workbook(number: int, target: Path, email: str, language: str | None, institution: str | None) -> None:
    """Write the workbook of a person to a file: the codings, or the reply, that they may write now."""
    found = _access(number, email)
    reply = _reply(found, institution)
    spoken = language or (reply.language if reply else found.user.language)
    try:
        workbook = send_workbook(access=found, language=spoken, reply=reply)
    except (NothingToSendError, PermissionDenied) as error:
        raise click.ClickException(
            _("%(person)s has nothing to write in this assessment now") % {"person": email}
        ) from error
    target.write_bytes(write(sent_of(workbook), workbook.code))
    click.echo(_("%(file)s: workbook for %(person)s") % {"file": target, "person": found.user})


def _access(number: int, email: str) -> Access:
    assessment = Assessment.objects.with_names().filter(pk=number).first()
    if assessment is None:
        raise click.ClickException(_("there is no assessment %(number)s") % {"number": number})
    return part_in(_person(email), assessment)


def _person(email: str) -> User:
    user = User.objects.with_email(email).filter(is_active=True).first()
    if user is None:
        raise click.ClickException(_("there is nobody with the address %(email)s") % {"email": email})
    return user


def _reply(found: Access, institution: str | None) -> Reply | None:
    """The reply that is wanted; none for somebody who has codings to write, unless an institution is named."""
    mine = Reply.objects.filter(assessment=found.assessment, people=found.user).order_by("institution")
    replies = [one for one in mine if one.is_open and institution in (None, one.institution)]
    codes = (one.code for one in found.assessment.spec.indicators())
    if institution is None and any(writable_coding(found, code) for code in codes):
        return None
    if len(replies) > 1:
        names = ", ".join(one.institution for one in replies)
        raise click.ClickException(_("say which with --institution: %(names)s") % {"names": names})
    if institution is not None and not replies:
        raise click.ClickException(_("there is no open reply of %(name)s") % {"name": institution})
    return replies[0] if replies else None


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--for", "email", help="E-mail address of the person who sends it back; by default whose it is.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def import_workbook(file: Path, email: str | None, dry_run: bool) -> None:  # noqa: FBT001 - a flag of the command
    """Take a workbook back. Exit status 1 where something is wrong in it, or in conflict; that is printed."""
    workbook, edits = _read(file)
    person = _person(email) if email else workbook.user
    assessment = Assessment.objects.with_names().get(pk=workbook.assessment_id)
    found = part_in(person, assessment)
    try:
        if dry_run:
            weighed = weigh_workbook(found, workbook, edits)
            written, conflicts, closed = weighed.changes, weighed.conflicts, weighed.closed
        else:
            taken = take_back(access=found, workbook=workbook, edits=edits)
            written, conflicts, closed = taken.written, taken.conflicts, taken.closed
    except WorkbookError as error:
        raise click.ClickException(refusal(error)) from error
    sent = sent_of(workbook)
    _print(_("would be written") if dry_run else _("written"), show(sent, written))
    _print(_("in conflict, not written"), show(sent, conflicts), is_conflict=True)
    _print(_("no longer open, not written"), show(sent, closed))
    if conflicts or closed:
        sys.exit(1)


def _read(file: Path) -> tuple[SentWorkbook, tuple[Edit, ...]]:
    """The workbook that a file is, and what was edited in it."""
    try:
        returned = read(file)
        workbook = find_workbook(returned)
        return workbook, read_edits(workbook, returned)
    except WorkbookFileError as error:
        raise click.ClickException(f"{file}: {error}") from error
    except ProblemsError as error:
        click.echo("\n".join(error.problems))
        sys.exit(1)


def _print(what: str, edits: Iterable[ShownEdit], *, is_conflict: bool = False) -> None:
    listed = list(edits)
    click.echo(f"{what}: {len(listed)}")
    for one in listed:
        click.echo(f"  {one.sheet}, {one.cell}, {one.at[0]}, {one.name}")
        click.echo("    " + _("sent: %(text)s") % {"text": _line(one.sent)})
        click.echo("    " + _("returned: %(text)s") % {"text": _line(one.returned)})
        if is_conflict:
            click.echo("    " + _("stands now: %(text)s") % {"text": _line(one.stands)})


def _line(text: str) -> str:
    return text.replace("\n", " ⏎ ") if text else "–"
