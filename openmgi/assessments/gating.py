"""What keeps the profile of an assessment from being published, now, with every quote checked anew."""

from __future__ import annotations

import hashlib
import json

from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.findings import drafts_in_order
from openmgi.assessments.models import Answer, Assessment, Comment, Draft, Quote
from openmgi.assessments.verifying import verify
from openmgi.core import gate
from openmgi.core.gate import Case, GateAnswer, GateComments, GateFinding, GateQuote, Introduction, Reason
from openmgi.core.profile import Kind


def reasons(assessment: Assessment) -> list[Reason]:
    """Every reason against publishing; none where it may be published."""
    verify(Quote.objects.filter(answer__assessment=assessment))
    return gate.reasons(case_of(assessment))


def case_of(assessment: Assessment) -> Case:
    """The profile as the gate judges it."""
    drafts = list(drafts_in_order(assessment).prefetch_related("quotes"))
    languages = tuple(assessment.languages)
    signed = assessment.sign_offs.order_by("-at", "-pk").first()
    introduction = next((one for one in drafts if not one.is_finding), None)
    codes = {code for draft in drafts for code in draft.indicators}
    answers = agreed_answers(assessment, codes)
    return Case(
        findings=tuple(_finding(one, languages) for one in drafts if one.is_finding),
        answers=tuple(_answer(one) for one in answers.values()),
        languages=languages,
        comments=GateComments(open=_open_comments(assessment)),
        sign_off=gate.SignOff(signed.version) if signed else None,
        content_hash=content_hash(assessment),
        introduction=Introduction(introduction.spec, _reviewed(introduction, languages)) if introduction else None,
    )


def _open_comments(assessment: Assessment) -> tuple[int, ...]:
    found = Comment.objects.to_settle().filter(reply__assessment=assessment)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def _finding(draft: Draft, languages: tuple[str, ...]) -> GateFinding:
    kind: Kind = draft.kind  # type: ignore[assignment] # the database holds it to one of the two
    return GateFinding(
        key=draft.pk,
        domain=draft.domain,
        kind=kind,
        indicators=tuple(draft.indicators),
        quotes=tuple(one.pk for one in draft.quotes.all()),
        text=draft.spec,
        reviewed=_reviewed(draft, languages),
    )


def _reviewed(draft: Draft, languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in languages if draft.is_reviewed(language))


def _answer(answer: Answer) -> GateAnswer:
    return GateAnswer(
        indicator=answer.indicator,
        is_agreed=True,
        has_looked=bool(answer.looked.strip()),
        quotes=tuple(_quote(one) for one in answer.quotes.all()),
    )


def _quote(quote: Quote) -> GateQuote:
    return GateQuote(
        key=quote.pk,
        holds=not quote.is_failing,
        is_public=quote.version is not None and not quote.version.document.is_restricted,
        is_bound=quote.version is not None,
    )


def content_hash(assessment: Assessment) -> str:
    """What a sign-off names: changes whenever a text, a translation, an answer, or what a finding rests on does."""
    drafts = drafts_in_order(assessment).prefetch_related("quotes")
    answers = agreed_answers(assessment, [one.code for one in assessment.spec.indicators()])
    content = [
        [one.domain, one.kind, one.position, one.text, one.indicators, sorted(quote.text for quote in one.quotes.all())]
        for one in drafts
    ] + [[code, one.option, one.justification, one.looked] for code, one in sorted(answers.items())]
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
