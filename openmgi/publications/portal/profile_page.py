"""The page of a profile: everything its template shows, in the language in which it can be read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from openmgi.core.profile import KINDS, AnswerTrace, Consulted, Domain, Finding, Kind, Profile, QuoteTrace
from openmgi.core.text import Text
from openmgi.core.wheel import Slice
from openmgi.publications.models import Publication
from openmgi.publications.portal.changes import what_changed
from openmgi.publications.portal.wheel import Wheel, wheel
from openmgi.web.templatetags.page import edition_date, in_language, plain_day

Absolute = Callable[[str], str]
_HOST = re.compile(r"https?://([^\s/?#]+)")
_SHORT = 12  # letters of a hash that tell one file from another


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote under a finding. `said` is what the template shows of it as it is; `host`, where the web has it."""

    said: QuoteTrace
    lang: str
    adopted: str
    page: str
    translation: dict[str, str]
    host: str
    short_hash: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer on which a finding rests, with its quotes."""

    said: AnswerTrace
    quotes: list[ShownQuote]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding and its trace as HTML, which is empty where it is not traceable."""

    text: str
    trace: str


@dataclass(frozen=True, slots=True)
class FindingList:
    """The findings of one kind in one domain."""

    kind: Kind
    findings: list[ShownFinding]


@dataclass(frozen=True, slots=True)
class DomainSection:
    """One domain of the profile as the page shows it."""

    number: int
    name: str
    lists: Sequence[FindingList]


@dataclass(frozen=True, slots=True)
class ShownConsulted:
    """An institution that was consulted; `replied` is empty where it sent no reply."""

    said: Consulted
    domains: str
    replied: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version of the profile, and where it is compared with the one that it replaces."""

    publication: Publication
    changes: str


@dataclass(frozen=True, slots=True)
class Body:
    """What the page shows of the frozen profile alone. `findings` are HTML."""

    profile: Profile
    answers_url: str
    introduction: list[str]
    statement: str
    method: list[str]
    consultation: list[ShownConsulted]
    cleared_on: str
    findings: str
    wheel: Wheel


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What the template shows. `language` is that of the profile's text, which may not be the reader's. `body` is HTML.

    earlier: the newest profile of the place at an earlier date; since_earlier: where both are compared. others: of the
    place at other dates, by date; later: the newest of the place, where that is another.
    """

    publication: Publication
    profile: Profile
    language: str
    is_translated: bool
    title: str
    description: str
    place: str
    country: str
    body: str
    versions: Sequence[ShownVersion]
    earlier: Publication | None
    since_earlier: str
    others: Sequence[Publication]
    later: Publication | None
    is_newest: bool
    permanent_url: str
    canonical_url: str
    json_url: str
    csv_url: str
    structured_data: dict[str, Any]


def profile_page(
    publication: Publication, publications: Sequence[Publication], reader: str, absolute: Absolute
) -> ProfilePage:
    """The page for a reader of this language.

    publications: every one of its place, the newest first. absolute: from a path to a full address.
    """
    profile = publication.profile
    language = reader if reader in profile.languages else profile.languages[0]
    # The profile speaks one language from its title to its last heading, whatever language the reader chose.
    with override(language):
        return _page(publication, publications, language, absolute, is_translated=language == reader)


def _page(
    publication: Publication,
    publications: Sequence[Publication],
    language: str,
    absolute: Absolute,
    *,
    is_translated: bool,
) -> ProfilePage:
    profile = publication.profile
    address = [publication.slug, publication.version]
    permanent = absolute(reverse("profile-version", args=address))
    newest = absolute(reverse("profile", args=[publication.slug]))
    versions = [one for one in publications if one.slug == publication.slug]
    is_newest = publication.version == versions[0].version
    earlier = next((one for one in publications if one.edition < publication.edition), None) if is_newest else None
    files = [absolute(reverse(name, args=address)) for name in ("profile-json", "findings-csv")]
    answers = reverse("profile-answers", args=address) if profile.answers else ""
    return ProfilePage(
        publication=publication,
        profile=profile,
        language=language,
        is_translated=is_translated,
        title=_in(profile.title, language),
        description=next(iter(_paragraphs(profile.introduction, language)), ""),
        place=in_language(profile.place.name),
        country=in_language(profile.place.country_name),
        body=_body(publication.profile_json, language, answers, publication.slug if is_newest else ""),
        versions=[_version(*two) for two in zip_longest(versions, versions[1:])],
        earlier=earlier,
        since_earlier=what_changed(earlier, publication) if earlier else "",
        others=_others(publication, publications),
        later=publications[0] if publications[0].edition > publication.edition else None,
        is_newest=is_newest,
        permanent_url=permanent,
        canonical_url=newest if is_newest else permanent,
        json_url=files[0],
        csv_url=files[1],
        structured_data=_structured_data(publication, profile, language, permanent, files),
    )


def _others(shown: Publication, publications: Sequence[Publication]) -> list[Publication]:
    """One of each other date, the first date first."""
    by_date = {one.edition: one for one in publications if one.edition != shown.edition}
    return [by_date[edition] for edition in sorted(by_date)]


def _version(one: Publication, before: Publication | None) -> ShownVersion:
    return ShownVersion(one, what_changed(before, one) if before else "")


def _in(text: Text, language: str) -> str:
    return text.texts[language]


def _paragraphs(text: Text | None, language: str) -> list[str]:
    return _in(text, language).split("\n\n") if text else []


def _consulted(one: Consulted) -> ShownConsulted:
    comma = "، " if get_language_bidi() else ", "
    return ShownConsulted(one, comma.join(map(str, one.domains)), _day(one.replied))


def _day(day: str) -> str:
    """A day of a profile, written in full; nothing for none."""
    return plain_day(datetime.date.fromisoformat(day)) if day else ""


def _slice(domain: Domain) -> Slice:
    return Slice(domain.number, in_language(domain.name), len(domain.well_developed), len(domain.potential))


# What is frozen needs to be rendered only once in each language; this is most of a page.
@lru_cache(maxsize=128)
def _body(profile_json: str, language: str, answers: str, slug: str) -> str:
    """What the page shows of the profile alone as HTML, in a language that is active.

    answers: where every question stands with its answer. slug: leads from what could be developed further to the places
    that have it; empty for an older version.
    """
    profile = Publication(profile_json=profile_json).profile  # which was read for this page already
    slices = [_slice(domain) for domain in profile.domains]
    links = {one.number: f"#domain-{one.number}" for one in slices}
    body = Body(
        profile=profile,
        answers_url=answers,
        introduction=_paragraphs(profile.introduction, language),
        statement=_in(profile.source.statement, language) if profile.source.statement else "",
        method=_paragraphs(profile.method, language),
        consultation=[_consulted(one) for one in profile.consultation],
        cleared_on=_day(profile.cleared.signed_on) if profile.cleared else "",
        findings=_findings(profile, language, slug),
        wheel=wheel(_("Findings by domain"), slices, links, shows_counts=True),
    )
    return render_to_string("parts/profile_body.html", {"page": body})


def _findings(profile: Profile, language: str, slug: str) -> str:
    domains = [_section(one, language) for one in profile.domains]
    return render_to_string("parts/findings.html", {"domains": domains, "slug": slug})


def _section(domain: Domain, language: str) -> DomainSection:
    lists = [FindingList(kind, [_finding(one, language) for one in domain.of(kind)]) for kind in KINDS]
    return DomainSection(domain.number, in_language(domain.name), lists)


def _finding(finding: Finding, language: str) -> ShownFinding:
    answers = [ShownAnswer(one, [_quote(quote, language) for quote in one.quotes]) for one in finding.trace.answers]
    trace = render_to_string("parts/trace.html", {"answers": answers}) if answers else ""
    return ShownFinding(_in(finding.text, language), trace)


def _quote(quote: QuoteTrace, language: str) -> ShownQuote:
    """A translation is for those who do not read the document's language; only what is on the web is a link."""
    is_foreign = quote.language != language
    on_the_web = _HOST.match(quote.address)
    return ShownQuote(
        said=quote,
        lang=format_html(' lang="{}"', quote.language) if quote.language and is_foreign else "",
        adopted=_day(quote.adopted),
        page=_("p. %(page)s") % {"page": quote.page} if quote.page else "",
        translation=quote.translation if is_foreign else {},
        host=on_the_web[1] if on_the_web else "",
        short_hash=quote.file_sha256[:_SHORT],
    )


def _structured_data(
    publication: Publication, profile: Profile, language: str, permanent: str, files: Sequence[str]
) -> dict[str, Any]:
    """schema.org: the profile as a report and as a data set of the same findings."""
    title = _in(profile.title, language)
    place = {"@type": "Place", "name": in_language(profile.place.name, language)}
    if profile.place.code:
        place["identifier"] = profile.place.code
    shared = {
        "name": title,
        "url": permanent,
        "inLanguage": list(profile.languages),
        "datePublished": publication.published_at.date().isoformat(),
        "temporalCoverage": profile.edition,
        "version": str(publication.version),
        "creditText": _citation(publication, profile, title, permanent),
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_ADDRESS},
    }
    if profile.source.licence:
        shared["license"] = profile.source.licence
    formats = ("application/json", "text/csv")
    downloads = [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url}
        for kind, url in zip(formats, files, strict=True)
    ]
    description = _("Findings on migration governance: %(place)s, %(date)s") % {
        "place": in_language(profile.place.name),
        "date": edition_date(profile.edition),
    }
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Report", "about": place, **shared},
            {
                "@type": "Dataset",
                "description": description,
                "spatialCoverage": place,
                "identifier": f"sha256:{publication.sha256}",
                "distribution": downloads,
                **shared,
            },
        ],
    }


def _citation(publication: Publication, profile: Profile, title: str, permanent: str) -> str:
    """How the page says that it is to be cited."""
    told = _("%(site)s (%(year)s). %(title)s. Profile of %(date)s, version %(version)s.") % {
        "site": settings.SITE_NAME,
        "year": publication.published_at.year,
        "title": title,
        "date": edition_date(profile.edition),
        "version": publication.version,
    }
    return f"{told} {permanent}"
