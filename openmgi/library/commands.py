"""Commands about what assessors consult."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _

from openmgi.library.actions import load_framework
from openmgi.library.frameworks import FrameworkError, framework_folders, read_framework


@click.group()
def framework() -> None:
    """Frameworks and their domains."""


@framework.command()
def load() -> None:
    """Load the frameworks of the data folder; again changes nothing."""
    load_frameworks()


def load_frameworks() -> None:
    """Load every framework, and say which changed."""
    for folder in framework_folders():
        try:
            stored, changed = load_framework(spec=read_framework(folder))
        except FrameworkError as error:
            raise click.ClickException(str(error)) from error
        if changed:
            click.echo(_("framework %(code)s loaded") % {"code": stored.code})
