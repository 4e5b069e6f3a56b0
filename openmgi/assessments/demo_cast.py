"""The people of the demonstration, who do not exist, and the assessment in which they take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from openmgi.accounts.actions import add_user
from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import Access, access
from openmgi.core.edition import Edition, Indicator
from openmgi.core.workflow import Role

PASSWORD = "open-mgi-demo"  # noqa: S105 - printed for whoever runs the demonstration; nothing else uses it
PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("coordinator", "Amina Coordinator", "coordinator"),
    ("researcher", "Bruno Researcher", "researcher"),
    ("second", "Chen Second-Coder", "second_coder"),
    ("reviewer", "Dalia Reviewer", "reviewer"),
    ("editor", "Farah Editor", "editor"),
    ("translator", "Gaspar Translator", "translator"),
    ("ministry", "Emeka Respondent", "respondent"),
    ("labour", "Hiba Respondent", "respondent"),
    ("signatory", "Ilse Signatory", "signatory"),
)

_One = TypeVar("_One")


def address(name: str) -> str:
    return f"{name}@demo.example"


def people() -> dict[str, User]:
    """The people by their short names, made where they are not there yet."""
    return {name: _person(name, full) for name, full, _role in PEOPLE}


def _person(name: str, full: str) -> User:
    there = User.objects.with_email(address(name)).first()
    is_administrator = name == PEOPLE[0][0]
    return there or add_user(email=address(name), name=full, password=PASSWORD, is_administrator=is_administrator)


def beginning(things: Sequence[_One], part: float) -> Sequence[_One]:
    """The first of these; part: how many of them, 1 for all."""
    return things[: ceil(len(things) * part)]


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one assessment."""

    number: int
    users: Mapping[str, User]
    spec: Edition

    @property
    def assessment(self) -> Assessment:
        """The assessment as it is now."""
        return Assessment.objects.with_names().get(pk=self.number)

    def access(self, name: str) -> Access:
        """What this person may do now."""
        return access(self.users[name], self.assessment)

    def indicator(self, code: str) -> Indicator:
        """An indicator of the edition."""
        found = self.spec.indicator(code)
        assert found is not None, code  # noqa: S101 - the story tells of this edition
        return found
