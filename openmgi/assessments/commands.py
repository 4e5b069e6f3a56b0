"""Commands about assessments."""

from __future__ import annotations

import json

import click
from django.utils.translation import gettext as _

from openmgi.assessments.digests import send_digests
from openmgi.core.assessment_file import AssessmentFile


@click.group()
def notices() -> None:
    """News for people who take part in assessments."""


@click.group()
def assessment() -> None:
    """Assessments."""


@assessment.command()
def schema() -> None:
    """Print the JSON Schema of an assessment that is taken away as a file."""
    click.echo(json.dumps(AssessmentFile.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


@notices.command()
def send() -> None:
    """Send the news that waits, one e-mail a person; run it as often as people should hear of things."""
    click.echo(_("e-mails sent: %(count)s") % {"count": send_digests()})
