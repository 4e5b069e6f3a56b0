"""What comes of a text that went out to a translator and came back, whatever was changed on either side meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.text import fingerprint
from openmgi.core.translation_units import UNKNOWN, Outcome, Returned, State, Unit, plain, problems, sent, settle, taken

A, B, C = "The Act of old.", "The Act of today.", "The Act to come."
F = {text: fingerprint(text) for text in (A, B, C)}
SOURCES = {F[A]: A, F[B]: B}
CURRENT = Unit("finding-1", B, SOURCES, "La loi.", F[B], "draft")
STALE = replace(CURRENT, made_from=F[A], state="stale")
MISSING = Unit("finding-1", B, SOURCES)


def went_out(unit: Unit, line: int = 7) -> Returned:
    """The unit as a file carries it when nobody touches it."""
    return Returned(
        line=line,
        key=unit.key,
        source=unit.source,
        translation=unit.translation,
        source_was=unit.fingerprint,
        sent=sent(unit),
        made_from=unit.made_from if unit.state == "stale" else "",
        is_fuzzy=unit.state == "stale",
    )


def newer(unit: Unit) -> Unit:
    """The same after its source was written anew."""
    state: State = "stale" if unit.translation else "missing"
    return replace(unit, source=C, sources={**unit.sources, F[C]: C}, state=state)


def verdict(returned: Returned, unit: Unit, *, with_fuzzy: bool = False) -> str:
    return settle(returned, unit, with_fuzzy=with_fuzzy).verdict


def written(unit: Unit, text: str, *, is_fuzzy: bool = False) -> Returned:
    return replace(went_out(unit), translation=text, is_fuzzy=is_fuzzy)


@pytest.mark.parametrize("unit", [CURRENT, STALE, replace(STALE, made_from=UNKNOWN)])
def test_what_nobody_touched_is_unchanged(unit: Unit) -> None:
    for with_fuzzy in (False, True):
        assert verdict(went_out(unit), unit, with_fuzzy=with_fuzzy) == "unchanged"
        assert verdict(went_out(unit), newer(unit), with_fuzzy=with_fuzzy) == "unchanged"


def test_what_is_not_written_is_empty() -> None:
    assert verdict(went_out(MISSING), MISSING) == "empty"
    assert verdict(written(CURRENT, " \n "), CURRENT) == "empty"


@pytest.mark.parametrize("unit", [CURRENT, STALE, MISSING])
def test_what_was_written_is_taken_as_made_from_the_source_that_was_sent(unit: Unit) -> None:
    outcome = settle(written(unit, " Nouveau.\r\nDeux. "), unit)

    assert (outcome.verdict, outcome.text, outcome.made_from, outcome.is_late) == (
        "changed",
        "Nouveau.\nDeux.",
        F[B],
        False,
    )


def test_a_source_that_changed_meanwhile_makes_it_late_and_does_not_lose_it() -> None:
    outcome = settle(written(CURRENT, "Nouveau."), newer(CURRENT))

    assert (outcome.verdict, outcome.made_from, outcome.is_late) == ("changed", F[B], True)


def test_a_stale_translation_is_confirmed_by_taking_its_mark_away() -> None:
    outcome = settle(written(STALE, STALE.translation), STALE)
    assert (outcome.verdict, outcome.made_from, outcome.is_late) == ("changed", F[B], False)

    confirmed_here = replace(STALE, made_from=F[B], state="draft")
    assert verdict(written(STALE, STALE.translation), confirmed_here) == "unchanged"


def test_a_confirmation_of_an_older_source_does_not_undo_that_of_a_newer() -> None:
    confirmed_here = replace(newer(STALE), made_from=F[C], state="draft")

    assert verdict(written(STALE, STALE.translation), confirmed_here) == "unchanged"


def test_a_translation_that_was_changed_here_meanwhile_is_a_conflict() -> None:
    here = replace(CURRENT, translation="Autre chose.")

    assert verdict(written(CURRENT, "Nouveau."), here) == "conflict"
    assert verdict(went_out(CURRENT), here) == "unchanged"
    assert verdict(written(CURRENT, "Autre chose."), here) == "unchanged"
    assert verdict(written(MISSING, "Nouveau."), CURRENT) == "conflict"


def test_the_same_words_for_a_newer_source_here_are_a_conflict_with_other_words() -> None:
    here = replace(newer(CURRENT), made_from=F[C], state="draft")

    assert verdict(written(CURRENT, "Nouveau."), here) == "conflict"


def test_the_same_words_written_on_both_sides_are_no_conflict() -> None:
    here = replace(STALE, translation="Nouveau.")
    outcome = settle(written(STALE, "Nouveau."), here)

    assert (outcome.verdict, outcome.made_from) == ("changed", F[B])
    elsewhere = replace(newer(STALE), translation="Nouveau.")
    assert verdict(written(STALE, "Nouveau."), elsewhere) == "unchanged"


def test_what_is_marked_as_not_finished_is_taken_only_when_asked_and_stays_stale() -> None:
    for unit, made_from in ((STALE, F[A]), (CURRENT, F[B]), (MISSING, F[B])):
        returned = written(unit, "À revoir.", is_fuzzy=True)

        assert verdict(returned, unit) == "fuzzy"
        outcome = settle(returned, unit, with_fuzzy=True)
        assert (outcome.verdict, outcome.made_from) == ("changed", made_from if unit is STALE else F[B])


def test_a_conflict_is_taken_where_the_person_saw_what_stands() -> None:
    here = replace(CURRENT, translation="Autre chose.")
    conflict = settle(written(CURRENT, "Nouveau."), here)

    assert taken([conflict], {}) == []
    assert taken([conflict], {"finding-1": fingerprint("Something older.")}) == []
    assert taken([conflict], {"finding-1": sent(here)}) == [conflict]


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        (replace(went_out(CURRENT), key="finding-9"), [(7, "unknown", "finding-9")]),
        (replace(went_out(CURRENT), key=""), [(7, "unknown", "")]),
        (replace(went_out(CURRENT), source_was=""), [(7, "no_fingerprint", "finding-1")]),
        (replace(went_out(CURRENT), source_was=F[C]), [(7, "no_fingerprint", "finding-1")]),
        (replace(went_out(CURRENT), source="The Act of my own."), [(7, "altered", "finding-1")]),
        (replace(went_out(CURRENT), source=A), [(7, "altered", "finding-1")]),
        (replace(went_out(CURRENT), source=A, source_was=F[A]), []),
        (replace(went_out(CURRENT), source=f"\n{B}\r\n"), []),
    ],
)
def test_a_unit_that_is_not_what_went_out_is_told_with_its_line(
    returned: Returned, expected: list[tuple[int, str, str]]
) -> None:
    assert [(one.line, one.code, one.word) for one in problems([returned], {CURRENT.key: CURRENT})] == expected


def test_every_problem_of_a_file_is_told() -> None:
    file = [went_out(CURRENT, 3), went_out(CURRENT, 9), replace(went_out(CURRENT, 15), key="x")]

    assert [(one.line, one.code) for one in problems(file, {CURRENT.key: CURRENT})] == [(9, "twice"), (15, "unknown")]


def test_a_former_source_is_known_for_a_stale_translation_only() -> None:
    assert (STALE.previous, CURRENT.previous, MISSING.previous) == (A, "", "")
    assert replace(STALE, made_from=UNKNOWN).previous == ""


TEXTS = st.text(st.sampled_from(list("aé\"'\\ \n\r\tم%{}")), max_size=12)
UNITS = st.builds(
    lambda state, source, translation: Unit(
        "introduction",
        source,
        {fingerprint(source): source, F[A]: A},
        "" if state == "missing" else translation,
        {"missing": "", "stale": F[A]}.get(state, fingerprint(source)),
        state,
    ),
    st.sampled_from(["missing", "stale", "draft", "reviewed"]),
    TEXTS.map("x{}".format),
    TEXTS.map("x{}".format),
)


@given(UNITS, st.booleans())
def test_whatever_went_out_comes_back_unchanged(unit: Unit, with_fuzzy: bool) -> None:
    returned = went_out(unit)

    assert list(problems([returned], {unit.key: unit})) == []
    assert verdict(returned, unit, with_fuzzy=with_fuzzy) in {"unchanged", "empty"}


@given(UNITS, TEXTS, st.booleans(), TEXTS, st.booleans())
def test_only_what_the_translator_wrote_is_taken_and_a_second_time_nothing(
    unit: Unit,
    text: str,
    is_fuzzy: bool,
    here: str,
    with_fuzzy: bool,
) -> None:
    now = replace(unit, translation=f"x{here}") if unit.translation else unit
    outcome = settle(written(unit, text, is_fuzzy=is_fuzzy), now, with_fuzzy=with_fuzzy)
    if outcome.verdict == "changed":
        assert outcome.text == plain(text) != ""
        assert sent(now) == sent(unit) or plain(now.translation) == plain(text)
        state: State = "draft" if outcome.made_from == now.fingerprint else "stale"
        after = replace(now, translation=outcome.text, made_from=outcome.made_from, state=state)
        assert settle(outcome.returned, after, with_fuzzy=with_fuzzy).verdict == "unchanged"
    elif outcome.verdict == "conflict":
        assert plain(now.translation) not in {plain(text), plain(unit.translation)}
    assert taken([outcome], {}) == ([outcome] if outcome.verdict == "changed" else [])


def test_an_outcome_tells_the_words_as_files_carry_them() -> None:
    assert Outcome("changed", CURRENT, written(CURRENT, "a\rb\r\nc ")).text == "a\nb\nc"
