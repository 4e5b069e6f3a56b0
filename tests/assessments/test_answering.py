from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from openmgi.assessments.actions.answering import (
    QuoteText,
    UnknownOptionError,
    add_quote,
    remove_quote,
    save_answer,
)
from openmgi.assessments.models import Answer, Event
from openmgi.core.answers import Field, seen
from openmgi.core.workflow import Coding
from tests.assessments.conftest import Cast

QUOTE = QuoteText(
    text="Bread is a right.", source_title="Act on bread", source_address="https://law.example/1", page="3"
)


def write(cast: Cast, name: str, code: str = "1.A1", coding: Coding = "first", **values: str) -> Answer:
    fields: dict[Field, str] = {**values}  # type: ignore[dict-item] # names of fields
    saved = save_answer(
        access=cast.access(name),
        indicator=cast.indicator(code),
        coding=coding,
        written=fields,
        saw=_saw(cast, code, coding),
    )
    return saved.answer


def _saw(cast: Cast, code: str, coding: str) -> dict[str, str]:
    answer = Answer.objects.filter(assessment=cast.assessment, indicator=code, coding=coding).first()
    return seen(answer.values if answer else {})


def acts(cast: Cast, code: str) -> list[tuple[str, str]]:
    rows = Event.objects.filter(assessment=cast.assessment.pk, indicator=code).order_by("pk")
    return [(event.kind, event.actor_name) for event in rows]


def test_an_answer_is_written_field_by_field_with_its_event_and_state(cast: Cast) -> None:
    cast.at("research")
    write(cast, "bruno", option="absent")
    answer = write(cast, "bruno", looked="Gazette.")
    events = Event.objects.filter(kind="answer_saved").order_by("pk")

    assert (answer.option, answer.looked, answer.state) == ("absent", "Gazette.", "complete")
    assert [(event.before, event.after) for event in events] == [
        ({"option": ""}, {"option": "absent"}),
        ({"looked": ""}, {"looked": "Gazette."}),
    ]


def test_saving_the_same_again_changes_nothing(cast: Cast) -> None:
    cast.at("research")
    for _ in range(2):
        write(cast, "bruno", option="absent")

    assert acts(cast, "1.A1") == [("answer_saved", "Bruno")]


def test_private_notes_are_kept_and_not_told(cast: Cast) -> None:
    cast.at("research")
    answer = write(cast, "bruno", notes="Ask the clerk.")

    assert answer.notes == "Ask the clerk."
    assert [(event.before, event.after) for event in Event.objects.filter(kind="answer_saved")] == [
        ({"notes": ""}, {"notes": "…"})
    ]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_and_both_are_in_the_history(cast: Cast) -> None:
    cast.at("research")
    indicator, start = cast.indicator("1.A1"), seen({})
    bruno = cast.access("bruno")
    save_answer(access=bruno, indicator=indicator, coding="first", written={"justification": "One."}, saw=start)
    saved = save_answer(
        access=bruno,
        indicator=indicator,
        coding="first",
        written={"justification": "Two.", "looked": "Desk."},
        saw=start,
    )
    events = Event.objects.filter(indicator="1.A1").order_by("pk")

    assert (saved.answer.justification, saved.answer.looked) == ("One.", "Desk.")
    assert [(one.field, one.stands, one.written) for one in saved.conflicts] == [("justification", "One.", "Two.")]
    assert [(event.kind, event.after) for event in events] == [
        ("answer_saved", {"justification": "One."}),
        ("answer_saved", {"looked": "Desk."}),
        ("answer_conflict", {"justification": "Two."}),
    ]


@pytest.mark.parametrize("values", [{"option": "maybe"}, {"confidence": "very"}])
def test_only_options_that_exist_are_written(cast: Cast, values: dict[Field, str]) -> None:
    cast.at("research")
    with pytest.raises(UnknownOptionError):
        save_answer(
            access=cast.access("bruno"), indicator=cast.indicator("1.A1"), coding="first", written=values, saw={}
        )
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("stage", "name", "code", "coding"),
    [
        ("set_up", "amina", "1.A1", "first"),
        ("research", "amina", "1.A1", "first"),
        ("research", "chen", "1.A1", "first"),
        ("research", "chen", "1.A1", "second"),
        ("research", "dalia", "1.A1", "first"),
        ("research", "bruno", "1.A1", "second"),
        ("research", "bruno", "1.A1", "agreed"),
        ("second_coding", "bruno", "1.A1", "first"),
        ("second_coding", "chen", "2.A1", "second"),
        ("adjudication", "chen", "1.A1", "second"),
        ("published", "bruno", "1.A1", "first"),
    ],
)
def test_who_may_not_write_writes_nothing(cast: Cast, stage: str, name: str, code: str, coding: Coding) -> None:
    cast.at(stage)
    mine, indicator = cast.access(name), cast.indicator(code)

    with pytest.raises(PermissionDenied):
        save_answer(access=mine, indicator=indicator, coding=coding, written={"option": "absent"}, saw={})
    with pytest.raises(PermissionDenied):
        add_quote(access=mine, indicator=indicator, coding=coding, quote=QUOTE)
    assert Answer.objects.count() == 0


def test_the_second_coder_writes_a_coding_of_their_own(cast: Cast) -> None:
    cast.at("research")
    write(cast, "bruno", option="absent")
    cast.at("second_coding")
    write(cast, "chen", coding="second", option="complete")

    assert {(one.coding, one.option) for one in Answer.objects.all()} == {("first", "absent"), ("second", "complete")}


def test_a_quote_completes_an_answer_and_is_kept_once(cast: Cast) -> None:
    cast.at("research")
    write(cast, "bruno", option="complete", justification="Act 1.")
    bruno, indicator = cast.access("bruno"), cast.indicator("1.A1")
    first = add_quote(access=bruno, indicator=indicator, coding="first", quote=QUOTE)
    again = add_quote(access=bruno, indicator=indicator, coding="first", quote=QUOTE)

    assert (first, Answer.objects.get().state) == (again, "complete")
    assert str(first) == "Act on bread, 3"
    assert acts(cast, "1.A1") == [("answer_saved", "Bruno"), ("quote_added", "Bruno")]


def test_a_quote_that_is_removed_stays_in_the_history(cast: Cast) -> None:
    cast.at("research")
    write(cast, "bruno", option="complete", justification="Act 1.")
    quote = add_quote(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), coding="first", quote=QUOTE)
    with pytest.raises(PermissionDenied):
        remove_quote(access=cast.access("dalia"), indicator=cast.indicator("1.A1"), quote=quote)
    remove_quote(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), quote=quote)

    assert Answer.objects.get().state == "begun"
    assert (Event.objects.get(kind="quote_removed").before or {})["text"] == "Bread is a right."
