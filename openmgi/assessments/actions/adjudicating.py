"""Settling what two coders answered differently."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openmgi.assessments.models import Answer, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import notify, record
from openmgi.core.answers import FIELDS, chosen, state
from openmgi.core.edition import Indicator


class AdjudicationError(Exception):
    """The indicator is not coded twice, the option does not exist, or no reason is given."""


@transaction.atomic
def adjudicate(*, access: Access, indicator: Indicator, option: str, reason: str) -> Answer:
    """Agree on an option, with the reason. Its texts and quotes are those of the coder who chose it, else of the first.

    Again changes the agreed answer. Raises PermissionDenied, AdjudicationError.
    """
    access.require("adjudicate")
    if indicator.code not in access.double_coded or chosen(indicator, option) is None or not reason.strip():
        raise AdjudicationError
    codings = {
        one.coding: one
        for one in Answer.objects.select_for_update().filter(assessment=access.assessment, indicator=indicator.code)
    }
    source = next(
        (codings[one] for one in ("first", "second") if one in codings and codings[one].option == option),
        codings.get("first"),
    )
    before = (
        {"option": codings["agreed"].option, "adjudication": codings["agreed"].adjudication}
        if "agreed" in codings
        else None
    )
    agreed = codings.get("agreed") or Answer(assessment=access.assessment, indicator=indicator.code, coding="agreed")
    if source is not None:
        for field in FIELDS:
            setattr(agreed, field, "" if field == "notes" else getattr(source, field))
    agreed.option, agreed.adjudication = option, reason.strip()
    agreed.updated_at, agreed.updated_by = timezone.now(), access.user
    agreed.save()
    _copy_quotes(source, agreed)
    agreed.state = state(indicator, agreed.values, agreed.quotes.count())
    agreed.save(update_fields=["state"])
    after = {"option": option, "adjudication": agreed.adjudication}
    event = record(
        access.assessment,
        "adjudicated",
        access.user,
        indicator=indicator.code,
        coding="agreed",
        before=before,
        after=after,
    )
    coders = [codings[one].updated_by for one in ("first", "second") if one in codings]
    notify(access.assessment, event, coders, agreed.adjudication)
    return agreed


def _copy_quotes(source: Answer | None, agreed: Answer) -> None:
    agreed.quotes.all().delete()
    copies = list(source.quotes.order_by("pk")) if source is not None else []
    for quote in copies:
        quote.pk, quote.answer = None, agreed
    Quote.objects.bulk_create(copies)
