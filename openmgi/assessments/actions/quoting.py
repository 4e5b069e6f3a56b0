"""Quotes that point into the evidence library: made, compared with newer versions, and settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.actions.answering import locked_answer, save_state, told
from openmgi.assessments.models import Assignment, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import notify, record
from openmgi.core.edition import Indicator
from openmgi.core.fate import fate
from openmgi.core.quotes import Anchor, Pages, Part, holds, readable, words_of
from openmgi.core.workflow import Coding
from openmgi.library.models import Version
from openmgi.library.pages import heading_at, label_of, texts


class QuoteDoesNotHoldError(Exception):
    """The words do not stand in the file where the quote says."""


class ReasonMissingError(Exception):
    """Keeping the words of an earlier version needs a reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the library a quote stands, with a translation of it, if there is one."""

    version: Version
    anchor: Anchor
    translation: str = ""


@transaction.atomic
def quote_document(*, access: Access, indicator: Indicator, coding: Coding, at: Place) -> Quote:
    """Put a quote from a document below a coding; the same one twice is kept once.

    Raises PermissionDenied, QuoteDoesNotHoldError.
    """
    access.require("consult")
    if coding not in access.writable(indicator.code):
        raise PermissionDenied
    words = _words(at.version, at.anchor)
    answer = locked_answer(access, indicator, coding)
    kept = answer.quotes.filter(version=at.version, parts=words["parts"]).first()
    if kept is not None:
        return kept
    quote = _held(at.version, words)
    quote.answer, quote.translation = answer, at.translation.strip()
    quote.save()
    save_state(answer, indicator, access)
    record(access.assessment, "quote_added", access.user, indicator=indicator.code, coding=coding, after=told(quote))
    return quote


def bound_quote(version: Version, anchor: Anchor) -> Quote:
    """A quote of these words that belongs to no answer yet and is not saved. Raises QuoteDoesNotHoldError."""
    return _held(version, _words(version, anchor))


def _held(version: Version, words: dict[str, Any]) -> Quote:
    now = timezone.now()
    quote = Quote(state="holds", checked_at=now, created_at=now)
    _bind(quote, version, words)
    return quote


def _words(version: Version, anchor: Anchor) -> dict[str, Any]:
    """What a quote keeps of its place. Raises QuoteDoesNotHoldError."""
    pages = Pages(texts(version.file))
    if not anchor.parts or not holds(pages, anchor.parts, anchor.text):
        raise QuoteDoesNotHoldError
    first, last = anchor.parts[0], anchor.parts[-1]
    labels = list(dict.fromkeys(label_of(version.file, one.page) for one in (first, last)))
    return {
        "text": anchor.text,
        "reading": readable(anchor.text, anchor.parts, words=words_of(pages)),
        "parts": [[one.page, one.start, one.end] for one in anchor.parts],
        "page": "–".join(one for one in labels if one)[:40],
        "heading": heading_at(version.file, first.page, first.start).removeprefix(f"{version.document.title} › ")[:400],
    }


def _bind(quote: Quote, version: Version, words: dict[str, Any]) -> None:
    document = version.document
    quote.version, quote.newer, quote.kept = version, None, ""
    quote.source_title, quote.source_address, quote.language = (
        document.title,
        document.source_address,
        document.language,
    )
    for name, value in words.items():
        setattr(quote, name, value)


def anchor_of(quote: Quote) -> Anchor:
    """Where a bound quote stands."""
    return Anchor(tuple(Part(*one) for one in quote.parts), quote.text, "exact")


@transaction.atomic
def compare_with_version(*, version: Version) -> None:
    """See what became of the quotes of a document in its newer version.

    What stands there word for word follows to the newer version; of the rest, those who wrote the coding are told.
    """
    before = version.document.versions.filter(number__lt=version.number)
    quotes = Quote.objects.select_for_update(of=("self",)).filter(version__in=before)
    for quote in quotes.select_related("answer__assessment", "version__file", "version__document"):
        _compare(quote, version)


def _compare(quote: Quote, version: Version) -> None:
    assert quote.version is not None  # noqa: S101 - only bound ones are compared
    found = fate(anchor_of(quote), Pages(texts(quote.version.file)), Pages(texts(version.file)))
    before = told(quote)
    quote.checked_at = timezone.now()
    if found.kind in {"same", "moved"} and found.anchor is not None:
        _bind(quote, version, _words(version, found.anchor))
        quote.state = "holds"
        kind, after = "quote_moved", told(quote)
    else:
        quote.state, quote.newer, quote.kept = found.kind, version, ""
        kind, after = f"quote_{found.kind}", {}
    after |= {"document": version.document_id, "version": version.number}
    quote.save()
    answer = quote.answer
    event = record(
        answer.assessment,
        kind,
        version.added_by,
        indicator=answer.indicator,
        coding=answer.coding,
        before=before,
        after=after,
    )
    if quote.state != "holds":
        notify(answer.assessment, event, _writers(quote), quote.source_title)


def _writers(quote: Quote) -> list[User]:
    """Those who write the coding of a quote, and whoever wrote it last."""
    answer = quote.answer
    domain = next(
        (str(one.number) for one, _, it in answer.assessment.spec.placed() if it.code == answer.indicator), ""
    )
    scopes = Assignment.objects.filter(
        assessment=answer.assessment, coding=answer.coding, scope__in=[answer.indicator, domain]
    )
    return [answer.updated_by, *(one.user for one in scopes.select_related("user"))]


@transaction.atomic
def follow_version(*, access: Access, indicator: Indicator, quote: Quote, anchor: Anchor) -> Quote:
    """Quote the words of the newer version instead. Raises PermissionDenied, QuoteDoesNotHoldError."""
    locked = _to_settle(access, indicator, quote)
    newer = locked.newer
    if newer is None:
        raise QuoteDoesNotHoldError
    before = told(locked)
    _bind(locked, newer, _words(newer, anchor))
    locked.state, locked.checked_at = "holds", timezone.now()
    _settled(access, locked, "quote_followed", before, told(locked))
    return locked


@transaction.atomic
def keep_version(*, access: Access, indicator: Indicator, quote: Quote, reason: str) -> Quote:
    """Go on quoting the earlier version. Raises PermissionDenied, QuoteDoesNotHoldError, ReasonMissingError."""
    if not reason.strip():
        raise ReasonMissingError
    locked = _to_settle(access, indicator, quote)
    if locked.state == "broken":
        raise QuoteDoesNotHoldError  # no reason makes words stand where they do not
    locked.kept = reason.strip()
    _settled(access, locked, "quote_kept", None, {"reason": locked.kept})
    return locked


def _to_settle(access: Access, indicator: Indicator, quote: Quote) -> Quote:
    if quote.answer.coding not in access.writable(indicator.code):
        raise PermissionDenied
    return Quote.objects.select_for_update(of=("self",)).select_related("answer").get(pk=quote.pk)


def _settled(access: Access, quote: Quote, kind: str, before: Any, after: Any) -> None:
    quote.save()
    answer = quote.answer
    record(
        access.assessment,
        kind,
        access.user,
        indicator=answer.indicator,
        coding=answer.coding,
        before=before,
        after=after,
    )
