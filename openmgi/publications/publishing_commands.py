"""The command that publishes the profile of an assessment."""

from __future__ import annotations

import click
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment
from openmgi.core.gate import REASON_CODES
from openmgi.publications.actions import AlreadyPublishedError, GateError, publish_assessment


@click.command("publish")
@click.argument("number", metavar="ASSESSMENT", type=int)
@click.option("--by", "email", required=True, help="E-mail address of the person who publishes: a coordinator.")
@click.option("--correction", default="", help="Why this replaces the version that is published.")
@click.option(
    "--despite",
    "despite",
    type=(click.Choice(REASON_CODES), str),
    multiple=True,
    help="A reason against publishing, and why an administrator publishes all the same; readers see both.",
)
def publish(number: int, email: str, correction: str, despite: tuple[tuple[str, str], ...]) -> None:
    """Publish the profile of an assessment; exit status 1 where something keeps it from that."""
    found = Assessment.objects.with_names().filter(pk=number).first()
    if found is None:
        raise click.ClickException(_("there is no assessment %(number)s") % {"number": number})
    person = User.objects.with_email(email).first()
    if person is None:
        raise click.ClickException(_("there is no person with the address %(email)s") % {"email": email})
    try:
        published = publish_assessment(assessment=found, by=person, despite=dict(despite), correction=correction)
    except GateError as error:
        told = _("The profile cannot be published yet. See: openmgi assessment gate %(number)s") % {"number": number}
        raise click.ClickException(f"{told}\n" + "\n".join(dict.fromkeys(one.code for one in error.reasons))) from error
    except AlreadyPublishedError as error:
        told = _("Another text is published already: say what is corrected (--correction).")
        raise click.ClickException(told) from error
    except PermissionDenied as error:
        raise click.ClickException(_("%(email)s may not publish this.") % {"email": email}) from error
    click.echo(f"{published.slug} v{published.version} {published.sha256}")
