"""Rules of open data that need values only."""

from __future__ import annotations

import csv
import datetime
import io

from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.areas import Area, Areas
from openmgi.core.profile import AnswerKind
from openmgi.core.spreadsheet import harmless
from openmgi.publications.bulk.asking import Asked, Given, Question, asked, newest, within
from openmgi.publications.bulk.shelf import Shelf, Shelved, ShelvedAnswer, Wanted, chosen
from openmgi.publications.bulk.writing import lines

MOMENT = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
NOTHING = Shelf("", None, (), (), (), {}, Areas.of([]))
QUESTION = Question("set", invented=True, domain=1, indicator="1.1")
LETTERS = "ABCDEF"
GIVEN: dict[str, AnswerKind] = {
    "no": "answer",
    "yes": "answer",
    "na": "not_applicable",
    "": "not_answered",
}


def shelved(letter: str, edition: str = "2030", framework_edition: str = "set") -> Shelved:
    country, slug = f"XX{letter}", f"xx{letter.lower()}-{edition}"
    place, name = slug.removesuffix(f"-{edition}"), {"en": letter}
    told = (place, "national", country, edition, framework_edition, ("en",), name, name)
    return Shelved(ord(letter), slug, 1, *told, is_invented=True, published_at=MOMENT, correction="", sha256=slug)


SHELVED = st.builds(
    shelved,
    st.sampled_from(LETTERS),
    st.sampled_from(["2028", "2029-05", "2030"]),
    st.sampled_from(["set", "other", ""]),
)
ANSWERS = st.dictionaries(st.sampled_from(LETTERS), st.sampled_from([*GIVEN]))


def given_by(told: dict[str, str]) -> Given:
    rows = [ShelvedAnswer(shelved(one), 1, "1.1", option, GIVEN[option]) for one, option in sorted(told.items())]
    return Given(QUESTION, rows)


def everybody(found: Asked) -> list[str]:
    told = found.shares
    return sorted([*(slug for one in told.options for slug in one.places), *told.not_applicable, *told.not_answered])


@given(ANSWERS)
def test_every_place_is_in_exactly_one_part_of_a_share(told: dict[str, str]) -> None:
    found = asked(NOTHING, given_by(told))

    assert everybody(found) == sorted(shelved(one).slug for one in told)
    assert found.shares.answered == sum(GIVEN[option] == "answer" for option in told.values())


@given(ANSWERS, st.sets(st.sampled_from(LETTERS)))
def test_the_share_of_an_area_is_that_of_its_places_alone(told: dict[str, str], letters: set[str]) -> None:
    alone = given_by({letter: option for letter, option in told.items() if letter in letters})
    places = {shelved(letter).slug for letter in letters}

    found, only = within(asked(NOTHING, given_by(told)), places), asked(NOTHING, alone)
    assert [one for one in found.shares.options if one.places] == list(only.shares.options)
    assert (found.publications, everybody(found)) == (only.publications, everybody(only))


@given(st.lists(SHELVED))
def test_the_newest_profile_of_each_place_and_question_set_counts(publications: list[Shelved]) -> None:
    found = newest(publications)
    keys = [(one.place, one.framework_edition) for one in found]

    assert set(keys) == {(one.place, one.framework_edition) for one in publications if one.framework_edition}
    assert len(keys) == len(set(keys))
    for one in found:
        same = [
            each for each in publications if (each.place, each.framework_edition) == (one.place, one.framework_edition)
        ]
        assert one.edition == max(each.edition for each in same)
    assert found == sorted(found, key=lambda one: one.slug)


@given(st.lists(SHELVED), st.sampled_from([2028, 2029, 2030, None]), st.sampled_from(["set", "other", None]))
def test_filters_narrow_together_and_keep_the_order(
    publications: list[Shelved], year: int | None, framework_edition: str | None
) -> None:
    both = chosen(publications, Wanted(year=year, framework_edition=framework_edition))
    one_by_one = chosen(chosen(publications, Wanted(year=year)), Wanted(framework_edition=framework_edition))

    assert both == one_by_one
    assert chosen(publications, Wanted()) == publications


@given(st.lists(SHELVED), st.sampled_from(["2028", "2029", "2030"]))
def test_a_year_has_the_profiles_of_all_its_months(publications: list[Shelved], year: str) -> None:
    assert chosen(publications, Wanted(edition=year)) == chosen(publications, Wanted(year=int(year)))


def test_a_month_is_no_other_and_no_whole_year() -> None:
    publications = [shelved(letter, date) for letter, date in zip("ABC", ("2029", "2029-05", "2029-06"), strict=True)]

    assert chosen(publications, Wanted(edition="2029-05")) == [publications[1]]


def test_codes_are_ordered_by_their_numbers() -> None:
    codes = [Question("set", invented=False, domain=1, indicator=one) for one in ("1.A10", "1.A2", "1.B1", "1.A2a")]

    assert [one.indicator for one in sorted(codes, key=lambda one: one.order)] == ["1.A2", "1.A2a", "1.A10", "1.B1"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")), min_size=2)))
def test_cells_come_back_from_csv_as_they_went_in(rows: list[list[str]]) -> None:
    text = b"".join(lines([["name", "text"]], rows)).decode()
    back = list(csv.reader(io.StringIO(text, newline="")))

    assert back == [["name", "text"], *[[harmless(cell) for cell in row] for row in rows]]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in back for cell in row)


@given(
    one=SHELVED,
    countries=st.frozensets(st.sampled_from([f"XX{letter}" for letter in LETTERS])),
    places=st.frozensets(st.sampled_from([f"xx{letter.lower()}" for letter in LETTERS])),
)
def test_a_publication_is_in_a_group_exactly_if_its_country_or_its_place_is_named(
    one: Shelved, countries: frozenset[str], places: frozenset[str]
) -> None:
    group = Area("harbours@2031-01-01", {"en": "Harbours"}, countries, places, "own")

    assert (chosen([one], Wanted(area=group)) == [one]) is (one.country in countries or one.place in places)
