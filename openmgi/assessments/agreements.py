"""How far two codings agree, and the queue of indicators on which they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from openmgi.assessments.models import Answer
from openmgi.assessments.permissions import Access
from openmgi.core.agreement import Agreement, by_group
from openmgi.core.edition import EditionDomain, Indicator, Option


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An indicator whose codings chose different options, and the option agreed on when it is settled."""

    domain: EditionDomain
    indicator: Indicator
    first: Option | None
    second: Option | None
    agreed: Option | None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Agreement of each domain that has codings twice, overall, and what is to be settled."""

    overall: Agreement
    domains: Sequence[tuple[EditionDomain, Agreement]]
    queue: Sequence[Disagreement]


def agreement_page(access: Access) -> AgreementPage:
    """The page for somebody who may compare."""
    answers: dict[str, dict[str, str]] = defaultdict(dict)
    rows = Answer.objects.filter(assessment=access.assessment).values_list("indicator", "coding", "option")
    for code, coding, option in rows:
        answers[code][coding] = option
    double = [place for place in access.assessment.spec.placed() if place[2].code in access.double_coded]
    units: dict[int, list[list[int | None]]] = defaultdict(list)
    for domain, _topic, indicator in double:
        units[domain.number].append([_rank(indicator, answers[indicator.code].get(one)) for one in ("first", "second")])
    found = by_group(units, _categories([indicator for _domain, _topic, indicator in double]))
    return AgreementPage(
        overall=found[None],
        domains=[(one, found[one.number]) for one in access.assessment.spec.domains if one.number in units],
        queue=_queue(double, answers),
    )


def _queue(
    double: Sequence[tuple[EditionDomain, object, Indicator]], answers: dict[str, dict[str, str]]
) -> list[Disagreement]:
    queue = []
    for domain, _topic, indicator in double:
        first, second, agreed = (
            _option(indicator, answers[indicator.code].get(one)) for one in ("first", "second", "agreed")
        )
        if first != second:
            queue.append(Disagreement(domain, indicator, first, second, agreed))
    return queue


def _option(indicator: Indicator, code: str | None) -> Option | None:
    return next((option for option in indicator.options if option.code == code), None)


def _rank(indicator: Indicator, code: str | None) -> int | None:
    """The place of an option among those that answer; "not applicable" and no answer have none."""
    codes = [option.code for option in indicator.answers]
    return codes.index(code) if code in codes else None


def _categories(indicators: Sequence[Indicator]) -> int:
    return max([2, *(len(indicator.answers) for indicator in indicators)])
