from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.abbreviations import abbreviations_used
from openmgi.core.edition import Edition, Indicator
from openmgi.core.findings import (
    MOST_WORDS,
    Change,
    abbreviations_defined,
    diff,
    first_sentence,
    proposed_kind,
    warnings,
    word_count,
)
from openmgi.core.findings import Warning as Warned
from openmgi.core.judgement import judgements
from openmgi.core.judgement_words import JUDGEMENT_WORDS, TERMS
from openmgi.core.profile import Kind
from openmgi.core.sentences import sentences

TEXT = st.text(st.sampled_from(list("aB c.N'’(é)2 \nم")), max_size=60)
PLAIN = "The Water Act (2016) gives everyone a tap."


# Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("One act", ["One act"]),
        ("One act.\n  Two acts? Three!", ["One act.", "Two acts?", "Three!"]),
        ("By art. 5 of Law No. 7, it is free. Act two.", ["By art. 5 of Law No. 7, it is free.", "Act two."]),
        ("For some (cf. Annex II), e.g. Pupils, it is free.", ["For some (cf. Annex II), e.g. Pupils, it is free."]),
        ("La loi n° 5, art. 3. Elle dit l’art. 4.", ["La loi n° 5, art. 3.", "Elle dit l’art. 4."]),
        ("In EE.UU. There. In 2.1. There.", ["In EE.UU. There.", "In 2.1.", "There."]),
        ("« Oui ! » dit-il. « Non ? » Elle.", ["« Oui ! » dit-il.", "« Non ? »", "Elle."]),
        ("He said “Yes.” She left.", ["He said “Yes.”", "She left."]),
        ("Acts … and more. 2 acts.", ["Acts … and more.", "2 acts."]),
        ("هل يوجد قانون؟ نعم. صدر", ["هل يوجد قانون؟", "نعم.", "صدر"]),
        ("Is it art? Yes.", ["Is it art?", "Yes."]),
        (". A", [".", "A"]),
    ],
)
def test_a_sentence_ends_at_its_mark_and_not_at_a_shortened_word(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(TEXT)
def test_sentences_hold_every_word_of_a_text(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.replace("\n", " ").split()


# Abbreviations


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("The MWA and the MWA.", ["MWA"]),
        ("NGOs and an NGO: the MoI's, l’ODD", ["NGO", "MoI", "ODD"]),
        ("A McDonald, a Water Board, I, the word As", []),
        ("Title IV, chapter XLII, annex CXX, part XC, part CCIX", []),
        ("Parts MDC and IIII", ["MDC", "IIII"]),
        ("Decree MI-2016-04, form B/MWA/7, COVID-19", []),
        ("Norland (NOR) pays in crowns (ZRC).", []),
        ("Norland (NOR) and then NOR", ["NOR"]),
        ("Some are in (MoWA) and [OPEC].", ["MoWA", "OPEC"]),
        ("MINISTRY OF WATER (MWA)", []),
        ("Ministry of Water Affairs (MWA)", ["MWA"]),
        ("The MWA/NGO in 2016—MWB", ["MWA", "NGO", "MWB"]),
        ("", []),
    ],
)
def test_an_abbreviation_is_a_word_with_more_capitals_than_small_letters(text: str, used: list[str]) -> None:
    assert abbreviations_used(text) == used


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("The Ministry of Water Affairs (MWA) acts.", {"MWA"}),
        ("The Ministry of the Interior (“MoI”) acts.", {"MoI"}),
        ("The organisations non gouvernementales [ONG] and water boards (WBs)", {"ONG", "WB"}),
        ("La Organización del Agua Común (OAC, por sus siglas)", {"OAC"}),
        ("Élan des eaux (EDE)", {"EDE"}),
        ("The Haut-Commissariat pour les eaux (UNHCW)", {"UNHCW"}),
        ("Water (UNHCW)", set()),
        ("Norland (NOR)", set()),
        ("The board of taps (XYZ)", set()),
        ("The act on water (the MWA) and (MWA)", set()),
        ("Title two of the act (II) and the act (act)", set()),
        ("(MWA) Ministry of Water Affairs", set()),
        ("MWA", set()),
        ("Ministry of Water, of Land, of Sea, of Air, of Fire, of Wood and Art (MWA)", set()),
    ],
)
def test_an_abbreviation_is_defined_in_brackets_after_the_words_it_shortens(text: str, defined: set[str]) -> None:
    assert abbreviations_defined(text) == defined


# Words that judge


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "An excellent, robust act fails to say; good.", ["excellent", "robust", "fails to", "good"]),
        ("en", "Good rules. A GOOD and good rule.", ["Good"]),
        ("en", "The act, in good faith, protects the best interests of the child.", []),
        ("en", "The Good Water Act says so. Best Practice Act of that year.", []),
        ("en", "A state-of-the-art act", ["state-of-the-art"]),
        ("en", "Effective", ["Effective"]),
        ("en", "Poor Acts say so, Poor acts do. Poor acts too. A Fails to act.", ["Poor"]),
        ("en", "Goods, wellbeing, goodness, a poorhouse", []),
        ("en-GB", "It is weak", ["weak"]),
        ("fr", "L’excellente loi ne parvient pas à l’effet, HÉLAS.", ["excellente", "ne parvient pas à", "HÉLAS"]),
        ("fr", "Les ménages à faible revenu ; une faible part", ["faible"]),
        ("es", "La mejor ley es débil y se paga en efectivo.", ["mejor", "débil"]),
        ("ar", "القانون الممتاز ضعيفٌ، للأسف، وأفضل", ["الممتاز", "ضعيفٌ", "للأسف", "وأفضل"]),
        ("sq", "good, bon, bueno", []),
    ],
)
def test_words_that_judge_are_found_whole_and_as_written(language: str, text: str, expected: list[str]) -> None:
    assert judgements(text, language) == expected


@pytest.mark.parametrize("language", sorted(JUDGEMENT_WORDS))
def test_every_word_of_a_list_is_found_in_small_and_in_capital_letters(language: str) -> None:
    words = JUDGEMENT_WORDS[language]

    assert len(set(words)) == len(words)
    assert [word for word in words if judgements(word, language) != [word]] == []
    assert [word for word in words if judgements(f"x {word.upper()} x", language) != [word.upper()]] == []


@pytest.mark.parametrize("language", sorted(TERMS))
def test_no_term_of_law_judges(language: str) -> None:
    assert [term for term in TERMS[language] if judgements(term, language)] == []


# Warnings


@pytest.mark.parametrize(
    ("text", "kind", "known", "expected"),
    [
        (PLAIN, "well_developed", (), []),
        ("", "well_developed", (), [Warned("empty")]),
        (" \n", "potential", (), [Warned("empty")]),
        ("The Water Act gives 20160 taps.", "well_developed", (), [Warned("no_year")]),
        ("The Water Act gives taps.", "potential", (), []),
        ("يسري قانون المياه لسنة ٢٠١٦.", "well_developed", (), []),
        ("The MWA and the NGOs act.", "potential", (), [Warned("abbreviation", ("MWA", "NGO"))]),
        ("The MWA and the NGOs act.", "potential", ("NGO", "MWA"), []),
        ("The NGO acts.", "potential", {"NGOs"}, []),
        ("The Ministry of Water Affairs (MWA) acts.", "potential", (), []),
        ("The Ministry of Water Affairs (MWA) acts.", "potential", ("MWA",), [Warned("defined_twice", ("MWA",))]),
        ("No act is good.", "potential", (), [Warned("judgement", ("good",))]),
        ("word " * 45, "potential", (), []),
        ("word " * 46, "potential", (), [Warned("too_long")]),
        ("One. Two, art. 3.", "potential", (), []),
        ("One. Two. Three.", "potential", (), [Warned("too_many_sentences")]),
    ],
)
def test_an_editor_is_warned_of_what_to_look_at_again(
    text: str, kind: Kind, known: tuple[str, ...], expected: list[Warned]
) -> None:
    assert warnings(text, "en", kind, known) == expected


def test_all_warnings_are_given_at_once_and_in_one_order() -> None:
    text = "Good. The Ministry of Water Affairs (MWA) acts. NGOs too. " + "word " * 40

    assert warnings(text, "en", "well_developed", ["MWA"]) == [
        Warned("judgement", ("Good",)),
        Warned("abbreviation", ("NGO",)),
        Warned("defined_twice", ("MWA",)),
        Warned("no_year"),
        Warned("too_long"),
        Warned("too_many_sentences"),
    ]


def test_a_sign_that_stands_alone_is_no_word() -> None:
    assert word_count("La loi : « l’eau » – 2 fois") == 5


@given(TEXT, st.sampled_from(["en", "fr", "es", "ar", "sq"]))
def test_what_a_text_defines_is_never_unexplained_in_it_or_after_it(text: str, language: str) -> None:
    known = abbreviations_defined(text)
    here = {word for one in warnings(text, language, "potential") if one.kind == "abbreviation" for word in one.words}
    again = [one for one in warnings(text, language, "potential", known) if one.kind == "defined_twice"]

    assert here & known == set()
    assert again == ([Warned("defined_twice", tuple(sorted(known)))] if known else [])


@given(TEXT)
def test_only_what_says_that_something_exists_needs_a_year(text: str) -> None:
    well_developed, potential = (warnings(text, "en", kind) for kind in ("well_developed", "potential"))

    assert [one for one in well_developed if one.kind != "no_year"] == potential
    assert word_count(text) <= MOST_WORDS


# Proposals


def kinds(indicator: Indicator) -> dict[str, Kind | None]:
    return {option.code: proposed_kind(option, indicator) for option in indicator.options}


def test_the_complete_answers_of_our_editions_are_candidates_for_well_developed(
    reference_sets: dict[str, Edition],
) -> None:
    found = {
        code: {tuple(kinds(one).items()) for one in edition.indicators()} for code, edition in reference_sets.items()
    }
    ours = {
        (
            ("absent", "potential"),
            ("partial", "potential"),
            ("complete", "well_developed"),
            ("not_applicable", None),
            ("not_answered", None),
        )
    }

    assert found == {
        "openmgi-national-1": ours,
        "openmgi-local-1": ours,
        "sdg-10.7.2": {
            (("yes_all", "well_developed"), ("yes_legal", "potential"), ("no", "potential"), ("not_answered", None)),
            (("yes", "well_developed"), ("no", "potential"), ("not_answered", None)),
        },
    }


def options(*rows: tuple[str, int | None, tuple[str, ...]]) -> Indicator:
    made: list[dict[str, Any]] = [
        {"code": code, "label": {"en": code}, "criterion": {"en": code}, "half_points": points, "needs": needs}
        for code, points, needs in rows
    ]
    return Indicator.model_validate({"code": "1", "question": {"en": "?"}, "options": made})


@pytest.mark.parametrize(
    ("rows", "well_developed"),
    [
        ([("a", None, ()), ("b", None, ())], ["b"]),
        ([("a", None, ("quote",)), ("b", None, ("looked",))], ["a"]),
        ([("a", None, ("looked",))], []),
        ([("a", 2, ()), ("b", 1, ()), ("c", 2, ())], ["a", "c"]),
        ([("a", 1, ()), ("b", None, ())], ["a"]),
        ([("a", 0, ()), ("b", 0, ())], ["b"]),
        ([("a", 1, ()), ("b", 2, ("looked",))], ["a"]),
    ],
)
def test_the_strongest_answer_has_most_points_or_comes_last(
    rows: list[tuple[str, int | None, tuple[str, ...]]], well_developed: list[str]
) -> None:
    found = kinds(options(*rows))

    assert [code for code, kind in found.items() if kind == "well_developed"] == well_developed
    assert None not in found.values()


@pytest.mark.parametrize(
    ("justification", "title", "year", "language", "expected"),
    [
        ("", "Water Act", "2016", "en", ""),
        ("Everyone has a tap. It is free.", "Water Act", "2016", "en", "Everyone has a tap (Water Act, 2016)."),
        ("Everyone has a tap", "Water Act", "2016", "en", "Everyone has a tap (Water Act, 2016)."),
        ("Everyone has a tap.", "", "", "en", "Everyone has a tap."),
        ("Everyone has a tap.", "Water Act.", "", "en", "Everyone has a tap (Water Act)."),
        ("Everyone has a tap.", " ", "2016", "en", "Everyone has a tap (2016)."),
        ("The water act gives taps.", "Water Act", "2016", "en", "The water act (2016) gives taps."),
        ("The Water Act gives taps.", "Water Act", "", "en", "The Water Act gives taps."),
        ("The Water Act of 2016 gives taps.", "Water Act", "2016", "en", "The Water Act of 2016 gives taps."),
        ("Taps are free.", "Act of 2016", "2016", "en", "Taps are free (Act of 2016)."),
        ("Law 20160 gives activity.", "Act", "2016", "en", "Law 20160 gives activity (Act, 2016)."),
        ("لكل شخص ماء.", "قانون المياه", "2016", "ar", "لكل شخص ماء (قانون المياه، 2016)."),
        ("« Eau libre ! » Oui.", "Loi", "2016", "fr", "« Eau libre ! » (Loi, 2016)."),
        ("It says “Free.” Yes.", "", "", "en", "It says “Free.”"),
        ("Free!! Yes.", "Act", "2016", "en", "Free (Act, 2016)!!"),
        ("It says “Free.” Yes.", "Act", "2016", "en", "It says “Free.” (Act, 2016)."),
    ],
)
def test_a_finding_may_begin_with_the_justification_and_the_instrument(
    justification: str, title: str, year: str, language: str, expected: str
) -> None:
    assert first_sentence(justification, title, year, language) == expected


@given(TEXT, st.sampled_from(["", "Water Act", "a"]), st.sampled_from(["", "2016"]))
def test_an_opening_names_the_instrument_and_its_year(justification: str, title: str, year: str) -> None:
    opening = first_sentence(justification, title, year, "en")

    assert (opening == "") == (not justification.strip())
    if opening:
        assert title.casefold() in opening.casefold()
        assert year in opening


# What changed


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("A tap.", "A tap.", (Change("same", "A tap.", "A tap."),)),
        ("", "A tap", (Change("added", "", "A tap"),)),
        (
            "A good, long tap",
            "A long well",
            (
                Change("same", "A ", "A "),
                Change("removed", "good, ", ""),
                Change("same", "long ", "long "),
                Change("changed", "tap", "well"),
            ),
        ),
    ],
)
def test_a_change_is_shown_word_by_word(before: str, after: str, expected: tuple[Change, ...]) -> None:
    assert diff(before, after) == expected


@given(TEXT, TEXT)
def test_the_two_sides_of_a_difference_are_the_two_texts(before: str, after: str) -> None:
    changes = diff(before, after)

    assert "".join(one.before for one in changes) == before
    assert "".join(one.after for one in changes) == after
    same = [one for one in changes if one.kind == "same"]
    assert [one for one in same if "".join(one.before.split()) != "".join(one.after.split())] == []
    assert [one for one in diff(before, before) if one.kind != "same"] == []
