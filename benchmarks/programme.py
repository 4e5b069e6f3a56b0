"""A programme of 216 assessments, as large as the largest that we promise: invented places, seeded, the same each time.

Every indicator is coded twice and agreed on. The first place answers a fixture edition, which has a topic of 15.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, combinations

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.models import Answer, Assessment, Assignment, Flag, Member, Message, Quote
from openmgi.core.answers import state
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import EditionDomain, Topic
from openmgi.core.workflow import CODINGS, Coding, Role
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Edition, Place

PLACES = 216
TOPIC = 15  # indicators in the topic of the fixture edition
PEOPLE = 20  # in each role
QUOTES = 2  # below each first coding of the first place
SEED = 216
ROLES: tuple[Role, ...] = ("coordinator", "researcher", "second_coder", "reviewer")
WORDS = ("the", "act", "gives", "every", "person", "access", "to", "care", "schools", "courts", "and", "work")


@dataclass(frozen=True, slots=True)
class Programme:
    """What was filled in, as far as it is looked at."""

    administrator: User
    researcher: User
    coordinator: User
    assessment: Assessment
    domain: EditionDomain
    topic: Topic


@transaction.atomic
def fill(edition: Edition) -> Programme:
    """Fill a database with the programme. edition: what all places but the first answer."""
    fixture, _ = load_edition(spec=with_topic_of(edition.spec, TOPIC, f"{edition.code}-topic-of-{TOPIC}"))
    chance = random.Random(SEED)  # noqa: S311 - the same each time is what is wanted
    now = timezone.now()
    Edition.objects.filter(pk__in=[edition.pk, fixture.pk]).update(used_since=now)
    administrator = _people("administrator", 1, is_administrator=True)[0]
    people = {role: _people(role, PEOPLE) for role in ROLES}
    assessments = _assessments(fixture, edition, administrator, chance)
    for number, assessment in enumerate(assessments):
        team = {role: people[role][number % PEOPLE] for role in ROLES}
        _take_part(assessment, team)
        Answer.objects.bulk_create(_answers(assessment, team, chance, 0 if number else QUOTES))
    team = {role: people[role][0] for role in ROLES}
    _quote(assessments[0])
    _talk(assessments, team, chance)
    domain, topic = next(
        (domain, topic) for domain in fixture.spec.domains for topic in domain.topics if len(topic.indicators) == TOPIC
    )
    return Programme(administrator, team["researcher"], team["coordinator"], assessments[0], domain, topic)


def gather_statistics() -> None:
    """What a database does by itself after a while: learn how its tables are filled."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def with_topic_of(spec: EditionSpec, size: int, code: str) -> EditionSpec:
    """The edition under another code, topics of one domain merged so that there is one of exactly this size."""
    for place, domain in enumerate(spec.domains):
        for number in range(1, len(domain.topics) + 1):
            for chosen in combinations(domain.topics, number):
                merged = tuple(chain.from_iterable(topic.indicators for topic in chosen))
                if len(merged) == size:
                    topics = [chosen[0].model_copy(update={"indicators": merged})]
                    topics += [topic for topic in domain.topics if topic not in chosen]
                    domains = list(spec.domains)
                    domains[place] = domain.model_copy(update={"topics": tuple(topics)})
                    return spec.model_copy(update={"code": code, "domains": tuple(domains)})
    raise AssertionError(f"no topics of a domain of {spec.code} have {size} indicators together")


def _people(name: str, number: int, *, is_administrator: bool = False) -> list[User]:
    return User.objects.bulk_create(
        User(
            email=f"{name}-{one:03}@bench.example",
            name=f"Invented {name} {one:03}",
            password=make_password(None),
            is_administrator=is_administrator,
        )
        for one in range(1, number + 1)
    )


def _assessments(fixture: Edition, edition: Edition, by: User, chance: random.Random) -> list[Assessment]:
    now, today = timezone.now(), timezone.localdate()
    places = Place.objects.bulk_create(
        Place(
            level="national",
            country="ZZZ",
            name={"en": f"Place {number:03}"},
            country_name={"en": f"Place {number:03}"},
            is_invented=True,
        )
        for number in range(1, PLACES + 1)
    )
    stages = [stage.code for stage in edition.spec.stages]
    double = [one.code for one in edition.spec.indicators()]
    return Assessment.objects.bulk_create(
        Assessment(
            place=place,
            edition=edition if number else fixture,
            cut_off_date=today,
            languages=["en", "fr"],
            stage=chance.choice(stages) if number else stages[1],
            due={stage: (today + timedelta(days=chance.randint(-60, 300))).isoformat() for stage in stages},
            double_coded=double,
            created_at=now,
            created_by=by,
        )
        for number, place in enumerate(places)
    )


def _take_part(assessment: Assessment, team: dict[Role, User]) -> None:
    Member.objects.bulk_create(Member(assessment=assessment, user=user, role=role) for role, user in team.items())
    coders: tuple[tuple[Coding, Role], ...] = (("first", "researcher"), ("second", "second_coder"))
    Assignment.objects.bulk_create(
        Assignment(assessment=assessment, user=team[role], coding=coding, scope=str(domain.number))
        for coding, role in coders
        for domain in assessment.spec.domains
    )


def _answers(assessment: Assessment, team: dict[Role, User], chance: random.Random, quotes: int) -> Iterator[Answer]:
    """Every indicator in every coding. quotes: how many each first coding will have, for its state."""
    writers: dict[Coding, Role] = {"first": "researcher", "second": "second_coder", "agreed": "reviewer"}
    now = timezone.now()
    for indicator in assessment.spec.indicators():
        for coding in CODINGS:
            answer = Answer(
                assessment=assessment,
                indicator=indicator.code,
                coding=coding,
                option=chance.choice(indicator.options).code,
                justification=_text(chance, 40),
                confidence=chance.choice(("high", "medium", "low")),
                looked=_text(chance, 12),
                reason=_text(chance, 12),
                adjudication=_text(chance, 12) if coding == "agreed" else "",
                updated_at=now,
                updated_by=team[writers[coding]],
            )
            answer.state = state(indicator, answer.values, quotes if coding == "first" else 0)
            yield answer


def _text(chance: random.Random, words: int) -> str:
    return f"Invented: {' '.join(chance.choices(WORDS, k=words))}."


def _quote(assessment: Assessment) -> None:
    Quote.objects.bulk_create(
        Quote(
            answer=answer,
            text="Every person shall have access, whatever their status.",
            source_title="An Act of an invented country",
            source_address="https://gazette.example/act",
            page=str(number),
            created_at=timezone.now(),
        )
        for answer in Answer.objects.filter(assessment=assessment, coding="first")
        for number in range(1, QUOTES + 1)
    )


def _talk(assessments: Sequence[Assessment], team: dict[Role, User], chance: random.Random) -> None:
    """Some messages and flags everywhere, and more in the assessment that is looked at."""
    now = timezone.now()
    spoken = [
        (assessment, indicator.code)
        for number, assessment in enumerate(assessments)
        for indicator in chance.sample(list(assessment.spec.indicators()), 3 if number else 30)
    ]
    Message.objects.bulk_create(
        Message(assessment=assessment, indicator=code, author=team["reviewer"], text=_text(chance, 20), created_at=now)
        for assessment, code in spoken
    )
    Flag.objects.bulk_create(
        Flag(
            assessment=assessment,
            indicator=code,
            text=_text(chance, 10),
            raised_by=team["reviewer"],
            addressed_to=team["researcher"],
            raised_at=now,
        )
        for assessment, code in spoken[::3]
    )
