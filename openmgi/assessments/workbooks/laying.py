"""From an assessment to everything that a workbook says."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.models import Answer, Comment, Draft, Quote, Reply
from openmgi.assessments.permissions import Access
from openmgi.assessments.workbooks import wording
from openmgi.core import answers, consultation
from openmgi.core.consultation import is_in_scope
from openmgi.core.edition import EditionDomain, Indicator
from openmgi.core.sent_workbook import MOST_LETTERS, Column, Sent, SentPart, SentRow, SentSheet, clean, fits
from openmgi.core.text import fold
from openmgi.core.workflow import Coding
from openmgi.web.templatetags.page import in_language, plain_day

_ANSWER_COLUMNS = {
    "key": 9, "question": 32, "criteria": 44, "option": 15, "justification": 44, "looked": 26, "reason": 22,
    "confidence": 13, "notes": 24, "quotes": 36,
}  # fmt: skip
_REPLY_COLUMNS = {"key": 9, "about": 44, "answer": 16, "grounds": 40, "quotes": 40, "stance": 17, "text": 46}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_FROM_LEFT = "\u200e"  # codes read from left to right in Arabic too


def writable_coding(access: Access, code: str) -> Coding | None:
    """The coding of an indicator that the person writes now."""
    return next(iter(sorted(access.writable(code))), None)


def lay_answers(access: Access, language: str) -> Sent:
    """Every coding that the person may write now, as it stands."""
    assessment = access.assessment
    codings = {one.code: writable_coding(access, one.code) for one in assessment.spec.indicators()}
    mine = {code: coding for code, coding in codings.items() if coding}
    rows = assessment.answers.filter(indicator__in=mine).prefetch_related("quotes")
    found = {one.indicator: one for one in rows if one.coding == mine[one.indicator]}
    with translation.override(language):
        day = assessment.due.get(assessment.stage, "")
        return Sent(
            kind="answers",
            language=language,
            cover=wording.cover_name(),
            notes=tuple(wording.answer_notes(assessment, str(access.user), _day(day))),
            sheets=tuple(_answer_sheets(assessment.spec.domains, mine, found)),
        )


def _day(day: str) -> str:
    return plain_day(datetime.date.fromisoformat(day)) if day else ""


def _answer_sheets(
    domains: Sequence[EditionDomain], mine: Mapping[str, Coding], found: Mapping[str, Answer]
) -> Iterable[SentSheet]:
    for domain in domains:
        parts = []
        for topic in domain.topics:
            asked = [one for one in topic.indicators if one.code in mine]
            if asked:
                rows = tuple(_answer_row(one, mine[one.code], found.get(one.code)) for one in asked)
                parts.append(SentPart(title=in_language(topic.name), rows=rows))
        if parts:
            yield _sheet(domain, _ANSWER_COLUMNS, parts)


def _sheet(domain: EditionDomain, columns: Mapping[str, int], parts: Sequence[SentPart]) -> SentSheet:
    title = f"{domain.number}. {in_language(domain.name)}"
    return SentSheet(
        name=sheet_name(title),
        number=domain.number,
        title=title,
        hint=wording.hint(),
        columns=tuple(Column(field=one, title=wording.field_title(one), width=wide) for one, wide in columns.items()),
        parts=tuple(parts),
    )


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: without the signs that none may have, and not too long."""
    return _NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME].strip(" '")


def _answer_row(indicator: Indicator, coding: Coding, answer: Answer | None) -> SentRow:
    values: dict[str, str] = {field: getattr(answer, field, "") for field in answers.FIELDS}
    labels = option_labels(indicator)
    if values["option"]:
        labels.setdefault(values["option"], values["option"])
    criteria = "\n".join(f"{labels[one.code]}: {in_language(one.criterion)}" for one in indicator.options)
    quotes = list(answer.quotes.all()) if answer else []
    shown = {
        "question": in_language(indicator.question),
        "criteria": criteria,
        "quotes": "\n\n".join(_quote(one) for one in quotes),
    }
    return _row(
        indicator.code,
        shown,
        values,
        choices={"option": labels, "confidence": wording.confidence_labels()},
        about={"indicator": indicator.code, "coding": coding},
    )


def option_labels(indicator: Indicator) -> dict[str, str]:
    """The options of an indicator as a list shows them; two of one name have their codes beside it."""
    labels = {one.code: in_language(one.label) for one in indicator.options}
    names = Counter(fold(label) for label in labels.values())
    return {code: f"{label} ({code})" if names[fold(label)] > 1 else label for code, label in labels.items()}


def _row(
    key: str,
    shown: Mapping[str, str],
    values: Mapping[str, str],
    *,
    choices: dict[str, dict[str, str]],
    about: dict[str, str],
) -> SentRow:
    """A row; what no cell can hold is shown in part, and cannot be edited in the workbook."""
    long = {field: wording.too_long(text) for field, text in values.items() if not fits(clean(text))}
    short = {field: text for field, text in values.items() if field not in long}
    told = {field: text if fits(text) else text[: MOST_LETTERS - 1] + "…" for field, text in shown.items()}
    lists = {field: tuple(labels.items()) for field, labels in choices.items()}
    return SentRow(key=key, shown=told | long, fields=short, choices=lists, about=about)


def _quote(quote: Quote) -> str:
    page = ", " + _("p. %(page)s") % {"page": quote.page} if quote.page else ""
    return f"“{quote.words}” – {quote.source_title}{page}"


# What an institution is asked


def lay_reply(access: Access, reply: Reply, language: str) -> Sent:
    """What an institution is asked about, and what it has said so far."""
    comments = list(reply.comments.all())
    with translation.override(language):
        return Sent(
            kind="reply",
            language=language,
            reply=reply.pk,
            cover=wording.cover_name(),
            notes=tuple(wording.reply_notes(access.assessment, str(access.user), reply)),
            sheets=tuple(_reply_sheets(access, reply, comments, language)),
        )


def _reply_sheets(access: Access, reply: Reply, comments: Collection[Comment], language: str) -> Iterable[SentSheet]:
    on = {one.draft_id: one for one in comments if one.draft_id}
    of = {one.indicator: one for one in comments if one.indicator}
    drafts = asked_drafts(reply)
    asked = {domain.number: asked_indicators(reply, domain) for domain in access.assessment.spec.domains}
    found = agreed_answers(access.assessment, [one.code for those in asked.values() for one in those])
    for domain in access.assessment.spec.domains:
        findings = [_finding_row(one, on.get(one.pk), language) for one in drafts if one.domain == domain.number]
        rows = [_reply_row(one, found.get(one.code), of.get(one.code)) for one in asked[domain.number]]
        parts = [(_("Draft findings"), findings), (_("Answers on which they rest"), rows)]
        if findings or rows:
            told = [SentPart(title=title, rows=tuple(those)) for title, those in parts if those]
            yield _sheet(domain, _REPLY_COLUMNS, told)


def asked_drafts(reply: Reply) -> list[Draft]:
    """The findings about which an institution is asked, in the order of the profile."""
    drafts = Draft.objects.filter(assessment=reply.assessment_id, domain__gt=0).prefetch_related(
        "quotes__version__document"
    )
    ordered = drafts.order_by("domain", "-kind", "position", "pk")
    return [one for one in ordered if is_in_scope(reply.scopes, one.domain, one.indicators)]


def asked_indicators(reply: Reply, domain: EditionDomain) -> list[Indicator]:
    """The indicators of a domain about which an institution is asked."""
    return [one for one in domain.indicators() if is_in_scope(reply.scopes, domain.number, [one.code])]


def _finding_row(draft: Draft, comment: Comment | None, language: str) -> SentRow:
    spec = draft.spec
    shown = {
        "about": spec.texts[language if spec.is_publishable(language) else spec.source],
        "answer": wording.kind_label(draft.kind),
        "grounds": " ".join([_("It rests on"), _FROM_LEFT + ", ".join(draft.indicators)]) if draft.indicators else "",
        "quotes": _open_quotes(draft.quotes.all()),
    }
    return _said_row(f"F{draft.pk}", shown, comment, {"finding": str(draft.pk)})


def _reply_row(indicator: Indicator, answer: Answer | None, comment: Comment | None) -> SentRow:
    shown = {"about": in_language(indicator.question), "answer": _("No agreed answer yet.")}
    if answer is not None:
        shown["answer"] = option_labels(indicator).get(answer.option, _("no option"))
        shown["grounds"] = _grounds(answer)
        shown["quotes"] = _open_quotes(answer.quotes.all())
    return _said_row(indicator.code, shown, comment, {"indicator": indicator.code})


def _grounds(answer: Answer) -> str:
    titled = [(_("Where one looked"), answer.looked), (_("Why it does not apply"), answer.reason)]
    return "\n\n".join(filter(None, [answer.justification, *(f"{title} – {text}" for title, text in titled if text)]))


def _open_quotes(quotes: Iterable[Quote]) -> str:
    """Quotes as somebody from outside may read them: of a restricted document only its title."""
    return "\n\n".join(
        _("A restricted document is quoted:") + " " + one.source_title
        if one.version and one.version.document.is_restricted
        else _quote(one)
        for one in quotes
    )


def _said_row(key: str, shown: dict[str, str], comment: Comment | None, about: dict[str, str]) -> SentRow:
    values: dict[str, str] = {field: getattr(comment, field, "") for field in consultation.FIELDS}
    return _row(key, shown, values, choices={"stance": wording.stance_labels()}, about=about)
