"""What comes of a comment: a disposition with its reason and, where it is accepted, the change, in one step."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from docx import Document as WordDocument
from lxml import html
from openpyxl import load_workbook

from openmgi.assessments.actions.adjudicating import adjudicate
from openmgi.assessments.actions.consulting import reopen_reply
from openmgi.assessments.actions.moving import ConditionsError, move
from openmgi.assessments.actions.replying import cite, comment, submit
from openmgi.assessments.actions.settling import (
    Change,
    ChangedMeanwhileError,
    ChangeNotAcceptedError,
    NoReasonError,
    NothingChangedError,
    UnknownOptionError,
    settle,
)
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.gating import content_hash, reasons
from openmgi.assessments.models import Answer, Comment, Draft, Event, Notice, Quote, Reply
from openmgi.core.consultation import Disposition
from openmgi.core.merging import mark
from openmgi.library.models import Document
from tests.assessments.conftest import Browse, Cast, ask
from tests.assessments.test_drafting import editor, law
from tests.assessments.test_pages import at
from tests.assessments.test_replying import LAW_WORDS, reply, say
from tests.pages import page, texts

__all__ = ["editor", "law", "reply"]  # fixtures


@pytest.fixture
def said(cast: Cast, reply: Reply) -> Comment:
    """The ministry does not agree with the answer to 1.A1."""
    one = say(cast, reply)
    submit(access=cast.access("emeka"), reply=reply)
    return one


def agreed(cast: Cast, code: str = "1.A1") -> Answer:
    return agreed_answers(cast.assessment, [code])[code]


def change(cast: Cast, **fields: str) -> Change:
    stands = agreed(cast).values
    return Change(fields, {name: mark(stands[name]) for name in fields})  # type: ignore[index] # fields of an answer


def answer(
    cast: Cast, said: Comment, disposition: Disposition = "accepted", by: str = "dalia", change: Change | None = None
) -> Comment:
    more = {} if change is None else {"change": change}
    return settle(access=cast.access(by), comment=said, disposition=disposition, reason="They are right.", **more)


def test_what_is_accepted_changes_the_answer_and_both_are_recorded(cast: Cast, said: Comment) -> None:
    settled = answer(cast, said, change=change(cast, option="absent", looked="The gazette."))

    now = agreed(cast)
    assert (now.option, now.looked, now.state) == ("absent", "The gazette.", "complete")
    assert settled.change == {"option": ["complete", "absent"], "looked": ["", "The gazette."]}
    kinds = list(Event.objects.filter(indicator="1.A1").order_by("-pk").values_list("kind", flat=True)[:2])
    assert kinds == ["comment_settled", "answer_saved"]


def test_what_two_coders_wrote_stays_as_they_wrote_it(cast: Cast, said: Comment) -> None:
    finding = Draft.objects.get(domain=1)
    finding.quotes.set(Quote.objects.filter(answer__coding="first", answer__indicator="1.A1"))
    answer(cast, said, change=change(cast, justification="Changed."))

    rows = {one.coding: one for one in Answer.objects.filter(indicator="1.A1")}
    assert {coding: one.justification for coding, one in rows.items()} == {
        "first": "The Act opens care to all. More is said there.",
        "second": "The same.",
        "agreed": "Changed.",
    }
    assert rows["agreed"].adjudication == "They are right."
    assert [one.answer.coding for one in finding.quotes.all()] == ["agreed"]


def test_an_agreed_answer_is_changed_where_it_stands(cast: Cast, reply: Reply) -> None:
    cast.at("adjudication")
    adjudicate(access=cast.access("dalia"), indicator=cast.indicator("1.A1"), option="complete", reason="Both say so.")
    cast.at("consultation")
    said = say(cast, reply)
    submit(access=cast.access("emeka"), reply=reply)
    answer(cast, said, change=change(cast, justification="Changed."))

    assert (agreed(cast).justification, agreed(cast).adjudication) == ("Changed.", "Both say so.")


def test_the_words_that_are_cited_become_a_quote(cast: Cast, reply: Reply, law: Document) -> None:
    words = "Children of foreigners have access to schools"
    cite(access=cast.access("emeka"), reply=reply, about=cast.indicator("1.A1"), version=law.current, words=words)
    said = say(cast, reply)
    submit(access=cast.access("emeka"), reply=reply)
    settled = answer(cast, said, change=Change({}, {}, takes_quote=True))
    answer(cast, said, change=Change({}, {}, takes_quote=True))

    assert settled.change == {"quote": ["", words]}
    assert [one.text for one in agreed(cast).quotes.order_by("pk")] == [LAW_WORDS, words]


def test_an_accepted_comment_on_a_finding_changes_it_and_makes_its_translations_stale(cast: Cast, reply: Reply) -> None:
    finding = Draft.objects.get(domain=1)
    text = finding.spec.texts["en"]
    said = comment(
        access=cast.access("emeka"), reply=reply, about=finding, written={"stance": "disagree", "text": "No."}, saw={}
    ).comment
    submit(access=cast.access("emeka"), reply=reply)
    settled = answer(cast, said, change=Change({"text": "Another text."}, {"text": mark(text)}))

    finding.refresh_from_db()
    assert (finding.spec.texts["en"], settled.change) == ("Another text.", {"text": [text, "Another text."]})


@pytest.mark.parametrize(
    ("disposition", "wanted", "error"),
    [
        ("accepted", None, NothingChangedError),
        ("not_accepted", {"justification": "Changed."}, ChangeNotAcceptedError),
        ("accepted", {"option": "unknown"}, UnknownOptionError),
        ("maybe", None, NoReasonError),
    ],
)
def test_a_disposition_and_its_change_fit(
    cast: Cast, said: Comment, disposition: Disposition, wanted: dict[str, str] | None, error: type[Exception]
) -> None:
    before = agreed(cast).values
    with pytest.raises(error):
        answer(cast, said, disposition, change=change(cast, **wanted) if wanted else None)

    said.refresh_from_db()
    assert (said.disposition, agreed(cast).values) == ("", before)


def test_a_disposition_has_a_reason(cast: Cast, said: Comment) -> None:
    with pytest.raises(NoReasonError):
        settle(access=cast.access("dalia"), comment=said, disposition="partly", reason=" ")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: Cast, said: Comment) -> None:
    with pytest.raises(ChangedMeanwhileError):
        answer(cast, said, change=Change({"justification": "Changed."}, {"justification": mark("Something older.")}))


def test_words_that_no_document_has_become_no_quote(cast: Cast, said: Comment) -> None:
    with pytest.raises(NothingChangedError):
        answer(cast, said, change=Change({}, {}, takes_quote=True))


def test_a_finding_that_is_left_as_it_stands_is_not_changed(cast: Cast, reply: Reply) -> None:
    finding = Draft.objects.get(domain=1)
    text = finding.spec.texts["en"]
    said = comment(
        access=cast.access("emeka"), reply=reply, about=finding, written={"stance": "agree", "text": "Yes."}, saw={}
    ).comment
    submit(access=cast.access("emeka"), reply=reply)
    settled = answer(cast, said, change=Change({"text": text}, {"text": mark(text)}))

    assert (settled.disposition, settled.change) == ("accepted", {})


def test_a_finding_that_is_gone_is_not_changed(cast: Cast, reply: Reply) -> None:
    finding = Draft.objects.get(domain=1)
    said = comment(
        access=cast.access("emeka"), reply=reply, about=finding, written={"stance": "disagree", "text": "No."}, saw={}
    ).comment
    submit(access=cast.access("emeka"), reply=reply)
    finding.delete()
    said.refresh_from_db()

    with pytest.raises(UnknownOptionError):
        answer(cast, said, change=Change({"text": "T"}, {}))
    assert answer(cast, said, "partly").disposition == "partly"


@pytest.mark.parametrize("name", ["emeka", "faye"])
def test_only_the_team_settles(cast: Cast, said: Comment, name: str) -> None:
    with pytest.raises(PermissionDenied):
        answer(cast, said, by=name)


def test_a_comment_that_was_not_submitted_is_not_settled(cast: Cast, reply: Reply) -> None:
    with pytest.raises(PermissionDenied):
        answer(cast, say(cast, reply))


def test_the_institution_is_told_and_the_stage_can_close(cast: Cast, said: Comment) -> None:
    with pytest.raises(ConditionsError) as refused:
        move(access=cast.access("amina"), to="clearance")
    assert refused.value.unmet == [("comments_settled", ("1.A1",))]
    assert "comment_without_disposition" in {one.code for one in reasons(cast.assessment)}

    answer(cast, said, "not_accepted")
    assert Notice.objects.filter(user=cast.users["emeka"], kind="comment_settled").count() == 1
    assert move(access=cast.access("amina"), to="clearance").stage == "clearance"
    assert "comment_without_disposition" not in {one.code for one in reasons(cast.assessment)}


def test_a_comment_that_changes_asks_for_another_disposition(cast: Cast, said: Comment) -> None:
    answer(cast, said, "not_accepted")
    reopen_reply(access=cast.access("amina"), reply=said.reply, reason="They have more to say.")
    changed = say(cast, said.reply, text="Not so: see article 9.")

    assert (changed.disposition, changed.reason) == ("", "")
    before = Event.objects.filter(kind="comment_saved").order_by("pk").values_list("before__disposition", flat=True)
    assert before.last() == "not_accepted"


def test_a_sign_off_names_the_answers_too(cast: Cast, said: Comment) -> None:
    before = content_hash(cast.assessment)
    answer(cast, said, change=change(cast, justification="Changed."))

    assert content_hash(cast.assessment) != before


# The pages


@pytest.fixture
def dalia(browse: Browse, said: Comment) -> Client:
    return browse("dalia")


def form(cast: Cast, **more: str) -> dict[str, str]:
    stands = agreed(cast)
    fields = {f"to-{name}": getattr(stands, name) for name in ("option", "justification", "looked")}
    marks = " ".join(f"{name}:{mark(getattr(stands, name))}" for name in ("option", "justification", "looked"))
    return {"disposition": "accepted", "reason": "Right.", "marks": marks, **fields, **more}


def test_a_comment_is_settled_on_its_page(cast: Cast, dalia: Client, said: Comment) -> None:
    path = at(cast, f"consultation/comments/{said.pk}/")
    refused = dalia.post(path, form(cast))
    assert (refused.status_code, "Right." in refused.content.decode()) == (422, True)

    assert dalia.post(path, form(cast, **{"to-justification": "Changed."})).status_code == 302
    tree = page(dalia, at(cast, "consultation/comments/"))
    assert texts(tree, ".disposition strong") == ["Accepted"]
    assert texts(tree, ".disposition tbody th") == ["Justification"]


def test_nothing_that_was_typed_is_lost_when_a_disposition_is_refused(cast: Cast, dalia: Client, said: Comment) -> None:
    typed = form(cast, **{"to-justification": "A long text.", "to-option": "absent", "marks": "option:old"})
    refused = html.fromstring(dalia.post(at(cast, f"consultation/comments/{said.pk}/"), typed).content.decode())

    assert refused.cssselect("[name=to-justification]")[0].text == "A long text."
    assert refused.cssselect("[name=to-option] [selected]")[0].get("value") == "absent"
    assert refused.cssselect("[name=reason]")[0].text == "Right."
    assert refused.cssselect("[name=disposition][checked]")[0].get("value") == "accepted"


def test_only_open_comments_are_shown_on_demand(cast: Cast, dalia: Client, said: Comment) -> None:
    assert len(page(dalia, at(cast, "consultation/comments/?open")).cssselect("article")) == 1

    answer(cast, said, "partly")
    assert page(dalia, at(cast, "consultation/comments/?open")).cssselect("article") == []


def test_the_institution_reads_what_came_of_it(cast: Cast, browse: Browse, said: Comment) -> None:
    answer(cast, said, change=change(cast, option="absent"))
    for stage in ("consultation", "clearance", "published"):
        cast.at(stage)
        tree = page(browse("emeka"), at(cast, f"reply/{said.reply.pk}/"))
        assert texts(tree, ".disposition strong") == ["Accepted"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_report_has_every_comment_its_disposition_and_its_change(
    cast: Cast, dalia: Client, said: Comment, language: str
) -> None:
    answer(cast, said, change=change(cast, option="absent"))
    book = load_workbook(BytesIO(dalia.get(at(cast, "consultation/report.xlsx", language)).content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    word = WordDocument(BytesIO(dalia.get(at(cast, "consultation/report.docx", language)).content))
    told = "\n".join(one.text for one in word.paragraphs)

    assert [(row[0], row[3], row[6]) for row in rows] == [("Ministry of Interior", "Not so.", "They are right.")]
    assert ("Not so." in told, "They are right." in told) == (True, True)
    for where in (str(rows[0][7]), told):
        assert ("Complete" in where, "Absent" in where) == (True, True)


def test_a_report_without_comments_says_so(cast: Cast, dalia: Client, browse: Callable[[str], Client]) -> None:
    Reply.objects.all().delete()
    ask(cast)
    word = WordDocument(BytesIO(dalia.get(at(cast, "consultation/report.docx")).content))

    assert "No institution has made a comment." in [one.text for one in word.paragraphs]
