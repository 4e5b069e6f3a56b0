"""The `openmgi` command."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from typing import Any

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmgi.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up before anything of ours is imported
from django.core.management import call_command, execute_from_command_line  # noqa: E402
from django.db import OperationalError, ProgrammingError  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.translation import gettext as _  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

from openmgi import __version__, background  # noqa: E402
from openmgi.accounts import commands as accounts  # noqa: E402
from openmgi.assessments import commands as assessments  # noqa: E402
from openmgi.library import commands as library  # noqa: E402
from openmgi.library import document_commands as documents  # noqa: E402
from openmgi.publications import commands as publications  # noqa: E402
from openmgi.publications import group_commands as groups  # noqa: E402
from openmgi.publications import publishing_commands as publishing  # noqa: E402
from openmgi.publications import report_commands as reports  # noqa: E402
from openmgi.publications.export import commands as export  # noqa: E402
from openmgi.publications.search import commands as findings  # noqa: E402
from openmgi.publications.search.shelf import shelf_and_index  # noqa: E402

_TIMEOUT = 300  # seconds for one request: a large document on a slow line
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104 - what listens to all is opened from here by this


@click.group()
@click.version_option(__version__, prog_name="openmgi")
def openmgi() -> None:
    """Assess, discuss, publish and follow up how a country or a city governs migration."""


@openmgi.command()
def setup() -> None:
    """Prepare the database, the frameworks, the groups of places and the static files; again changes nothing."""
    call_command("migrate", verbosity=0, interactive=False)
    library.load_frameworks()
    groups.load_shipped()
    publications.shelve_missing()
    shelf_and_index()
    call_command("collectstatic", verbosity=0, interactive=False)


@openmgi.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=2 * (os.cpu_count() or 1) + 1, show_default=True, help="Worker processes.")
@click.option("--tasks/--no-tasks", default=True, show_default=True, help="Also work in the background.")
def serve(port: int, bind: str, workers: int, tasks: bool) -> None:
    """Serve the site, and read documents in the background."""
    address = f"http://{_EVERYWHERE.get(bind, bind)}:{port}"
    if "OPENMGI_ADDRESS" not in os.environ:
        # The worker in the background is a process of its own, which finds it in the environment.
        os.environ["OPENMGI_ADDRESS"] = settings.SITE_ADDRESS = address
    click.echo(_("Open %(address)s (stop with Ctrl+C)") % {"address": address})
    with background.background_worker() if tasks else nullcontext():
        options = {"bind": f"{bind}:{port}", "workers": workers, "loglevel": "warning", "timeout": _TIMEOUT}
        _Server(options).run()


@openmgi.command()
@click.option("--workers", type=click.IntRange(1), help="Processes; by default as OPENMGI_TASK_WORKERS says.")
@click.option("--until-parent-ends", is_flag=True, hidden=True)
@click.option("--queue", is_flag=True, hidden=True)
def work(workers: int | None, until_parent_ends: bool, queue: bool) -> None:
    """Work in the background: read documents. As many of these as wanted, on as many machines."""
    if queue:
        background.run_queue(workers)
    else:
        background.work(workers, with_parent=until_parent_ends)


class _Server(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from openmgi.wsgi import application  # noqa: PLC0415 - each worker loads the site for itself

        return application


@openmgi.command("django", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django_command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands, for developers."""
    execute_from_command_line(["openmgi django", *arguments])


openmgi.add_command(accounts.user)
openmgi.add_command(publications.import_profile)
for command in (reports.report, findings.search_findings, findings.index_findings):
    publications.publication.add_command(command)
openmgi.add_command(publications.publication)
openmgi.add_command(export.export)
openmgi.add_command(publications.demo)
assessments.assessment.add_command(publishing.publish)
openmgi.add_command(assessments.assessment)
openmgi.add_command(assessments.notices)
openmgi.add_command(library.framework)
openmgi.add_command(groups.group)
openmgi.add_command(library.sdg1072)
openmgi.add_command(documents.library)
documents.library.add_command(assessments.verify)
documents.library.add_command(assessments.suggest)


def _language() -> str:
    """The language of the person at the keyboard, where we have it."""
    wanted = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = wanted.partition("_")[0].partition(".")[0]
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def main() -> None:
    """Run the command in the person's language; a database that is not set up is one clear line."""
    translation.activate(_language())
    try:
        openmgi(prog_name="openmgi")
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0]
        click.echo(
            _("The database cannot be used (%(reason)s). First run: openmgi setup") % {"reason": reason},
            err=True,
        )
        sys.exit(1)
