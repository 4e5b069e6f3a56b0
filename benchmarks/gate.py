"""The gate: how long all its questions take for 90 indicators and 300 quotes, every quote checked against its file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from django.db import transaction
from django.db.models import QuerySet

from benchmarks.figures import Figure, median_ms
from openmgi.assessments.gating import case_of, reasons
from openmgi.assessments.models import Assessment, Quote

RUNS = 20
QUOTES = 300


def figures() -> Iterator[Figure]:
    """Of the assessment of the demonstration that has most quotes, with so many more that there are 300."""
    assessment = max(Assessment.objects.with_names(), key=lambda one: _quotes(one).count())
    with transaction.atomic():
        _fill_up(assessment)
        yield Figure("gate: indicators", assessment.spec.size, "indicators", None)
        yield Figure("gate: quotes", _quotes(assessment).count(), "quotes", QUOTES, at_least=True)
        yield Figure("gate: findings", len(case_of(assessment).findings), "findings", None)
        taken = median_ms(lambda: reasons(assessment), RUNS)
        yield Figure(f"gate: every quote checked, median of {RUNS}", taken, "ms", None)
        transaction.set_rollback(True)


def _quotes(assessment: Assessment) -> QuerySet[Quote]:
    return Quote.objects.bound().filter(answer__assessment=assessment)


def _fill_up(assessment: Assessment) -> None:
    """The same quotes again."""
    kept = list(_quotes(assessment))
    more = []
    for quote, _number in zip(cycle(kept), range(QUOTES - len(kept)), strict=False):
        fields = {
            one.attname: getattr(quote, one.attname) for one in Quote._meta.concrete_fields if not one.primary_key
        }
        more.append(Quote(**fields))
    Quote.objects.bulk_create(more)
