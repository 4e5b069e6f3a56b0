"""A demonstration profile that answers a question set and quotes its own documents, as a folder of `data/demo/` has it.

What the fields mean is in the README of the folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from openmgi.assessments.actions.quoting import bound_quote
from openmgi.assessments.demo_documents import Shelf, file_documents, invented_place
from openmgi.assessments.demo_story import Passage, ToldPlace
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import EditionDomain
from openmgi.core.profile import AnswerTrace, Domain, EditionDate, Finding, Kind, Place, Profile, QuoteTrace, Trace
from openmgi.core.text import Language, Names, Text
from openmgi.library.models import Edition
from openmgi.library.yaml_files import read_yaml
from openmgi.publications.actions import publish
from openmgi.publications.assembling import annex, quote_trace
from openmgi.publications.models import Publication


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ToldQuote(Passage):
    """Words of a document, with unofficial translations by language."""

    translation: Names = Field(default_factory=dict)


class ToldAnswer(_Record):
    option: str
    justification: str
    looked: str = ""
    quotes: tuple[ToldQuote, ...] = ()


class ToldFinding(_Record):
    """A finding; it rests on the answers to its indicators, with all that these quote."""

    indicators: tuple[str, ...]
    text: Names


class ToldDomain(_Record):
    domain: int
    answers: dict[str, ToldAnswer]
    findings: dict[Kind, tuple[ToldFinding, ...]]


class ToldProfile(_Record):
    """All of it. The first language is that in which answers are justified."""

    title: Names
    place: ToldPlace
    question_set: str
    edition: EditionDate
    languages: tuple[Language, ...]
    source: dict[str, Any]
    method: Names
    introduction: Names
    domains: tuple[ToldDomain, ...]

    def text(self, names: Names) -> Text:
        """A text in each language of the profile."""
        return Text.written(self.languages[0], {language: names[language] for language in self.languages})

    def in_first(self, words: str) -> Text | None:
        """What is said in the first language alone."""
        return Text.written(self.languages[0], {self.languages[0]: words}) if words else None

    def answers(self) -> dict[str, ToldAnswer]:
        """The answers of all domains, by the code of the indicator."""
        return {code: answer for domain in self.domains for code, answer in domain.answers.items()}


def demo_folders() -> list[Path]:
    """The folders that each tell a profile."""
    return sorted(file.parent for file in (settings.DATA_DIR / "demo").glob("*/profile.yaml"))


def read_told(folder: Path) -> ToldProfile:
    """The profile as its folder tells it. Raises YamlError."""
    files = [read_yaml(file)[0] for file in sorted(folder.glob("domain-*.yaml"))]
    return ToldProfile.model_validate({**read_yaml(folder / "profile.yaml")[0], "domains": files})


def publish_told(folder: Path, *, by: str) -> Publication | None:
    """File the documents of an invented country and publish its profile; None where its question set is not loaded.

    Raises AlreadyPublishedError where something else is published at its address.
    """
    told = read_told(folder)
    edition = Edition.objects.filter(code=told.question_set).first()
    if edition is None:
        return None
    place = invented_place(told.place)
    file_documents(place, folder / "documents")
    return publish(profile=_profile(told, edition.spec, Shelf(place)), by=by)


def _profile(told: ToldProfile, spec: EditionSpec, shelf: Shelf) -> Profile:
    place, statement = told.place, told.source["statement"]
    options = {code: answer.option for code, answer in told.answers().items()}
    domains = zip(spec.domains, told.domains, strict=True)
    return Profile(
        title=told.text(told.title),
        place=Place(name=place.name, country=place.country, country_name=place.name, code=place.code, invented=True),
        level=spec.level,
        edition=told.edition,
        languages=told.languages,
        introduction=told.text(told.introduction),
        domains=tuple(_domain(domain, one, told, shelf) for domain, one in domains),
        source={**told.source, "statement": told.text(statement)},
        method=told.text(told.method),
        framework_edition=spec.code,
        answers=tuple(annex(spec, options, told.languages)),
    )


def _domain(domain: EditionDomain, one: ToldDomain, told: ToldProfile, shelf: Shelf) -> Domain:
    traces = {code: _trace(domain, code, answer, told, shelf) for code, answer in one.answers.items()}
    found = {
        kind: tuple(
            Finding(
                text=told.text(finding.text),
                trace=Trace(status="traced", answers=tuple(traces[code] for code in finding.indicators)),
            )
            for finding in findings
        )
        for kind, findings in one.findings.items()
    }
    return Domain(number=domain.number, name=domain.name, **found)


def _trace(domain: EditionDomain, code: str, answer: ToldAnswer, told: ToldProfile, shelf: Shelf) -> AnswerTrace:
    indicator = next(one for one in domain.indicators() if one.code == code)
    option = next(one for one in indicator.options if one.code == answer.option)
    return AnswerTrace(
        indicator=code,
        question=indicator.question,
        option=option.code,
        option_label=option.label,
        justification=told.in_first(answer.justification),
        looked=told.in_first(answer.looked),
        quotes=tuple(_quote(one, shelf) for one in answer.quotes),
    )


def _quote(told: ToldQuote, shelf: Shelf) -> QuoteTrace:
    """Where the words stand in the file that is kept, so that the trace holds."""
    return quote_trace(bound_quote(*shelf.find(told))).model_copy(update={"translation": told.translation})
