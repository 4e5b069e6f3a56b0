"""The page of a profile: everything its template shows, in the language in which it can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from openmgi.core.profile import KINDS, Domain, Kind, Profile
from openmgi.core.text import Text
from openmgi.core.wheel import Slice
from openmgi.publications.models import Publication
from openmgi.publications.portal.wheel import Wheel, counts_in_words, wheel
from openmgi.web.templatetags.page import edition_date, in_language

Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FindingList:
    """The findings of one kind in one domain."""

    kind: Kind
    findings: list[str]


@dataclass(frozen=True, slots=True)
class DomainSection:
    """One domain of the profile as the page shows it."""

    number: int
    name: str
    counts: str
    lists: list[FindingList]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What the template shows. `language` is that of the profile's text, which may not be the reader's."""

    publication: Publication
    profile: Profile
    language: str
    is_translated: bool
    title: str
    introduction: list[str]
    statement: str
    place: str
    country: str
    domains: list[DomainSection]
    wheel: Wheel
    versions: Sequence[Publication]
    is_newest: bool
    permanent_url: str
    canonical_url: str
    json_url: str
    csv_url: str
    structured_data: dict[str, Any]


def profile_page(
    publication: Publication, versions: Sequence[Publication], reader: str, absolute: Absolute
) -> ProfilePage:
    """The page for a reader of this language.

    versions: all of the profile, the newest first. absolute: from a path to a full address.
    """
    profile = publication.profile
    language = reader if reader in profile.languages else profile.languages[0]
    # The profile speaks one language from its title to its last heading, whatever language the reader chose.
    with override(language):
        return _page(publication, versions, language, absolute, is_translated=language == reader)


def _page(
    publication: Publication,
    versions: Sequence[Publication],
    language: str,
    absolute: Absolute,
    *,
    is_translated: bool,
) -> ProfilePage:
    profile = publication.profile
    slices = [_slice(domain) for domain in profile.domains]
    address = [publication.slug, publication.version]
    permanent = absolute(reverse("profile-version", args=address))
    newest = absolute(reverse("profile", args=[publication.slug]))
    is_newest = publication.version == versions[0].version
    files = [absolute(reverse(name, args=address)) for name in ("profile-json", "findings-csv")]
    links = {one.number: f"#domain-{one.number}" for one in slices}
    return ProfilePage(
        publication=publication,
        profile=profile,
        language=language,
        is_translated=is_translated,
        title=_in(profile.title, language),
        introduction=_in(profile.introduction, language).split("\n\n") if profile.introduction else [],
        statement=_in(profile.source.statement, language) if profile.source.statement else "",
        place=in_language(profile.place.name),
        country=in_language(profile.place.country_name),
        domains=[_section(domain, shown, language) for domain, shown in zip(profile.domains, slices, strict=True)],
        wheel=wheel(_("Findings by domain"), slices, links, shows_counts=True),
        versions=versions,
        is_newest=is_newest,
        permanent_url=permanent,
        canonical_url=newest if is_newest else permanent,
        json_url=files[0],
        csv_url=files[1],
        structured_data=_structured_data(publication, profile, language, permanent, files),
    )


def _in(text: Text, language: str) -> str:
    return text.texts[language]


def _slice(domain: Domain) -> Slice:
    return Slice(domain.number, in_language(domain.name), len(domain.well_developed), len(domain.potential))


def _section(domain: Domain, shown: Slice, language: str) -> DomainSection:
    lists = [FindingList(kind, [_in(finding.text, language) for finding in domain.of(kind)]) for kind in KINDS]
    return DomainSection(domain.number, shown.name, counts_in_words(shown), lists)


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
