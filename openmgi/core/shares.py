"""How many places answer a question by which option, and which: never a total over questions, never a rank."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from openmgi.core.profile import AnswerKind

LEAST = 5  # places; of fewer a percentage would say more than is known


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What one place answers. key: whatever names the place; places keep the order in which they come."""

    key: str
    option: str
    kind: AnswerKind


@dataclass(frozen=True, slots=True)
class OptionShare:
    """The places that chose an option, of all that answered the question."""

    option: str
    places: tuple[str, ...]
    answered: int

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def percent(self) -> float | None:
        """Of those that answered; None where these are too few."""
        return 100 * self.count / self.answered if self.answered >= LEAST else None


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of a question. What is not answered, or not applicable, is in none of them, and told apart."""

    options: tuple[OptionShare, ...]
    not_applicable: tuple[str, ...]
    not_answered: tuple[str, ...]

    @property
    def answered(self) -> int:
        """N: the places whose option answers the question."""
        return sum(one.count for one in self.options)

    @property
    def are_few(self) -> bool:
        """Whether the places say more than any proportion of them would."""
        return 0 < self.answered < LEAST

    def within(self, places: Collection[str]) -> Shares:
        """The shares among these places alone, by the same options."""
        chosen = [(one.option, _among(one.places, places)) for one in self.options]
        answered = sum(len(those) for _, those in chosen)
        return Shares(
            options=tuple(OptionShare(option, those, answered) for option, those in chosen),
            not_applicable=_among(self.not_applicable, places),
            not_answered=_among(self.not_answered, places),
        )


def _among(some: Iterable[str], places: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in some if one in places)


def shares(answers: Iterable[PlaceAnswer], options: Sequence[str]) -> Shares:
    """The shares by option, in the order of the options of the question; an option that it does not have comes last."""
    given = list(answers)
    answered = [one for one in given if one.kind == "answer"]
    order = [*options, *(one.option for one in answered if one.option not in options)]
    return Shares(
        options=tuple(
            OptionShare(option, tuple(one.key for one in answered if one.option == option), len(answered))
            for option in dict.fromkeys(order)
        ),
        not_applicable=tuple(one.key for one in given if one.kind == "not_applicable"),
        not_answered=tuple(one.key for one in given if one.kind == "not_answered"),
    )
