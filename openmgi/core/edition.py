"""An edition: one immutable question set of a framework, with its domains, topics and indicators as typed data.

What an indicator asks is its `question`; how it may be answered are its `options`, each with a criterion. `relation`
says how it stands to the edition before:

same              question and criteria are those of the earlier indicator
reworded          other words, same meaning: answers stay comparable
criteria_changed  the line between two options moved: a changed answer may be a changed question
split             one of several that an earlier indicator was divided into
merged            several earlier indicators in one
new               nothing like it before
dropped           asked before, not any more (listed on the edition, since the indicator itself is gone)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from openmgi.core.profile import Level
from openmgi.core.text import Language, Names
from openmgi.core.workflow import Stage

RelationKind = Literal["same", "reworded", "criteria_changed", "split", "merged", "new", "dropped"]
OptionKind = Literal["answer", "not_applicable", "not_answered"]
Need = Literal["justification", "quote", "reason", "looked"]
GuidancePart = Literal["evidence", "where", "traps"]
OPTION_KINDS: tuple[OptionKind, ...] = ("answer", "not_applicable", "not_answered")
GUIDANCE_PARTS: tuple[GuidancePart, ...] = ("evidence", "where", "traps")

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Relation(_Record):
    """How an indicator stands to the edition before; `before` holds the codes of the earlier indicators."""

    kind: RelationKind
    before: tuple[Code, ...] = ()
    note: Names = Field(default_factory=dict)


class Option(_Record):
    """One way to answer an indicator.

    half_points: its value where the edition has a scoring method. needs: what an answer must have that chooses it: a
    justification, a quote, a reason, or a note of where one looked.
    """

    code: Code
    label: Names
    criterion: Names
    kind: OptionKind = "answer"
    half_points: Annotated[int, Field(ge=0, le=2)] | None = None
    needs: tuple[Need, ...] = ()


class Indicator(_Record):
    """One question with its options, its guidance, and the words by which evidence is found."""

    code: Code
    question: Names
    options: tuple[Option, ...]
    guidance: dict[GuidancePart, Names] = Field(default_factory=dict)
    terms: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    sdg: tuple[str, ...] = ()
    gcm: tuple[int, ...] = ()
    relation: Relation | None = None

    @property
    def answers(self) -> tuple[Option, ...]:
        """The options that answer the question, without "not applicable" and "not answered"."""
        return tuple(option for option in self.options if option.kind == "answer")


class Topic(_Record):
    """Indicators that belong together; a page of the workspace."""

    code: Code
    name: Names
    indicators: tuple[Indicator, ...]


class EditionDomain(_Record):
    """A domain of the framework as this edition fills it."""

    number: Annotated[int, Field(ge=1)]
    name: Names
    topics: tuple[Topic, ...]

    def indicators(self) -> Iterator[Indicator]:
        for topic in self.topics:
            yield from topic.indicators


class Dropped(_Record):
    """An indicator of the edition before that is not asked any more."""

    code: Code
    note: Names = Field(default_factory=dict)


class Edition(_Record):
    """A question set. `languages` are those in which every text exists, the first being the source.

    question_languages: further languages in which everything exists but criteria, guidance, terms and notes.
    name_languages: further languages in which the names of topics exist. unofficial: languages in which an official
    text was translated by this project. covers: what its indicators together must reach. statement: what readers must
    know of where the questions come from. stages: the table by which its assessments proceed.
    """

    code: Code
    framework: Code
    level: Level
    date: Annotated[str, Field(pattern=r"^\d{4}(-\d{2})?$")]
    title: Names
    statement: Names
    source: str = ""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    question_languages: tuple[Language, ...] = ()
    name_languages: tuple[Language, ...] = ()
    unofficial: tuple[Language, ...] = ()
    covers: tuple[Literal["sdg", "gcm"], ...] = ()
    previous: Code | None = None
    scoring: Literal["sdg1072"] | None = None
    domains: tuple[EditionDomain, ...]
    dropped: tuple[Dropped, ...] = ()
    stages: tuple[Stage, ...] = ()

    @property
    def asked_in(self) -> tuple[Language, ...]:
        """The languages in which the questions and the names of their options exist."""
        return (*self.languages, *self.question_languages)

    @property
    def named_in(self) -> tuple[Language, ...]:
        """The languages in which at least the names of topics exist."""
        return (*self.asked_in, *self.name_languages)

    @property
    def size(self) -> int:
        """The number of indicators."""
        return sum(1 for _ in self.indicators())

    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, in the order in which it is asked."""
        for domain in self.domains:
            yield from domain.indicators()

    def placed(self) -> Iterator[tuple[EditionDomain, Topic, Indicator]]:
        """Every indicator with its domain and topic."""
        for domain in self.domains:
            for topic in domain.topics:
                for indicator in topic.indicators:
                    yield domain, topic, indicator

    def indicator(self, code: str) -> Indicator | None:
        return next((one for one in self.indicators() if one.code == code), None)


_MAY_GROW = {"languages", "question_languages", "name_languages", "unofficial", "stages"}


def asks_the_same(before: Edition, after: Edition) -> bool:
    """Whether two states of an edition differ in their stages and by added languages alone, and nothing is gone."""
    kept = all(set(one) <= set(other) for one, other in zip(_grown(before), _grown(after), strict=True))
    added = set(after.named_in) - set(before.languages)
    told, now = (one.model_dump(mode="json", exclude=_MAY_GROW) for one in (before, after))
    return kept and before.languages[0] == after.languages[0] and _only_added(told, now, added)


def _grown(edition: Edition) -> tuple[tuple[str, ...], ...]:
    stages = tuple(stage.code for stage in edition.stages)
    return edition.languages, edition.asked_in, edition.named_in, edition.unofficial, stages


def _only_added(before: Any, after: Any, keys: set[str]) -> bool:
    """Whether `after` is what `before` is, with more of these keys in its mappings."""
    if isinstance(before, dict):
        extra = set(after) - set(before)
        return extra <= keys and all(key in after and _only_added(before[key], after[key], keys) for key in before)
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_only_added, before, after, [keys] * len(before)))
    return bool(before == after)


def as_data(edition: Edition) -> dict[str, Any]:
    """Everything an edition says, as plain data, with `indicators` as one flat list that names domain and topic."""
    data = edition.model_dump(mode="json", exclude={"domains"})
    data["domains"] = [
        {
            "number": domain.number,
            "name": domain.name,
            "topics": [{"code": topic.code, "name": topic.name} for topic in domain.topics],
        }
        for domain in edition.domains
    ]
    data["indicators"] = [
        {"code": indicator.code, "domain": domain.number, "topic": topic.code, **indicator.model_dump(mode="json")}
        for domain, topic, indicator in edition.placed()
    ]
    return data
