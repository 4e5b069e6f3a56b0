"""The story of the demonstration, as `data/demo/story/` tells it (its README says what the fields mean)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from openmgi.core.answers import FIELDS
from openmgi.core.answers import Field as AnswerField
from openmgi.core.consultation import Disposition, Stance
from openmgi.core.profile import Kind
from openmgi.core.text import Language, Names
from openmgi.library.yaml_files import read_yaml


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(_Record):
    """Words of a document, by its title."""

    title: str = Field(alias="from")
    words: str


class ToldAnswer(_Record):
    """An answer of one coder. agreed, adjudication: what the reviewer decides where the other chose another option."""

    option: str = ""
    justification: str = ""
    confidence: str = ""
    looked: str = ""
    reason: str = ""
    quotes: tuple[Passage, ...] = ()
    agreed: str = ""
    adjudication: str = ""

    @property
    def values(self) -> dict[AnswerField, str]:
        """What the coder writes, field by field."""
        return {field: getattr(self, field) for field in FIELDS if getattr(self, field, "")}


class ToldFinding(_Record):
    """A finding; quotes: the beginnings of those on which it rests, empty for all of its indicators."""

    indicators: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    text: Names


class ToldDomain(_Record):
    domain: int
    answers: dict[str, ToldAnswer]
    second_answers: dict[str, ToldAnswer] = Field(default_factory=dict)
    findings: dict[Kind, tuple[ToldFinding, ...]]


class FindingPlace(_Record):
    """Where a finding stands in the profile; number: among those of its kind, from 1."""

    domain: int
    kind: Kind
    number: int


class ToldComment(_Record):
    """A comment, and what comes of it. text_in: what the finding says from then on, in every language."""

    indicator: str = ""
    finding: FindingPlace | None = None
    stance: Stance
    text: str = ""
    cites: Passage | None = None
    disposition: Disposition | None = None
    reason: str = ""
    change: dict[str, str] = Field(default_factory=dict)
    takes_quote: bool = False
    text_in: Names = Field(default_factory=dict)


class ToldInstitution(_Record):
    """What an institution says. agrees_with_rest: the numbers of domains where it has nothing else to say."""

    institution: str
    people: tuple[str, ...]
    scopes: tuple[str, ...]
    comments: tuple[ToldComment, ...]
    agrees_with_rest: tuple[int, ...] = ()


class ToldMessage(_Record):
    by: str
    indicator: str
    text: str


class ToldFlag(ToldMessage):
    to: str
    resolution: str


class ToldPlace(_Record):
    code: str
    country: str
    level: str
    name: Names


class Practice(_Record):
    """Copies to practise in: how their places are named, and the letters with which their countries' codes begin."""

    country: str
    name: Names


class SignedBy(_Record):
    name: str
    function: str


class Story(_Record):
    """All of it. The first language is that in which people write; named: who agree to be named in the profile."""

    place: ToldPlace
    edition: str
    cut_off_date: datetime.date
    languages: tuple[Language, ...]
    practice: Practice
    messages: tuple[ToldMessage, ...]
    flags: tuple[ToldFlag, ...]
    named: tuple[str, ...]
    sign_off: SignedBy
    introduction: Names
    domains: tuple[ToldDomain, ...]
    institutions: tuple[ToldInstitution, ...]

    def answers(self) -> Iterator[tuple[str, ToldAnswer]]:
        """The first codings, by the code of the indicator."""
        for domain in self.domains:
            yield from domain.answers.items()

    def second_answers(self) -> Iterator[tuple[str, ToldAnswer]]:
        """The second codings; where they choose what the first chose, they rest on its first quote."""
        for domain in self.domains:
            for code, told in domain.second_answers.items():
                yield code, told if told.option else _as_first(domain.answers[code], told)

    def findings(self) -> Iterator[tuple[int, Kind, ToldFinding]]:
        """The findings in the order of the profile."""
        for domain in self.domains:
            for kind, told in domain.findings.items():
                yield from ((domain.domain, kind, one) for one in told)

    def comments(self) -> Iterator[tuple[str, ToldComment]]:
        """Every comment, with the institution that makes it."""
        for one in self.institutions:
            yield from ((one.institution, comment) for comment in one.comments)


def _as_first(first: ToldAnswer, second: ToldAnswer) -> ToldAnswer:
    return first.model_copy(update={"justification": second.justification, "quotes": first.quotes[:1]})


def story_folder() -> Path:
    return Path(settings.DATA_DIR) / "demo" / "story"


def read_story() -> Story | None:
    """The story; None where the data of this installation tell none. Raises YamlError."""
    folder = story_folder()
    if not folder.exists():
        return None
    return Story.model_validate(
        {
            **_read(folder / "story.yaml"),
            **_read(folder / "consultation.yaml"),
            "introduction": _read(folder / "introduction.yaml")["text"],
            "domains": [_read(file) for file in sorted(folder.glob("domain-*.yaml"))],
        }
    )


def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(file)[0]
    return data
