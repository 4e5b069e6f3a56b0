"""The pages of a topic: each indicator with the coding that one writes, or those that one may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet, Value

from openmgi.assessments.agreeing import agreed_codings
from openmgi.assessments.models import Answer, Assessment, Flag, Message, Quote
from openmgi.assessments.permissions import Access
from openmgi.core.answers import Field, Values, lacks, seen, state
from openmgi.core.comparison import changes
from openmgi.core.edition import EditionDomain, Indicator, Option, Topic
from openmgi.core.merging import Conflict
from openmgi.core.workflow import CODINGS


@dataclass(frozen=True, slots=True)
class Shown:
    """One coding as the page shows it: what was written, its option, its quotes, what it lacks."""

    coding: str
    values: Values
    option: Option | None
    quotes: Sequence[Quote]
    missing: Sequence[str]
    state: str
    answer: Answer | None

    @property
    def version(self) -> str:
        """Another text whenever what is shown has changed."""
        if self.answer is None:
            return self.coding
        saved = f"{self.answer.pk} {self.answer.updated_at.timestamp()} {self.answer.updated_by}"
        return f"{self.coding} {saved} {[quote.version_key for quote in self.quotes]}"


@dataclass(slots=True)
class Card:
    """An indicator on the page. `mine` is the coding that the person writes; `others` those that may be read."""

    indicator: Indicator
    mine: Shown | None
    others: list[Shown]
    earlier: list[Shown]
    messages: int
    flags: int
    is_double: bool
    is_blind: bool
    may_consult: bool
    conflicts: Sequence[Conflict[Field]] = field(default_factory=tuple)

    @property
    def marks(self) -> str:
        """Which version of each field the person sees, for the form to carry."""
        values = self.mine.values if self.mine else {}
        return " ".join(f"{name}:{mark}" for name, mark in seen(values).items())

    @property
    def version(self) -> str:
        """Another text whenever what is shown has changed, conflicts aside."""
        shown = [self.mine.version if self.mine else "", [one.version for one in self.others]]
        earlier = [one.version for one in self.earlier]
        around = [self.messages, self.flags, self.is_double, self.is_blind, self.may_consult]
        return f"{self.indicator.code} {shown} {earlier} {around}"


def read_marks(text: str) -> dict[str, str]:
    """The marks that a form carried."""
    pairs = (part.partition(":") for part in text.split())
    return {name: mark for name, _, mark in pairs}


def find_topic(assessment: Assessment, number: int, code: str) -> tuple[EditionDomain, Topic] | None:
    """The topic of a domain with this code."""
    for domain in assessment.spec.domains:
        for topic in domain.topics:
            if (domain.number, topic.code) == (number, code):
                return domain, topic
    return None


def find_indicator(assessment: Assessment, code: str) -> tuple[EditionDomain, Topic, Indicator] | None:
    """An indicator with its place."""
    return next((one for one in assessment.spec.placed() if one[2].code == code), None)


def cards(access: Access, indicators: Sequence[Indicator]) -> list[Card]:
    """What the person sees of these indicators, in as many queries however many there are."""
    assessment = access.assessment
    codes = [one.code for one in indicators]
    answers = _answers(Answer.objects.filter(assessment=assessment, indicator__in=codes))
    talk = _talk(access, codes)
    earlier = _earlier(assessment, codes)
    return [
        _card(access, one, answers.get(one.code, {}), talk[one.code], earlier.get(one.code, [])) for one in indicators
    ]


def _answers(answers: QuerySet[Answer]) -> dict[str, dict[str, Answer]]:
    """Indicator → coding → answer, with the quotes."""
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for answer in answers.select_related("updated_by").prefetch_related(Prefetch("quotes", Quote.objects.shown())):
        found[answer.indicator][answer.coding] = answer
    return found


@dataclass(slots=True)
class Talk:
    """How many messages there are on an indicator, and how many open flags."""

    messages: int = 0
    flags: int = 0


def _talk(access: Access, codes: Sequence[str]) -> dict[str, Talk]:
    """What the person may hear of these indicators, counted in one query."""
    about = {"assessment": access.assessment, "indicator__in": codes}
    messages = Message.objects.filter(**about).values_list("indicator", "coding", Value("message"))
    flags = Flag.objects.open().filter(**about).values_list("indicator", "coding", Value("flag"))
    found: dict[str, Talk] = defaultdict(Talk)
    for indicator, coding, kind in messages.union(flags, all=True):
        if access.hears(indicator, coding):
            talk = found[indicator]
            talk.messages += kind == "message"
            talk.flags += kind == "flag"
    return found


def _card(access: Access, indicator: Indicator, answers: dict[str, Answer], talk: Talk, earlier: list[Shown]) -> Card:
    writable = sorted(access.writable(indicator.code))
    visible = access.visible(indicator.code)
    mine = writable[0] if writable else None
    others = [coding for coding in CODINGS if coding in visible and coding in answers and coding != mine]
    return Card(
        indicator=indicator,
        mine=_shown(indicator, mine, answers.get(mine)) if mine else None,
        others=[_shown(indicator, coding, answers[coding]) for coding in others],
        earlier=earlier,
        messages=talk.messages,
        flags=talk.flags,
        is_double=indicator.code in access.double_coded,
        is_blind=access.is_blind(indicator.code),
        may_consult=access.may("consult"),
    )


def shown_answer(indicator: Indicator, answer: Answer) -> Shown:
    """A coding as a page shows it."""
    return _shown(indicator, answer.coding, answer)


def _shown(indicator: Indicator, coding: str, answer: Answer | None) -> Shown:
    values: Values = answer.values if answer else {}
    quotes = list(answer.quotes.all()) if answer else []
    option = next((one for one in indicator.options if one.code == values.get("option")), None)
    missing = lacks(indicator, values, len(quotes))
    return Shown(coding, values, option, quotes, missing, state(indicator, values, len(quotes)), answer)


def _earlier(assessment: Assessment, codes: Sequence[str]) -> dict[str, list[Shown]]:
    """What the round before answered to the same question, or to those from which it comes."""
    previous = assessment.previous
    if previous is None:
        return {}
    origins = _origins(previous, assessment, codes)
    wanted = {origin for before in origins.values() for origin in before}
    answers = _answers(Answer.objects.filter(assessment=previous, indicator__in=wanted))
    double = set(previous.double_coded)
    found: dict[str, list[Shown]] = defaultdict(list)
    for code, before in origins.items():
        for origin in before:
            answer = agreed_codings(answers.get(origin, {}), is_double=origin in double)
            indicator = previous.spec.indicator(origin)
            if answer is not None and indicator is not None:
                found[code].append(_shown(indicator, "first", answer))
    return found


def _origins(previous: Assessment, assessment: Assessment, codes: Sequence[str]) -> dict[str, list[str]]:
    """Code of an indicator → codes of the round before, by the links between the editions."""
    if previous.edition_id == assessment.edition_id:
        return {code: [code] for code in codes}
    if assessment.spec.previous != previous.edition.code:
        return {}
    links = changes(previous.spec, assessment.spec)
    return {link.after.code: [one.code for one in link.before] for link in links if link.after}
