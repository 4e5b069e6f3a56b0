"""From a publication to the entries of the index, with what its question set says of each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from openmgi.core.edition import Edition
from openmgi.core.profile import Domain, Finding, Kind, Profile
from openmgi.core.text import Names
from openmgi.publications.models import Publication
from openmgi.publications.search.entries import Entry, facet_key

Editions = Mapping[str, Edition]
_LINE = " \n "


@dataclass(frozen=True, slots=True)
class _Question:
    """To what a question speaks. topic, terms: none where the question set is not known here."""

    topic: str = ""
    sdg: tuple[str, ...] = ()
    gcm: tuple[int, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def entries_of(publication: Publication, editions: Editions) -> Iterator[Entry]:
    """Every finding of a publication. editions: the question sets that are known here, by their code."""
    profile = Profile.model_validate_json(publication.profile_json)
    known = _questions(profile, editions.get(profile.framework_edition))
    shared = _shared_facets(publication, profile)
    for domain in profile.domains:
        for kind, order, finding in domain.findings():
            questions = {one.indicator: dict(one.question) for one in finding.trace.answers}
            speaks_to = [known[code] for code in questions if code in known]
            yield Entry(
                publication=publication.sha256,
                domain=domain.number,
                kind=kind,
                order=order,
                languages=profile.languages,
                texts=_published(finding, profile.languages),
                questions=questions,
                about=_together([profile.place.name, profile.place.country_name, domain.name, *questions.values()]),
                terms=_together(
                    [{language: _LINE.join(one)} for each in speaks_to for language, one in each.terms.items()]
                ),
                facets=tuple(
                    dict.fromkeys([*shared, *_own_facets(profile, domain, kind, questions), *_items(speaks_to)])
                ),
            )


def topic_key(edition: str, domain: int, topic: str) -> str:
    return f"{edition}.{domain}{topic}"


def question_key(edition: str, indicator: str) -> str:
    return f"{edition}.{indicator}"


def _published(finding: Finding, languages: Iterable[str]) -> Names:
    return {language: finding.text.texts[language] for language in languages}


def _questions(profile: Profile, edition: Edition | None) -> dict[str, _Question]:
    """What was published of a question counts; what was not, is taken from the question set."""
    known = {}
    if edition is not None:
        for domain, topic, one in edition.placed():
            key = topic_key(edition.code, domain.number, topic.code)
            known[one.code] = _Question(key, one.sdg, one.gcm, one.terms)
    for answer in profile.answers:
        placed = known.get(answer.indicator, _Question())
        known[answer.indicator] = replace(placed, sdg=answer.sdg, gcm=answer.gcm)
    return known


def _shared_facets(publication: Publication, profile: Profile) -> list[str]:
    facets = {
        "level": publication.level,
        "country": publication.country,
        "place": publication.place,
        "year": publication.edition[:4],
        "edition": profile.framework_edition,
    }
    spoken = [facet_key("language", language) for language in profile.languages]
    return [facet_key(facet, value) for facet, value in facets.items() if value] + spoken


def _own_facets(profile: Profile, domain: Domain, kind: Kind, questions: Iterable[str]) -> list[str]:
    asked = [facet_key("question", question_key(profile.framework_edition, code)) for code in questions]
    return [facet_key("domain", domain.number), facet_key("kind", kind), *asked]


def _items(questions: Iterable[_Question]) -> Iterator[str]:
    for one in questions:
        if one.topic:
            yield facet_key("topic", one.topic)
        yield from (facet_key("sdg", item) for item in one.sdg)
        yield from (facet_key("gcm", objective) for objective in one.gcm)


def _together(names: Iterable[Names]) -> Names:
    """All that these say in each language, one to a line, so that no phrase goes from one to the next."""
    found: dict[str, list[str]] = {}
    for one in names:
        for language, text in one.items():
            found.setdefault(language, []).append(text)
    return {language: _LINE.join(texts) for language, texts in found.items()}
