"""Commands about assessments."""

from __future__ import annotations

import json
import sys

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from openmgi.assessments import gating
from openmgi.assessments.actions.consulting import remind_all
from openmgi.assessments.digests import send_digests
from openmgi.assessments.models import Assessment, Quote
from openmgi.assessments.translation_commands import translations
from openmgi.assessments.verifying import Broken, verify_anew
from openmgi.assessments.verifying import verify as verify_quotes
from openmgi.assessments.workbook_commands import export_workbook, import_workbook
from openmgi.core.assessment_file import AssessmentFile
from openmgi.core.evidence import query
from openmgi.library import bulk
from openmgi.library.passages_index import filters_for, index, vectors
from openmgi.library.search.suggesting import Suggester


@click.group()
def notices() -> None:
    """News for people who take part in assessments."""


@click.group()
def assessment() -> None:
    """Assessments."""


for one in (translations, export_workbook, import_workbook):
    assessment.add_command(one)


@assessment.command()
def schema() -> None:
    """Print the JSON Schema of an assessment that is taken away as a file."""
    click.echo(json.dumps(AssessmentFile.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


@assessment.command("gate")
@click.argument("number", metavar="ASSESSMENT", type=int)
def show_gate(number: int) -> None:
    """Print what keeps the profile of an assessment from being published; exit status 1 where something does."""
    found = Assessment.objects.with_names().filter(pk=number).first()
    if found is None:
        raise click.ClickException(_("there is no assessment %(number)s") % {"number": number})
    every = gating.reasons(found)
    for one in every:
        where = [str(one.finding or ""), one.indicator, one.language, str(one.quote or "")]
        click.echo("\t".join([one.code, *where]))
    if every:
        sys.exit(1)


@click.command()
@click.option("--assessment", "number", type=int, help="Only the quotes of this assessment.")
@click.option("--all", "read_anew", is_flag=True, help="Read every file anew, on many cores or machines (Dask).")
@click.option("--scheduler", help="Address of a Dask scheduler, such as tcp://host:8786; without it, local processes.")
def verify(number: int | None, read_anew: bool, scheduler: str | None) -> None:
    """Check quotes against the stored files: their bytes are those that were quoted, the words stand there."""
    quotes = Quote.objects.filter(answer__assessment=number) if number else Quote.objects.all()
    try:
        report = verify_anew(quotes, scheduler) if read_anew or scheduler else verify_quotes(quotes)
    except bulk.NoDaskError as error:
        raise click.ClickException(_("this needs Dask: pip install 'openmgi[cluster]'")) from error
    for one in report.broken:
        click.echo(_broken_line(one))
    click.echo(
        _("quotes checked: %(checked)s, not holding: %(broken)s")
        % {"checked": report.checked, "broken": len(report.broken)}
    )
    if report.broken:
        sys.exit(1)


@click.command()
@click.argument("number", metavar="ASSESSMENT", type=int)
@click.option("--indicator", "codes", multiple=True, help="Only this indicator; may be given several times.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Passages for each.")
def suggest(number: int, codes: tuple[str, ...], limit: int) -> None:
    """Print the likeliest evidence for the indicators of an assessment: indicator, title, page, terms, passage."""
    found = Assessment.objects.with_names().filter(pk=number).first()
    if found is None:
        raise click.ClickException(_("there is no assessment %(number)s") % {"number": number})
    suggester = Suggester(index(), filters_for(found.place), vectors())
    for indicator in found.spec.indicators():
        if codes and indicator.code not in codes:
            continue
        for one in suggester.suggest(query(indicator), limit=limit):
            passage, title = one.found.passage, one.found.source.title
            row = [indicator.code, title, str(passage.page + 1), ", ".join(one.terms), passage.text]
            click.echo("\t".join(row))


def _broken_line(one: Broken) -> str:
    reasons = {
        "missing": _("its file is missing"),
        "altered": _("its file was altered"),
        "words": _("other words stand there"),
        "unreadable": _("its file cannot be read"),
    }
    answer = one.quote.answer
    where = {"assessment": answer.assessment_id, "indicator": answer.indicator, "title": one.quote.source_title}
    return _("assessment %(assessment)s, %(indicator)s, %(title)s: %(reason)s") % {
        **where,
        "reason": reasons[one.reason],
    }


@notices.command()
def send() -> None:
    """Send the news that waits, one e-mail a person; run it as often as people should hear of things.

    Institutions whose reply is due soon, or late, are reminded with it.
    """
    remind_all(today=timezone.localdate())
    click.echo(_("e-mails sent: %(count)s") % {"count": send_digests()})
