from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from openmgi.assessments.actions.adjudicating import AdjudicationError, adjudicate
from openmgi.assessments.actions.answering import add_quote
from openmgi.assessments.agreeing import agreed_codings
from openmgi.assessments.agreements import agreement_page
from openmgi.assessments.models import Answer, Event, Notice
from tests.assessments.conftest import Cast
from tests.assessments.test_answering import QUOTE, write


@pytest.fixture
def coded(cast: Cast) -> Cast:
    """Bruno and Chen differ on 1.A1 and agree on 1.A2."""
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="Gazette.", notes="Mine.")
    write(cast, "bruno", "1.A2", option="complete", justification="Plan.")
    cast.at("second_coding")
    write(cast, "chen", "1.A1", "second", option="complete", justification="Act 1.")
    add_quote(access=cast.access("chen"), indicator=cast.indicator("1.A1"), coding="second", quote=QUOTE)
    write(cast, "chen", "1.A2", "second", option="complete", justification="Plan 2.")
    cast.at("adjudication")
    return cast


def test_the_agreed_answer_has_the_texts_and_quotes_of_the_coder_who_chose_it(coded: Cast) -> None:
    agreed = adjudicate(
        access=coded.access("dalia"),
        indicator=coded.indicator("1.A1"),
        option="complete",
        reason=" The act is in force. ",
    )

    assert (agreed.option, agreed.justification, agreed.notes, agreed.state) == ("complete", "Act 1.", "", "complete")
    assert agreed.adjudication == "The act is in force."
    assert [one.text for one in agreed.quotes.all()] == ["Bread is a right."]
    assert {one.user.name for one in Notice.objects.filter(kind="adjudicated")} == {"Bruno", "Chen"}


def test_settling_again_replaces_the_agreed_answer_and_both_are_in_the_history(coded: Cast) -> None:
    dalia, indicator = coded.access("dalia"), coded.indicator("1.A1")
    adjudicate(access=dalia, indicator=indicator, option="complete", reason="One.")
    adjudicate(access=dalia, indicator=indicator, option="absent", reason="Two.")
    agreed = Answer.objects.get(coding="agreed")

    assert (agreed.option, agreed.looked, agreed.quotes.count()) == ("absent", "Gazette.", 0)
    assert [(one.before, one.after) for one in Event.objects.filter(kind="adjudicated").order_by("pk")] == [
        (None, {"option": "complete", "adjudication": "One."}),
        ({"option": "complete", "adjudication": "One."}, {"option": "absent", "adjudication": "Two."}),
    ]


def test_an_option_that_neither_chose_keeps_the_texts_of_the_first(coded: Cast) -> None:
    agreed = adjudicate(
        access=coded.access("dalia"), indicator=coded.indicator("1.A1"), option="na", reason="Cannot be."
    )

    assert (agreed.option, agreed.looked, agreed.state) == ("na", "Gazette.", "begun")


def test_an_indicator_that_nobody_coded_can_still_be_settled(cast: Cast) -> None:
    cast.at("adjudication")
    agreed = adjudicate(
        access=cast.access("dalia"), indicator=cast.indicator("1.A1"), option="absent", reason="Neither."
    )

    assert (agreed.option, agreed.looked, agreed.quotes.count()) == ("absent", "", 0)


@pytest.mark.parametrize(
    ("code", "option", "reason"), [("2.A1", "absent", "r"), ("1.A1", "maybe", "r"), ("1.A1", "absent", " ")]
)
def test_a_settlement_needs_two_codings_an_option_and_a_reason(
    coded: Cast, code: str, option: str, reason: str
) -> None:
    with pytest.raises(AdjudicationError):
        adjudicate(access=coded.access("dalia"), indicator=coded.indicator(code), option=option, reason=reason)


@pytest.mark.parametrize(
    ("stage", "name"), [("adjudication", "bruno"), ("adjudication", "amina"), ("second_coding", "dalia")]
)
def test_only_the_reviewer_settles_and_only_in_time(coded: Cast, stage: str, name: str) -> None:
    coded.at(stage)
    with pytest.raises(PermissionDenied):
        adjudicate(access=coded.access(name), indicator=coded.indicator("1.A1"), option="absent", reason="No.")


def test_the_database_wants_a_reason_for_an_agreed_answer(coded: Cast) -> None:
    answer = Answer.objects.first()
    assert answer is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            assessment=coded.assessment,
            indicator="2.A1",
            coding="agreed",
            updated_at=answer.updated_at,
            updated_by=answer.updated_by,
        )


def test_agreement_is_measured_by_domain_and_overall_and_the_rest_is_queued(coded: Cast) -> None:
    page = agreement_page(coded.access("dalia"))

    assert (page.overall.pairable, page.overall.percent.value) == (2, 0.5)
    assert [(domain.number, found.pairable) for domain, found in page.domains] == [(1, 2)]
    assert [
        (one.indicator.code, one.first and one.first.code, one.second and one.second.code, one.agreed)
        for one in page.queue
    ] == [("1.A1", "absent", "complete", None)]


def test_what_does_not_apply_is_queued_and_not_measured(coded: Cast) -> None:
    Answer.objects.filter(indicator="1.A1", coding="second").update(option="na")
    page = agreement_page(coded.access("dalia"))

    assert (page.overall.pairable, page.overall.percent.value) == (1, 1.0)
    assert [one.indicator.code for one in page.queue] == ["1.A1"]


def test_the_answer_that_goes_on(coded: Cast) -> None:
    answers = {one.coding: one for one in Answer.objects.filter(indicator="1.A1")}
    same = {one.coding: one for one in Answer.objects.filter(indicator="1.A2")}

    assert agreed_codings(answers, is_double=False) == answers["first"]
    assert agreed_codings(answers, is_double=True) is None
    assert agreed_codings(same, is_double=True) == same["first"]
    adjudicate(access=coded.access("dalia"), indicator=coded.indicator("1.A1"), option="complete", reason="Act.")
    answers = {one.coding: one for one in Answer.objects.filter(indicator="1.A1")}
    assert agreed_codings(answers, is_double=True) == answers["agreed"]
