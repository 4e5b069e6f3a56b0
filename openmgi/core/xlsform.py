"""An edition as an XLSForm, which KoboToolbox and ODK can carry: the rows of its three sheets.

Each domain and each topic is a group; each indicator a question to choose one option of, whose label carries the
criterion, followed by its justification, its source, and a reason where the question does not apply. All languages in
which the edition is complete are there. Names follow XLSForm's rules: a letter first, then letters, digits, `_`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.edition import GUIDANCE_PARTS, Edition, EditionDomain, Indicator
from openmgi.core.text import Names

Row = dict[str, str]
Words = Mapping[str, Mapping[str, str]]
WORDS = ("justification", "source", "reason", "evidence", "where", "traps")


@dataclass(frozen=True, slots=True)
class XlsForm:
    """The rows of the sheets `survey`, `choices` and `settings`, each row column → cell."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: tuple[Row, ...]


def xlsform(edition: Edition, own_names: Mapping[str, str], words: Words) -> XlsForm:
    """The form.

    own_names: language → its name in itself. words: language → what to call each of WORDS in it.
    """
    return _Form(edition, own_names, words).form()


class _Form:
    def __init__(self, edition: Edition, own_names: Mapping[str, str], words: Words) -> None:
        self.edition = edition
        self.columns = {language: f"{own_names[language]} ({language})" for language in edition.languages}
        self.words = words

    def form(self) -> XlsForm:
        source = self.edition.languages[0]
        settings = {
            "form_title": self.edition.title[source],
            "form_id": self.edition.code,
            "version": self.edition.date.replace("-", ""),
            "default_language": self.columns[source],
            "style": "pages",
        }
        survey = (self._note("statement", self.edition.statement), *self._survey())
        return XlsForm(survey, tuple(self._choices()), (settings,))

    def _survey(self) -> Iterator[Row]:
        for domain in self.edition.domains:
            group = f"domain_{domain.number}"
            names = {language: f"{domain.number}. {_name(domain, language)}" for language in self.edition.languages}
            yield {"type": "begin_group", "name": group, **self._said("label", names)}
            yield from self._topics(domain)
            yield {"type": "end_group", "name": group}

    def _topics(self, domain: EditionDomain) -> Iterator[Row]:
        for topic in domain.topics:
            group = f"topic_{domain.number}_{topic.code}"
            yield {"type": "begin_group", "name": group, "appearance": "field-list", **self._said("label", topic.name)}
            for indicator in topic.indicators:
                yield from self._questions(indicator)
            yield {"type": "end_group", "name": group}

    def _questions(self, indicator: Indicator) -> Iterator[Row]:
        name = indicator.code
        question = {language: f"{indicator.code} {text}" for language, text in indicator.question.items()}
        hints = self._said("guidance_hint", self._guidance(indicator))
        yield {"type": f"select_one options_{name}", "name": f"q_{name}", **self._said("label", question), **hints}
        for what in ("justification", "source"):
            yield self._text(f"{what}_{name}", what, f"${{q_{name}}} != ''")
        if reasons := [option.code for option in indicator.options if option.kind == "not_applicable"]:
            chosen = " or ".join(f"${{q_{name}}} = '{code}'" for code in reasons)
            yield self._text(f"reason_{name}", "reason", chosen) | {"required": "yes"}

    def _text(self, name: str, what: str, relevant: str) -> Row:
        label = {language: self.words[language][what] for language in self.edition.languages}
        return {
            "type": "text",
            "name": name,
            "appearance": "multiline",
            "relevant": relevant,
            **self._said("label", label),
        }

    def _note(self, name: str, text: Names) -> Row:
        return {"type": "note", "name": name, **self._said("label", text)}

    def _guidance(self, indicator: Indicator) -> Names:
        return {
            language: "\n".join(
                f"{self.words[language][part]}: {indicator.guidance[part][language]}"
                for part in GUIDANCE_PARTS
                if part in indicator.guidance
            )
            for language in self.edition.languages
        }

    def _choices(self) -> Iterator[Row]:
        for indicator in self.edition.indicators():
            for option in indicator.options:
                label = {
                    language: f"{option.label[language]}: {option.criterion[language]}"
                    for language in self.edition.languages
                }
                name = {"list_name": f"options_{indicator.code}", "name": option.code}
                yield name | self._said("label", label)

    def _said(self, column: str, texts: Names) -> Row:
        return {f"{column}::{shown}": texts[language] for language, shown in self.columns.items()}


def _name(domain: EditionDomain, language: str) -> str:
    """The domain's name; in another language where the framework has none in this one."""
    return domain.name.get(language) or next(iter(domain.name.values()))


def columns(rows: Sequence[Row]) -> list[str]:
    """Every column that some row has, in the order in which they appear."""
    return list(dict.fromkeys(column for row in rows for column in row))
