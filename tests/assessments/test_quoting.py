"""Quotes that point into documents: made only where the words stand, re-checked, compared with newer versions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmgi.assessments.actions.answering import remove_quote
from openmgi.assessments.actions.judging import Suggested, judge
from openmgi.assessments.actions.moving import ConditionsError, move
from openmgi.assessments.actions.quoting import (
    Place,
    QuoteDoesNotHoldError,
    ReasonMissingError,
    follow_version,
    keep_version,
    quote_document,
)
from openmgi.assessments.evidence import instead, seek
from openmgi.assessments.models import Event, Notice, Quote, Verdict
from openmgi.assessments.standing import standing
from openmgi.assessments.verifying import verify
from openmgi.core.quotes import Anchor, Part
from openmgi.library.actions.documents import About, Upload, add_document
from openmgi.library.models import Document
from openmgi.library.reading import read_version
from tests.assessments.conftest import Cast
from tests.assessments.test_answering import write
from tests.library.documents import LAW, file_law, replace_law

CARE = "Every person has access to emergency health care."


@pytest.fixture
def law(cast: Cast) -> Document:
    cast.at("research")
    return file_law(cast.assessment.place)


def quote(cast: Cast, law: Document, words: str = CARE, name: str = "bruno", code: str = "1.A1") -> Quote:
    version = law.current
    [anchor] = seek(version, text=words).anchors
    return quote_document(
        access=cast.access(name), indicator=cast.indicator(code), coding="first", at=Place(version, anchor)
    )


def kinds(cast: Cast) -> list[str]:
    events = Event.objects.filter(assessment=cast.assessment.pk, kind__startswith="quote_")
    return list(events.order_by("pk").values_list("kind", flat=True))


def test_a_quote_keeps_where_it_stands(cast: Cast, law: Document) -> None:
    made = quote(cast, law)

    assert (made.text, made.source_title, made.page, made.heading, made.language, made.state) == (
        CARE,
        "Act on Foreigners",
        "11",
        "Article 1",
        "en",
        "holds",
    )
    [[page, start, end]] = made.parts
    assert LAW[page][start:end] == CARE
    assert kinds(cast) == ["quote_added"]


def test_pasted_words_are_found_across_the_hyphen_at_the_end_of_a_line(cast: Cast, law: Document) -> None:
    made = quote(cast, law, "schools on the terms of nationals")

    assert made.text == "schools on the terms of na- \ntionals"
    assert (made.page, made.heading) == ("12", "Article 2")


def test_the_same_quote_twice_is_kept_once(cast: Cast, law: Document) -> None:
    assert quote(cast, law).pk == quote(cast, law).pk
    assert kinds(cast) == ["quote_added"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(page=st.integers(0, 3), start=st.integers(0, 80), end=st.integers(0, 90), text=st.text(max_size=12))
def test_words_that_do_not_stand_there_are_never_stored(
    cast: Cast, law: Document, page: int, start: int, end: int, text: str
) -> None:
    stands = page < len(LAW) and start < end <= len(LAW[page]) and LAW[page][start:end] == text and text.strip()
    anchor = Anchor((Part(page, start, end),), text, "exact")
    try:
        quote_document(
            access=cast.access("bruno"),
            indicator=cast.indicator("1.A1"),
            coding="first",
            at=Place(law.current, anchor),
        )
    except QuoteDoesNotHoldError:
        assert not stands
    else:
        assert stands


@pytest.mark.parametrize("name", ["amina", "chen", "dalia", "emeka", "faye"])
def test_who_does_not_write_the_coding_makes_no_quote(cast: Cast, law: Document, name: str) -> None:
    [anchor] = seek(law.current, text=CARE).anchors
    with pytest.raises((PermissionDenied, Exception)) as caught:
        quote_document(
            access=cast.access(name),
            indicator=cast.indicator("1.A1"),
            coding="first",
            at=Place(law.current, anchor),
        )
    assert caught.typename in {"PermissionDenied", "Http404"}
    assert not Quote.objects.exists()


# Checked again


def test_quotes_hold_as_long_as_the_file_and_the_words_do(cast: Cast, law: Document) -> None:
    made = quote(cast, law)

    report = verify(Quote.objects.all())

    assert (report.checked, report.broken) == (1, ())
    made.refresh_from_db()
    assert made.state == "holds"


def test_a_file_that_was_altered_breaks_its_quotes(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    path = law.current.file.path
    path.chmod(0o600)
    path.write_bytes(b"something else")

    [broken] = verify(Quote.objects.all()).broken

    assert (broken.quote, broken.reason) == (made, "altered")
    made.refresh_from_db()
    assert made.state == "broken"


def test_a_file_that_is_gone_breaks_its_quotes_until_it_is_back(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    path = law.current.file.path
    kept = path.read_bytes()
    path.unlink()
    assert [one.reason for one in verify(Quote.objects.all()).broken] == ["missing"]
    path.write_bytes(kept)

    assert verify(Quote.objects.all()).broken == ()
    made.refresh_from_db()
    assert made.state == "holds"


def test_a_file_that_is_back_does_not_settle_what_a_newer_version_changed(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    path = law.current.file.path
    kept = path.read_bytes()
    replace_law(law, [LAW[0].replace("Every person", "Every citizen"), *LAW[1:]])
    path.unlink()
    verify(Quote.objects.all())
    path.write_bytes(kept)
    verify(Quote.objects.all())

    made.refresh_from_db()
    assert (made.state, made.is_failing) == ("changed", True)


def test_of_a_bound_quote_that_is_removed_the_record_keeps_where_it_stood(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    remove_quote(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), quote=made)
    before = Event.objects.get(kind="quote_removed").before

    assert before is not None
    assert (before["file"], before["parts"], before["text"]) == (law.current.file_id, made.parts, CARE)


def test_words_that_were_changed_behind_our_back_are_seen(cast: Cast, law: Document) -> None:
    quote(cast, law)
    law.current.file.pages.filter(index=0).update(text="Nobody has access to emergency health care.")

    assert [one.reason for one in verify(Quote.objects.all()).broken] == ["words"]


def test_a_quote_that_does_not_hold_keeps_the_stage_from_closing(cast: Cast, law: Document) -> None:
    for indicator in cast.assessment.spec.indicators():
        write(cast, "bruno", indicator.code, option="absent", looked="Gazette.")
    quote(cast, law)
    law.current.file.path.unlink()

    with pytest.raises(ConditionsError) as caught:
        move(access=cast.access("amina"), to="second_coding")

    assert ("quotes_hold", ("1.A1",)) in caught.value.unmet
    assert standing(cast.assessment).fails["quotes_hold"] == ("1.A1",)


# A newer version


def test_words_that_moved_follow_to_the_newer_version(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    version = replace_law(law, ["Preamble \n", *LAW], cast.users["amina"])

    made.refresh_from_db()

    assert (made.version, made.state, made.page) == (version, "holds", "12")
    assert made.parts[0][0] == 1
    assert kinds(cast) == ["quote_added", "quote_moved"]


def test_words_that_changed_block_and_their_writer_is_told(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    version = replace_law(law, [LAW[0].replace("Every person", "Every citizen"), *LAW[1:]], cast.users["amina"])

    made.refresh_from_db()

    assert (made.version, made.newer, made.state, made.is_failing) == (law.current, version, "changed", True)
    assert standing(cast.assessment).fails["quotes_hold"] == ("1.A1",)
    assert list(Notice.objects.filter(kind="quote_changed").values_list("user__name", flat=True)) == ["Bruno"]
    [near] = instead(cast.access("bruno"), made)
    assert [(one.quote, one.page) for one in near.difference if one.kind == "changed"] == [("person", "citizen")]


def test_words_that_are_gone_block(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    replace_law(law, ["Article 1 \nRepealed. \n"])

    made.refresh_from_db()

    assert (made.state, made.is_failing) == ("vanished", True)
    assert instead(cast.access("bruno"), made) == []
    assert Event.objects.get(kind="quote_vanished").actor_name == "openmgi"


def test_the_new_words_can_be_quoted_instead(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    version = replace_law(law, [LAW[0].replace("Every person", "Every citizen"), *LAW[1:]])
    made.refresh_from_db()
    [near] = instead(cast.access("bruno"), made)

    follow_version(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), quote=made, anchor=near.anchor)

    made.refresh_from_db()
    assert (made.text, made.version, made.newer, made.state) == (
        CARE.replace("Every person", "Every citizen"),
        version,
        None,
        "holds",
    )
    assert kinds(cast)[-1] == "quote_followed"


def test_the_earlier_words_can_be_kept_with_a_reason(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    replace_law(law, ["Article 1 \nRepealed. \n"])
    made.refresh_from_db()
    bruno, indicator = cast.access("bruno"), cast.indicator("1.A1")
    with pytest.raises(ReasonMissingError):
        keep_version(access=bruno, indicator=indicator, quote=made, reason=" ")

    keep_version(access=bruno, indicator=indicator, quote=made, reason="In force after the cut-off date.")

    made.refresh_from_db()
    assert (made.kept, made.is_failing) == ("In force after the cut-off date.", False)
    assert standing(cast.assessment).fails["quotes_hold"] == ()


def test_no_reason_keeps_words_that_do_not_stand_there(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    law.current.file.path.unlink()
    verify(Quote.objects.all())
    made.refresh_from_db()

    with pytest.raises(QuoteDoesNotHoldError):
        keep_version(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), quote=made, reason="It was there.")


def test_only_words_of_the_newer_version_can_be_followed(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    anchor = Anchor((Part(0, 0, 3),), "Act", "exact")

    with pytest.raises(QuoteDoesNotHoldError):
        follow_version(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), quote=made, anchor=anchor)


def test_who_does_not_write_the_coding_settles_nothing(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    replace_law(law, ["Article 1 \nRepealed. \n"])

    with pytest.raises(PermissionDenied):
        keep_version(access=cast.access("amina"), indicator=cast.indicator("1.A1"), quote=made, reason="Because.")


def test_a_quote_that_was_kept_is_compared_with_the_next_version_again(cast: Cast, law: Document) -> None:
    made = quote(cast, law)
    replace_law(law, ["Article 1 \nRepealed. \n"])
    keep_version(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), quote=made, reason="Old law.")
    replace_law(law, LAW)

    made.refresh_from_db()

    assert (made.state, made.kept, made.is_failing) == ("holds", "", False)


def test_who_does_not_write_the_coding_says_nothing_of_a_suggestion(cast: Cast, law: Document) -> None:
    passage = Suggested(law.current, 0, 0)
    with pytest.raises(PermissionDenied):
        judge(
            access=cast.access("amina"),
            indicator=cast.indicator("1.A1"),
            coding="first",
            passage=passage,
            is_useful=True,
        )

    assert not Verdict.objects.exists()


# The command


def test_the_command_checks_quotes_and_says_which_do_not_hold(
    cast: Cast, law: Document, run: Callable[..., Result]
) -> None:
    quote(cast, law)
    number = str(cast.assessment.pk)
    fine = run("library", "verify", "--assessment", number)
    law.current.file.path.unlink()
    broken = run("library", "verify")

    assert (fine.exit_code, fine.stdout) == (0, "quotes checked: 1, not holding: 0\n")
    assert (broken.exit_code, broken.stdout.splitlines()) == (
        1,
        [
            f"assessment {number}, 1.A1, Act on Foreigners: its file is missing",
            "quotes checked: 1, not holding: 1",
        ],
    )


@pytest.mark.filterwarnings("ignore")  # of Dask's own
def test_the_command_reads_every_file_anew(cast: Cast, run: Callable[..., Result]) -> None:
    """Where what is stored was changed behind our back, and the file says otherwise, the file is right."""
    cast.at("research")
    content = f"Article 1. {CARE} Children have access to schools.\n".encode()
    about = About(title="Plain act", kind="law", language="en")
    document = add_document(place=cast.assessment.place, about=about, upload=Upload("act.txt", [content]), by=None)
    read_version(document.current.pk)
    document.current.file.refresh_from_db()
    made = quote(cast, document)
    assert run("library", "verify", "--all").stdout == "quotes checked: 1, not holding: 0\n"
    stored = document.current.file.pages.get()
    stored.text = stored.text.replace("Every person", "Every  human")
    stored.save()
    Quote.objects.update(text=made.text.replace("Every person", "Every  human"))

    assert run("library", "verify").exit_code == 0
    assert run("library", "verify", "--all").stdout.splitlines()[0].endswith("Plain act: other words stand there")


def test_the_command_suggests_evidence(cast: Cast, law: Document, run: Callable[..., Result]) -> None:
    number = str(cast.assessment.pk)
    rows = [line.split("\t") for line in run("library", "suggest", number, "--indicator", "1.A1").stdout.splitlines()]
    every = run("library", "suggest", number, "--limit", "1")

    assert {row[0] for row in rows} == {"1.A1"}
    assert {row[1] for row in rows} == {"Act on Foreigners"}
    assert all(row[3] for row in rows)
    assert len(every.stdout.splitlines()) <= cast.assessment.spec.size
    assert run("library", "suggest", "999").stderr == "Error: there is no assessment 999\n"
