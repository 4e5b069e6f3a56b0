from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmgi.core.document import Heading, Page
from openmgi.core.passages import LONGEST_WORDS, Passage, cut, heading_at, path_at, readable


def pages(*texts: str) -> list[Page]:
    return [Page(index, "", text) for index, text in enumerate(texts)]


def sections(*texts: str) -> list[tuple[tuple[str, ...], str]]:
    return [(one.headings, one.text) for one in cut(pages(*texts))]


def sentence(words: int, word: str = "word") -> str:
    return " ".join([word] * (words - 1) + [f"{word}."])


def test_each_article_is_a_passage() -> None:
    assert sections("Article 1\nEvery child has a right.\nArticle 2\nSchool is free.") == [
        (("Article 1",), "Article 1 Every child has a right."),
        (("Article 2",), "Article 2 School is free."),
    ]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Article 12", "Article 12"),
        ("ARTICLE 12 – Right to education", "ARTICLE 12 – Right to education"),
        ("Article 12. Every child has the right to go to school.", "Article 12"),
        ("Art. 3 Le demandeur reçoit une attestation.", "Art. 3"),
        ("Article premier", "Article premier"),
        ("Article L. 111-1", "Article L. 111-1"),
        ("Section 5", "Section 5"),
        ("§ 7 Reception", "§ 7 Reception"),
        ("Artículo 4. Toda persona tiene derecho.", "Artículo 4"),
        ("المادة 5", "المادة 5"),
        ("المادة (5): لكل شخص الحق", "المادة (5)"),
        ("المادة الخامسة", "المادة الخامسة"),
        ("1. (1) The Minister may make rules.", "1"),
        ("1.—(1) The Minister may make rules.", "1"),
        ("1 (1) The Minister may make rules.", "1"),
        ("1. Short title", "1. Short title"),
        ("1 The Minister may make rules.", "1"),
        ("CHAPTER II Foreigners", "CHAPTER II Foreigners"),
        ("Chapitre 3", "Chapitre 3"),
    ],
)
def test_a_section_is_told_by_the_beginning_of_its_line(line: str, section: str) -> None:
    assert sections(f"Before it.\n{line}\nAfter it.")[1][0] == (section,)


@pytest.mark.parametrize(
    "text",
    [
        "as provided in\nsection 12 of this Act",
        "Section 12 of this Act applies to\nforeigners",
        "according to\nArticle 12",
        "the provisions,\nArticle 12",
        "selon\nArticle 4, paragraphe 2",
        "une\npart d’une famille",
        "Part d’une famille",
        "وفقا لأحكام\nالمادة 5 من هذا القانون",
        "He arrived on\n12 December of that year.",
        "There were\n40. More came later.",
    ],
)
def test_prose_that_names_a_section_begins_none(text: str) -> None:
    assert [headings for headings, _ in sections(text)] == [()]


def test_numbered_sections_count_upwards() -> None:
    text = "1. (1) One.\n2. (1) Two.\n19. (1) Nineteen.\n3A. (1) Three."

    assert [headings for headings, _ in sections(text)] == [("1",), ("2",), ("3A",)]


def test_a_title_before_the_first_paragraph_names_the_section() -> None:
    text = "Designation of officers\n(1) The Minister may designate persons.\n(2) They carry a card."

    assert [headings for headings, _ in sections(text)] == [("Designation of officers",)]


def test_the_running_title_of_pages_names_no_section() -> None:
    texts = [f"Refugees Act\n({number}) The Minister may decide." for number in (1, 2, 1)]

    assert [headings for headings, _ in sections(*texts)] == [()]


def test_headings_make_a_path() -> None:
    text = "Part I\nChapter 1\nArticle 1\nOne.\nArticle 2\nTwo.\nPart II\nArticle 3\nThree."

    assert [headings for headings, _ in sections(text)] == [
        ("Part I", "Chapter 1", "Article 1"),
        ("Part I", "Chapter 1", "Article 2"),
        ("Part II", "Article 3"),
    ]


def test_headings_that_were_found_in_the_file_are_used() -> None:
    text = "Health\nCare is free.\nSchool\nSchool is free."
    page = Page(0, "", text, headings=[Heading(0, 1, "Health"), Heading(text.index("School"), 1, "School")])

    assert [(one.headings, one.text) for one in cut([page])] == [
        (("Health",), "Health Care is free."),
        (("School",), "School School is free."),
    ]


def test_a_heading_that_is_also_a_numbered_section_stands_once() -> None:
    text = "Article 1\nCare is free."
    page = Page(0, "", text, headings=[Heading(0, 2, "Article 1")])

    assert [one.headings for one in cut([page])] == [("Article 1",)]


def test_a_heading_with_nothing_below_it_begins_the_passage_that_follows() -> None:
    found = cut(pages("Part I\nArticle 1\nCare is free.\nPart II"))

    assert [one.text for one in found] == ["Part I Article 1 Care is free.", "Part II"]


def test_without_headings_a_text_is_cut_at_about_160_words() -> None:
    text = " ".join(sentence(40) for _ in range(12))  # 480 words

    assert [len(one.text.split()) for one in cut(pages(text))] == [160, 160, 160]


def test_a_passage_ends_with_a_paragraph_rather_than_a_sentence() -> None:
    text = "\n".join([f"{sentence(80)} {sentence(70)}", f"{sentence(20)} {sentence(80)}", sentence(60)])

    assert [len(one.text.split()) for one in cut(pages(text))] == [150, 160]


def test_a_section_goes_on_overleaf() -> None:
    assert cut(pages("Article 1\nCare is", "free.\nArticle 2\nYes.")) == [
        Passage(0, 0, 0, 1, 5, ("Article 1",), "Article 1 Care is free."),
        Passage(1, 1, 6, 1, 20, ("Article 2",), "Article 2 Yes."),
    ]


def test_pages_without_text_have_no_passages() -> None:
    assert cut([]) == []
    assert cut(pages("", "  \n ")) == []


def test_words_divided_at_the_end_of_a_line_are_joined() -> None:
    assert readable("the immi-\ngration  of\nnon-nationals") == "the immigration of non-nationals"


def test_a_divided_word_is_not_cut() -> None:
    text = sentence(170).replace(".", " immi-\ngration " * 60)

    assert [one.text for one in cut(pages(text)) if one.text.startswith("gration")] == []


def test_where_every_word_is_divided_nothing_is_cut() -> None:
    assert [len(one.text.split()) for one in cut(pages("immi- " * 300))] == [300]


def test_writing_without_spaces_is_cut_too() -> None:
    assert [len(one.text) for one in cut(pages("移" * 300))] == [150, 150]


def test_the_place_of_a_character_is_named() -> None:
    those = pages("Part I\nArticle 1\nCare is free.", "It is.\nArticle 2\nYes.")

    assert heading_at(those, 0, 20) == "Part I › Article 1"
    assert heading_at(those, 1, 2) == "Part I › Article 1"
    assert heading_at(those, 1, 20) == "Part I › Article 2"
    assert path_at(those, 0, 0) == ("Part I",)


def test_where_there_are_no_headings_none_is_named() -> None:
    assert heading_at(pages("Care is free."), 0, 3) == ""
    assert heading_at(pages("Care is free."), 7, 3) == ""


TEXTS = st.lists(
    st.lists(
        st.sampled_from(
            [
                "word",
                "free.",
                "immi-",
                "\n",
                "\n\n",
                " ",
                "Article 3",
                "12. (1)",
                "Part I",
                "移民",
                "المادة 5",
                "\u00ad",
            ]
        ),
        max_size=120,
    ).map(" ".join),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_word_is_in_exactly_one_passage(texts: list[str]) -> None:
    covered = [0] * sum(len(text) for text in texts)
    offsets = [sum(len(text) for text in texts[:place]) for place in range(len(texts) + 1)]
    for one in cut(pages(*texts)):
        for character in range(offsets[one.page] + one.start, offsets[one.end_page] + one.end):
            covered[character] += 1
    whole = "".join(texts)

    assert [whole[place] for place, times in enumerate(covered) if times != 1 and not whole[place].isspace()] == []


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_passages_are_in_order_of_their_ordinals_and_begin_with_whole_words(texts: list[str]) -> None:
    found = cut(pages(*texts))

    assert [one.ordinal for one in found] == list(range(len(found)))
    assert [(one.page, one.start) for one in found] == sorted((one.page, one.start) for one in found)
    for one in found:
        before = texts[one.page][: one.start][-1:]
        assert before == "" or before.isspace() or ord(texts[one.page][one.start]) > 0x3000 or ord(before) > 0x3000
        assert len(one.text.split()) <= LONGEST_WORDS + 120  # divided words may stand together at the end


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_text_can_be_cut(texts: list[str]) -> None:
    words = [word for text in texts for word in text.split()]

    assert bool(cut(pages(*texts))) == bool(words)
