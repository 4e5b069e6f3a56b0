"""Findings: written on evidence, ordered, merged, split, translated and reviewed; nothing written is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmgi.assessments.actions.drafting import (
    Basis,
    ChangedMeanwhileError,
    NoWordsError,
    UnknownEvidenceError,
    add_finding,
    change_finding,
    merge_findings,
    move_finding,
    remove_finding,
    review,
    split_finding,
    translate,
    write_introduction,
)
from openmgi.assessments.actions.setting_up import add_member, change_set_up
from openmgi.assessments.models import Draft, Event, Quote
from openmgi.assessments.permissions import Access
from openmgi.core.profile import Kind
from openmgi.core.text import fingerprint
from openmgi.library.models import Document
from tests.assessments.conftest import CUT_OFF, Cast
from tests.assessments.test_quoting import quote
from tests.library.documents import file_law

TEXT = "The Act on Foreigners opens emergency care to every person."


@pytest.fixture
def law(cast: Cast) -> Document:
    cast.at("research")
    return file_law(cast.assessment.place)


@pytest.fixture
def editor(cast: Cast, law: Document) -> Access:
    """Dalia reviews and edits; Faye translates. The profile is written in English and French."""
    cast.at("set_up")
    grace = cast.access("grace")
    add_member(access=grace, user=cast.users["dalia"], role="editor")
    add_member(access=grace, user=cast.users["faye"], role="translator")
    change_set_up(access=grace, cut_off_date=CUT_OFF, languages=["en", "fr"], due={})
    cast.at("findings")
    return cast.access("dalia")


def add(editor: Access, text: str = TEXT, kind: Kind = "well_developed", *codes: str) -> Draft:
    return add_finding(access=editor, domain=1, kind=kind, text=text, basis=Basis(codes or ("1.A1",)))


def order(editor: Access, kind: str = "well_developed") -> list[str]:
    found = Draft.objects.filter(assessment=editor.assessment, kind=kind).order_by("position")
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    return [one.spec.texts["en"] for one in found]


def source(finding: Draft) -> str:
    finding.refresh_from_db()
    return finding.spec.texts["en"]


def kinds(editor: Access) -> list[str]:
    events = Event.objects.filter(assessment=editor.assessment.pk, kind__startswith="finding_")
    return list(events.order_by("pk").values_list("kind", flat=True))


def test_a_finding_rests_on_indicators_and_quotes(cast: Cast, law: Document, editor: Access) -> None:
    cast.at("research")
    made = quote(cast, law)
    cast.at("findings")
    basis = Basis(["1.A1", "1.A1"], [made])
    finding = add_finding(access=editor, domain=1, kind="well_developed", text=f" {TEXT} ", basis=basis)

    assert (source(finding), finding.position, finding.indicators, list(finding.quotes.all())) == (
        TEXT,
        1,
        ["1.A1"],
        [made],
    )
    assert kinds(editor) == ["finding_added"]


@pytest.mark.parametrize("codes", [("2.A1",), ("9.Z9",), ("1.A2",)])
def test_a_finding_rests_on_nothing_of_another_domain_or_answer(
    cast: Cast, law: Document, editor: Access, codes: tuple[str, ...]
) -> None:
    cast.at("research")
    made = quote(cast, law)
    cast.at("findings")

    with pytest.raises(UnknownEvidenceError):
        add_finding(access=editor, domain=1, kind="potential", text=TEXT, basis=Basis(codes, [made]))
    assert not Draft.objects.exists()


def test_a_finding_says_something(editor: Access) -> None:
    with pytest.raises(NoWordsError):
        add(editor, "  ")
    finding = add(editor)
    with pytest.raises(NoWordsError):
        change_finding(access=editor, finding=finding, text=" ", saw=fingerprint(TEXT), basis=Basis())


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(editor: Access) -> None:
    finding = add(editor)
    change_finding(access=editor, finding=finding, text="Theirs.", saw=fingerprint(TEXT), basis=Basis(["1.A1"]))
    with pytest.raises(ChangedMeanwhileError) as caught:
        change_finding(access=editor, finding=finding, text="Mine.", saw=fingerprint(TEXT), basis=Basis(["1.A1"]))

    assert (caught.value.stands, source(finding)) == ("Theirs.", "Theirs.")
    same = change_finding(access=editor, finding=finding, text="Theirs.", saw="?", basis=Basis(["1.A2"]))
    assert same.indicators == ["1.A2"]


def test_findings_are_put_in_order_and_into_the_other_kind(editor: Access) -> None:
    first, second, third = (add(editor, text) for text in ("One.", "Two.", "Three."))
    move_finding(access=editor, finding=third, to=1)
    assert order(editor) == ["Three.", "One.", "Two."]
    move_finding(access=editor, finding=third, to=99)
    assert order(editor) == ["One.", "Two.", "Three."]
    move_finding(access=editor, finding=second, to=1, kind="potential")

    assert (order(editor), order(editor, "potential")) == (["One.", "Three."], ["Two."])
    remove_finding(access=editor, finding=first)
    assert order(editor) == ["Three."]


def test_two_findings_become_one_and_one_becomes_two(cast: Cast, law: Document, editor: Access) -> None:
    cast.at("research")
    made = quote(cast, law)
    cast.at("findings")
    first = add_finding(access=editor, domain=1, kind="potential", text="One.", basis=Basis(["1.A1"], [made]))
    second = add(editor, "Two.", "potential", "1.A2")
    add(editor, "Three.", "potential")
    merge_findings(access=editor, finding=first, other=second)
    assert order(editor, "potential") == ["One. Two.", "Three."]
    first.refresh_from_db()
    assert first.indicators == ["1.A1", "1.A2"]

    split = split_finding(access=editor, finding=first, at=4)

    assert order(editor, "potential") == ["One.", "Two.", "Three."]
    assert (split.indicators, list(split.quotes.all())) == (["1.A1", "1.A2"], [made])
    with pytest.raises(NoWordsError):
        split_finding(access=editor, finding=first, at=0)


def test_only_findings_of_one_domain_are_merged_and_an_introduction_is_none(editor: Access) -> None:
    first = add(editor)
    other = add_finding(access=editor, domain=2, kind="potential", text="Two.", basis=Basis(["2.A1"]))
    introduction = write_introduction(access=editor, text="An introduction.")
    for one, two in ((first, other), (first, first), (introduction, introduction)):
        with pytest.raises(UnknownEvidenceError):
            merge_findings(access=editor, finding=one, other=two)
    with pytest.raises(NoWordsError):
        split_finding(access=editor, finding=introduction, at=3)


def test_there_is_one_introduction(editor: Access) -> None:
    written = write_introduction(access=editor, text="An introduction.")
    again = write_introduction(access=editor, text="Another one.", saw=fingerprint("An introduction."))

    assert (again.pk, source(again), again.is_finding) == (written.pk, "Another one.", False)
    with pytest.raises(ChangedMeanwhileError):
        write_introduction(access=editor, text="A third one.", saw=fingerprint("An introduction."))


# Languages


def test_a_translation_is_stale_once_its_source_changes(cast: Cast, editor: Access) -> None:
    finding = add(editor)
    faye = cast.access("faye")
    translate(
        access=faye, draft=finding, language="fr", text="Toute personne est soignée.", made_from=fingerprint(TEXT)
    )
    finding.refresh_from_db()
    assert finding.spec.state("fr") == "current"
    changed = change_finding(
        access=editor, finding=finding, text="Everyone is treated.", saw=fingerprint(TEXT), basis=Basis(["1.A1"])
    )

    assert changed.spec.state("fr") == "stale"
    assert changed.earlier == {fingerprint(TEXT): TEXT}
    late = translate(access=faye, draft=finding, language="fr", text="Encore.", made_from=fingerprint(TEXT))
    assert late.spec.state("fr") == "stale"
    fresh = fingerprint("Everyone is treated.")
    assert (
        translate(access=faye, draft=finding, language="fr", text="Soins.", made_from=fresh).spec.state("fr")
        == "current"
    )


def test_what_was_reviewed_is_no_longer_when_it_changes(cast: Cast, editor: Access) -> None:
    finding = add(editor)
    with pytest.raises(NoWordsError):
        review(access=editor, draft=finding, language="fr")
    translate(access=editor, draft=finding, language="fr", text="Soins.", made_from=fingerprint(TEXT))
    for language in ("en", "fr"):
        finding = review(access=editor, draft=finding, language=language)
    assert (finding.is_reviewed("en"), finding.is_reviewed("fr")) == (True, True)

    changed = change_finding(access=editor, finding=finding, text="New.", saw=fingerprint(TEXT), basis=Basis())

    assert (changed.is_reviewed("en"), changed.is_reviewed("fr")) == (False, False)


@pytest.mark.parametrize("language", ["en", "es"])
def test_only_languages_of_the_assessment_are_translated_into(editor: Access, language: str) -> None:
    finding = add(editor)
    with pytest.raises(PermissionDenied):
        translate(access=editor, draft=finding, language=language, text="x", made_from="")


# Who may


ACTS: dict[str, Callable[[Access, Draft, Draft], object]] = {
    "add": lambda access, one, two: add(access),
    "introduce": lambda access, one, two: write_introduction(access=access, text="x"),
    "change": lambda access, one, two: change_finding(
        access=access, finding=one, text="x", saw=fingerprint(TEXT), basis=Basis()
    ),
    "move": lambda access, one, two: move_finding(access=access, finding=one, to=1),
    "merge": lambda access, one, two: merge_findings(access=access, finding=one, other=two),
    "split": lambda access, one, two: split_finding(access=access, finding=one, at=5),
    "remove": lambda access, one, two: remove_finding(access=access, finding=one),
    "review": lambda access, one, two: review(access=access, draft=one, language="en"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "faye"])
def test_who_does_not_edit_changes_no_finding(cast: Cast, editor: Access, act: str, name: str) -> None:
    one, two = add(editor), add(editor)
    with pytest.raises(PermissionDenied):
        ACTS[act](cast.access(name), one, two)

    assert order(editor) == [TEXT, TEXT]


def test_before_the_stage_of_findings_nobody_writes_one(cast: Cast, editor: Access) -> None:
    cast.at("research")
    with pytest.raises(PermissionDenied):
        add(cast.access("dalia"))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "turn", "merge", "split", "remove"]), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(STEPS)
def test_whatever_is_done_no_sentence_is_lost_but_what_was_removed(
    editor: Access, steps: list[tuple[str, int, int]]
) -> None:
    Draft.objects.all().delete()
    words: list[str] = []

    def at(number: int) -> Draft | None:
        found = list(Draft.objects.filter(assessment=editor.assessment).order_by("pk"))
        return found[number % len(found)] if found else None

    for count, (step, one, two) in enumerate(steps):
        finding, other = at(one), at(two)
        if step == "add" or finding is None or other is None:
            add(editor, f"Sentence {count}.", "potential" if one % 2 else "well_developed")
            words.append(f"Sentence {count}.")
        elif step in {"move", "turn"}:
            kind: Any = "potential" if step == "turn" else None
            move_finding(access=editor, finding=finding, to=two, kind=kind)
        elif step == "merge" and finding.pk != other.pk:
            merge_findings(access=editor, finding=finding, other=other)
        elif step == "split" and finding.spec.texts["en"].count(".") > 1:
            split_finding(access=editor, finding=finding, at=finding.spec.texts["en"].index(".") + 1)
        elif step == "remove":
            gone = finding.spec.texts["en"]
            words = [one for one in words if one not in gone]
            remove_finding(access=editor, finding=finding)
    held = " ".join([*order(editor), *order(editor, "potential")])

    assert sorted(one for one in held.replace(". ", ".|").split("|") if one) == sorted(words)


def test_a_quote_that_is_removed_leaves_the_finding(cast: Cast, law: Document, editor: Access) -> None:
    cast.at("research")
    made = quote(cast, law)
    cast.at("findings")
    finding = add_finding(access=editor, domain=1, kind="potential", text=TEXT, basis=Basis(["1.A1"], [made]))
    Quote.objects.filter(pk=made.pk).delete()

    assert list(finding.quotes.all()) == []
