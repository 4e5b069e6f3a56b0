"""The chapters that say how a profile came about: who was consulted, the method, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmgi.core.profile import Cleared, Consulted, Profile
from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import Block, Column, Facts, Heading, Items, Line, Paragraph, Piece, Row, Table
from openmgi.publications.report.wording import dated, named, paragraphs, separated
from openmgi.web.templatetags.page import day, edition_date


def consultation(profile: Profile) -> Iterator[Block]:
    """Who was consulted, what came of it, and who cleared the profile."""
    if not profile.consultation and not profile.cleared:
        return
    yield Heading(_("Consultation and clearance"), 1, "consultation")
    if profile.consultation:
        yield _said(
            _(
                "These institutions were asked to read the answers and findings. Every comment was accepted, accepted"
                " in part, or not accepted for a reason that the institution was given."
            )
        )
        yield _consulted(profile.consultation)
    if profile.cleared:
        yield Heading(_("Clearance"), 2)
        yield _said(_cleared(profile.cleared))


def _consulted(consulted: tuple[Consulted, ...]) -> Table:
    columns = (
        Column(_("Institution"), 24),
        Column(_("Domains"), 13),
        Column(_("Replied on"), 20),
        Column(_("Comments"), 19, is_number=True),
        Column(_("Accepted"), 15, is_number=True),
        Column(_("In part"), 11, is_number=True),
        Column(_("Not accepted"), 15, is_number=True),
    )
    return Table(columns, tuple(_consulted_row(one) for one in consulted), _("Institutions that were consulted"))


def _consulted_row(one: Consulted) -> Row:
    replied = Piece(dated(one.replied)) if one.replied else Piece(_("no reply"), "muted")
    counts = (one.comments, one.accepted, one.partly, one.not_accepted)
    cells = (Piece(one.institution), Piece(separated(map(str, one.domains))), replied, *(Piece(str(n)) for n in counts))
    return Row(tuple((cell,) for cell in cells))


def _cleared(cleared: Cleared) -> str:
    return _("%(name)s, %(function)s, cleared this profile on %(day)s.") % {
        "name": cleared.name,
        "function": cleared.function,
        "day": dated(cleared.signed_on),
    }


def method(profile: Profile) -> Iterator[Block]:
    """How the findings were made, by whom, and in spite of what they were published."""
    yield Heading(_("How this profile was made"), 1, "method")
    for text in paragraphs(profile.method):
        yield _said(text)
    for text in paragraphs(profile.source.statement):
        yield _said(text)
    if untraced := _untraced(profile):
        yield _said(untraced)
    if profile.framework_edition:
        yield Facts(((_("Question set"), (Piece(profile.framework_edition, "code"),)),))
    yield from _people(profile)
    yield from _despite(profile)


def _untraced(profile: Profile) -> str:
    """How many findings nobody can trace, and why; nothing where all can be traced."""
    traces = [finding.trace for domain in profile.domains for _kind, _order, finding in domain.findings()]
    reasons = {one.reason for one in traces if one.status == "not_traceable"}
    count = sum(one.status == "not_traceable" for one in traces)
    if reasons == {"invented"} and count == len(traces):
        return _("The findings are invented, as the place is, and no source stands behind them.")
    if count == len(traces):
        return _("The findings cannot be traced to a source: the text from which they were read names none.")
    words = ngettext(
        "%(count)s finding out of %(all)s cannot be traced to a source and says so.",
        "%(count)s findings out of %(all)s cannot be traced to a source and say so.",
        count,
    )
    return words % {"count": count, "all": len(traces)} if count else ""


def _people(profile: Profile) -> Iterator[Block]:
    if profile.people:
        yield Heading(_("People who took part and agreed to be named"), 2)
        yield Items(tuple((Piece(one),) for one in profile.people))


def _despite(profile: Profile) -> Iterator[Block]:
    if not profile.despite:
        return
    yield Heading(_("Published all the same"), 2)
    yield _said(
        _(
            "Not every condition of publication was met. These are the reasons that were given for publishing all the"
            " same:"
        )
    )
    yield Items(
        tuple((named(one.justification.texts), Piece(" "), Piece(one.reason, "code")) for one in profile.despite)
    )


def checking(publication: Publication, title: str, permanent: str) -> Iterator[Block]:
    """How to cite the profile, where it stands for ever, and how to check that nothing was changed."""
    yield Heading(_("Use and cite this profile"), 2, "use")
    told = {
        "site": settings.SITE_NAME,
        "year": publication.published_at.year,
        "title": title,
        "date": edition_date(publication.edition),
        "version": publication.version,
    }
    words = _("%(site)s (%(year)s). %(title)s. Profile of %(date)s, version %(version)s.") % told
    yield Paragraph((Piece(words), Piece(" "), Piece(permanent, link=permanent)))
    yield Facts(tuple(_checks(publication, permanent)))


def _checks(publication: Publication, permanent: str) -> Iterator[tuple[str, Line]]:
    yield _("Permanent link"), (Piece(permanent, link=permanent),)
    yield _("Version"), (Piece(f"{publication.version} · {day(publication.published_at)}"),)
    if publication.correction:
        replaced = _("It replaces version %(before)s:") % {"before": publication.version - 1}
        yield _("Correction"), (Piece(f"{replaced} {publication.correction}"),)
    if licence := publication.profile.source.licence:
        yield _("Licence of the text"), (Piece(licence, link=licence),)
    yield _("SHA-256 of the profile"), (Piece(publication.sha256, "code"),)


def _said(text: str) -> Paragraph:
    return Paragraph((Piece(text),))
