"""The `openmgi` command."""

from __future__ import annotations

import os
import sys
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

from openmgi import __version__  # noqa: E402
from openmgi.accounts import commands as accounts  # noqa: E402
from openmgi.assessments import commands as assessments  # noqa: E402
from openmgi.library import commands as library  # noqa: E402
from openmgi.publications import commands as publications  # noqa: E402


@click.group()
@click.version_option(__version__, prog_name="openmgi")
def openmgi() -> None:
    """Assess, discuss, publish and follow up how a country or a city governs migration."""


@openmgi.command()
def setup() -> None:
    """Prepare the database, the frameworks and the static files; again changes nothing."""
    call_command("migrate", verbosity=0, interactive=False)
    library.load_frameworks()
    call_command("collectstatic", verbosity=0, interactive=False)


@openmgi.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=2 * (os.cpu_count() or 1) + 1, show_default=True, help="Worker processes.")
def serve(port: int, bind: str, workers: int) -> None:
    """Serve the site."""
    click.echo(_("Open %(address)s (stop with Ctrl+C)") % {"address": f"http://{bind}:{port}"})
    _Server({"bind": f"{bind}:{port}", "workers": workers, "loglevel": "warning"}).run()


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
openmgi.add_command(publications.publication)
openmgi.add_command(publications.demo)
openmgi.add_command(assessments.assessment)
openmgi.add_command(assessments.notices)
openmgi.add_command(library.framework)
openmgi.add_command(library.sdg1072)


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
