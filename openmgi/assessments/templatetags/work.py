"""Words for what the workspace names by a code."""

from __future__ import annotations

import datetime
from functools import lru_cache

from babel.dates import format_datetime
from django import template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.assessments.forms import ROLE_NAMES
from openmgi.core.agreement import Agreement, Measure

register = template.Library()


@register.filter
def dashed(code: str) -> str:
    """A code as part of an id that a selector can name: `2.A1` → `2-A1`."""
    return code.replace(".", "-")


@register.filter
def role_name(role: str) -> str:
    """A role in the reader's words."""
    return str(ROLE_NAMES.get(role, role))


@register.filter
def coding_name(coding: str) -> str:
    """A coding in the reader's words."""
    return {"first": _("First coding"), "second": _("Second coding"), "agreed": _("Agreed answer")}.get(coding, coding)


@register.filter
def state_name(state: str) -> str:
    """How far an answer is."""
    return {"complete": _("Complete"), "begun": _("Begun"), "empty": _("Not begun")}.get(state, state)


@register.filter
def field_name(field: str) -> str:
    """A field of an answer, or what it lacks, in the reader's words."""
    names = {
        "option": _("Option"),
        "justification": _("Justification"),
        "confidence": _("Confidence"),
        "looked": _("Where one looked"),
        "reason": _("Why it does not apply"),
        "notes": _("Private notes"),
        "quote": _("Quote"),
        "text": _("Text"),
        "stance": _("Agrees or not"),
        "quoted": _("Document that is cited"),
        "disposition": _("Disposition"),
        "institution": _("Institution"),
        "to": _("Addressed to"),
        "resolution": _("How it was settled"),
        "adjudication": _("Reason"),
        "source_title": _("Title of the source"),
        "source_address": _("Address"),
        "page": _("Page"),
    }
    return names.get(field, field)


@register.filter
def confidence_name(confidence: str) -> str:
    """How sure a coder is."""
    return {"high": _("High"), "medium": _("Medium"), "low": _("Low")}[confidence]


@register.filter
def condition_name(condition: str) -> str:
    """What must hold before a stage can be left."""
    names = {
        "has_coders": _("Every indicator has somebody to answer it"),
        "has_second_coders": _("Every indicator that is coded twice has a second coder who is not the first"),
        "first_complete": _("Every first coding is complete"),
        "second_complete": _("Every second coding is complete"),
        "adjudicated": _("Every disagreement has been settled"),
        "no_open_flags": _("No flag is open"),
        "quotes_hold": _("Every quote holds, in the newest version of its document too"),
        "replies_in": _("Every institution has submitted its reply, or is no longer waited for"),
        "comments_settled": _("Every comment has a disposition"),
    }
    return names.get(condition, condition)


@register.filter
def act_name(kind: str) -> str:
    """What was done, as the history and the notices say it."""
    names = {
        "assessment_created": _("began the assessment"),
        "set_up_changed": _("changed dates or languages"),
        "member_added": _("gave a role"),
        "member_removed": _("took a role away"),
        "assigned": _("assigned indicators"),
        "double_coding_changed": _("changed what is coded twice"),
        "answer_saved": _("changed the answer"),
        "answers_taken_over": _("took over the answers of the round before"),
        "answer_confirmed": _("confirmed the answer of the round before"),
        "answer_conflict": _("tried to save another version; it was kept here and not written"),
        "quote_added": _("added a quote"),
        "quote_removed": _("removed a quote"),
        "quote_moved": _("added a newer version, to which a quote followed"),
        "quote_changed": _("added a newer version, in which the words of a quote have changed"),
        "quote_vanished": _("added a newer version, in which the words of a quote are gone"),
        "quote_followed": _("quoted the words of the newer version instead"),
        "quote_kept": _("kept the words of the earlier version"),
        "finding_added": _("wrote a finding"),
        "finding_changed": _("changed a finding"),
        "finding_moved": _("moved a finding"),
        "finding_merged": _("merged two findings"),
        "finding_removed": _("removed a finding"),
        "finding_translated": _("translated a finding"),
        "finding_reviewed": _("reviewed a finding"),
        "reply_opened": _("asked an institution"),
        "reply_changed": _("changed what an institution is asked"),
        "reply_closed": _("no longer waits for a reply"),
        "reply_reopened": _("opened a reply again"),
        "reply_reminded": _("reminded an institution"),
        "reply_submitted": _("submitted a reply"),
        "comment_saved": _("commented"),
        "comment_conflict": _("tried to save another version of a comment; it was kept here and not written"),
        "comment_cited": _("cited a document"),
        "comment_settled": _("answered a comment"),
        "naming_changed": _("said whether to be named in the publication"),
        "workbook_sent": _("took away a workbook"),
        "workbook_returned": _("brought back a workbook"),
        "signed_off": _("signed the profile"),
        "published": _("published the profile"),
        "adjudicated": _("settled the disagreement"),
        "message": _("wrote"),
        "flag_raised": _("raised a flag"),
        "flag_resolved": _("resolved a flag"),
        "stage_moved": _("changed the stage"),
    }
    return names.get(kind, kind)


@register.filter
def moment(at: datetime.datetime) -> str:
    """A moment, day and minute, as the reader's language writes it, in the time of the site."""
    language = get_language() or "en"
    return _moment(timezone.localtime(at).replace(second=0, microsecond=0), "en_GB" if language == "en" else language)


@lru_cache(maxsize=4096)
def _moment(minute: datetime.datetime, locale: str) -> str:
    return str(format_datetime(minute, "d MMM yyyy HH:mm", locale=locale))


@register.filter
def clock(at: datetime.datetime) -> str:
    """Hour, minute and second."""
    return f"{timezone.localtime(at):%H:%M:%S}"


@register.filter
def percent(share: float | None) -> str:
    """`0.815` → `.815`, as measures of agreement are written; a dash where there is none."""
    return "–" if share is None else f"{share:.3f}"


@register.filter
def measures(found: Agreement) -> tuple[Measure, Measure, Measure]:
    """The three measures of an agreement, in the order of the table."""
    return found.percent, found.alpha, found.ac2


@register.filter
def scopes_of(scopes: dict[tuple[int, str], list[str]], member: object) -> list[str]:
    """What is assigned to a member, by the coding that goes with the role."""
    coding = {"researcher": "first", "second_coder": "second"}.get(getattr(member, "role", ""), "")
    return scopes.get((getattr(member, "user_id", 0), coding), [])
