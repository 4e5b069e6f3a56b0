"""Commands about profiles and publications."""

from __future__ import annotations

import getpass
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.utils.translation import gettext as _

from openmgi.assessments.demo import PASSWORD, PEOPLE, address, make_practice
from openmgi.assessments.demo_story import read_story
from openmgi.core.importing.imported import ImportedDomain, IncompleteError, PageWarning
from openmgi.core.profile import Profile, sha256
from openmgi.library.frameworks import framework_folders, read_framework
from openmgi.library.models import Edition
from openmgi.publications import actions
from openmgi.publications.demo import demo_files, publish_story, read_demo
from openmgi.publications.demo_items import demo_folders, publish_told
from openmgi.publications.importing.drafting import ImportedFile, import_file, profile_of
from openmgi.publications.importing.errors import FileError, GivenError
from openmgi.publications.importing.messages import level_name, missing_message
from openmgi.publications.models import Draft, Publication
from openmgi.publications.tracing import TracedFinding, follow
from openmgi.web.templatetags.page import edition_date, language_name


def _me() -> str:
    return getpass.getuser()


@click.command("import-profile")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the profile as JSON and store nothing.")
@click.option("--publish", "publish_it", is_flag=True, help="Publish the profile at once.")
@click.option("--correction", default="", help="Why this replaces the version that is published.")
@click.option("--title", help="The title, when the page has none.")
@click.option("--place", help="The name of the place.")
@click.option("--country", help="ISO 3166-1 alpha-3 code of the country, such as KEN.")
@click.option("--code", help="ISO 3166-2 code of the place, such as KE-28.")
@click.option("--level", type=click.Choice(["national", "local"]), help="The level.")
@click.option("--edition", help="Month or year of the profile: YYYY-MM or YYYY.")
@click.option("--language", help="Language of the text, such as en.")
def import_profile(
    file: Path,
    as_json: bool,
    publish_it: bool,
    correction: str,
    **given: str | None,
) -> None:
    """Read the text of a published profile page (.txt, .html, .docx, .pdf).

    Prints a summary and keeps a draft; with --publish, publishes it; with --json, prints the profile as JSON.
    """
    try:
        found = import_file(file, given)
    except FileError as error:
        where = f"{file}:{error.line}" if error.line else str(file)
        raise click.ClickException(f"{where}: {error.message}") from error
    except GivenError as error:
        message = _("%(option)s cannot be “%(value)s”") % {"option": f"--{error.name}", "value": error.value}
        raise click.ClickException(message) from error
    if as_json:
        click.echo(json.dumps(found.page.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        click.echo(_summary(found))
    if publish_it:
        _publish(_complete(found), correction, quiet=as_json)
    elif not as_json:
        draft = actions.store_draft(
            page=found.page,
            framework=found.framework.code,
            file_name=found.file.name,
            file_sha256=found.sha256,
            by=_me(),
        )
        click.echo(
            _("Kept as draft %(number)s. To publish it: openmgi publication publish %(number)s") % {"number": draft.pk}
        )


def _complete(found: ImportedFile) -> Profile:
    try:
        return profile_of(found.page, found.framework, file_name=found.file.name, file_sha256=found.sha256)
    except IncompleteError as error:
        raise click.ClickException(missing_message(error.missing)) from error


def _publish(profile: Profile, correction: str, *, quiet: bool = False) -> None:
    try:
        publication = actions.publish(profile=profile, by=_me(), correction=correction)
    except actions.AlreadyPublishedError as error:
        raise click.ClickException(
            _('%(slug)s is published already, as version %(version)s. To replace it, say why: --correction "…"')
            % {"slug": error.publication.slug, "version": error.publication.version}
        ) from error
    if not quiet:
        click.echo(
            _("Published as %(slug)s, version %(version)s (SHA-256 %(sha256)s)")
            % {"slug": publication.slug, "version": publication.version, "sha256": publication.sha256}
        )


def _summary(found: ImportedFile) -> str:
    page = found.page
    unknown = _("not known")
    place = {
        "place": page.place.name or unknown,
        "country": page.place.country or unknown,
        "code": page.place.code or unknown,
    }
    facts = {
        "level": level_name(page.level) if page.level else unknown,
        "edition": edition_date(page.edition) if page.edition else unknown,
        "language": language_name(page.language),
    }
    read = {
        "well": sum(len(one.well_developed) for one in page.domains),
        "potential": sum(len(one.potential) for one in page.domains),
    }
    return "\n  ".join(
        [
            page.title or _("(no title)"),
            _("place %(place)s, country %(country)s, code %(code)s") % place,
            _("level %(level)s, date %(edition)s, language %(language)s") % facts,
            _("lines of the page that are not part of the profile: %(count)s") % {"count": found.reading.frame_lines},
            _("findings read: %(well)s well developed, %(potential)s with potential") % read,
            *map(_domain_line, page.domains),
            *map(_warning_line, page.warnings),
        ]
    )


def _domain_line(domain: ImportedDomain) -> str:
    return _("domain %(number)s: %(well)s well developed, %(potential)s with potential") % {
        "number": domain.number,
        "well": len(domain.well_developed),
        "potential": len(domain.potential),
    }


def _warning_line(warning: PageWarning) -> str:
    where = _("page %(page)s, line %(line)s") if warning.page else _("line %(line)s")
    place = where % {"page": warning.page, "line": warning.line}
    return _("warning, %(where)s: %(message)s") % {"where": place, "message": warning.message}


@click.group()
def publication() -> None:
    """Drafts and publications."""


@publication.command("list")
def list_publications() -> None:
    """List the drafts and every version of every publication."""
    for draft in Draft.objects.order_by("pk"):
        click.echo(_("draft %(draft)s") % {"draft": draft})
    for one in Publication.objects.order_by("slug", "version"):
        click.echo(f"{one.slug}\tv{one.version}\t{one.published_at:%Y-%m-%d}\t{one.sha256}")


@publication.command("publish")
@click.argument("draft", type=int)
@click.option("--correction", default="", help="Why this replaces the version that is published.")
def publish_draft(draft: int, correction: str) -> None:
    """Publish a draft by its number."""
    kept = Draft.objects.filter(pk=draft).first()
    if kept is None:
        raise click.ClickException(_("there is no draft %(number)s; see: openmgi publication list") % {"number": draft})
    framework = next(one for one in map(read_framework, framework_folders()) if one.code == kept.framework)
    try:
        profile = profile_of(kept.page, framework, file_name=kept.file_name, file_sha256=kept.file_sha256)
    except IncompleteError as error:
        raise click.ClickException(missing_message(error.missing)) from error
    _publish(profile, correction)


@publication.command()
def verify() -> None:
    """Check every publication against its SHA-256."""
    broken = [str(one) for one in Publication.objects.order_by("pk") if sha256(one.profile_json) != one.sha256]
    if broken:
        raise click.ClickException(
            _("these publications no longer match what was published: %(list)s") % {"list": ", ".join(broken)}
        )
    click.echo(
        _("publications unchanged since they were published: %(count)s") % {"count": Publication.objects.count()}
    )


def shelve_missing() -> None:
    """Write the rows of what was published before there were any."""
    for one in Publication.objects.filter(findings=None):
        actions.shelve(publication=one)


@publication.command()
def shelve() -> None:
    """Write the findings and answers of every publication as rows again; they are derived, and can be made anew."""
    publications = Publication.objects.order_by("pk")
    for one in publications:
        actions.shelve(publication=one)
    click.echo(_("publications on the shelf: %(count)s") % {"count": len(publications)})


@publication.command("trace")
@click.argument("slug", required=False)
@click.option("--all", "every", is_flag=True, help="Every profile.")
@click.pass_context
def trace_findings(context: click.Context, slug: str | None, every: bool) -> None:
    """Follow every finding of a profile to its indicators, quotes and the stored files. Fails unless all hold."""
    if bool(slug) == every:
        raise click.UsageError(_("name a profile, or give --all"))
    shown = Publication.objects.current().order_by("slug")
    chosen = list(shown if every else shown.filter(slug=slug))
    if slug and not chosen:
        raise click.ClickException(_("there is no profile %(slug)s; see: openmgi publication list") % {"slug": slug})
    states: Counter[str] = Counter()
    for one in chosen:
        for finding in follow(one):
            click.echo("\t".join(_trace_line(one, finding)))
            states[finding.state] += 1
    click.echo(_trace_sum(states))
    context.exit(1 if states["broken"] or states["unsupported"] else 0)


def _trace_line(one: Publication, finding: TracedFinding) -> list[str]:
    """The finding's address on the page, how it stands, its indicators, and each quote that does not hold."""
    states = {
        "holds": _("ok"),
        "broken": _("does not hold"),
        "unsupported": _("names neither a quote nor where one looked"),
        "not_traceable": _("not traceable"),
    }
    faults = {
        "missing": _("the file is not there"),
        "altered": _("the file is another one"),
        "words": _("the words do not stand there"),
    }
    line = [f"{one} #finding-{finding.domain}-{finding.kind}-{finding.order}", states[finding.state]]
    if finding.indicators:
        line.append(
            _("indicators: %(indicators)s; quotes: %(quotes)s")
            % {"indicators": ", ".join(finding.indicators), "quotes": finding.quotes}
        )
    for broken in finding.broken:
        place = {
            "indicator": broken.indicator,
            "document": broken.quote.document,
            "page": broken.quote.page or broken.quote.page_index + 1,
            "fault": faults[broken.fault],
        }
        line.append(_("%(indicator)s, %(document)s, p. %(page)s: %(fault)s") % place)
    return line


def _trace_sum(states: Counter[str]) -> str:
    failing = states["broken"] + states["unsupported"]
    return _("traced: %(traced)s, of these not holding: %(failing)s; not traceable: %(untraced)s") % {
        "traced": states["holds"] + failing,
        "failing": failing,
        "untraced": states["not_traceable"],
    }


@publication.command()
def schema() -> None:
    """Print the JSON Schema of a profile."""
    click.echo(json.dumps(Profile.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


@click.command()
@click.option("--practice/--no-practice", default=True, help="Also an assessment to practise in, for each stage.")
def demo(practice: bool) -> None:
    """Publish the demonstration profiles, with assessments to practise in; again changes nothing."""
    framework = read_framework(framework_folders()[0])
    for file in demo_files():
        with _left_as_it_is():
            actions.publish(profile=read_demo(file, framework), by=_me())
    for folder in demo_folders():
        with _left_as_it_is():
            publish_told(folder, by=_me())
    story = read_story()
    if story is None or not Edition.objects.filter(code=story.edition).exists():
        return
    with _left_as_it_is():
        publish_story(story)
    if practice:
        make_practice(story)
    click.echo(_("Demonstration accounts, all with the password %(password)s:") % {"password": PASSWORD})
    for name, full, _role in PEOPLE:
        click.echo(f"  {address(name)}  {full}")


@contextmanager
def _left_as_it_is() -> Iterator[None]:
    try:
        yield
    except actions.AlreadyPublishedError as error:
        told = _("%(slug)s is published with another text; it was left as it is")
        click.echo(told % {"slug": error.publication.slug})
