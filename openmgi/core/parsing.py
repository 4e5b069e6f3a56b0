"""From the files of an edition, as loaded from YAML, to an Edition, or to a list of everything that is wrong.

Files of an edition:

edition.yaml            what it is, its languages, its answer options
domain-<number>.yaml    topics and indicators in the source language
stages.yaml             the table of stages; where it is missing, the framework's
translations/<language>.yaml
                        the same keys: title, statement, options, and domains.<number>.topics…; of a language that has
                        the questions only, without criteria (but those of an option as such), guidance, terms and
                        notes; of one that has the names only, the names of topics

A problem names the file, the path of the key in it and what was expected. All problems are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from openmgi.core.edition import GUIDANCE_PARTS, OPTION_KINDS, Edition
from openmgi.core.framework import Framework
from openmgi.core.keys import KeyReader, Keys, LineOf, ParsingError, Problem
from openmgi.core.text import Language
from openmgi.core.workflow import stages_from

EDITION_FILE = "edition.yaml"
DOMAIN_FILE = re.compile(r"domain-(\d+)\.yaml")
STAGES_FILE = "stages.yaml"
TRANSLATION_FILE = re.compile(r"translations/([A-Za-z-]+)\.yaml")


def parse_edition(
    files: Mapping[str, Any], framework: Framework, line_of: LineOf = lambda _file, _path: None
) -> Edition:
    """The edition that these files tell.

    files: file name, as in the module's docstring → what YAML made of it. framework: names the domains. line_of: from a
    file and a path to the line where it stands. Raises ParsingError.
    """
    return _Parser(files, framework, line_of).parse()


class _Parser(KeyReader):
    def __init__(self, files: Mapping[str, Any], framework: Framework, line_of: LineOf) -> None:
        super().__init__(line_of)
        self.files = files
        self.framework = framework
        self.source: Language = ""
        self.languages: tuple[Language, ...] = ()
        self.question_languages: tuple[Language, ...] = ()
        self.name_languages: tuple[Language, ...] = ()

    def parse(self) -> Edition:
        edition = self._file(EDITION_FILE)
        self.languages = edition.texts("languages")
        self.source = self.languages[0] if self.languages else "en"
        self.question_languages = edition.texts("question_languages")
        self.name_languages = edition.texts("name_languages")
        self.asking = (*self.languages, *self.question_languages)
        self.translations = {
            language: self._file(f"translations/{language}.yaml")
            for language in (*self.asking[1:], *self.name_languages)
        }
        data = self._edition(edition)
        self._unknown_files()
        self.finish()
        return self._validated(data)

    def _file(self, name: str) -> Keys:
        data = self.files.get(name)
        if isinstance(data, Mapping):
            return self.keys(name, (), data)
        self.problem(name, (), "expected keys and values" if name in self.files else "this file is missing")
        return self.keys(name, (), {})

    def _unknown_files(self) -> None:
        for name in self.files:
            match = TRANSLATION_FILE.fullmatch(name)
            if name in {EDITION_FILE, STAGES_FILE} or DOMAIN_FILE.fullmatch(name):
                continue
            if match is None or match[1] not in self.translations:
                self.problem(name, (), "no such file belongs to this edition")

    def _edition(self, edition: Keys) -> dict[str, Any]:
        others = list(self.translations.values())
        if edition.text("framework") != self.framework.code:
            edition.problem("framework", f"expected {self.framework.code}")
        options = self._options(edition.keys("options"), [one.keys("options", required=False) for one in others])
        return {
            "code": edition.text("code"),
            "framework": edition.text("framework"),
            "level": edition.text("level"),
            "date": edition.text("date"),
            "source": edition.text("source", ""),
            "languages": self.languages,
            "question_languages": self.question_languages,
            "name_languages": self.name_languages,
            "unofficial": edition.texts("unofficial"),
            "covers": edition.texts("covers"),
            "previous": edition.raw("previous"),
            "scoring": edition.raw("scoring"),
            "title": self._names(edition, "title", others, self.asking),
            "statement": self._names(edition, "statement", others, self.asking),
            "domains": [self._domain(number, name, options) for number, name in self._domain_files()],
            "dropped": self._dropped(edition),
            "stages": self._stages(),
        }

    def _stages(self) -> Any:
        if STAGES_FILE not in self.files:
            return self.framework.stages
        return stages_from(self._file(STAGES_FILE).raw("stages"))

    def _domain_files(self) -> list[tuple[int, str]]:
        matches = [(int(match[1]), name) for name in self.files if (match := DOMAIN_FILE.fullmatch(name))]
        if not matches:
            self.problem("domain-1.yaml", (), "this file is missing")
        return sorted(matches)

    def _dropped(self, edition: Keys) -> list[dict[str, Any]]:
        dropped = edition.keys("dropped", required=False)
        others = [one.keys("dropped", required=False) for one in self.translations.values()]
        return [{"code": code, "note": self._names(dropped, code, others)} for code in dropped.data]

    # Texts

    def _names(
        self, keys: Keys, key: str, others: Sequence[Keys], languages: Collection[Language] | None = None
    ) -> dict[str, str]:
        """The text in the source language and in every translation that should have it.

        languages: those that should, by default the complete ones.
        """
        names = {self.source: keys.text(key)}
        for language, other in zip(self.translations, others, strict=True):
            if language in (languages or self.languages):
                names[language] = other.text(key)
        return names

    def _below(self, others: Sequence[Keys], key: str, languages: Collection[Language] | None = None) -> list[Keys]:
        """The same key in every translation; those that are not among the languages need not have it."""
        needed = [language in (languages or self.languages) for language in self.translations]
        return [other.keys(key, required=required) for other, required in zip(others, needed, strict=True)]

    # Options

    def _options(self, options: Keys, others: Sequence[Keys]) -> dict[str, dict[str, Any]]:
        """The answer options by code, in their order."""
        found = {}
        for code, option in options.each():
            translated = self._below(others, code, self.asking)
            kind = option.text("kind", "answer")
            if kind not in OPTION_KINDS:
                option.problem("kind", f"expected one of: {', '.join(OPTION_KINDS)}")
            found[code] = {
                "code": code,
                "kind": kind,
                "half_points": option.raw("half_points"),
                "needs": option.texts("needs"),
                "label": self._names(option, "label", translated, self.asking),
                "criterion": self._shared_criterion(option, translated) if "criterion" in option.data else None,
            }
        return found

    def _shared_criterion(self, option: Keys, others: Sequence[Keys]) -> dict[str, str]:
        """The criterion of the option as such, which a language may have that has the questions only."""
        having = zip(self.translations, others, strict=True)
        extra = [one for one, other in having if one in self.question_languages and "criterion" in other.data]
        return self._names(option, "criterion", others, (*self.languages, *extra))

    # Domains

    def _domain(self, number: int, name: str, options: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        keys = self._file(name)
        known = self.framework.domain(number)
        if keys.raw("domain") != number or known is None:
            keys.problem("domain", f"expected {number}, a domain of the framework {self.framework.code}")
        others = [one.keys("domains", required=False).keys(str(number)) for one in self.translations.values()]
        if "options" in keys.data:
            options = self._options(keys.keys("options"), self._below(others, "options", self.asking))
        topics = keys.keys("topics")
        translated = self._all_below(others, "topics")
        return {
            "number": number,
            "name": known.name if known else {},
            "topics": [
                self._topic(code, topic, self._all_below(translated, code), options) for code, topic in topics.each()
            ],
        }

    def _all_below(self, others: Sequence[Keys], key: str) -> list[Keys]:
        return [other.keys(key) for other in others]

    def _topic(
        self, code: str, topic: Keys, others: Sequence[Keys], options: Mapping[str, dict[str, Any]]
    ) -> dict[str, Any]:
        indicators = topic.keys("indicators")
        translated = self._below(others, "indicators", self.asking)
        return {
            "code": code,
            "name": self._names(topic, "name", others, (*self.asking, *self.name_languages)),
            "indicators": [
                self._indicator(one, keys, self._below(translated, one, self.asking), options)
                for one, keys in indicators.each()
            ],
        }

    def _indicator(
        self, code: str, keys: Keys, others: Sequence[Keys], options: Mapping[str, dict[str, Any]]
    ) -> dict[str, Any]:
        guidance = keys.keys("guidance", required=False)
        guided = self._below(others, "guidance") if guidance.data else []
        return {
            "code": code,
            "question": self._names(keys, "question", others, self.asking),
            "options": self._indicator_options(keys, others, options),
            "guidance": {part: self._names(guidance, part, guided) for part in GUIDANCE_PARTS if guidance.data},
            "terms": self._terms(keys, others),
            "sdg": keys.texts("sdg"),
            "gcm": keys.numbers("gcm"),
            "relation": self._relation(keys, others),
        }

    def _indicator_options(
        self, keys: Keys, others: Sequence[Keys], options: Mapping[str, dict[str, Any]]
    ) -> list[dict[str, Any]]:
        criteria = keys.keys("criteria")
        translated = self._below(others, "criteria")
        return [
            option | {"criterion": option["criterion"] or self._names(criteria, code, translated)}
            for code, option in options.items()
        ]

    def _terms(self, keys: Keys, others: Sequence[Keys]) -> dict[str, tuple[str, ...]]:
        terms = {self.source: keys.texts("terms")}
        for language, other in zip(self.translations, others, strict=True):
            if language in self.languages:
                terms[language] = other.texts("terms")
        return terms

    def _relation(self, keys: Keys, others: Sequence[Keys]) -> dict[str, Any] | None:
        if keys.raw("relation") is None:
            return None
        relation = keys.keys("relation")
        noted = self._below(others, "relation") if "note" in relation.data else []
        return {
            "kind": relation.text("kind"),
            "before": relation.texts("before"),
            "note": self._names(relation, "note", noted) if "note" in relation.data else {},
        }

    # The whole

    def _validated(self, data: dict[str, Any]) -> Edition:
        try:
            return Edition.model_validate(data)
        except ValidationError as error:
            raise ParsingError([self._placed(problem, data) for problem in error.errors()]) from error

    def _placed(self, problem: Any, data: dict[str, Any]) -> Problem:
        """A fault that the types found, at the file and path where a person wrote it."""
        location = list(problem["loc"])
        file = STAGES_FILE if location[:1] == ["stages"] else EDITION_FILE
        if file == STAGES_FILE:
            location = _by_code(data, location)
        if location[:1] == ["domains"] and len(location) > 1:
            domain = data["domains"][location[1]]
            file, location = f"domain-{domain['number']}.yaml", _by_code(domain, location[2:])
        path = tuple(str(part) for part in location)
        return Problem(file, path, str(problem["msg"]), self.line_of(file, path))


def _by_code(record: Any, location: Sequence[Any]) -> list[Any]:
    """Positions in lists replaced by the codes that stand in the file."""
    path = []
    for part in location:
        record = record[part] if isinstance(record, list | tuple | dict) else None
        if isinstance(part, int):
            path.append(record["code"] if isinstance(record, dict) and "code" in record else part)
        else:
            path.append(part)
    return path
