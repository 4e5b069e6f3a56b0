from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.importing.lines import Line
from openmgi.core.importing.places import Gazetteer
from openmgi.core.importing.reading import Reading, UnreadableError, read_profile
from openmgi.core.importing.vocabulary import Vocabulary

Read = Callable[[str], Reading]

PAGE = """\
Migration Governance Profile: Republic of Kenya
May 2020

Introduction

This national Profile describes how Kenya governs migration.

Migrants' rights

Well-developed areas
• One.
Areas with potential for further development
• Two.
"""


def doubts(reading: Reading) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.code) for doubt in reading.doubts]


def missing(*numbers: int, line: int = 8) -> list[tuple[int, str]]:
    return [(line, "missing_domain")] * len(numbers)


def test_a_small_page_is_read_whole(read: Read) -> None:
    reading = read(PAGE)

    assert (reading.title, reading.edition, reading.level) == (
        "Migration Governance Profile: Republic of Kenya", "2020-05", "national",
    )  # fmt: skip
    assert reading.introduction == "This national Profile describes how Kenya governs migration."
    assert (reading.domains[0].well_developed, reading.domains[0].potential) == (("One.",), ("Two.",))
    assert doubts(reading) == missing(2, 3, 4, 5, 6)


def test_all_domains_are_listed_even_when_the_page_has_one(read: Read) -> None:
    assert [domain.number for domain in read(PAGE).domains] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("found", "instead", "doubt"),
    [
        ("Migration Governance Profile: Republic of Kenya\n", "\n", (13, "no_title")),
        ("May 2020\n", "\n", (1, "no_edition")),
        ("Kenya", "Velmora", (1, "unknown_place")),
        (
            "Introduction\n\nThis national Profile describes how Kenya governs migration.\n",
            "\n\n\n",
            (1, "no_introduction"),
        ),
        ("Migrants' rights", "Migrnts' rights", (8, "guessed_heading")),
        ("• One.\n", "One.\n", (11, "no_bullets")),
        ("• One.\n", "• One.\n• One.\n", (12, "repeated")),
        ("• One.\n", "• One.\n\nA note.\n", (13, "stray")),
        ("• One.\n", "", (8, "no_well_developed")),
        ("• Two.\n", "", (8, "no_potential")),
        ("May 2020\n", "May 2020\n\n2019\n", (4, "conflicting_dates")),
        ("This national Profile", "This local Profile", (6, "conflicting_level")),
        ("May 2020\n", "May 2020\n\nMigration Governance Profile: Uganda\n", (4, "conflicting_titles")),
    ],
)
def test_what_a_page_leaves_unsure_is_said_with_its_line(
    read: Read, found: str, instead: str, doubt: tuple[int, str]
) -> None:
    assert found in PAGE
    assert doubt in doubts(read(PAGE.replace(found, instead)))


def test_a_page_that_says_neither_level_nor_place_is_a_doubt(read: Read) -> None:
    page = PAGE.replace("Kenya", "Velmora").replace("This national Profile", "This Profile").replace("Republic of ", "")

    assert {"unknown_place", "no_level"} <= {code for _, code in doubts(read(page))}


def test_domains_out_of_order_are_put_in_order(read: Read) -> None:
    page = PAGE.replace("Migrants' rights", "Partnerships\nWell-developed areas\n• Three.\n\nMigrants' rights")
    reading = read(page)

    assert [domain.well_developed for domain in reading.domains[:3]] == [("One.",), (), ("Three.",)]
    assert (12, "order") in doubts(reading)


def test_a_list_before_any_domain_is_left_out_and_said(read: Read) -> None:
    reading = read(PAGE.replace("Migrants' rights", "Well-developed areas\n• Whose?\n\nMigrants' rights"))

    assert (9, "stray") in doubts(reading)
    assert "Whose?" not in str(reading.domains)


def test_domain_and_kind_may_share_one_heading(read: Read) -> None:
    page = PAGE.replace(
        "Migrants' rights\n\nWell-developed areas\n", "Migrants' rights – well-developed areas\n"
    ).replace(
        "Areas with potential for further development", "Migrants' rights: areas with potential for further development"
    )

    assert read(page).domains == read(PAGE).domains


def test_a_title_over_two_lines_is_one_title(read: Read) -> None:
    page = PAGE.replace("Profile: Republic of Kenya", "Profile: Republic of\nKenya")

    assert read(page).title == "Migration Governance Profile: Republic of Kenya"


def test_a_title_with_the_place_below_it_is_one_title(read: Read) -> None:
    page = PAGE.replace("Profile: Republic of Kenya", "Profile\nRepublic of Kenya")

    assert read(page).title == "Migration Governance Profile: Republic of Kenya"


def test_a_date_right_below_the_title_is_no_part_of_it(read: Read) -> None:
    page = PAGE.replace("Profile: Republic of Kenya\n", "Profile\n").replace(
        "\n\nIntroduction", "\n\nKenya\n\nIntroduction", 1
    )

    assert (read(page).title, read(page).edition) == ("Migration Governance Profile", "2020-05")


def test_a_title_on_the_last_line_is_found(read: Read) -> None:
    title = "Migration Governance Profile: Republic of Kenya"
    page = PAGE.replace(f"{title}\n", "") + f"\n{title}"

    assert read(page).title == title


def test_the_frame_of_a_portal_is_not_the_profile(read: Read) -> None:
    rights = "Droits des migrants\nDroits des migrants\n\nCe domaine est décrit ici.\n\n"
    frame = f"Indicateurs\n\n{rights}Partenariats\n\nEt celui-ci.\n\n"
    reading = read(frame + PAGE)

    assert reading.domains == read(PAGE).domains
    assert reading.introduction == read(PAGE).introduction
    assert reading.frame_lines == 5


def test_a_year_that_ends_a_finding_is_no_part_of_the_next_heading(read: Read) -> None:
    reading = read(PAGE.replace("• Two.\n", "• A law of\n2018.\nSafe, orderly and regular migration\n"))

    assert reading.domains[0].potential == ("A law of 2018.",)


def test_noise_over_two_lines_belongs_to_nothing(read: Read) -> None:
    reading = read(PAGE.replace("• Two.\n", "• Two.\n\nClick the icons on the wheel\nto explore the key findings.\n"))

    assert reading.domains == read(PAGE).domains
    assert doubts(reading) == doubts(read(PAGE))


def test_noise_may_be_the_last_line(read: Read) -> None:
    assert read(PAGE + "\nClick the icons on the wheel").domains == read(PAGE).domains


def test_a_title_that_the_portal_repeats_is_one_title(read: Read) -> None:
    title = "Migration Governance Profile: Republic of Kenya"

    assert doubts(read(f"{PAGE}\n{title}\n\n{title.upper()}")) == doubts(read(PAGE))


def test_a_country_that_had_to_be_guessed_is_a_doubt(read: Read) -> None:
    page = PAGE.replace("Republic of Kenya", "City of Montevideo").replace("how Kenya governs", "how it governs")

    assert (1, "guessed_country") in doubts(read(page))


def test_the_language_is_that_of_most_headings(read: Read) -> None:
    page = PAGE.replace("Areas with potential for further development", "Áreas con potencial de desarrollo")
    reading = read(page + "\nPartnerships\nWell-developed areas\n• Three.\n")

    assert reading.language == "en"
    assert "guessed_language" in {code for _, code in doubts(reading)}


def test_a_text_in_another_language_than_its_headings_is_a_doubt(vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
    lines = [Line(number, line) for number, line in enumerate(PAGE.split("\n"), start=1)]
    reading = read_profile(lines, vocabulary, gazetteer, lambda _: "sq")

    assert reading.language == "sq"
    assert (8, "guessed_language") in doubts(reading)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\u200b\n", "empty"),
        ("A page about the weather.\n", "no_domain"),
        ("Migrants' rights\n\nThis domain is described here.\n", "no_findings"),
        ("Migrants' rights\nWell-developed areas\n\nPartnerships\n", "no_findings"),
    ],
)
def test_a_text_that_is_no_profile_is_refused(read: Read, text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(text)
    assert refused.value.code == code


# A page made from a profile is read back as that profile, whatever its bullets, headings and line breaks.

WORDS = st.sampled_from(
    [
        "the",
        "county",
        "has",
        "an",
        "agreed",
        "plan",
        "for",
        "health",
        "care",
        "and",
        "a",
        "law",
        "on",
        "decent",
        "work",
        "in",
        "force",
        "since",
        "2018",
    ]
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=25).map(lambda words: f"Text {' '.join(words)}.")
FINDINGS = st.lists(SENTENCES, min_size=1, max_size=4, unique=True)
SHAPES = {
    "en": ("Migration Governance: examples of well-developed areas", "Areas with potential for further development"),
    "fr": ("Domaines bien développés", "Domaines présentant un potentiel de développement"),
    "es": ("Ámbitos bien desarrollados", "Áreas con potencial de desarrollo"),
}


def wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@given(
    findings=st.lists(st.tuples(FINDINGS, FINDINGS), min_size=6, max_size=6),
    language=st.sampled_from(sorted(SHAPES)),
    marker=st.sampled_from(["• ", "- ", "* ", "– ", "•", "#"]),
    width=st.integers(30, 200),
    capitals=st.booleans(),
    data=st.data(),
)
def test_a_page_made_from_findings_gives_the_findings(
    read: Read,
    vocabulary: Vocabulary,
    findings: list[tuple[list[str], list[str]]],
    language: str,
    marker: str,
    width: int,
    capitals: bool,
    data: st.DataObject,
) -> None:
    page = []
    for domain, kinds in zip(vocabulary.framework.domains, findings, strict=True):
        name = data.draw(st.sampled_from([domain.name[language], *domain.wordings.get(language, ())]))
        page.append(name.upper() if capitals else name[:1].upper() + name[1:])
        for heading, texts in zip(SHAPES[language], kinds, strict=True):
            page.append(f"\n{heading.upper() if capitals else heading}\n")
            for number, text in enumerate(texts, start=1):
                page.append(wrapped((f"{number}. " if marker == "#" else marker) + text, width))
    reading = read("\n".join(page))

    assert [(list(one.well_developed), list(one.potential)) for one in reading.domains] == findings
    assert reading.language == language


def test_a_line_of_the_introduction_is_no_heading_of_a_list(read: Read) -> None:
    told = (
        "This national Profile describes examples of well-developed areas of the Republic of Kenya\n(Kenya) and\n"
        "areas with potential for further development in Kenya."
    )
    page = PAGE.replace("This national Profile describes how Kenya governs migration.", told)

    assert read(page).introduction == " ".join(told.split())
    assert read(page).domains == read(PAGE).domains


def test_a_title_over_three_lines_is_one_title(read: Read) -> None:
    title = "Profile of\nmigration governance:\nRepublic of Kenya\n\n"
    page = PAGE.replace("Migration Governance Profile: Republic of Kenya\n", title)

    assert read(page).title == "Profile of migration governance: Republic of Kenya"


def test_the_place_may_stand_below_the_title_after_a_gap(read: Read) -> None:
    page = PAGE.replace("Profile: Republic of Kenya\nMay 2020", "Profile\n\nRepublic of Kenya\n\nMay 2020")

    assert read(page).title == "Migration Governance Profile: Republic of Kenya"
    assert read(page).place.code == "KEN"


def test_a_paragraph_on_one_endless_line_is_read(read: Read) -> None:
    endless = "This national Profile describes " + "the Plan of A (" * 2000 + "Kenya."
    reading = read(PAGE.replace("This national Profile describes how Kenya governs migration.", endless))

    assert reading.introduction == endless
    assert reading.domains == read(PAGE).domains
