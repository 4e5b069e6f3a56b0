from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from openmgi.core.fate import Fate, fate
from openmgi.core.near import Change, near_matches
from openmgi.core.quotes import Anchor, Pages, Part, SelectionError, find, holds, readable, select, words_of
from openmgi.core.running_lines import bodies
from openmgi.library.extraction.pdf import read_pdf
from openmgi.library.extraction.unreadable import UnreadableError
from tests.core.law_pages import ALL, ARABIC, DECREE, HEADER, LAW, SPANISH

FIXTURES = Path(__file__).parents[1] / "fixtures"


def found(pages: list[str], quote: str) -> list[str]:
    return [one.text for one in find(pages, quote)]


# What is found


@pytest.mark.parametrize(
    ("pages", "pasted", "there"),
    [
        (LAW, "Every child has access", "Every child has access"),
        (LAW, "  whatever their nationality,\t and", "whatever their \nnationality, and"),
        (LAW, "humanitarian considerations.", "humanitarian consider-\nations."),
        (LAW, "humanitarian consider- ations.", "humanitarian consider-\nations."),
        (LAW, "humanitarian consider\u00adations.", "humanitarian consider-\nations."),
        (LAW, "A well-founded fear", "A \nwell-\nfounded fear"),
        (LAW, "20 hours a week - or full-time", "20 hours a week — or full-time"),
        (LAW, "20 hours a week–or full\u2011time", "20 hours a week — or full-time"),
        (LAW, '"sufficient". The Office\'s decision', "“sufficient”. The Office’s decision"),
        (LAW, "The first official to meet", "The ﬁrst ofﬁcial to meet"),
        (LAW, "the cost of recruitment.", "the cost of recruit\u00adment."),
        (LAW, "“The Office may detain a person only”", "The Office may detain a person only"),
        (LAW, "-5 per 1,000", "-5 per 1,000"),
        (LAW, "week — or", "week — or"),
        (LAW, "— or full-time during holidays —", "— or full-time during holidays —"),
        (DECREE, "pour les personnes protégées", "pour les per-sonnes protégées"),
        (DECREE, "visées ci-après reçoivent:", "visées ci-après reçoivent :"),
        (DECREE, "cours de langue “gratuits”;", "cours de langue « gratuits » ;"),
        (DECREE, "aide au logement de 1 500 couronnes", "aide au loge-ment de 1\u202f500 couronnes"),
        (DECREE, "met en oeuvre le programme", "met en œuvre le programme"),
        (DECREE, "soins de sante\u0301 engage\u0301", "soins de santé engagé"),
        (ARABIC, "لكل طفل الحق في التعليم", "لكل ﻃﻔﻞ الحق في التعليم"),
        (ARABIC, "يُصدر الوزير القرارات", "يُصدر الوزيـــر القرارات"),
        (SPANISH, "ni adolescentes por su situación", "ni adoles-\ncentes por su situación"),
        (["移民可以 \n工作。"], "可以工作", "可以 \n工作"),
        (["It has a part. "], "has a part", "has a part"),
    ],
)
def test_words_are_found_however_they_were_typeset_or_copied(pages: list[str], pasted: str, there: str) -> None:
    assert found(pages, pasted) == [there]


def test_exactly_these_characters_come_first_then_the_nearest_page() -> None:
    pages = ["the \nright to work", "a", "the right to work", "b", "the\u00a0right to work, the right to work"]

    assert [(one.page, one.how) for one in find(pages, "the right to work", near_page=4)] == [
        (4, "exact"), (2, "exact"), (4, "normalised"), (0, "normalised"),
    ]  # fmt: skip


def test_a_quote_goes_on_overleaf_without_the_running_lines_between() -> None:
    (one,) = find(LAW, "an exemption from any condition of Article 6.1 if")

    assert one.text == "an exemption from\nany condition of Article 6.1 if"
    assert [part.page for part in one.parts] == [0, 1]
    assert (one.page, one.how) == (0, "normalised")
    assert holds(LAW, one.parts, one.text)


def test_a_word_may_be_broken_over_two_pages() -> None:
    (one,) = find(LAW, "legal aid and interpretation free of charge.")

    assert one.text == "legal aid and interpre-\ntation free of charge."
    assert readable(one.text, one.parts) == "legal aid and interpretation free of charge."


def test_left_and_right_pages_may_have_headers_of_their_own() -> None:
    assert found(DECREE, "Le procès-verbal est envoyé aux parties.") == ["Le procès-verbal est envoyé aux\nparties."]


def test_running_lines_that_were_copied_along_are_part_of_the_quote() -> None:
    pasted = f"an exemption from 1 {HEADER} any condition"

    assert found(LAW, pasted) == ["an exemption from \n1\nLaw on the Stay of Foreign Nationals \nany condition"]


def test_an_empty_page_between_is_passed_over() -> None:
    assert found(["they may", " \n", "work here"], "they may work here") == ["they may\nwork here"]


def test_an_ellipsis_stands_for_words_left_out_on_one_page() -> None:
    for sign in ("…", "...", "[…]", "(...)"):
        (one,) = find(LAW, f"has access to public education {sign} The fee for a permit")
        assert one.text == "has access to public education\nThe fee for a permit"
        assert readable(one.text, one.parts) == "has access to public education […] The fee for a permit"
        assert holds(LAW, one.parts, one.text)


def test_an_ellipsis_at_either_end_says_nothing() -> None:
    assert found(LAW, "… every year, by sex …") == ["every year, by sex"]


def test_an_ellipsis_may_stand_on_the_page_itself() -> None:
    assert found(["and so on... till the end"], "so on… till") == ["so on... till"]


# What is never accepted


@pytest.mark.parametrize(
    ("pages", "altered"),
    [
        (LAW, "The Office may not grant an exemption"),
        (LAW, "The Office can refuse a claim"),
        (LAW, "Every child has access to education"),
        (LAW, "every child has access"),
        (LAW, "for up to 30 hours a week"),
        (LAW, "permit is 1,200"[:-2]),  # inside a number
        (LAW, "permit is 1"),
        (LAW, "200 crowns"),
        (LAW, "The net rate was 5 per"),
        (LAW, "5 per 1,000"),
        (LAW, "Article 6"),
        (LAW, "nationals may work"),  # Non-nationals
        (LAW, "Non"),
        (LAW, "A well founded fear"),
        (LAW, "full"),
        (LAW, "The Office"[:-1] + "e decision"),
        (LAW, "The Office decision"),
        (LAW, "at least 10 m2"),
        (LAW, "may detain a per"),
        (LAW, "may work full-time"),
        (LAW, "holidays — with"),
        (LAW, "work permit —"),
        (LAW, "legal aid and interpretation"[:-6]),
        (LAW, "ations. The Office"),
        (LAW, "ofﬁ"),
        (LAW, "Every child … hold a permit."),  # pieces too short to be sure of
        (LAW, "The fee for a permit … has access to public education"),  # in another order
        (LAW, "is to protect the rights … may work for up to"),  # on another page
        (LAW, "Article 2 Article 3"),
        (LAW, ""),
        (LAW, "  \n"),
        (LAW, "—"),
        (LAW, "."),
        (DECREE, "de 1\u202f500"[:-3]),
        (DECREE, "500 couronnes"),
        (DECREE, "étranger est détenu"),
        (DECREE, "Le proces-verbal"),
        (SPANISH, "La autoridad podrá detener"),
        (ARABIC, "ويجوز طرده"),
        (["they cannot work"], "they can"),
        (["they can’t work"], "they can"),
        (["they are notable"], "they are not able"),
        (["they are not able"], "they are notable"),
        (["the figures 1, 5 and 7"], "1,5"),
        (["from 2–5 years"], "5 years"),
        (["-5 degrees"], "5 degrees"),
        (["they may\nnot", "work\nnot", "rest\nnot"], "they may work"),  # no running line: too short to be sure
        (["they owe\n13", "crowns\n15"], "they owe crowns"),  # no page numbers: they do not run
        (["they owe"], "they owe 5"),
        ([], "they owe"),
    ],
)
def test_other_words_are_never_accepted(pages: list[str], altered: str) -> None:
    assert found(pages, altered) == []


def test_what_is_near_is_shown_with_its_difference() -> None:
    near, *_ = near_matches(LAW, "Every child has access to education, and the parents hold a permit.")

    assert near.anchor.text == "Every child has access to public education, whether or not the parents hold a permit."
    assert near.likeness == 0.839
    assert near.difference == (
        Change("same", "Every child has access to", "Every child has access to"),
        Change("missing", "", "public"),
        Change("same", "education,", "education,"),
        Change("changed", "and", "whether or not"),
        Change("same", "the parents hold a permit.", "the parents hold a permit."),
    )
    assert holds(LAW, near.anchor.parts, near.anchor.text)


def test_a_near_match_takes_what_stands_for_changed_words_at_its_ends() -> None:
    near, *_ = near_matches(LAW, "Most officials may detain a person only where no other measure is available")

    assert near.anchor.text == "The Office may detain a person only where no other measure is suﬃcient"
    assert [one.kind for one in near.difference] == ["changed", "same", "changed"]


def test_a_near_match_may_go_on_overleaf() -> None:
    near, *_ = near_matches(LAW, "The Office shall grant an exemption from any condition of Article 6.1 if it likes")

    assert [part.page for part in near.anchor.parts] == [0, 1]
    assert Change("changed", "shall", "may") in near.difference


def test_each_passage_is_offered_once_and_the_likest_first() -> None:
    pages = [
        "The child may go to school here. " + "Nothing else stands on it. " * 9,
        "A child may never go to school here.",
    ]

    assert [(one.anchor.page, one.likeness) for one in near_matches(pages, "A child may go to school here.")] == [
        (1, 0.941), (0, 0.875),
    ]  # fmt: skip
    assert len(near_matches(pages, "A child may go to school here.", limit=1)) == 1


@pytest.mark.parametrize(
    ("pages", "quote"), [(LAW, "zebras graze in wide meadows"), (LAW, " "), (LAW, "a word " * 501), ([], "a word")]
)
def test_nothing_is_near_where_nothing_is_like_it(pages: list[str], quote: str) -> None:
    assert near_matches(pages, quote) == []


def test_running_lines_are_no_passage() -> None:
    assert near_matches([f"{HEADER}{page}" for page in range(1, 5)], "Law on the Stay of Foreign Persons") == []


# The check of the machine


def test_a_quote_holds_where_it_was_found_and_nowhere_else() -> None:
    (one,) = find(LAW, "humanitarian considerations.")
    (part,) = one.parts

    assert holds(LAW, one.parts, one.text)
    assert not holds(LAW, one.parts, "humanitarian considerations.")
    assert not holds(LAW, [replace(part, start=part.start + 1)], one.text)
    assert not holds(LAW, [replace(part, page=0)], one.text)
    assert not holds(LAW, [replace(part, page=9)], one.text)
    assert not holds(LAW, [replace(part, page=-3)], one.text)
    assert not holds([text.replace("human", "Human") for text in LAW], one.parts, one.text)


def test_parts_that_are_empty_out_of_order_or_overlap_do_not_hold() -> None:
    pages = ["one two", "three"]

    assert holds(pages, [Part(0, 0, 3), Part(0, 4, 7)], "one\ntwo")
    assert not holds(pages, [Part(0, 4, 7), Part(0, 0, 3)], "two\none")
    assert not holds(pages, [Part(1, 0, 5), Part(0, 0, 3)], "three\none")
    assert not holds(pages, [Part(0, 0, 3), Part(0, 2, 7)], "one\ne two")
    assert not holds(pages, [Part(0, 0, 0), Part(0, 0, 3)], "\none")
    assert not holds(pages, [Part(0, 3, 4)], " ")
    assert not holds(pages, [Part(0, 4, 99)], "two")
    assert not holds(pages, [], "")


# From a selection


def test_a_selection_is_taken_without_the_white_space_around_it() -> None:
    assert select(["I may  work \n"], 0, 1, 13) == Anchor((Part(0, 2, 11),), "may  work", "exact")


def test_a_selection_may_be_part_of_a_word() -> None:
    assert select(["undocumented"], 0, 2, 12).text == "documented"


@pytest.mark.parametrize(
    ("page", "start", "end", "reason"),
    [(1, 0, 1, "outside"), (-1, 0, 1, "outside"), (0, 0, 9, "outside"), (0, -1, 2, "outside"), (0, 2, 1, "outside"),
     (0, 1, 1, "empty"), (0, 3, 5, "empty")],
)  # fmt: skip
def test_a_selection_of_nothing_is_refused(page: int, start: int, end: int, reason: str) -> None:
    with pytest.raises(SelectionError) as error:
        select(["one \n"], page, start, end)
    assert error.value.reason == reason


# For reading


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("whatever their \nnationality", "whatever their nationality"),
        ("consider-\nations", "considerations"),
        ("consider\u00ad\nations of recruit\u00adment", "considerations of recruitment"),
        ("a full-\ntime post", "a full-time post"),
        ("les per-sonnes protégées", "les personnes protégées"),
        ("les non-per-sonnes", "les non-personnes"),
        ("un procès-verbal", "un procès-verbal"),
        ("week — or", "week — or"),
        ("5-\n6 years", "5- 6 years"),
    ],
)
def test_words_that_were_broken_are_shown_whole(text: str, shown: str) -> None:
    words = words_of(["They consider full-time work. Des personnes."])

    assert readable(text, words=words) == shown


def test_without_the_words_of_the_document_only_line_ends_are_joined() -> None:
    assert readable("per-sonnes recon-\nnues") == "per-sonnes reconnues"


# A new version of the document


def fate_of(quote: str, new: list[str], old: list[str] = LAW) -> Fate:
    return fate(find(old, quote)[0], old, new)


def test_a_quote_that_stands_where_it_stood_is_the_same() -> None:
    (one,) = find(LAW, "Every child has access")

    assert fate(one, LAW, LAW) == Fate("same", one)


def test_a_quote_moves_with_its_page_and_with_its_lines() -> None:
    moved = fate_of("The Office may grant an exemption from any condition", ["A new page", *LAW])
    assert (moved.kind, moved.anchor and moved.anchor.page) == ("moved", 1)

    rewrapped = fate_of(
        "humanitarian considerations", [LAW[0], LAW[1].replace("consider-\nations", "\nconsiderations")]
    )
    assert rewrapped.kind == "moved"
    assert rewrapped.anchor == Anchor((Part(1, 111, 139),), "humanitarian \nconsiderations", "normalised")


def test_part_of_a_word_that_was_selected_moves_too() -> None:
    old = ["They are undocumented here."]

    moved = fate(select(old, 0, 11, 21), old, ["Now: they are undocumented here."])
    assert (moved.kind, moved.anchor and moved.anchor.text) == ("moved", "documented")


def test_a_quote_with_words_left_out_moves_as_a_whole() -> None:
    moved = fate_of("has access to public education … The fee for a permit", ["A new page", *LAW])

    assert moved.anchor
    assert (moved.kind, len(moved.anchor.parts), moved.anchor.page) == ("moved", 2, 1)


def test_a_quote_whose_words_were_changed_shows_the_difference() -> None:
    changed = fate_of("may work for up to 20 hours a week", [text.replace("20 hours", "30 hours") for text in LAW])

    assert changed.kind == "changed"
    assert changed.near
    assert Change("changed", "20", "30") in changed.near.difference


def test_a_quote_that_was_struck_out_has_vanished() -> None:
    assert fate_of("The Ministry publishes the number of permits every year", LAW[:3]) == Fate("vanished")
    assert fate_of("The Ministry publishes the number of permits every year", []) == Fate("vanished")


def test_the_same_words_elsewhere_are_not_the_quote() -> None:
    old = [
        "Article 1. A child goes to school. This section applies to aliens.",
        "Article 2. Fees. This section applies to all.",
    ]
    first, second = find(old, "This section applies to")

    assert fate(first, old, [old[1]]).kind == "vanished"
    moved = fate(second, old, [old[1]])
    assert (moved.kind, moved.anchor and moved.anchor.page) == ("moved", 0)


# Running lines


def own_text(pages: list[str]) -> list[str]:
    return [text[start:end].strip() for text, (start, end) in zip(pages, bodies(pages), strict=True)]


def test_running_lines_are_headers_and_numbers_that_run_with_the_pages() -> None:
    assert own_text([f"{HEADER}text {word}\n\n- {page} -\n" for page, word in enumerate("abc", 7)]) == [
        "text a", "text b", "text c",
    ]  # fmt: skip
    assert own_text([f"text {word}\n{page}" for page, word in (("iii", "a"), ("iv", "b"), ("v", "c"))]) == [
        "text a", "text b", "text c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pages",
    [
        ["owe\n12", "pay\n15", "get\n19"],  # numbers that do not run
        ["pay 5\n7", "owe 6\n7", "get 7\n7"],  # a number that stays and has no words
        ["and\na", "and\nb", "and\nc"],  # too short to be sure
        ["one", "two", ""],
        ["Only page"],
        [],
    ],
)
def test_other_lines_are_the_text(pages: list[str]) -> None:
    assert own_text(pages) == [text.strip() for text in pages]


def test_a_page_of_running_lines_has_no_text_of_its_own() -> None:
    assert own_text([f"{HEADER}{page}" for page in range(1, 5)]) == [""] * 4


# Whatever the pages


@cache
def fixtures() -> list[Pages]:
    """The invented laws, and every PDF file among the fixtures that can be read."""
    return [*map(Pages, ALL.values()), *(one for file in sorted(FIXTURES.rglob("*.pdf")) if (one := pdf(file)))]


def pdf(file: Path) -> Pages | None:
    try:
        pages = Pages([page.text for page in read_pdf(file)])
    except UnreadableError:
        return None
    return pages if any(map(str.strip, pages)) else None


# Words end where white space other than that inside a number is, and not at a hyphen before the end of a line.
WORD = re.compile(r"[^\s]+(?:[\u00a0\u202f\u2009]\S+)*")


def what_stands_before(pages: Pages, part: Part) -> str:
    """The text that runs on to a part: of its page, else of the page before."""
    body, *earlier = pages.body_spans[part.page :: -1]
    here = pages[part.page][body.start if body.start <= part.start else 0 : part.start].rstrip()
    return here or "".join(pages[one.page][one.start : one.end] for one in earlier[:1]).rstrip()


@st.composite
def substrings(draw: st.DrawFn, *, least: int = 1, most: int = 40) -> tuple[Pages, Part]:
    """A run of words of one page of a fixture."""
    pages = draw(st.sampled_from(fixtures()))
    page = draw(st.sampled_from([number for number, text in enumerate(pages) if len(text.split()) >= least]))
    words = [one.span() for one in WORD.finditer(pages[page])]
    first = draw(st.integers(0, max(0, len(words) - least)))
    last = draw(st.integers(first + least - 1, min(len(words) - 1, first + most)))
    part = Part(page, words[first][0], words[last][1])
    assume(not what_stands_before(pages, part).endswith(("-", "\u00ad")))
    assume(not pages[page][: part.end].endswith(("-", "\u00ad")))
    assume(any(map(str.isalnum, pages[page][part.start : part.end])))
    return pages, part


@given(substrings())
def test_any_words_of_any_page_are_found_at_their_place(chosen: tuple[Pages, Part]) -> None:
    pages, part = chosen
    quote = pages[part.page][part.start : part.end]
    anchors = find(pages, quote, near_page=part.page)

    assert Anchor((part,), quote, "exact") in anchors
    assert anchors[0].page == part.page
    assert [one for one in anchors if not holds(pages, one.parts, one.text)] == []


@given(substrings(), st.data())
def test_words_are_found_whatever_copying_made_of_their_signs(chosen: tuple[Pages, Part], data: st.DataObject) -> None:
    pages, part = chosen
    signs = {
        " ": [" ", "  ", "\n", "\u00a0", "\t \r\n"],
        "\n": ["\n", " ", "\u2028"],
        "’": ["'", "‘", "’"],
        "'": ["'", "’"],
        "“": ['"', "„", "«"],
        "”": ['"', "»"],
        "—": ["—", "-", "–"],
        "–": ["-", "—"],
        "é": ["e\u0301", "é"],
        "ﬁ": ["fi"],
    }
    quote = pages[part.page][part.start : part.end]
    pasted = "".join(data.draw(st.sampled_from(signs.get(sign, [sign]))) for sign in quote)
    hyphenated = re.sub(
        r"(?<=[a-z]{3})(?=[a-z]{3})", lambda _: data.draw(st.sampled_from(["", "", "-\n", "\u00ad"])), pasted
    )

    assert part in [one.parts[0] for one in find(pages, hyphenated)]


def bare(text: str) -> str:
    """Letters and digits in their order: a plain judge of whether words can stand somewhere at all."""
    return "".join(filter(str.isalnum, text))


@given(substrings(least=4), st.data())
def test_altered_words_are_refused(chosen: tuple[Pages, Part], data: st.DataObject) -> None:
    pages, part = chosen
    words = pages[part.page][part.start : part.end].split()
    place = data.draw(st.integers(1, len(words) - 2))
    new = data.draw(st.sampled_from([[], ["not"], ["77"], [words[place], "not"], ["jamais", words[place]], [words[0]]]))
    altered = " ".join([*words[:place], *new, *words[place + 1 :]])
    assume(bare(altered) not in bare("".join(pages)))  # it may stand elsewhere, as altered

    assert [one for one in find(pages, altered) if bare(one.text) != bare(altered)] == []
    assert find(pages, altered) == []
    assert not holds(pages, [part], altered)


@given(substrings(), st.text("abcdé-—’ “”\n\u00ad.,1", max_size=30))
def test_what_is_found_holds(chosen: tuple[Pages, Part], more: str) -> None:
    pages, part = chosen
    quote = pages[part.page][part.start : part.end] + more

    assert [one for one in find(pages, quote) if not holds(pages, one.parts, one.text)] == []
    assert [one for one in near_matches(pages, quote) if not holds(pages, one.anchor.parts, one.anchor.text)] == []


@given(substrings(least=3), st.data())
def test_the_fate_of_every_quote_follows_its_page(chosen: tuple[Pages, Part], data: st.DataObject) -> None:
    pages, part = chosen
    quote = pages[part.page][part.start : part.end]
    assume(len(find(pages, quote)) == 1)
    order = data.draw(st.permutations(range(len(pages))))
    kept = order[: data.draw(st.integers(0, len(pages)))]
    new = [pages[number] for number in kept]
    new.insert(data.draw(st.integers(0, len(new))), "An inserted page about zebras.")
    what = fate(Anchor((part,), quote, "exact"), pages, new)

    if part.page not in kept:
        assert what.kind in {"changed", "vanished"}
    else:
        place = new.index(pages[part.page])
        assert what.kind == ("same" if place == part.page else "moved")
        assert what.anchor == Anchor((replace(part, page=place),), quote, "exact")
