"""Workbooks: what they say, who may have them, and what comes back of them; nothing is lost, nothing half-applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from openmgi.assessments.actions.consulting import close_reply
from openmgi.assessments.actions.drafting import change_text
from openmgi.assessments.actions.replying import comment, submit
from openmgi.assessments.actions.returning import NothingToSendError, send_workbook, take_back
from openmgi.assessments.actions.setting_up import assign, create_assessment
from openmgi.assessments.models import Answer, Comment, Draft, Event, Reply, SentWorkbook
from openmgi.assessments.permissions import Access
from openmgi.assessments.workbooks.laying import option_labels
from openmgi.assessments.workbooks.opening import ProblemsError
from openmgi.assessments.workbooks.weighing import (
    NoLongerOpenError,
    NotYoursError,
    OtherAssessmentError,
    sent_of,
    weigh_workbook,
)
from openmgi.core.answers import seen
from openmgi.core.consultation import FIELDS
from openmgi.core.merging import mark, marks
from openmgi.core.sent_workbook import MOST_LETTERS
from openmgi.library.models import Document
from tests.assessments.conftest import CUT_OFF, Cast, ask
from tests.assessments.test_answering import write
from tests.assessments.test_drafting import TEXT, add, editor, law
from tests.assessments.test_drafting_pages import answered
from tests.assessments.workbooks import Book, edits_of, file_of, give_back, take_away

__all__ = ["editor", "law"]  # fixtures


@pytest.fixture
def research(cast: Cast) -> Cast:
    """Bruno has answered 1.A1 in part, and nothing else."""
    cast.at("research")
    write(cast, "bruno", option="absent", justification="No act.", notes="Ask the clerk.")
    return cast


@pytest.fixture
def reply(cast: Cast, law: Document, editor: Access) -> Reply:
    """Emeka and Faye reply for the ministry on domain 1, of which there is a finding on 1.A1."""
    answered(cast, law)
    add(editor)
    asked = ask(cast, "emeka", "faye")
    cast.at("consultation")
    return asked


def acts(cast: Cast) -> list[str]:
    return list(Event.objects.filter(assessment=cast.assessment.pk).order_by("pk").values_list("kind", flat=True))


def stands(cast: Cast, code: str = "1.A1", coding: str = "first") -> dict[str, str]:
    answer = Answer.objects.get(assessment=cast.assessment, indicator=code, coding=coding)
    return {field: text for field, text in answer.values.items() if text}


# What a workbook says


def test_an_analyst_gets_what_they_may_write_with_their_texts_in_it(research: Cast) -> None:
    workbook, book = take_away(research, "bruno")

    assert [page.title for page in book.book.worksheets] == ["Read me first", "1. Domain 1", "2. Domain 2", "openmgi"]
    assert [cell.value for cell in book.sheet("1.")[3]] == [
        "Code", "Question", "What the options mean", "Option", "Justification", "Where one looked",
        "Why it does not apply", "Confidence", "Private notes", "Quotes (to read)",
    ]  # fmt: skip
    assert [row[0].value for row in book.sheet("1.").iter_rows()] == [
        "1. Domain 1",
        "Fill in the coloured cells. Everything else is protected and must come back as it is.",
        "Code",
        "Health",
        "1.A1",
        "1.A2",
    ]
    assert book.cell("1.A1", "Option").value == "Absent"
    assert book.cell("1.A1", "Private notes").value == "Ask the clerk."
    assert (workbook.kind, workbook.user) == ("answers", research.users["bruno"])
    assert acts(research)[-1] == "workbook_sent"


def test_it_speaks_the_language_that_was_chosen(research: Cast) -> None:
    book = take_away(research, "bruno", language="fr")[1]
    sent = sent_of(SentWorkbook.objects.get())

    assert book.book.worksheets[1]["B5"].value == "La loi du lieu dit-elle pain ?"
    assert sent.rows()["1.A1"].labels("option")["complete"] == "Complet"


def test_only_the_cells_to_fill_in_can_be_edited_and_some_have_a_list(research: Cast) -> None:
    book = take_away(research, "bruno")[1]
    page = book.sheet("1.")
    [row] = [row for row in page.iter_rows(min_row=4) if row[0].value == "1.A1"]
    lists = {str(one.sqref) for one in page.data_validations.dataValidation}

    assert page.protection.sheet
    assert [cell.protection.locked for cell in row] == [True, True, True, *[False] * 6, True]
    assert {cell.number_format for cell in row} == {"@"}
    assert lists == {"D5", "D6", "H5", "H6"}
    assert [cell.value for cell in book.book["openmgi"]["F"]][:4] == ["Absent", "Complete", "Not answered", "N/A"]
    assert book.book["openmgi"].sheet_state == "veryHidden"
    assert (page.freeze_panes, page.print_title_rows, page.page_setup.orientation) == ("C4", "$1:$3", "landscape")


def test_a_list_keeps_its_order_in_the_database(research: Cast) -> None:
    workbook = take_away(research, "bruno")[0]
    workbook.refresh_from_db()

    assert [*sent_of(workbook).rows()["1.A1"].labels("option")] == ["absent", "complete", "not_answered", "na"]


def test_arabic_is_read_from_right_to_left(research: Cast) -> None:
    book = take_away(research, "bruno", language="ar")[1]

    assert {page.sheet_view.rightToLeft for page in book.book.worksheets[:-1]} == {True}
    assert not take_away(research, "bruno")[1].sheet("1.").sheet_view.rightToLeft


def test_the_second_coder_sees_nothing_of_the_first(research: Cast) -> None:
    research.at("second_coding")
    workbook, book = take_away(research, "chen")

    assert [row[0].value for row in book.sheet("1.").iter_rows(min_row=5)] == ["1.A1", "1.A2"]
    assert "No act." not in str(workbook.content)
    book.put("1.A1", "Justification", "An act.")
    give_back(research, "chen", book)

    assert stands(research, coding="second") == {"justification": "An act."}
    assert stands(research)["justification"] == "No act."


def test_whoever_is_consulted_gets_findings_and_agreed_answers_with_their_sources(cast: Cast, reply: Reply) -> None:
    book = take_away(cast, "emeka", reply=reply)[1]
    key = f"F{Draft.objects.get().pk}"

    assert [page.title for page in book.book.worksheets] == ["Read me first", "1. Domain 1", "openmgi"]
    assert [row[0].value for row in book.sheet("1.").iter_rows(min_row=4)] == [
        "Draft findings", key, "Answers on which they rest", "1.A1", "1.A2",
    ]  # fmt: skip
    assert book.cell(key, "Question or draft finding").value == TEXT
    assert book.cell(key, "Answer").value == "A well-developed area"
    assert book.cell("1.A1", "Answer").value == "Complete"
    assert book.cell("1.A1", "On what it rests").value == "The Act opens care to all. More is said there."
    assert str(book.cell("1.A1", "Quotes (to read)").value).endswith(" – Act on Foreigners, p. 11")
    assert book.cell("1.A2", "Answer").value == "No agreed answer yet."


def test_of_a_restricted_document_they_get_the_title_alone(cast: Cast, reply: Reply, law: Document) -> None:
    Document.objects.filter(pk=law.pk).update(is_restricted=True)
    book = take_away(cast, "emeka", reply=reply)[1]

    assert book.cell("1.A1", "Quotes (to read)").value == "A restricted document is quoted: Act on Foreigners"


def test_options_of_one_name_stay_apart(research: Cast) -> None:
    indicator = research.indicator("1.A1")
    twice = tuple(
        one.model_copy(update={"label": {"en": "Complete"}}) if one.code == "absent" else one
        for one in indicator.options
    )
    labels = option_labels(indicator.model_copy(update={"options": twice}))

    assert labels["absent"] == "Complete (absent)"
    assert labels["complete"] == "Complete (complete)"
    assert labels["na"] == "N/A"


def test_a_text_that_no_cell_can_hold_is_shown_in_part_and_stays(research: Cast) -> None:
    long = "Long. " * (MOST_LETTERS // 5)
    write(research, "bruno", justification=long.strip())
    book = take_away(research, "bruno")[1]
    cell = book.cell("1.A1", "Justification")

    assert cell.protection.locked
    assert str(cell.value).startswith("Too long for a workbook: change it on the page.\n\nLong.")
    assert edits_of(book.saved()) == ()


# What comes back


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_export_and_import_with_no_edit_change_nothing(research: Cast, language: str) -> None:
    book = take_away(research, "bruno", language=language)[1]
    before, events = stands(research), acts(research)
    taken = give_back(research, "bruno", book)

    assert (taken.written, taken.conflicts, taken.closed) == ([], [], [])
    assert (stands(research), acts(research)) == (before, events)


def test_what_was_edited_is_written_with_its_event_and_state(research: Cast) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Where one looked", " Gazette. ")
    book.put("1.A1", "Confidence", "High")
    book.put("1.A2", "Option", "Complete")
    taken = give_back(research, "bruno", book)

    assert [one.at for one in taken.written] == [("1.A1", "looked"), ("1.A1", "confidence"), ("1.A2", "option")]
    assert stands(research) == {
        "option": "absent",
        "justification": "No act.",
        "looked": "Gazette.",
        "confidence": "high",
        "notes": "Ask the clerk.",
    }
    assert Answer.objects.get(indicator="1.A1").state == "complete"
    assert acts(research)[-3:] == ["answer_saved", "answer_saved", "workbook_returned"]
    assert Event.objects.last().after == {  # type: ignore[union-attr] # there is one
        "workbook": SentWorkbook.objects.get().code,
        "written": 3,
        "conflicts": 0,
        "closed": 0,
    }


def test_the_same_workbook_twice_changes_nothing_more(research: Cast) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    give_back(research, "bruno", book)
    before, events = stands(research), acts(research)
    taken = give_back(research, "bruno", book)

    assert (taken.written, taken.conflicts) == ([], [])
    assert (stands(research), acts(research)) == (before, events)


def test_what_was_changed_on_the_page_meanwhile_is_shown_and_not_overwritten(research: Cast) -> None:
    workbook, book = take_away(research, "bruno")
    write(research, "bruno", justification="A draft act.")
    book.put("1.A1", "Justification", "An act.")
    book.put("1.A1", "Where one looked", "Gazette.")
    taken = give_back(research, "bruno", book)

    assert [(one.edit.sent, one.edit.returned, one.stands) for one in taken.conflicts] == [
        ("No act.", "An act.", "A draft act.")
    ]
    assert stands(research)["justification"] == "A draft act."
    assert stands(research)["looked"] == "Gazette."
    kept = Event.objects.get(kind="answer_conflict")
    assert (kept.before, kept.after) == ({"justification": "A draft act."}, {"justification": "An act."})
    workbook.refresh_from_db()
    assert [one["returned"] for one in workbook.content["returned"][0]["edits"]] == ["An act.", "Gazette."]


def test_whoever_decides_overwrites_what_they_saw_and_nothing_newer(research: Cast) -> None:
    book = take_away(research, "bruno")[1]
    write(research, "bruno", justification="A draft act.")
    book.put("1.A1", "Justification", "An act.")
    at = ("1.A1", "justification")
    late = give_back(research, "bruno", book, {at: mark("Another act.")})
    decided = give_back(research, "bruno", book, {at: mark("A draft act.")})

    assert ([one.at for one in late.conflicts], [one.at for one in decided.written]) == ([at], [at])
    assert stands(research)["justification"] == "An act."


def test_private_notes_are_kept_and_not_told(research: Cast) -> None:
    workbook, book = take_away(research, "bruno")
    write(research, "bruno", notes="Asked.")
    book.put("1.A1", "Private notes", "Ask the mayor.")
    give_back(research, "bruno", book)
    workbook.refresh_from_db()

    assert Event.objects.get(kind="answer_conflict").after == {"notes": "…"}
    assert workbook.content["returned"][0]["edits"][0]["returned"] == "Ask the mayor."


def test_what_an_institution_says_in_a_workbook_is_written(cast: Cast, reply: Reply) -> None:
    book = take_away(cast, "emeka", reply=reply, language="fr")[1]
    finding = Draft.objects.get()
    [row] = [row for row in book.sheet("1.").iter_rows(min_row=4) if row[0].value == f"F{finding.pk}"]
    labels = sent_of(SentWorkbook.objects.get()).rows()["1.A1"].labels("stance")
    row[5].value, row[6].value = labels["disagree"], "Not since May."
    give_back(cast, "emeka", book)
    said = Comment.objects.get()

    assert (said.draft, said.stance, said.text, said.updated_by) == (
        finding,
        "disagree",
        "Not since May.",
        cast.users["emeka"],
    )


def test_two_of_one_institution_do_not_overwrite_each_other(cast: Cast, reply: Reply) -> None:
    book = take_away(cast, "emeka", reply=reply)[1]
    theirs = take_away(cast, "faye", reply=reply)[1]
    for one, text in ((book, "Emeka's."), (theirs, "Faye's.")):
        one.put("1.A1", "Comment", text)
    give_back(cast, "emeka", book)
    taken = give_back(cast, "faye", theirs)

    assert [(one.stands, one.edit.returned) for one in taken.conflicts] == [("Emeka's.", "Faye's.")]
    assert Comment.objects.get().text == "Emeka's."
    assert Event.objects.filter(kind="comment_conflict").count() == 1


def test_a_finding_that_was_removed_meanwhile_does_not_take_the_rest_with_it(cast: Cast, reply: Reply) -> None:
    workbook, book = take_away(cast, "emeka", reply=reply)
    key = f"F{Draft.objects.get().pk}"
    book.put(key, "Comment", "It is more.")
    book.put("1.A1", "Comment", "Yes.")
    Draft.objects.all().delete()
    taken = give_back(cast, "emeka", book)
    workbook.refresh_from_db()

    assert [(one.key, one.returned) for one in taken.closed] == [(key, "It is more.")]
    assert [one.text for one in Comment.objects.all()] == ["Yes."]
    assert "It is more." in [one["returned"] for one in workbook.content["returned"][0]["edits"]]


def test_a_row_that_somebody_else_writes_now_is_left_to_them(research: Cast) -> None:
    book = take_away(research, "bruno")[1]
    assign(access=research.access("amina"), user=research.users["bruno"], coding="first", scopes=["1"])
    book.put("2.A1", "Option", "Complete")
    book.put("1.A2", "Option", "Complete")
    taken = give_back(research, "bruno", book)

    assert ([one.at for one in taken.written], [one.key for one in taken.closed]) == ([("1.A2", "option")], ["2.A1"])
    assert not Answer.objects.filter(indicator="2.A1").exists()


# Who may, and when


@pytest.mark.parametrize("name", ["amina", "chen", "dalia"])
def test_who_writes_nothing_gets_no_workbook(research: Cast, name: str) -> None:
    with pytest.raises(NothingToSendError):
        send_workbook(access=research.access(name), language="en")
    assert SentWorkbook.objects.count() == 0


@pytest.mark.parametrize("name", ["amina", "bruno", "grace"])
def test_only_those_who_reply_get_the_workbook_of_a_reply(cast: Cast, reply: Reply, name: str) -> None:
    with pytest.raises(PermissionDenied):
        send_workbook(access=cast.access(name), language="en", reply=reply)


def test_a_workbook_of_somebody_else_is_refused(cast: Cast, reply: Reply) -> None:
    book = take_away(cast, "emeka", reply=reply)[1]
    book.put("1.A1", "Comment", "Yes.")
    with pytest.raises(NotYoursError):
        give_back(cast, "faye", book)
    assert Comment.objects.count() == 0


def test_a_workbook_of_another_assessment_is_refused(research: Cast) -> None:
    workbook, book = take_away(research, "bruno")
    other = create_assessment(
        place=research.assessment.place,
        edition=research.assessment.edition,
        round=2,
        cut_off_date=CUT_OFF,
        languages=["en"],
        by=research.users["grace"],
    )
    access = Access(research.users["bruno"], other, frozenset({"researcher"}))
    with pytest.raises(OtherAssessmentError):
        take_back(access=access, workbook=workbook, edits=edits_of(book.saved()))


@pytest.mark.parametrize("stage", ["second_coding", "adjudication", "published"])
def test_when_the_stage_has_moved_on_a_workbook_is_refused_as_a_whole(research: Cast, stage: str) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    research.at(stage)
    before = stands(research)
    with pytest.raises(NoLongerOpenError):
        give_back(research, "bruno", book)
    assert stands(research) == before


@pytest.mark.parametrize(
    "end",
    [
        lambda cast, reply: submit(access=cast.access("faye"), reply=reply),
        lambda cast, reply: close_reply(access=cast.access("amina"), reply=reply, reason="Time."),
        lambda cast, reply: cast.at("clearance"),
        lambda cast, reply: reply.people.remove(cast.users["emeka"]),
    ],
)
def test_when_a_reply_is_over_its_workbook_is_refused_as_a_whole(
    cast: Cast, reply: Reply, end: Callable[[Cast, Reply], object]
) -> None:
    book = take_away(cast, "emeka", reply=reply)[1]
    book.put("1.A1", "Comment", "Yes.")
    end(cast, reply)
    with pytest.raises(NoLongerOpenError):
        give_back(cast, "emeka", book)
    assert Comment.objects.count() == 0


def test_looking_at_a_workbook_writes_nothing(cast: Cast, reply: Reply) -> None:
    workbook, book = take_away(cast, "emeka", reply=reply)
    comment(
        access=cast.access("faye"),
        reply=reply,
        about=cast.indicator("1.A1"),
        written={"text": "Faye's."},
        saw=marks({}, FIELDS),
    )
    book.put("1.A1", "Comment", "Emeka's.")
    book.put("1.A2", "Comment", "New.")
    events = acts(cast)
    weighed = weigh_workbook(cast.access("emeka"), workbook, edits_of(book.saved()))

    assert [one.at for one in weighed.changes] == [("1.A2", "text")]
    assert [(one.at, one.stands) for one in weighed.conflicts] == [(("1.A1", "text"), "Faye's.")]
    assert (Comment.objects.count(), acts(cast)) == (1, events)


def test_a_comment_on_something_that_reads_otherwise_now_is_marked(cast: Cast, reply: Reply, editor: Access) -> None:
    workbook, book = take_away(cast, "emeka", reply=reply)
    finding = Draft.objects.get()
    for key in (f"F{finding.pk}", "1.A1"):
        book.put(key, "Comment", "Yes.")
    change_text(access=cast.access("dalia"), draft=finding, text="Another finding.")
    weighed = weigh_workbook(cast.access("emeka"), workbook, edits_of(book.saved()))

    assert weighed.outdated == {f"F{finding.pk}"}


# What is wrong in it


def problems(book: Book) -> list[str]:
    with pytest.raises(ProblemsError) as raised:
        edits_of(book.saved())
    return list(raised.value.problems)


FAULTS: dict[str, tuple[Callable[[Book], Any], str]] = {
    "identifier": (
        lambda book: book.put("1.A1", "Code", "1.A9"),
        "Sheet “1. Domain 1”, cell A5: the code of this row was “1.A1” and is now “1.A9”. Put it back.",
    ),
    "row deleted": (
        lambda book: book.sheet("1.").delete_rows(5),
        "Sheet “1. Domain 1”: the row of 1.A1 is gone. Put it back; leave it as it was sent.",
    ),
    "row doubled": (
        lambda book: book.put("1.A2", "Code", "1.A1"),
        "Sheet “1. Domain 1”, cell A6: the row of 1.A1 stands there twice. Delete one of them.",
    ),
    "question": (
        lambda book: book.put("1.A1", "Question", "Why?"),
        "Sheet “1. Domain 1”, cell B5: this cell must not be changed. It was “Does an act name bread as a right of "
        "everyone?” and is now “Why?”. Put it back.",
    ),
    "formula": (
        lambda book: book.put("1.A1", "Justification", "=A1&B1"),
        "Sheet “1. Domain 1”, cell E5: a formula (=A1&B1). Write the text itself.",
    ),
    "option": (
        lambda book: book.put("1.A1", "Option", "Perhaps"),
        "Sheet “1. Domain 1”, cell D5: “Perhaps” is not in the list. Choose one of: Absent / Complete / Not answered "
        "/ N/A.",
    ),
    "part of a number": (
        lambda book: book.put("1.A1", "Justification", 3.5),
        "Sheet “1. Domain 1”, cell E5: a number or a date (3.5), of which it is not certain how it should read. "
        "Type it as text, with an apostrophe before it.",
    ),
    "sheet renamed": (
        lambda book: setattr(book.sheet("2."), "title", "Two"),
        "Sheet “2. Domain 2” is missing. Put it back, or give it its name again.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_said_by_sheet_and_cell_and_nothing_is_taken(research: Cast, name: str) -> None:
    change, told = FAULTS[name]
    book = take_away(research, "bruno")[1]
    book.put("2.A1", "Justification", "Good.")
    change(book)

    assert told in problems(book)
    assert not Answer.objects.filter(indicator="2.A1").exists()


def test_marks_of_what_was_sent_are_those_of_the_page(research: Cast) -> None:
    workbook = take_away(research, "bruno")[0]
    fields = sent_of(workbook).rows()["1.A1"].fields

    assert marks(fields, list(fields)) == seen(Answer.objects.get().values)
    assert file_of(workbook)[:2] == b"PK"
