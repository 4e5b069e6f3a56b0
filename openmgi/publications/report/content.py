"""What the report of a publication says, in one language; from the publication alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from openmgi.core.profile import KINDS, Domain, Profile
from openmgi.publications.models import Publication
from openmgi.publications.report.about import about
from openmgi.publications.report.annexes import evidence, questions
from openmgi.publications.report.blocks import (
    Block,
    Column,
    Facts,
    Findings,
    Heading,
    Labels,
    Line,
    Paragraph,
    Picture,
    Piece,
    Report,
    Row,
    Sources,
    Table,
)
from openmgi.publications.report.citing import Numbers, cited, numbers_of, sources
from openmgi.publications.report.drawing import drawn
from openmgi.publications.report.making import checking, consultation, method
from openmgi.publications.report.wording import kind_title, named, paragraphs
from openmgi.web.templatetags.page import day, direction, edition_date, in_language


def report_of(publication: Publication, language: str) -> Report:
    """The report in one of the profile's languages; it speaks that language from its cover to its last page."""
    with override(language):
        return _report(publication, language)


def _report(publication: Publication, language: str) -> Report:
    profile = publication.profile
    permanent = settings.SITE_ADDRESS + reverse("profile-version", args=[publication.slug, publication.version])
    picture = drawn(profile)
    title = profile.title.texts[language]
    told = {"place": in_language(profile.place.name), "date": edition_date(profile.edition)}
    return Report(
        language=language,
        direction=direction(language),
        title=title,
        eyebrow=_("Local profile") if profile.level == "local" else _("National profile"),
        subtitle=edition_date(profile.edition),
        tag=_("Invented country") if profile.place.invented else "",
        facts=Facts(tuple(_cover_facts(publication, permanent))),
        picture=picture,
        running=_("%(place)s, %(date)s")
        % {"place": in_language(profile.place.name), "date": edition_date(profile.edition)},
        permanent=permanent,
        author=settings.SITE_NAME,
        keywords=_keywords(profile),
        description=_("Findings on migration governance: %(place)s, %(date)s") % told,
        day=publication.published_at.date().isoformat(),
        labels=Labels(_("Contents"), _("Page %(page)s of %(pages)s")),
        blocks=tuple(_blocks(publication, picture, title, permanent)),
    )


def _keywords(profile: Profile) -> tuple[str, ...]:
    return (in_language(profile.place.name), *(in_language(one.name) for one in profile.domains))


def _cover_facts(publication: Publication, permanent: str) -> Iterator[tuple[str, Line]]:
    yield _("Version"), (Piece(f"{publication.version} · {day(publication.published_at)}"),)
    yield _("Permanent link"), (Piece(permanent, link=permanent),)


def _blocks(publication: Publication, picture: Picture, title: str, permanent: str) -> Iterator[Block]:
    profile = publication.profile
    numbers = numbers_of(profile)
    yield from about(profile)
    yield from _summary(profile, picture)
    yield from _context(profile)
    yield from _findings(profile, numbers)
    yield from consultation(profile)
    yield from method(profile)
    yield from checking(publication, title, permanent)
    yield from _sources(profile, numbers)
    yield from questions(profile)
    yield from evidence(profile, numbers)


def _summary(profile: Profile, picture: Picture) -> Iterator[Block]:
    yield Heading(_("Summary"), 1, "summary")
    yield Facts(tuple(_place(profile)))
    yield Paragraph(
        (
            Piece(
                _(
                    "The wheel has a dot for each finding: filled for a well-developed area, open for an area with"
                    " potential for further development."
                )
            ),
        )
    )
    yield picture
    yield _counts(profile)


def _place(profile: Profile) -> Iterator[tuple[str, Line]]:
    code = (Piece(" "), Piece(profile.place.code, "code")) if profile.place.code else ()
    yield _("Place"), (named(profile.place.name), *code)
    if profile.level == "local":
        yield _("Country"), (named(profile.place.country_name),)
    yield _("Level"), (Piece(_("Local") if profile.level == "local" else _("National")),)
    yield _("Date"), (Piece(edition_date(profile.edition)),)


def _counts(profile: Profile) -> Table:
    columns = (
        Column(_("Domain"), 56),
        Column(_("Well developed"), 22, is_number=True),
        Column(_("With potential"), 22, is_number=True),
    )
    rows = (
        Row(
            (
                (named(one.name),),
                (Piece(str(len(one.well_developed))),),
                (Piece(str(len(one.potential))),),
            ),
            one.number,
        )
        for one in profile.domains
    )
    return Table(columns, tuple(rows), _("Findings by domain"))


def _context(profile: Profile) -> Iterator[Block]:
    if profile.introduction is None:
        return
    yield Heading(_("Context"), 1, "context")
    for text in paragraphs(profile.introduction):
        yield Paragraph((Piece(text),))


def _findings(profile: Profile, numbers: Numbers) -> Iterator[Block]:
    yield Heading(_("Findings"), 1, "findings")
    statuses = {found.trace.status for one in profile.domains for _kind, _order, found in one.findings()}
    if "traced" in statuses:
        yield Paragraph(
            (
                Piece(
                    _(
                        "The notes to a finding say where in a source it rests. The words of the sources stand in the"
                        " annex."
                    )
                ),
            ),
            "aside",
        )
    for domain in profile.domains:
        yield from _domain(domain, numbers, says_untraced=len(statuses) > 1)


def _domain(domain: Domain, numbers: Numbers, *, says_untraced: bool) -> Iterator[Block]:
    name = named(domain.name)
    yield Heading(name.text, 2, f"domain-{domain.number}", domain.number, is_opening=True, language=name.language)
    for kind in KINDS:
        yield Heading(kind_title(kind), 3, domain=domain.number)
        if found := domain.of(kind):
            items = tuple(cited(one, numbers, says_untraced=says_untraced) for one in found)
            yield Findings(kind, domain.number, items)
        else:
            yield Paragraph((Piece(_("The profile names none in this domain."), "muted"),))


def _sources(profile: Profile, numbers: Numbers) -> Iterator[Block]:
    facts = tuple(_read_from(profile))
    if not numbers and not facts:
        return
    yield Heading(_("Sources"), 1, "sources")
    if numbers:
        yield Paragraph(
            (Piece(_("In alphabetical order. The SHA-256 is the beginning of that of the file.")),), "aside"
        )
        yield Sources(sources(profile, numbers))
    if facts:
        yield Heading(_("What the profile was read from"), 2)
        yield Facts(facts)


def _read_from(profile: Profile) -> Iterator[tuple[str, Line]]:
    """The published page that was imported, as far as it is known."""
    source = profile.source
    told = {
        _("Title"): source.title,
        _("Publisher"): source.publisher,
        _("Published"): edition_date(source.published) if source.published else "",
        _("File"): source.file_name,
    }
    yield from ((name, (Piece(words),)) for name, words in told.items() if words)
    if source.file_sha256:
        yield "SHA-256", (Piece(source.file_sha256, "code"),)
