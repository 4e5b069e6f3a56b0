"""Where an assessment stands: which conditions of its moves fail, and for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from openmgi.assessments.models import Answer, Assessment, Comment, Quote
from openmgi.core.workflow import Condition, Standing


def standing(assessment: Assessment) -> Standing:
    """For each condition of a move, the indicators or flags for which it fails."""
    codes = [one.code for one in assessment.spec.indicators()]
    double = [code for code in codes if code in set(assessment.double_coded)]
    coders = _coders(assessment)
    rows = _rows(assessment)
    fails: dict[Condition, tuple[str, ...]] = {
        "has_coders": tuple(code for code in codes if not coders["first"][code]),
        "has_second_coders": tuple(code for code in double if not coders["second"][code] - coders["first"][code]),
        "first_complete": tuple(code for code in codes if rows["first"].get(code, ("", ""))[1] != "complete"),
        "second_complete": tuple(code for code in double if rows["second"].get(code, ("", ""))[1] != "complete"),
        "adjudicated": tuple(code for code in double if disagrees(rows, code) and code not in rows["agreed"]),
        "quotes_hold": tuple(dict.fromkeys(_failing_quotes(assessment))),
        "replies_in": tuple(one.institution for one in assessment.replies.order_by("institution") if one.is_open),
        "comments_settled": tuple(_open_comments(assessment)),
        "no_open_flags": tuple(assessment.flags.open().order_by("pk").values_list("indicator", flat=True)),
    }
    return Standing(fails)


def _failing_quotes(assessment: Assessment) -> Iterable[str]:
    """The indicators whose quotes do not hold, or say something else in a newer version of the document."""
    failing = Quote.objects.failing().filter(answer__assessment=assessment)
    return failing.order_by("answer__indicator").values_list("answer__indicator", flat=True)


def _open_comments(assessment: Assessment) -> Iterable[str]:
    """What the comments without a disposition are about: codes of indicators, or the institution for a finding."""
    found = Comment.objects.to_settle().filter(reply__assessment=assessment).select_related("reply")
    return [one.indicator or one.reply.institution for one in found.order_by("pk")]


Rows = dict[str, dict[str, tuple[str, str]]]


def disagrees(rows: Rows, code: str) -> bool:
    """Whether the two codings of an indicator chose different options."""
    return rows["first"].get(code, ("", ""))[0] != rows["second"].get(code, ("", ""))[0]


def _rows(assessment: Assessment) -> Rows:
    """Coding → indicator → (option, state)."""
    found: Rows = defaultdict(dict)
    values = Answer.objects.filter(assessment=assessment).values_list("coding", "indicator", "option", "state")
    for coding, indicator, option, state in values:
        found[coding][indicator] = (option, state)
    return found


def _coders(assessment: Assessment) -> dict[str, dict[str, set[int]]]:
    """Coding → indicator → the people who are to write it."""
    scopes: dict[tuple[str, str], set[int]] = defaultdict(set)
    for coding, scope, user in assessment.assignments.values_list("coding", "scope", "user_id"):
        scopes[coding, scope].add(user)
    return {
        coding: {
            one.code: scopes[coding, one.code] | scopes[coding, str(domain.number)]
            for domain, _, one in assessment.spec.placed()
        }
        for coding in ("first", "second")
    }
