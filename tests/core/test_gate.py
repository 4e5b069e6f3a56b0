from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.gate import (
    REASON_CODES,
    Case,
    GateAnswer,
    GateComments,
    GateFinding,
    GateQuote,
    Introduction,
    Reason,
    SignOff,
    reasons,
)
from openmgi.core.text import Text

LANGUAGES = ("en", "fr", "ar")
TEXT = Text.written("en", {"en": "A tap.", "fr": "Un robinet.", "ar": "صنبور"})
STALE = Text(source="en", texts=TEXT.texts, made_from={"fr": TEXT.made_from["fr"], "ar": "before"})
UNTRANSLATED = Text.written("en", {"en": "A tap.", "ar": "صنبور"})
BLANK = Text.written("en", {"en": "A tap.", "fr": " ", "ar": "صنبور"})

GOOD = GateQuote(key=1, holds=True, is_public=True, is_bound=True)
BROKEN = replace(GOOD, key=2, holds=False)
BREAD = GateAnswer("1.A1", is_agreed=True, has_looked=False, quotes=(GOOD,))
WATER = GateAnswer("1.A2", is_agreed=True, has_looked=True)
UNUSED = GateAnswer("1.A3", is_agreed=False, has_looked=False, quotes=(replace(BROKEN, key=9),))
WELL = GateFinding(10, 1, "well_developed", ("1.A1",), (1,), TEXT, LANGUAGES)
POTENTIAL = GateFinding(20, 1, "potential", ("1.A2",), (), TEXT, LANGUAGES)
CLEAN = Case(
    findings=(WELL, POTENTIAL),
    answers=(BREAD, WATER, UNUSED),
    languages=LANGUAGES,
    comments=GateComments(),
    sign_off=SignOff("a1"),
    content_hash="a1",
    introduction=Introduction(TEXT, LANGUAGES),
)


def with_bread(**changes: Any) -> Case:
    return replace(CLEAN, answers=(replace(BREAD, **changes), WATER))


def with_water(**changes: Any) -> Case:
    return replace(CLEAN, answers=(BREAD, replace(WATER, **changes)))


def with_quote(**changes: Any) -> Case:
    return with_bread(quotes=(replace(GOOD, **changes),))


def with_well(**changes: Any) -> Case:
    return replace(CLEAN, findings=(replace(WELL, **changes), POTENTIAL))


def with_introduction(text: Text, reviewed: tuple[str, ...] = LANGUAGES) -> Case:
    return replace(CLEAN, introduction=Introduction(text, reviewed))


NO_QUOTE = Reason("well_developed_without_quote", finding=10)
NOT_LOOKED = Reason("potential_without_looking", finding=20)
NOT_AGREED = Reason("answer_not_agreed", finding=10, indicator="1.A1")

MINIMAL = [
    (replace(CLEAN, findings=()), Reason("no_findings")),
    (with_well(indicators=()), Reason("finding_without_answer", finding=10)),
    (with_well(indicators=("7.Z7",)), Reason("finding_without_answer", finding=10)),
    (with_bread(is_agreed=False), NOT_AGREED),
    (with_well(quotes=()), NO_QUOTE),
    (with_well(quotes=(9,)), NO_QUOTE),  # a quote of an answer that the finding does not rest on
    (with_quote(is_public=False), NO_QUOTE),
    (with_quote(is_bound=False), NO_QUOTE),
    (with_water(has_looked=False), NOT_LOOKED),
    (with_bread(quotes=(GOOD, BROKEN)), Reason("quote_does_not_hold", indicator="1.A1", quote=2)),
    (with_water(quotes=(BROKEN,)), Reason("quote_does_not_hold", indicator="1.A2", quote=2)),
    (replace(CLEAN, comments=GateComments((5,))), Reason("comment_without_disposition", comment=5)),
    (replace(CLEAN, sign_off=None), Reason("not_signed")),
    (replace(CLEAN, content_hash="b2"), Reason("signed_other_version")),
    (with_well(text=UNTRANSLATED), Reason("translation_missing", finding=10, language="fr")),
    (with_well(text=BLANK), Reason("translation_missing", finding=10, language="fr")),
    (with_well(text=STALE), Reason("translation_stale", finding=10, language="ar")),
    (with_well(text=STALE, reviewed=("en", "fr")), Reason("translation_stale", finding=10, language="ar")),
    (with_well(reviewed=("en", "ar")), Reason("translation_not_reviewed", finding=10, language="fr")),
    (with_well(reviewed=("fr", "ar")), Reason("translation_not_reviewed", finding=10, language="en")),
    (replace(CLEAN, introduction=None), Reason("introduction_missing")),
    (with_introduction(UNTRANSLATED), Reason("introduction_missing", language="fr")),
    (with_introduction(STALE), Reason("introduction_stale", language="ar")),
    (with_introduction(TEXT, ("en", "fr")), Reason("introduction_not_reviewed", language="ar")),
]


def test_a_profile_without_a_fault_may_be_published() -> None:
    assert reasons(CLEAN) == []


@pytest.mark.parametrize(("case", "reason"), MINIMAL)
def test_one_fault_is_one_reason_that_says_where_it_is_mended(case: Case, reason: Reason) -> None:
    assert reasons(case) == [reason]


def test_every_reason_has_its_fault() -> None:
    assert tuple(dict.fromkeys(reason.code for _, reason in MINIMAL)) == REASON_CODES


@pytest.mark.parametrize(
    "case",
    [
        replace(CLEAN, languages=("en",), findings=(replace(WELL, text=UNTRANSLATED, reviewed=("en",)), POTENTIAL)),
        replace(CLEAN, languages=("fr",), findings=(replace(WELL, reviewed=("fr",)),)),
        with_bread(quotes=(GOOD, replace(BROKEN, is_bound=False))),
        with_bread(quotes=(GOOD, replace(GOOD, key=2, is_public=False))),
        with_well(indicators=("7.Z7", "1.A1")),
        with_well(quotes=(8, 1)),
    ],
)
def test_what_is_not_published_does_not_block(case: Case) -> None:
    assert reasons(case) == []


def test_one_agreed_answer_is_enough_for_a_finding() -> None:
    draft = replace(UNUSED, quotes=())
    case = replace(with_well(indicators=("1.A3", "1.A1")), answers=(BREAD, WATER, draft))

    assert reasons(case) == []


def test_beside_an_agreed_answer_no_other_one_counts() -> None:
    agreed = replace(WATER, has_looked=False)
    draft = replace(BREAD, is_agreed=False, has_looked=True)
    findings = tuple(replace(one, indicators=("1.A1", "1.A2")) for one in (WELL, POTENTIAL))
    case = replace(CLEAN, findings=findings, answers=(draft, agreed))

    assert reasons(case) == [NO_QUOTE, NOT_LOOKED]


def test_what_else_lacks_shows_before_an_answer_is_agreed() -> None:
    case = with_bread(is_agreed=False, quotes=())

    assert reasons(case) == [NOT_AGREED, NO_QUOTE]


def test_the_only_quote_that_does_not_hold_is_no_support_either() -> None:
    assert reasons(with_quote(holds=False)) == [NO_QUOTE, Reason("quote_does_not_hold", indicator="1.A1", quote=1)]


def test_a_quote_is_listed_once_however_many_findings_rest_on_its_answer() -> None:
    case = replace(with_bread(quotes=(GOOD, BROKEN)), findings=(WELL, replace(WELL, key=11)))

    assert reasons(case) == [Reason("quote_does_not_hold", indicator="1.A1", quote=2)]


def test_every_reason_is_listed_in_the_order_of_the_page() -> None:
    nothing = Text.written("en", {"en": "A tap."})
    case = Case(
        findings=(
            replace(POTENTIAL, text=nothing, reviewed=()),
            replace(WELL, quotes=(), text=STALE, reviewed=()),
            replace(WELL, key=11, indicators=()),
        ),
        answers=(
            replace(BREAD, is_agreed=False, quotes=(BROKEN, replace(BROKEN, key=3))),
            replace(WATER, has_looked=False),
        ),
        languages=LANGUAGES,
        comments=GateComments((6, 5)),
        sign_off=SignOff("b2"),
        content_hash="a1",
        introduction=Introduction(STALE, ("fr",)),
    )

    assert reasons(case) == [
        Reason("finding_without_answer", finding=11),
        NOT_AGREED,
        NO_QUOTE,
        NOT_LOOKED,
        Reason("quote_does_not_hold", indicator="1.A1", quote=2),
        Reason("quote_does_not_hold", indicator="1.A1", quote=3),
        Reason("comment_without_disposition", comment=6),
        Reason("comment_without_disposition", comment=5),
        Reason("signed_other_version"),
        Reason("translation_missing", finding=20, language="fr"),
        Reason("translation_missing", finding=20, language="ar"),
        Reason("translation_stale", finding=10, language="ar"),
        Reason("translation_not_reviewed", finding=20, language="en"),
        Reason("translation_not_reviewed", finding=10, language="en"),
        Reason("translation_not_reviewed", finding=10, language="fr"),
        Reason("introduction_stale", language="ar"),
        Reason("introduction_not_reviewed", language="en"),
    ]


# Faults: each does one thing to a case, and can only make it worse.

Fault = Callable[[Case, int], Case]


def _each(rows: tuple[Any, ...], place: int, **changes: Any) -> tuple[Any, ...]:
    at = place % len(rows) if rows else -1
    return tuple(replace(row, **changes) if number == at else row for number, row in enumerate(rows))


def _quote(case: Case, place: int, **changes: Any) -> Case:
    answer = case.answers[place % len(case.answers)]
    return replace(case, answers=_each(case.answers, place, quotes=_each(answer.quotes, place // 7, **changes)))


def _without_review(case: Case, place: int) -> Case:
    finding = case.findings[place % len(case.findings)]
    return replace(case, findings=_each(case.findings, place, reviewed=finding.reviewed[1:]))


FAULTS: dict[str, Fault] = {
    "the answer does not say where one looked": lambda case, place: replace(
        case, answers=_each(case.answers, place, has_looked=False)
    ),
    "the quote does not hold": lambda case, place: _quote(case, place, holds=False),
    "the document is not public": lambda case, place: _quote(case, place, is_public=False),
    "the finding names no quote": lambda case, place: replace(case, findings=_each(case.findings, place, quotes=())),
    "a comment is open": lambda case, place: replace(case, comments=GateComments((*case.comments.open, place))),
    "the content changed": lambda case, _: replace(case, content_hash="b2"),
    "a review is gone": _without_review,
    "the introduction was not reviewed": lambda case, _: replace(
        case, introduction=replace(case.introduction, reviewed=()) if case.introduction else None
    ),
}
# These give another reason in place of one about the same thing: nobody signed, so no other version was signed.
REPLACING: dict[str, Fault] = {
    "no answer is agreed": lambda case, _: replace(
        case, answers=tuple(replace(one, is_agreed=False) for one in case.answers)
    ),
    "a finding has no indicator": lambda case, place: replace(
        case, findings=_each(case.findings, place, indicators=())
    ),
    "the translations are stale": lambda case, _: replace(
        case, findings=tuple(replace(one, text=one.text.model_copy(update={"made_from": {}})) for one in case.findings)
    ),
    "a finding has no translation": lambda case, place: replace(
        case, findings=_each(case.findings, place, text=Text.written("en", {"en": "A tap."}))
    ),
    "nobody signed": lambda case, _: replace(case, sign_off=None),
    "there is no introduction": lambda case, _: replace(case, introduction=None),
    "there is no finding": lambda case, _: replace(case, findings=()),
}

QUOTES = st.lists(
    st.builds(GateQuote, st.integers(1, 3), st.booleans(), st.booleans(), st.booleans()),
    max_size=3,
    unique_by=lambda quote: quote.key,
).map(tuple)
ANSWERS = st.tuples(
    *(st.builds(GateAnswer, st.just(code), st.booleans(), st.booleans(), QUOTES) for code in ("1.A1", "1.A2", "1.A3"))
)
TEXTS = st.sampled_from([TEXT, TEXT, STALE, UNTRANSLATED, BLANK])
REVIEWED = st.lists(st.sampled_from(LANGUAGES), unique=True).map(tuple)
FINDINGS = st.lists(
    st.builds(
        GateFinding,
        st.integers(1, 99),
        st.integers(1, 2),
        st.sampled_from(["well_developed", "potential"]),
        st.lists(st.sampled_from(["1.A1", "1.A2", "1.A3", "7.Z7"]), unique=True).map(tuple),
        st.lists(st.integers(1, 3), unique=True).map(tuple),
        TEXTS,
        REVIEWED,
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda finding: finding.key,
).map(tuple)
CASES = st.builds(
    Case,
    findings=FINDINGS,
    answers=ANSWERS,
    languages=st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).map(tuple),
    comments=st.builds(GateComments, st.lists(st.integers(1, 9), unique=True, max_size=2).map(tuple)),
    sign_off=st.sampled_from([None, SignOff("a1"), SignOff("c3")]),
    content_hash=st.just("a1"),
    introduction=st.none() | st.builds(Introduction, TEXTS, REVIEWED),
)
PLACE = st.integers(0, 99)


@given(CASES, st.sampled_from(sorted(FAULTS)), PLACE)
def test_one_more_fault_takes_no_reason_away(case: Case, fault: str, place: int) -> None:
    assert set(reasons(case)) - set(reasons(FAULTS[fault](case, place))) == set()


@given(CASES, st.sampled_from(sorted(FAULTS | REPLACING)), PLACE)
def test_no_fault_opens_the_gate(case: Case, fault: str, place: int) -> None:
    worse = (FAULTS | REPLACING)[fault](case, place)

    assert reasons(case) == [] or reasons(worse) != []


@given(CASES, st.sampled_from(["a finding has no indicator", "a finding has no translation"]), PLACE)
def test_a_fault_of_a_finding_leaves_the_reasons_of_the_others(case: Case, fault: str, place: int) -> None:
    spoilt = case.findings[place % len(case.findings)].key
    before, after = (
        [one for one in reasons(each) if one.finding != spoilt and one.code != "quote_does_not_hold"]
        for each in (case, REPLACING[fault](case, place))
    )

    assert after == before


@given(st.lists(st.tuples(st.sampled_from(sorted(FAULTS)), PLACE), max_size=6))
def test_a_case_with_many_faults_has_the_reasons_of_each(faults: list[tuple[str, int]]) -> None:
    case = CLEAN
    alone = set()
    for fault, place in faults:
        case = FAULTS[fault](case, place)
        alone |= set(reasons(FAULTS[fault](CLEAN, place)))

    assert alone - set(reasons(case)) == set()


@given(CASES)
def test_each_reason_is_given_once_and_in_order(case: Case) -> None:
    found = reasons(case)
    places = [REASON_CODES.index(one.code) for one in found]

    assert places == sorted(places)
    assert len(found) == len(set(found))


@given(CASES)
def test_a_text_has_at_most_one_reason_in_a_language(case: Case) -> None:
    found = [(one.finding, one.language) for one in reasons(case) if one.language]

    assert len(found) == len(set(found))
    assert {language for _, language in found} - set(case.languages) == set()
