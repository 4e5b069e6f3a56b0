"""Profiles side by side: which answers belong to one question, and what changed between two profiles of one place.

Questions of two editions of a question set are joined by the links that the later one declares (`core.comparison`),
never by their wording. What changed between two profiles of one place, question by question:

unchanged         same question, same answer, and no other words are quoted
policy_changed    same question, another answer
question_changed  the criteria moved, or questions were split or merged: another answer may be due to that
corrected         two versions of one publication: the later one mends the earlier, nothing happened in the place
new_evidence      same question, same answer, but words are quoted that were not quoted before
not_comparable    asked or answered on one side only, or nobody has said how the questions stand to each other

Nothing is counted or summed up, here or on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from openmgi.core.comparison import changes
from openmgi.core.edition import Edition, RelationKind
from openmgi.core.profile import AgreedAnswer, Profile, QuoteTrace

Link = RelationKind | Literal["unsaid"]
Difference = Literal["unchanged", "policy_changed", "question_changed", "corrected", "new_evidence", "not_comparable"]
DIFFERENCES: tuple[Difference, ...] = (
    "policy_changed",
    "question_changed",
    "corrected",
    "new_evidence",
    "not_comparable",
    "unchanged",
)
# From a question that stays what it was to one of which nothing is known; where two links meet, the last holds.
_LINKS: tuple[Link, ...] = ("same", "reworded", "criteria_changed", "split", "merged", "new", "dropped", "unsaid")
_OF_THE_QUESTION: set[Link] = {"criteria_changed", "split", "merged"}
_AS_BEFORE: set[Link] = {"same", "reworded"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one profile says in a row: no answer where its set does not ask, several where questions were merged."""

    answers: tuple[AgreedAnswer, ...] = ()
    quotes: tuple[QuoteTrace, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One question, in the words of the latest set that asks it, with a cell for each profile.

    link: how it stands to the earlier set among those that are compared; `same` where one set asks it.
    """

    asked: AgreedAnswer
    link: Link
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether the profiles do not all say the same."""
        return len({tuple(answer.option for answer in cell.answers) for cell in self.cells}) > 1


@dataclass(slots=True)
class _Strand:
    """Questions that belong together: their codes in each set, the latest set last."""

    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    link: Link = "same"

    def take(self, other: _Strand) -> None:
        for edition, codes in other.codes.items():
            self.codes[edition] = tuple(dict.fromkeys((*self.codes.get(edition, ()), *codes)))
        self.link = max(self.link, other.link, key=_LINKS.index)


@dataclass(frozen=True, slots=True)
class Whose:
    """What is known of the place that a profile is about; no code where it has none, or where nobody looked it up."""

    level: str
    country: str
    names: frozenset[str]
    code: str | None = None


def is_same_place(one: Whose, other: Whose) -> bool:
    """Whether both are one place: a country by its code, a part of it by its own or, where one has none, by a name."""
    if (one.level, one.country) != (other.level, other.country):
        return False
    if one.level == "national":
        return True
    if one.code and other.code:
        return one.code == other.code
    return not one.names.isdisjoint(other.names)


def rows(profiles: Sequence[Profile], sets: Mapping[str, Edition]) -> list[Row]:
    """Every question that one of the profiles answers, by domain, in the order of the latest set; then what it dropped.

    sets: the question sets by code, as far as they are known; also those that stand between two that are answered,
    since what a question became is told from each set to the next.
    """
    asked = _asked(profiles)
    line = _line(asked, sets)
    strands: list[_Strand] = []
    for edition in sorted(line, key=lambda code: _followed(code, sets, line)):
        questions = asked[edition] if edition in asked else _questions(sets[edition])
        strands = _joined(strands, edition, questions, sets)
    columns = [_Column(_set_of(number, one), one) for number, one in enumerate(profiles)]
    found = [_row(strand, columns, asked) for strand in strands if not asked.keys().isdisjoint(strand.codes)]
    return sorted(found, key=lambda row: row.asked.domain)


def _line(asked: Collection[str], sets: Mapping[str, Edition]) -> list[str]:
    """The sets that are answered, and every set that stands between two of them."""
    between = {code for edition in asked for code in _before(edition, asked, sets)}
    return [*asked, *sorted(between.difference(asked))]


def _before(edition: str, asked: Collection[str], sets: Mapping[str, Edition]) -> list[str]:
    """The sets from this one back to the next that is answered; none where none is."""
    line = lineage(edition, sets)
    answered = next((number for number, code in enumerate(line) if code in asked), 0)
    return line[:answered]


def lineage(edition: str, sets: Mapping[str, Edition]) -> list[str]:
    """The sets that this one follows, the nearest first, as far as they are known."""
    found: list[str] = []
    previous = _previous(edition, sets)
    while previous is not None and previous not in (edition, *found):
        found.append(previous)
        previous = _previous(previous, sets)
    return found


def _questions(edition: Edition) -> list[str]:
    return [one.code for one in edition.indicators()]


def _set_of(number: int, profile: Profile) -> str:
    """The code of its question set. Sets without a code are not taken for one another."""
    return profile.framework_edition or f"?{number}"


def _asked(profiles: Sequence[Profile]) -> dict[str, dict[str, AgreedAnswer]]:
    """By question set, its questions in order, each as one of the profiles has it."""
    asked: dict[str, dict[str, AgreedAnswer]] = {}
    for number, profile in enumerate(profiles):
        questions = asked.setdefault(_set_of(number, profile), {})
        for one in profile.answers:
            questions.setdefault(one.indicator, one)
    return asked


def _previous(edition: str, sets: Mapping[str, Edition]) -> str | None:
    return sets[edition].previous if edition in sets else None


def _followed(edition: str, sets: Mapping[str, Edition], among: Collection[str]) -> int:
    """How many of these sets come before this one in its line."""
    return sum(code in among for code in lineage(edition, sets))


def _joined(
    strands: Sequence[_Strand], edition: str, asked: Iterable[str], sets: Mapping[str, Edition]
) -> list[_Strand]:
    """The strands with the questions of one more set, joined to those that it says they come from."""
    previous = _previous(edition, sets)
    if previous is None or previous not in sets or not any(previous in one.codes for one in strands):
        return [*strands, *(_Strand({edition: (code,)}) for code in asked)]
    declared = {one.after.code: one for one in changes(sets[previous], sets[edition]) if one.after is not None}
    fresh, taken = [], set()
    for code in asked:
        change = declared.get(code)
        before = {one.code for one in change.before} if change else set()
        strand = _Strand(link=(change.kind if change else None) or "unsaid")
        for number, one in enumerate(strands):
            if before.intersection(one.codes.get(previous, ())):
                strand.take(one)
                taken.add(number)
        strand.codes[edition] = (code,)
        fresh.append(strand)
    return fresh + [_left(one, previous, sets[edition]) for number, one in enumerate(strands) if number not in taken]


def _left(strand: _Strand, previous: str, edition: Edition) -> _Strand:
    """What the later set does not ask: said to be dropped, or left out without a word."""
    if previous in strand.codes:
        dropped = {one.code for one in edition.dropped}
        strand.link = "dropped" if dropped.issuperset(strand.codes[previous]) else "unsaid"
    return strand


@dataclass(frozen=True, slots=True)
class _Column:
    """A profile as it is looked up."""

    edition: str
    profile: Profile
    answers: dict[str, AgreedAnswer] = field(init=False)
    quotes: dict[str, list[QuoteTrace]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", {one.indicator: one for one in self.profile.answers})
        object.__setattr__(self, "quotes", self.profile.quotes())

    def cell(self, codes: Iterable[str]) -> Cell:
        found = [code for code in codes if code in self.answers]
        quotes = {_words(quote): quote for code in found for quote in self.quotes.get(code, ())}
        return Cell(tuple(self.answers[code] for code in found), tuple(quotes.values()))


def _words(quote: QuoteTrace) -> tuple[str, str]:
    """What tells one quote from another: the file and the words in it."""
    return quote.file_sha256, quote.text


def _row(strand: _Strand, columns: Sequence[_Column], asked: Mapping[str, Mapping[str, AgreedAnswer]]) -> Row:
    latest, codes = [one for one in strand.codes.items() if one[0] in asked][-1]
    return Row(
        asked=asked[latest][codes[0]],
        link=strand.link,
        cells=tuple(one.cell(strand.codes.get(one.edition, ())) for one in columns),
    )


def difference(row: Row, *, is_correction: bool) -> Difference:
    """What changed from the first to the second profile of one place. is_correction: both are versions of one."""
    before, after = row.cells
    if before.answers and after.answers and row.link in _OF_THE_QUESTION:
        return "question_changed"
    if not before.answers or not after.answers or row.link not in _AS_BEFORE:
        return "not_comparable"
    if is_correction:
        return "corrected" if row.differs or _keys(before) != _keys(after) else "unchanged"
    kinds = {one.kind for cell in row.cells for one in cell.answers}
    if "not_answered" in kinds or len(kinds) > 1:
        return "not_comparable"
    if row.differs:
        return "policy_changed"
    return "new_evidence" if new_quotes(row) else "unchanged"


def new_quotes(row: Row) -> tuple[QuoteTrace, ...]:
    """What the second profile quotes and the first does not.

    Only what stands under a finding is published: a profile that quotes nothing here says nothing of its evidence.
    """
    before, after = row.cells
    if not before.quotes:
        return ()
    return tuple(one for one in after.quotes if _words(one) not in _keys(before))


def _keys(cell: Cell) -> set[tuple[str, str]]:
    return {_words(one) for one in cell.quotes}
