"""The pages of workbooks, and the commands: taken away, given back, looked at, applied."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from openmgi.assessments.models import Answer, Assessment, Comment, Event, Reply, SentWorkbook
from openmgi.assessments.workbook_commands import export_workbook, import_workbook
from tests.assessments.conftest import Browse, Cast, ask
from tests.assessments.test_answering import write
from tests.assessments.test_drafting import add, editor, law
from tests.assessments.test_pages import LANGUAGES, at
from tests.assessments.test_workbook_files import NOT_READABLE
from tests.assessments.test_workbooks import reply, research, stands
from tests.assessments.workbooks import Book, take_away
from tests.pages import page, texts

__all__ = ["add", "ask", "editor", "law", "reply", "research"]  # fixtures, and what they need


@pytest.fixture
def bruno(research: Cast, browse: Browse) -> Client:
    return browse("bruno")


def give(client: Client, cast: Cast, content: bytes, status: int = 200) -> html.HtmlElement:
    response = client.post(at(cast, "workbook/"), {"file": SimpleUploadedFile("a.xlsx", content)})
    assert response.status_code == status
    return html.fromstring(response.content)


def apply(client: Client, cast: Cast, shown: html.HtmlElement, **choices: str) -> tuple[int, html.HtmlElement]:
    """Press the button below what was shown; choices as in the form, `_` for a space."""
    [pending] = shown.cssselect("[name=pending]")
    data = {name.replace("_", " "): value for name, value in choices.items()}
    response = client.post(at(cast, "workbook/apply/"), {"pending": pending.get("value"), **data})
    followed = client.get(response["Location"]) if response.status_code == 302 else response
    return response.status_code, html.fromstring(followed.content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language(research: Cast, bruno: Client, language: str) -> None:
    tree = page(bruno, at(research, "workbook/", language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    assert len(tree.cssselect(f"form[action='/{language}/work/{research.assessment.pk}/workbook/send/']")) == 1


def test_a_workbook_is_downloaded_in_the_language_that_was_chosen(research: Cast, bruno: Client) -> None:
    response = bruno.post(at(research, "workbook/send/"), {"language": "fr"})
    begins = f'attachment; filename="openmgi-{research.assessment.pk}-answers-'

    assert response["Content-Disposition"].startswith(begins)
    assert SentWorkbook.objects.get().content["sent"]["language"] == "fr"
    assert Book(response.content).book.worksheets[1]["B5"].value == "La loi du lieu dit-elle pain ?"


def test_whoever_has_nothing_to_write_is_told(research: Cast, browse: Browse) -> None:
    amina = browse("amina")
    response = amina.post(at(research, "workbook/send/"), follow=True)
    tree = html.fromstring(response.content)

    assert texts(tree, ".message") == ["There is nothing that you may write now."]
    assert texts(tree, "form.workbook-out") == []


def test_what_will_change_is_shown_before_it_is_written(research: Cast, bruno: Client) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    book.put("1.A2", "Option", "Complete")
    tree = give(bruno, research, book.saved())

    assert texts(tree, "tbody td") == ["Justification", "No act.", "An act.", "Option", "–", "Complete"]
    assert texts(tree, "tbody th .muted") == ["1. Domain 1, E5", "1. Domain 1, D6"]
    assert stands(research)["justification"] == "No act."

    status, tree = apply(bruno, research, tree)
    assert (status, texts(tree, ".message")) == (302, ["2 cells written."])
    assert stands(research)["justification"] == "An act."
    assert stands(research, "1.A2") == {"option": "complete"}


def test_a_workbook_that_nobody_edited_says_so(research: Cast, bruno: Client) -> None:
    tree = give(bruno, research, take_away(research, "bruno")[1].saved())

    assert texts(tree, ".message") == ["Nothing in this workbook differs from what stands now."]
    assert texts(tree, "[name=pending] ~ div button") == []


@pytest.mark.parametrize(
    ("choice", "stood", "told"),
    [
        ("theirs", "A draft act.", ["0 cells written.", "1 cell not written; its text is kept on this page."]),
        ("mine", "An act.", ["1 cell written."]),
    ],
)
def test_for_each_conflict_one_chooses(research: Cast, bruno: Client, choice: str, stood: str, told: list[str]) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    write(research, "bruno", justification="A draft act.")
    tree = give(bruno, research, book.saved())
    assert texts(tree, ".conflict .versions p") == ["No act.", "A draft act.", "An act."]

    status, tree = apply(bruno, research, tree, **{"choice_1.A1_justification": choice})
    assert (status, texts(tree, ".message")) == (302, told)
    assert stands(research)["justification"] == stood


def test_what_changed_again_since_is_shown_again(research: Cast, bruno: Client) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    write(research, "bruno", justification="A draft act.")
    tree = give(bruno, research, book.saved())
    write(research, "bruno", justification="Two acts.")
    status, tree = apply(bruno, research, tree, **{"choice_1.A1_justification": "mine"})

    assert (status, texts(tree, ".conflict .versions p")) == (409, ["No act.", "Two acts.", "An act."])
    assert stands(research)["justification"] == "Two acts."


def test_rows_that_are_no_longer_ones_own_are_shown(research: Cast, bruno: Client) -> None:
    book = take_away(research, "bruno")[1]
    book.put("2.A1", "Justification", "An act.")
    research.assessment.assignments.filter(scope="2.A1").delete()
    tree = give(bruno, research, book.saved())

    assert texts(tree, ".left-over") == ["2.A1 Justification 2. Domain 2, E5 An act."]
    assert texts(apply(bruno, research, tree)[1], ".message") == [
        "0 cells written.",
        "1 cell not written; its text is kept on this page.",
    ]


def test_what_was_not_written_stays_to_be_read_by_whom_it_belongs_to(
    research: Cast, bruno: Client, browse: Browse
) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Private notes", "Ask the mayor.")
    book.put("1.A1", "Where one looked", "Gazette.")
    write(research, "bruno", notes="Asked.")
    apply(bruno, research, give(bruno, research, book.saved()))

    assert texts(page(bruno, at(research, "workbook/")), "details .words") == ["Ask the mayor."]
    assert texts(page(browse("grace"), at(research, "workbook/")), "details .words") == []


def test_every_problem_is_listed_and_nothing_can_be_applied(research: Cast, bruno: Client) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Option", "Perhaps")
    book.put("1.A2", "Question", "Why?")
    tree = give(bruno, research, book.saved(), 422)

    assert [one.partition(":")[0] for one in texts(tree, ".left-over li")] == [
        "Sheet “1. Domain 1”, cell D5",
        "Sheet “1. Domain 1”, cell B6",
    ]
    assert tree.cssselect("[name=pending]") == []


def test_what_cannot_be_taken_back_is_refused_in_words(research: Cast, bruno: Client, browse: Browse) -> None:
    content = take_away(research, "bruno")[1].saved()
    assert texts(give(bruno, research, b"no workbook", 422), ".error") == [NOT_READABLE]
    assert texts(give(browse("amina"), research, content, 422), ".error") == [
        "This workbook was sent to somebody else. Only they can send it back."
    ]
    SentWorkbook.objects.all().delete()
    assert texts(give(bruno, research, content, 422), ".error") == ["This workbook was not sent from this site."]
    empty = html.fromstring(bruno.post(at(research, "workbook/")).content)
    assert texts(empty, ".error") == ["Choose a file."]


def test_a_workbook_of_another_assessment_is_refused(research: Cast, bruno: Client) -> None:
    content = take_away(research, "bruno")[1].saved()
    other = Assessment.objects.get()
    other.pk, other.round = None, 2
    other.save()
    SentWorkbook.objects.update(assessment=other)

    assert texts(give(bruno, research, content, 422), ".error") == [
        "This workbook belongs to another assessment. Open that one, and give the workbook there."
    ]


def test_somebody_elses_workbook_tells_nothing_of_what_is_in_it(research: Cast, browse: Browse) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Question", "Why?")

    assert texts(give(browse("amina"), research, book.saved(), 422), ".left-over li") == []


def test_when_the_stage_has_moved_on_it_is_refused_and_kept_by_the_person(research: Cast, bruno: Client) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    shown = give(bruno, research, book.saved())
    research.at("second_coding")

    for tree in (give(bruno, research, book.saved(), 422), apply(bruno, research, shown)[1]):
        [told] = texts(tree, ".error")
        assert told.startswith("Nothing of this workbook can be written any more")
    assert stands(research)["justification"] == "No act."


def test_only_the_person_to_whom_it_was_shown_applies_it(research: Cast, bruno: Client, browse: Browse) -> None:
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    shown = give(bruno, research, book.saved())

    assert apply(browse("amina"), research, shown)[0] == 404
    assert bruno.post(at(research, "workbook/apply/"), {"pending": "forged"}).status_code == 404
    assert stands(research)["justification"] == "No act."


@pytest.mark.parametrize("rest", ["workbook/", "workbook/send/", "workbook/apply/"])
def test_whoever_has_no_part_finds_nothing(research: Cast, browse: Browse, rest: str) -> None:
    assert browse("faye").post(at(research, rest)).status_code == 404
    assert Client().post(at(research, rest)).status_code == 302


@pytest.mark.parametrize("rest", ["workbook/send/", "workbook/apply/"])
def test_nothing_is_sent_or_applied_by_a_link(research: Cast, bruno: Client, rest: str) -> None:
    assert bruno.get(at(research, rest)).status_code == 405


def test_an_institution_works_by_workbook_from_its_pages(cast: Cast, reply: Reply, browse: Browse) -> None:
    emeka = browse("emeka")
    assert texts(page(emeka, at(cast, "workbook/")), "h3") == ["Ministry of Interior"]
    response = emeka.post(at(cast, "workbook/send/"), {"reply": reply.pk, "language": "en"})
    book = Book(response.content)
    book.put("1.A1", "Does your institution agree?", "We do not agree")
    book.put("1.A1", "Comment", "See article 4.")
    Answer.objects.filter(indicator="1.A1", coding="first").update(justification="Changed since.")
    shown = give(emeka, cast, book.saved())
    assert texts(shown, "tbody .tag") == ["What this is about reads otherwise now"] * 2
    apply(emeka, cast, shown)

    assert [(one.stance, one.text) for one in Comment.objects.all()] == [("disagree", "See article 4.")]
    assert reply.is_open


@pytest.mark.parametrize(("name", "number"), [("amina", "{}"), ("emeka", "0"), ("emeka", "x")])
def test_a_reply_of_others_is_not_found(cast: Cast, reply: Reply, browse: Browse, name: str, number: str) -> None:
    response = browse(name).post(at(cast, "workbook/send/"), {"reply": number.format(reply.pk)})

    assert response.status_code == 404


# The commands


def run(command: Command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def test_a_workbook_goes_out_and_comes_back_on_the_command_line(research: Cast, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    number = research.assessment.pk
    out = run(export_workbook, number, file, "--for", "bruno@velmora.example", "--language", "fr")
    assert (out.exit_code, out.output) == (0, f"{file}: workbook for Bruno\n")
    book = Book(file.read_bytes())
    [row] = [row for row in book.sheet("1.").iter_rows(min_row=4) if row[0].value == "1.A1"]
    row[4].value = "Une loi.\nLaquelle ?"
    file.write_bytes(book.saved())

    dry = run(import_workbook, file, "--dry-run")
    assert (dry.exit_code, stands(research)["justification"]) == (0, "No act.")
    assert dry.output.splitlines() == [
        "would be written: 1",
        "  1. Domain 1, E5, 1.A1, Justification",
        "    sent: No act.",
        "    returned: Une loi. ⏎ Laquelle ?",
        "in conflict, not written: 0",
        "no longer open, not written: 0",
    ]
    assert run(import_workbook, file).exit_code == 0
    assert stands(research)["justification"] == "Une loi.\nLaquelle ?"


def test_conflicts_are_printed_with_their_three_versions(research: Cast, tmp_path: Path) -> None:
    file = tmp_path / "back.xlsx"
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Option", "Complete")
    write(research, "bruno", option="")
    file.write_bytes(book.saved())
    result = run(import_workbook, file, "--for", "bruno@velmora.example")

    assert (result.exit_code, result.output.splitlines()) == (
        1,
        [
            "written: 0",
            "in conflict, not written: 1",
            "  1. Domain 1, D5, 1.A1, Option",
            "    sent: Absent",
            "    returned: Complete",
            "    stands now: –",
            "no longer open, not written: 0",
        ],
    )


def test_problems_are_printed_by_sheet_and_cell(research: Cast, tmp_path: Path) -> None:
    file = tmp_path / "back.xlsx"
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "=1+1")
    file.write_bytes(book.saved())
    result = run(import_workbook, file)

    assert (result.exit_code, result.output) == (
        1,
        "Sheet “1. Domain 1”, cell E5: a formula (=1+1). Write the text itself.\n",
    )


def test_what_a_command_cannot_do_is_said(research: Cast, tmp_path: Path) -> None:
    file, number = tmp_path / "back.xlsx", research.assessment.pk
    file.write_bytes(take_away(research, "bruno")[1].saved())
    told = [
        run(export_workbook, 0, file, "--for", "bruno@velmora.example"),
        run(export_workbook, number, file, "--for", "nobody@velmora.example"),
        run(export_workbook, number, file, "--for", "amina@velmora.example"),
        run(export_workbook, number, file, "--for", "bruno@velmora.example", "--institution", "Bank"),
        run(import_workbook, file, "--for", "amina@velmora.example"),
        run(import_workbook, __file__),
    ]

    assert [(one.exit_code, one.output.strip()) for one in told] == [
        (1, "Error: there is no assessment 0"),
        (1, "Error: there is nobody with the address nobody@velmora.example"),
        (1, "Error: amina@velmora.example has nothing to write in this assessment now"),
        (1, "Error: there is no open reply of Bank"),
        (1, "Error: This workbook was sent to somebody else. Only they can send it back."),
        (1, f"Error: {__file__}: {NOT_READABLE}"),
    ]


def test_a_reply_goes_out_in_its_language_and_one_of_several_is_named(cast: Cast, reply: Reply, tmp_path: Path) -> None:
    file, number = tmp_path / "out.xlsx", cast.assessment.pk
    Reply.objects.filter(pk=reply.pk).update(language="fr")
    assert run(export_workbook, number, file, "--for", "emeka@velmora.example").exit_code == 0
    assert SentWorkbook.objects.get().content["sent"]["language"] == "fr"

    other = Reply.objects.get(pk=reply.pk)
    other.pk, other.institution = None, "Ministry of Labour"
    other.save()
    other.people.add(cast.users["emeka"])
    result = run(export_workbook, number, file, "--for", "emeka@velmora.example")
    assert result.output == "Error: say which with --institution: Ministry of Interior, Ministry of Labour\n"
    named = ["--institution", "Ministry of Labour"]
    assert run(export_workbook, number, file, "--for", "emeka@velmora.example", *named).exit_code == 0
    assert SentWorkbook.objects.order_by("pk").last().content["sent"]["reply"] == other.pk  # type: ignore[union-attr]


def test_the_stage_that_has_moved_on_is_said_on_the_command_line_too(research: Cast, tmp_path: Path) -> None:
    file = tmp_path / "back.xlsx"
    book = take_away(research, "bruno")[1]
    book.put("1.A1", "Justification", "An act.")
    file.write_bytes(book.saved())
    research.at("clearance")
    result = run(import_workbook, file)

    assert (result.exit_code, result.output.startswith("Error: Nothing of this workbook")) == (1, True)
    assert Event.objects.filter(kind="workbook_returned").count() == 0
    assert Answer.objects.get(indicator="1.A1").justification == "No act."
