"""Commands about what assessors consult."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from openmgi.core.checks import check_edition
from openmgi.core.edition import Edition, as_data
from openmgi.core.parsing import ParsingError
from openmgi.library.actions import EditionInUseError, load_edition, load_framework
from openmgi.library.editions import edition_folders, read_edition
from openmgi.library.frameworks import FrameworkError, framework_folders, read_framework
from openmgi.library.sdg1072 import NOT_REPRODUCIBLE, aggregate, area_names, years
from openmgi.library.yaml_files import YamlError


@click.group()
def framework() -> None:
    """Frameworks, their domains and their editions."""


@framework.command()
def load() -> None:
    """Load the frameworks and editions of the data folder; again changes nothing."""
    load_frameworks()


def load_frameworks() -> None:
    """Load every framework and edition, and say which changed."""
    for folder in framework_folders():
        try:
            stored, changed = load_framework(spec=read_framework(folder))
        except FrameworkError as error:
            raise click.ClickException(str(error)) from error
        if changed:
            click.echo(_("framework %(code)s loaded") % {"code": stored.code})
    for folder in edition_folders():
        _load_edition(folder)


def _load_edition(folder: Path) -> None:
    try:
        stored, changed = load_edition(spec=_read(folder))
    except EditionInUseError as error:
        raise click.ClickException(
            _("edition %(code)s is in use and cannot be changed; give the new questions a new code")
            % {"code": error.code}
        ) from error
    if changed:
        click.echo(_("edition %(code)s loaded") % {"code": stored.code})


def _read(folder: Path) -> Edition:
    """The edition in this folder; every problem on a line of its own."""
    try:
        return read_edition(folder, read_framework(framework_folders()[0]))
    except YamlError as error:
        raise click.ClickException(str(error)) from error
    except ParsingError as error:
        problems = "\n".join(str(problem) for problem in error.problems)
        raise click.ClickException(f"{folder.name}:\n{problems}") from error


def _folder(code: str) -> Path:
    folder = next((one for one in edition_folders() if one.name == code), None)
    if folder is None:
        codes = ", ".join(one.name for one in edition_folders())
        raise click.ClickException(
            _("there is no edition %(code)s; there are: %(codes)s") % {"code": code, "codes": codes}
        )
    return folder


@framework.command("list")
def list_editions() -> None:
    """List the editions: code, level, date, number of indicators, languages."""
    for folder in edition_folders():
        edition = _read(folder)
        count = len(list(edition.indicators()))
        click.echo("\t".join([edition.code, edition.level, edition.date, str(count), " ".join(edition.languages)]))


@framework.command()
@click.argument("code")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="How to print it.")
def show(code: str, form: str) -> None:
    """Show an edition: its indicators, or with --format json everything it says."""
    edition = _read(_folder(code))
    if form == "json":
        click.echo(json.dumps(as_data(edition), ensure_ascii=False, indent=2))
        return
    source = edition.languages[0]
    click.echo(f"{edition.title[source]}\n{edition.statement[source]}")
    for domain in edition.domains:
        click.echo(f"\n{domain.number} {domain.name[source]}")
        for indicator in domain.indicators():
            click.echo(f"  {indicator.code}  {indicator.question[source]}")


@framework.command()
@click.argument("codes", nargs=-1)
def check(codes: tuple[str, ...]) -> None:
    """Check editions (all of them by default) against the rules of docs/framework.md."""
    folders = [_folder(code) for code in codes] or edition_folders()
    faulty = 0
    for folder in folders:
        edition = _read(folder)
        faults = check_edition(edition)
        faulty += bool(faults)
        for fault in faults:
            click.echo(f"{edition.code}: {fault}")
        if not faults:
            count = len(list(edition.indicators()))
            click.echo(_("%(code)s: %(count)s indicators, no fault") % {"code": edition.code, "count": count})
    if faulty:
        raise click.ClickException(_("editions with faults: %(count)s") % {"count": faulty})


@click.group()
def sdg1072() -> None:
    """SDG indicator 10.7.2: published data and the official method."""


@sdg1072.command("aggregate")
@click.option("--year", type=int, required=True, help="Year of a published survey.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="How to print it.")
def print_aggregate(year: int, form: str) -> None:
    """Print, for each area, the share of countries that meet or fully meet the criteria (per cent, n of N)."""
    if year not in years():
        known = ", ".join(map(str, years()))
        raise click.ClickException(
            _("there are no data for %(year)s; there are for: %(years)s") % {"year": year, "years": known}
        )
    names = area_names()
    rows = [
        {
            "area_m49": one.area,
            "area": names[one.area],
            "policy_domain": one.policy_domain,
            "n": one.n,
            "N": one.N,
            "share": None if one.percent is None else round(float(one.percent), 1),
        }
        for one in aggregate(year)
    ]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for code, reason in NOT_REPRODUCIBLE.items():
        click.echo(_("not computed: %(code)s (%(reason)s)") % {"code": code, "reason": reason}, err=True)
