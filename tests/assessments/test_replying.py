"""What an institution says: together, saved as they go, submitted once; and what came of it, to read."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openmgi.assessments.actions.consulting import close_reply, reopen_reply
from openmgi.assessments.actions.drafting import translate
from openmgi.assessments.actions.replying import (
    NotInDocumentError,
    SilentDisagreementError,
    UnknownStanceError,
    agree_to_be_named,
    cite,
    comment,
    submit,
)
from openmgi.assessments.models import Comment, Draft, Event, Reply
from openmgi.assessments.permissions import Access
from openmgi.core.consultation import FIELDS, Field, is_in_scope
from openmgi.core.merging import Conflict, marks
from openmgi.core.text import fingerprint
from openmgi.library.models import Document
from openmgi.library.reading import read_version
from tests.assessments.conftest import Browse, Cast, ask
from tests.assessments.test_drafting import add, editor, law
from tests.assessments.test_drafting_pages import answered
from tests.assessments.test_pages import LANGUAGES, at
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures


LAW_WORDS = "Every person has access to emergency health care."


@pytest.fixture
def reply(cast: Cast, law: Document, editor: Access) -> Reply:
    """Emeka and Faye reply for the ministry on domain 1, of which there is a finding on 1.A1."""
    answered(cast, law)
    add(editor)
    asked = ask(cast, "emeka", "faye")
    cast.at("consultation")
    return asked


def say(cast: Cast, reply: Reply, name: str = "emeka", code: str = "1.A1", **written: str) -> Comment:
    fields: dict[Field, str] = {"stance": written.get("stance", "disagree"), "text": written.get("text", "Not so.")}
    stands = Comment.objects.filter(reply=reply, indicator=code).first()
    saw = marks(stands.values if stands else {}, FIELDS)
    return comment(access=cast.access(name), reply=reply, about=cast.indicator(code), written=fields, saw=saw).comment


def test_what_is_said_is_kept_with_who_and_what_stood_before(cast: Cast, reply: Reply) -> None:
    say(cast, reply)
    said = say(cast, reply, "faye", text="Not so: see article 4.")

    assert (said.stance, said.text, said.updated_by) == ("disagree", "Not so: see article 4.", cast.users["faye"])
    event = Event.objects.filter(kind="comment_saved").values_list("indicator", "before__text", "after__text").last()
    assert event == ("1.A1", "Not so.", "Not so: see article 4.")


def test_two_of_one_institution_do_not_overwrite_each_other(cast: Cast, reply: Reply) -> None:
    say(cast, reply)
    late = comment(
        access=cast.access("faye"),
        reply=reply,
        about=cast.indicator("1.A1"),
        written={"text": "Mine."},
        saw=marks({}, FIELDS),
    )

    assert (late.written, late.conflicts) == ((), (Conflict("text", "Not so.", "Mine."),))
    assert list(Event.objects.filter(kind="comment_conflict").values_list("after__text", flat=True)) == ["Mine."]


def test_one_agrees_or_not(cast: Cast, reply: Reply) -> None:
    with pytest.raises(UnknownStanceError):
        say(cast, reply, stance="perhaps")


def test_a_finding_can_be_commented_and_what_it_said_is_kept(cast: Cast, reply: Reply) -> None:
    finding = Draft.objects.get(domain=1)
    said = comment(access=cast.access("emeka"), reply=reply, about=finding, written={"stance": "agree"}, saw={}).comment
    words = finding.spec.texts["en"]
    finding.delete()
    said.refresh_from_db()

    assert (said.draft, said.about) == (None, words)


def test_only_what_is_asked_can_be_commented(cast: Cast, reply: Reply) -> None:
    with pytest.raises(PermissionDenied):
        say(cast, reply, code="2.A1")


@pytest.mark.parametrize("name", ["amina", "dalia", "grace"])
def test_nobody_speaks_for_an_institution_but_its_people(cast: Cast, reply: Reply, name: str) -> None:
    with pytest.raises(PermissionDenied):
        say(cast, reply, name)
    with pytest.raises(PermissionDenied):
        submit(access=cast.access(name), reply=reply)


def test_a_reply_that_was_submitted_or_closed_is_not_changed(cast: Cast, reply: Reply) -> None:
    say(cast, reply)
    submit(access=cast.access("faye"), reply=reply)
    with pytest.raises(PermissionDenied):
        say(cast, reply, text="More.")

    reopen_reply(access=cast.access("amina"), reply=reply, reason="They asked.")
    assert say(cast, reply, text="More.").text == "More."
    close_reply(access=cast.access("amina"), reply=reply, reason="Too late.")
    with pytest.raises(PermissionDenied):
        say(cast, reply, text="Even more.")


def test_nobody_disagrees_without_a_word(cast: Cast, reply: Reply) -> None:
    silent = say(cast, reply, text="")
    with pytest.raises(SilentDisagreementError) as refused:
        submit(access=cast.access("emeka"), reply=reply)

    assert refused.value.comments == [silent]


def test_only_what_was_submitted_waits_for_a_disposition(cast: Cast, reply: Reply) -> None:
    say(cast, reply)
    say(cast, reply, code="1.A2", stance="agree", text="")
    assert Comment.objects.to_settle().count() == 0

    submitted = submit(access=cast.access("emeka"), reply=reply)
    assert (submitted.submitted_by, Comment.objects.to_settle().count()) == (cast.users["emeka"], 1)
    assert list(Event.objects.filter(kind="reply_submitted").values_list("after__comments", flat=True)) == [1]


def test_words_of_a_document_speak_for_a_comment_where_they_stand(cast: Cast, reply: Reply, law: Document) -> None:
    about = cast.indicator("1.A1")
    emeka = cast.access("emeka")
    said = cite(access=emeka, reply=reply, about=about, version=law.current, words=LAW_WORDS)
    assert (said.quoted, bool(said.parts)) == (LAW_WORDS, True)

    with pytest.raises(NotInDocumentError):
        cite(access=emeka, reply=reply, about=about, version=law.current, words="Words that nobody wrote there.")
    assert Comment.objects.get().quoted == LAW_WORDS
    assert cite(access=emeka, reply=reply, about=about, version=None).version is None


def test_a_name_stands_in_the_publication_only_if_its_person_agrees(cast: Cast, reply: Reply) -> None:
    agree_to_be_named(access=cast.access("emeka"), agrees=True)
    agree_to_be_named(access=cast.access("emeka"), agrees=True)

    assert cast.assessment.members.get(user=cast.users["emeka"]).agrees_to_be_named
    assert Event.objects.filter(kind="naming_changed").count() == 1


@pytest.mark.parametrize(
    ("scopes", "domain", "codes", "is_in"),
    [
        (["1"], 1, ["1.A1"], True),
        (["2"], 1, ["1.A1"], False),
        (["1.A1"], 1, ["1.A1", "1.A2"], True),
        ([], 1, [], False),
    ],
)
def test_what_an_institution_is_asked_about(scopes: list[str], domain: int, codes: list[str], is_in: bool) -> None:
    assert is_in_scope(scopes, domain, codes) is is_in


# The pages


@pytest.fixture
def emeka(browse: Browse, reply: Reply) -> Client:
    return browse("emeka")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rest", ["", "1/"])
def test_a_page_is_there_in_every_language(cast: Cast, emeka: Client, reply: Reply, rest: str, language: str) -> None:
    tree = page(emeka, at(cast, f"reply/{reply.pk}/{rest}", language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)


def test_a_respondent_is_led_to_the_reply(cast: Cast, emeka: Client, reply: Reply) -> None:
    answer = emeka.get(at(cast, ""), follow=True)

    assert answer.redirect_chain[-1][0].endswith(f"/reply/{reply.pk}/")


def test_a_respondent_sees_questions_answers_quotes_and_findings(cast: Cast, emeka: Client, reply: Reply) -> None:
    tree = page(emeka, at(cast, f"reply/{reply.pk}/1/"))
    card = tree.get_element_by_id("card-indicators-1-A1")

    assert texts(card, ".coding h4") == ["Complete"]
    assert len(card.cssselect("blockquote")) == 1
    assert len(tree.cssselect("[id^=card-findings]")) == 1
    assert "First coding" not in tree.text_content()


def test_a_respondent_reads_a_finding_in_the_language_of_the_page_where_it_is_translated(
    cast: Cast, editor: Access, emeka: Client, reply: Reply
) -> None:
    finding = Draft.objects.get(domain=1)
    words = finding.spec.texts["en"]
    cast.at("findings")
    access = cast.access("dalia")
    translate(access=access, draft=finding, language="fr", text="En français.", made_from=fingerprint(words))
    cast.at("consultation")

    shown = [
        texts(page(emeka, at(cast, f"reply/{reply.pk}/1/", one)), "[id^=question-findings]")[0] for one in ("fr", "es")
    ]
    assert shown == ["En français.", words]


def address(cast: Cast, reply: Reply, rest: str = "indicators/1.A1/") -> str:
    return at(cast, f"reply/{reply.pk}/{rest}")


def test_what_is_typed_is_saved_without_a_script(cast: Cast, emeka: Client, reply: Reply) -> None:
    answer = emeka.post(address(cast, reply), {"stance": "disagree", "text": " Not so. ", "marks": ""})

    assert (answer.status_code, Comment.objects.get().text) == (302, "Not so.")
    assert answer.headers["Location"].endswith(f"/reply/{reply.pk}/1/#card-indicators-1-A1")


def test_what_is_typed_is_saved_as_a_fragment(cast: Cast, emeka: Client, reply: Reply) -> None:
    answer = emeka.post(address(cast, reply), {"stance": "agree", "marks": ""}, headers={"HX-Request": "true"})

    assert (answer.status_code, 'name="marks"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_two_versions_are_shown_where_a_colleague_was_faster(
    cast: Cast, emeka: Client, reply: Reply, headers: dict[str, str]
) -> None:
    say(cast, reply, "faye")
    answer = emeka.post(address(cast, reply), {"text": "Mine.", "marks": ""}, headers=headers)
    shown = answer.content.decode()

    assert (answer.status_code, "Not so." in shown, "Mine." in shown) == (409, True, True)


def test_one_agrees_with_all_the_rest_of_a_domain_at_once(cast: Cast, emeka: Client, reply: Reply) -> None:
    say(cast, reply)
    answer = emeka.post(at(cast, f"reply/{reply.pk}/1/agree/"), follow=True)

    assert "2 agreements noted." in answer.content.decode()
    stances = Comment.objects.order_by("indicator").values_list("indicator", "stance")
    assert list(stances) == [("", "agree"), ("1.A1", "disagree"), ("1.A2", "agree")]


@pytest.mark.parametrize(
    ("rest", "data"),
    [
        ("indicators/9.Z9/", {}),
        ("findings/x/", {}),
        ("findings/999/", {}),
        ("indicators/1.A1/", {"stance": "perhaps", "marks": ""}),
    ],
)
def test_nothing_else_can_be_said(cast: Cast, emeka: Client, reply: Reply, rest: str, data: dict[str, str]) -> None:
    assert emeka.post(address(cast, reply, rest), data).status_code == 404


def test_a_document_of_the_library_is_cited(cast: Cast, emeka: Client, reply: Reply, law: Document) -> None:
    path = address(cast, reply, "indicators/1.A1/quote/")
    answer = emeka.post(path, {"document": law.pk, "words": LAW_WORDS})
    assert (answer.status_code, Comment.objects.get().version) == (302, law.current)

    wrong = emeka.post(path, {"document": law.pk, "words": "Nobody wrote this there."})
    assert (wrong.status_code, "These words do not stand in the document." in wrong.content.decode()) == (422, True)
    emeka.post(path, {"remove": ""})
    assert Comment.objects.get().version is None


def test_a_document_is_given_with_its_words_which_are_found_once_it_is_read(
    cast: Cast, emeka: Client, reply: Reply
) -> None:
    file = SimpleUploadedFile("order.txt", b"Order 7. Every migrant may see a doctor without a fee.")
    path = address(cast, reply, "indicators/1.A1/quote/")
    given = {"words": "Every migrant may see a doctor", "file": file, "title": "Order 7", "kind": "regulation"}
    assert emeka.post(path, given).status_code == 302

    said = Comment.objects.get()
    assert said.version is not None
    read_version(said.version.pk)
    submit(access=cast.access("emeka"), reply=reply)
    said.refresh_from_db()
    assert (said.version.document.title, said.parts) == ("Order 7", [[0, 9, 39]])


def test_words_that_a_document_turns_out_not_to_have_stay_as_they_were_given(
    cast: Cast, emeka: Client, reply: Reply
) -> None:
    file = SimpleUploadedFile("order.txt", b"Order 7. Nothing of the kind.")
    given = {"words": "Every migrant may see a doctor", "file": file, "title": "Order 7", "kind": ""}
    emeka.post(address(cast, reply, "indicators/1.A1/quote/"), given)
    said = Comment.objects.get()
    assert said.version is not None
    read_version(said.version.pk)

    said.refresh_from_db()
    assert (said.quoted, said.parts, said.version.document.kind) == ("Every migrant may see a doctor", [], "law")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"words": "w"}, "Choose a document, or give one with its file."),
        ({"words": "w", "file": io.BytesIO(b"x")}, "Give the title of the document."),
        ({"words": "w", "file": io.BytesIO(b""), "title": "T"}, "The submitted file is empty."),
    ],
)
def test_what_is_missing_of_a_document_is_said(
    cast: Cast, emeka: Client, reply: Reply, given: dict[str, object], told: str
) -> None:
    answer = emeka.post(address(cast, reply, "indicators/1.A1/quote/"), given)

    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_a_reply_is_submitted_on_its_page(cast: Cast, emeka: Client, reply: Reply) -> None:
    say(cast, reply, text="")
    answer = emeka.post(at(cast, f"reply/{reply.pk}/submit/"), follow=True)
    assert "the comment is missing once" in answer.content.decode()

    say(cast, reply, text="Not so.")
    emeka.post(at(cast, f"reply/{reply.pk}/submit/"))
    tree = page(emeka, at(cast, f"reply/{reply.pk}/1/"))
    assert (tree.cssselect("form.answer"), Reply.objects.get().is_open) == ([], False)


def test_one_says_on_the_page_whether_to_be_named(cast: Cast, emeka: Client, reply: Reply) -> None:
    emeka.post(at(cast, "naming/"), {"agrees": "on"})
    tree = page(emeka, at(cast, f"reply/{reply.pk}/"))

    assert [one.get("checked") is not None for one in tree.cssselect("[name=agrees]")] == [True]


def test_who_replies_for_two_institutions_chooses(cast: Cast, emeka: Client, reply: Reply) -> None:
    Reply.objects.create(
        assessment=cast.assessment,
        institution="Another",
        scopes=["2"],
        due=reply.due,
        language="en",
        opened_at=reply.opened_at,
        opened_by=reply.opened_by,
    ).people.add(cast.users["emeka"])

    assert texts(page(emeka, at(cast, "reply/")), ".rows a") == ["Another", "Ministry of Interior"]
