"""Commands about groups of places."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click
from django.utils.translation import gettext as _

from openmgi.core.areas import Area
from openmgi.core.keys import ParsingError
from openmgi.library.actions.grouping import UnknownGroupError, load_groups, remove_group
from openmgi.library.groups import group_files, read_groups
from openmgi.library.models import PlaceGroup
from openmgi.library.places import gazetteer
from openmgi.library.yaml_files import YamlError
from openmgi.publications.models import Publication
from openmgi.web.templatetags.page import in_language, written_day


@click.group()
def group() -> None:
    """Groups of places that readers can choose: by income, of an organisation, or your own."""


@group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load the groups of a YAML file (docs/groups.md); again changes nothing.

    Where anything in the file is wrong, all of it is said and nothing is loaded.
    """
    found = _read(file)
    loaded = load_groups(groups=found)
    for one in loaded:
        click.echo(_("group %(code)s loaded") % {"code": one})
    if not loaded:
        click.echo(_("%(file)s: nothing has changed") % {"file": file})
    for note in _unpublished(found):
        click.echo(note, err=True)


def load_shipped() -> None:
    """Load the groups of the data folder, except those that somebody removed, and say which changed."""
    for file in group_files():
        for one in load_groups(groups=_read(file), restore=False):
            click.echo(_("group %(code)s loaded") % {"code": one})


def _read(file: Path) -> list[Area]:
    try:
        return read_groups(file)
    except (YamlError, ParsingError) as error:
        raise click.ClickException(str(error)) from error


def _unpublished(groups: Sequence[Area]) -> list[str]:
    """A note for each place of these groups that has no profile yet: it may come, or be a slip of the pen."""
    wanted = sorted({place for one in groups for place in one.places})
    known = {one.place for one in Publication.objects.current().only("slug", "edition")} if wanted else set()
    notes = []
    for place in wanted:
        if place not in known:
            near = next(iter(get_close_matches(place, sorted(known), n=1)), "")
            told = _("look at %(place)s: it has no published profile yet") % {"place": place}
            notes.append(_("%(note)s; did you mean %(near)s?") % {"note": told, "near": near} if near else told)
    return notes


@group.command("list")
def list_groups() -> None:
    """List the groups: code and day, kind, number of countries, number of single places, name."""
    for one in PlaceGroup.objects.kept():
        counts = [str(len(one.countries)), str(len(one.places))]
        click.echo("\t".join([str(one), one.kind, *counts, in_language(one.names)]))


@group.command()
@click.argument("code")
def show(code: str) -> None:
    """Show a group with its members: CODE is the newest, CODE@YYYY-MM-DD that of a day."""
    name, _at, as_of = code.partition("@")
    found = PlaceGroup.objects.named(name, as_of).first()
    if found is None:
        raise _unknown(code)
    told = {"set": in_language(found.title), "day": written_day(found.as_of)}
    click.echo(f"{found}\t{in_language(found.names)}\n{_('%(set)s, %(day)s') % told}\n{found.source}\n")
    for country in found.countries:
        known = gazetteer().country(country)
        click.echo(f"{country}\t{in_language(known.names) if known else ''}")
    for place in found.places:
        click.echo(place)


@group.command()
@click.argument("code")
def remove(code: str) -> None:
    """Remove a group: CODE at every day that it has, CODE@YYYY-MM-DD at one day only.

    `openmgi setup` does not bring it back; `openmgi group load` does.
    """
    name, _at, as_of = code.partition("@")
    try:
        gone = remove_group(code=name, as_of=as_of)
    except UnknownGroupError as error:
        raise _unknown(code) from error
    for one in gone:
        click.echo(_("group %(code)s removed") % {"code": one})


def _unknown(code: str) -> click.ClickException:
    codes = ", ".join(map(str, PlaceGroup.objects.kept())) or _("none")
    return click.ClickException(_("there is no group %(code)s; there are: %(codes)s") % {"code": code, "codes": codes})
