"""The profile of a place that does not exist: findings in four languages, each with its trace, and every answer."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass

from openmgi.core.edition import Edition, EditionDomain, Indicator, Option, Topic
from openmgi.core.profile import (
    KINDS,
    AgreedAnswer,
    AnswerTrace,
    Domain,
    Finding,
    Kind,
    Level,
    Place,
    Profile,
    QuoteTrace,
    Source,
    Trace,
)
from openmgi.core.text import Names, Text

PER_DOMAIN = (5, 6, 6, 6, 7)  # findings, drawn for each domain: thirty to forty in a profile
SAID: dict[Kind, set[str]] = {"well_developed": {"complete", "partial"}, "potential": {"absent", "partial"}}

TITLES = {
    "en": "Migration governance profile: {}",
    "fr": "Profil de gouvernance des migrations : {}",
    "es": "Perfil de gobernanza de la migración: {}",
    "ar": "ملف حوكمة الهجرة: {}",
}
INTRODUCTIONS = {
    "en": "{} does not exist. Everything in this profile is invented.",
    "fr": "{} n’existe pas. Tout est inventé dans ce profil.",
    "es": "{} no existe. Todo en este perfil es inventado.",
    "ar": "{} غير موجود. كل ما في هذا الملف مختلق.",
}
# Of each kind, sentences that say the same in every language.
SENTENCES: dict[Kind, tuple[Names, ...]] = {
    "well_developed": (
        {
            "en": "{topic}: a law on {term} applies to everyone.",
            "fr": "{topic} : une loi sur « {term} » s’applique à tous.",
            "es": "{topic}: una ley sobre «{term}» se aplica a todas las personas.",
            "ar": "{topic}: يسري على الجميع قانون بشأن {term}.",
        },
        {
            "en": "{topic}: a ministry answers for {term} and reports each year.",
            "fr": "{topic} : un ministère répond de « {term} » et en rend compte chaque année.",
            "es": "{topic}: un ministerio responde de «{term}» e informa cada año.",
            "ar": "{topic}: تتولى وزارة شؤون {term} وتقدم تقريرا كل سنة.",
        },
        {
            "en": "{topic}: an agreement with neighbours covers {term}.",
            "fr": "{topic} : un accord avec les voisins porte sur « {term} ».",
            "es": "{topic}: un acuerdo con los vecinos abarca «{term}».",
            "ar": "{topic}: يشمل اتفاق مع الجيران {term}.",
        },
    ),
    "potential": (
        {
            "en": "{topic}: no strategy mentions {term} yet.",
            "fr": "{topic} : aucune stratégie ne mentionne encore « {term} ».",
            "es": "{topic}: ninguna estrategia menciona todavía «{term}».",
            "ar": "{topic}: لا تذكر أي استراتيجية بعد {term}.",
        },
        {
            "en": "{topic}: no data are published on {term}.",
            "fr": "{topic} : aucune donnée n’est publiée sur « {term} ».",
            "es": "{topic}: no se publican datos sobre «{term}».",
            "ar": "{topic}: لا تنشر بيانات عن {term}.",
        },
    ),
}
Picked = Mapping[str, Option]  # the option that a place has for each indicator


@dataclass(frozen=True, slots=True)
class Invented:
    """A place that does not exist; its name says so in each language of its profiles."""

    level: Level
    country: str
    name: Names
    country_name: Names


def invented_profile(place: Invented, spec: Edition, edition: str, picked: Picked, chance: random.Random) -> Profile:
    """What this place published at this date, having answered the question set as picked."""
    return Profile(
        title=_each(TITLES, place.name),
        place=Place(
            name=place.name,
            country=place.country,
            country_name=place.country_name,
            code=place.country if place.level == "national" else None,
            invented=True,
        ),
        level=place.level,
        edition=edition,
        languages=tuple(place.name),
        introduction=_each(INTRODUCTIONS, place.name),
        domains=tuple(_domain(place, domain, picked, chance) for domain in spec.domains),
        source=Source(),
        framework_edition=spec.code,
        answers=tuple(
            _agreed(domain.number, topic, indicator, picked[indicator.code])
            for domain, topic, indicator in spec.placed()
        ),
    )


def _each(sentences: Names, name: Names) -> Text:
    return Text.written(next(iter(name)), {one: sentences[one].format(text) for one, text in name.items()})


def _domain(place: Invented, domain: EditionDomain, picked: Picked, chance: random.Random) -> Domain:
    every = [(topic, one) for topic in domain.topics for one in topic.indicators]
    chance.shuffle(every)
    wanted, half = chance.choice(PER_DOMAIN), 3
    found: dict[Kind, list[Finding]] = {}
    for kind, number in zip(KINDS, (half, wanted - half), strict=True):
        fitting = [one for one in every if picked[one[1].code].code in SAID[kind]][:number]
        every = [one for one in every if one not in fitting]
        found[kind] = [_finding(place, kind, topic, one, picked[one.code], chance) for topic, one in fitting]
    return Domain(
        number=domain.number,
        name=domain.name,
        well_developed=tuple(found["well_developed"]),
        potential=tuple(found["potential"]),
    )


def _finding(
    place: Invented, kind: Kind, topic: Topic, indicator: Indicator, option: Option, chance: random.Random
) -> Finding:
    sentence = chance.choice(SENTENCES[kind])
    terms = {language: chance.choice(some) for language, some in indicator.terms.items()}
    texts = {
        language: sentence[language].format(topic=topic.name[language], term=terms.get(language, topic.name[language]))
        for language in place.name
    }
    quotes = [_quote(place, terms["en"], number) for number in range(chance.randint(1, 2))]
    answer = AnswerTrace(
        indicator=indicator.code,
        question=indicator.question,
        option=option.code,
        option_label=option.label,
        justification=_english("An invented act says so."),
        looked=_english("In the invented gazette.") if option.code == "absent" else None,
        quotes=tuple(quotes) if option.code != "absent" else (),
    )
    return Finding(text=Text.written(next(iter(texts)), texts), trace=Trace(status="traced", answers=(answer,)))


def _english(words: str) -> Text:
    return Text.written("en", {"en": words})


def _quote(place: Invented, term: str, number: int) -> QuoteTrace:
    """Words of an act that does not exist."""
    title = f"Act {number + 1} on {term}, {place.name['en']}"
    text = f"Invented: every person shall have access to what this act says on {term}, whatever their status."
    return QuoteTrace(
        text=text,
        reading=text,
        language="en",
        document=title,
        kind="law",
        heading=f"Article {number + 1}",
        page=str(number + 1),
        page_index=number,
        parts=((number, 0, len(text)),),
        file_sha256=hashlib.sha256(title.encode()).hexdigest(),
    )


def _agreed(domain: int, topic: Topic, indicator: Indicator, option: Option) -> AgreedAnswer:
    return AgreedAnswer(
        domain=domain,
        topic=topic.name,
        indicator=indicator.code,
        question=indicator.question,
        option=option.code,
        option_label=option.label,
        kind=option.kind,
        sdg=indicator.sdg,
        gcm=indicator.gcm,
    )
