"""Commands about what assessors consult."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from openmgi.core.checks import Fault, check_edition
from openmgi.core.comparison import Change, UnrelatedEditionsError, changes, relation_faults
from openmgi.core.edition import Edition, as_data
from openmgi.core.framework import Framework as FrameworkSpec
from openmgi.core.keys import ParsingError
from openmgi.core.sheets import WorkbookError, edition_of_sheets, edition_sheets
from openmgi.library.actions.loading import EditionInUseError, load_edition, load_framework
from openmgi.library.areas import area_names
from openmgi.library.editions import edition_folders, read_edition, stored_elsewhere, write_edition
from openmgi.library.frameworks import FrameworkError, framework_folders, read_framework
from openmgi.library.sdg1072 import NOT_REPRODUCIBLE, aggregate, years
from openmgi.library.workbook import read_sheets, write_sheets
from openmgi.library.xlsform import write_xlsform
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
        _store(_read(folder))


def _store(edition: Edition) -> bool:
    try:
        stored, changed = load_edition(spec=edition)
    except EditionInUseError as error:
        raise click.ClickException(
            _("edition %(code)s is in use and cannot be changed; give the new questions a new code")
            % {"code": error.code}
        ) from error
    if changed:
        click.echo(_("edition %(code)s loaded") % {"code": stored.code})
    return changed


def _framework() -> FrameworkSpec:
    return read_framework(framework_folders()[0])


def _read(folder: Path) -> Edition:
    """The edition in this folder; every problem on a line of its own."""
    try:
        return read_edition(folder, _framework())
    except YamlError as error:
        raise click.ClickException(str(error)) from error
    except ParsingError as error:
        problems = "\n".join(str(problem) for problem in error.problems)
        raise click.ClickException(f"{folder.name}:\n{problems}") from error


def _find(code: str) -> Edition:
    """The edition with this code, in a folder of ours or in the database."""
    folder = next((one for one in edition_folders() if one.name == code), None)
    if folder is not None:
        return _read(folder)
    others = stored_elsewhere()
    found = next((one for one in others if one.code == code), None)
    if found is None:
        codes = ", ".join([*(one.name for one in edition_folders()), *(one.code for one in others)])
        raise click.ClickException(
            _("there is no edition %(code)s; there are: %(codes)s") % {"code": code, "codes": codes}
        )
    return found


@framework.command("list")
def list_editions() -> None:
    """List the editions: code, level, date, number of indicators, languages."""
    for edition in [*map(_read, edition_folders()), *stored_elsewhere()]:
        count = len(list(edition.indicators()))
        click.echo("\t".join([edition.code, edition.level, edition.date, str(count), " ".join(edition.languages)]))


@framework.command()
@click.argument("code")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="How to print it.")
def show(code: str, form: str) -> None:
    """Show an edition: its indicators, or with --format json everything it says."""
    edition = _find(code)
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
    editions = [_find(code) for code in codes] or [_read(folder) for folder in edition_folders()]
    faulty = 0
    for edition in editions:
        faults = _faults(edition)
        faulty += bool(faults)
        for fault in faults:
            click.echo(f"{edition.code}: {fault}")
        if not faults:
            count = len(list(edition.indicators()))
            click.echo(_("%(code)s: %(count)s indicators, no fault") % {"code": edition.code, "count": count})
    if faulty:
        raise click.ClickException(_("editions with faults: %(count)s") % {"count": faulty})


def _faults(edition: Edition) -> list[Fault]:
    """What breaks a rule, in the edition itself and in its links to the one before."""
    before = _find(edition.previous) if edition.previous else None
    return [*check_edition(edition), *relation_faults(before, edition)]


@framework.command()
@click.argument("before")
@click.argument("after")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="How to print it.")
def diff(before: str, after: str, form: str) -> None:
    """Show how each indicator of the edition AFTER stands to those of the edition BEFORE."""
    try:
        found = changes(_find(before), later := _find(after))
    except UnrelatedEditionsError as error:
        raise click.ClickException(_unrelated(error)) from error
    if form == "json":
        click.echo(json.dumps([_change_data(one) for one in found], ensure_ascii=False, indent=2))
        return
    source = later.languages[0]
    for change in found:
        click.echo("\n".join(_change_lines(change, source)))
    counts = Counter(change.kind or _("not said") for change in found)
    click.echo("\n" + ", ".join(f"{kind} {count}" for kind, count in counts.items()))


def _unrelated(error: UnrelatedEditionsError) -> str:
    if error.previous is None:
        return _("%(after)s names no edition before it, so its questions have no links to those of %(before)s") % {
            "after": error.after,
            "before": error.before,
        }
    return _("%(after)s follows %(previous)s, not %(before)s") % {
        "after": error.after,
        "previous": error.previous,
        "before": error.before,
    }


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "before": [one.code for one in change.before],
        "after": change.after.code if change.after else None,
        "note": change.note,
        "question_differs": change.question,
        "criteria_differ": list(change.criteria),
    }


def _change_lines(change: Change, language: str) -> Iterator[str]:
    """One line for the link, then the texts that differ, the earlier marked `-` and the later `+`."""
    codes = " + ".join(one.code for one in change.before) or "·"
    after = change.after
    yield f"{change.kind or _('not said')}: {codes} → {after.code if after else '·'}"
    if change.note:
        yield f"    {change.note[language]}"
    if change.question or len(change.before) != 1 or after is None:
        yield from (f"  - {one.question[language]}" for one in change.before)
        yield from (f"  + {one.question[language]}" for one in [after] if one)
    for code in change.criteria:
        for sign, one in (("-", change.before[0]), ("+", after)):
            criteria = {option.code: option.criterion for option in one.options} if one else {}
            if code in criteria:
                yield f"  {sign} {code}: {criteria[code][language]}"


@framework.command("export")
@click.argument("code")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_edition(code: str, file: Path) -> None:
    """Write the edition to a workbook (.xlsx) that can be edited and imported again."""
    write_sheets(edition_sheets(_find(code)), file)
    click.echo(_("%(file)s written") % {"file": file})


@framework.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Write YAML files there instead.")
def import_edition(file: Path, folder: Path | None) -> None:
    """Read an edition from a workbook and keep it; nothing is kept when anything in it cannot be read."""
    try:
        edition = edition_of_sheets(read_sheets(file), _framework())
    except WorkbookError as error:
        raise click.ClickException("\n".join(error.problems)) from error
    for fault in _faults(edition):
        click.echo(_("look at %(fault)s") % {"fault": fault}, err=True)
    if folder is None:
        if not _store(edition):
            click.echo(_("edition %(code)s: nothing has changed") % {"code": edition.code})
    elif (folder / edition.code).exists():
        raise click.ClickException(_("%(folder)s is there already") % {"folder": folder / edition.code})
    else:
        write_edition(edition, folder / edition.code)
        click.echo(_("%(file)s written") % {"file": folder / edition.code})


@framework.command("xlsform")
@click.argument("code")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_xlsform(code: str, file: Path) -> None:
    """Write the edition as an XLSForm, for KoboToolbox and ODK."""
    write_xlsform(_find(code), file)
    click.echo(_("%(file)s written") % {"file": file})


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
            "area": names[one.area]["en"],
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
