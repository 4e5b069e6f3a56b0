"""An edition as sheets of a workbook that a person edits, and back.

edition     one row for each thing said of the edition; what is not a text stands in the first language's column
languages   each language, how much of the edition exists in it, and whether its translation of an official text is ours
options     the ways to answer; `domain` is empty where an option is that of every domain that has none of its own
domain <n>  a row for each topic's name, and for each text of an indicator below it
dropped     indicators of the edition before that are not asked any more
stages      the table of stages: a stage's name, what each role may do in it (`may.<role>`), the moves that leave it

All languages of a text stand side by side. Several values in one cell (terms, codes) stand on a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openmgi.core.edition import GUIDANCE_PARTS, Edition
from openmgi.core.filing import Files, edition_files
from openmgi.core.framework import Framework
from openmgi.core.keys import ParsingError, Path, Problem
from openmgi.core.parsing import EDITION_FILE, STAGES_FILE, parse_edition

LANGUAGE_USES = ("source", "complete", "questions only", "names only")
PLAIN_KEYS = ("code", "framework", "level", "date", "source", "previous", "scoring", "covers")
TEXT_KEYS = ("title", "statement")
LIST_KEYS = frozenset({"covers", "terms", "sdg", "gcm", "relation.before", "needs"})
NUMBER_KEYS = frozenset({"gcm", "half_points"})
DOMAIN_SHEET = re.compile(r"domain (\d+)")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """Where the texts of a row go: file of the source language, keys above it in translations, path, and what it is."""

    file: str
    above: Path
    path: Path
    what: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name, the cells of its first row, and the rows below; cells are texts, empty where nothing stands."""

    name: str
    head: Cells
    rows: tuple[Cells, ...]


class WorkbookError(Exception):
    """A workbook that cannot be read as an edition; `problems` are all of them, each with sheet and cell."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


# From an edition to sheets


def edition_sheets(edition: Edition) -> list[Sheet]:
    """The sheets of the workbook, such that `edition_of_sheets` makes the same edition of them."""
    return _Laid(edition).sheets()


class _Laid:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.files = edition_files(edition)
        self.languages = edition.named_in
        named = dict.fromkeys(language for stage in edition.stages for language in stage.name)
        self.stage_languages = (*self.languages, *(one for one in named if one not in self.languages))

    def sheets(self) -> list[Sheet]:
        return [
            Sheet("edition", ("key", *self.languages), tuple(self._edition())),
            Sheet("languages", ("language", "use", "unofficial"), tuple(self._languages())),
            Sheet("options", ("domain", "option", "what", *self.languages), tuple(self._options())),
            *(
                Sheet(f"domain {domain.number}", ("code", "what", *self.languages), tuple(self._domain(domain.number)))
                for domain in self.edition.domains
            ),
            Sheet("dropped", ("code", *self.languages), tuple(self._dropped())),
            Sheet("stages", ("stage", "what", *self.stage_languages), tuple(self._stages())),
        ]

    def _said(self, file: str, domain: tuple[int, ...], path: Sequence[str]) -> Cells:
        """What stands at this path in each language, in the order of the columns."""
        above = ("domains", *domain) if domain else ()
        translations = [self.files[f"translations/{language}.yaml"] for language in self.languages[1:]]
        source = _cell(_at(self.files[file], path))
        return source, *(_cell(_at(translation, (*above, *path))) for translation in translations)

    def _edition(self) -> Iterator[Cells]:
        for key in (*PLAIN_KEYS, *TEXT_KEYS):
            yield key, *self._said(EDITION_FILE, (), (key,))

    def _languages(self) -> Iterator[Cells]:
        (_, *complete), questions = self.edition.languages, self.edition.question_languages
        for place, language in enumerate(self.languages):
            use = 0 if place == 0 else 1 if language in complete else 2 if language in questions else 3
            yield language, LANGUAGE_USES[use], "yes" if language in self.edition.unofficial else ""

    def _options(self) -> Iterator[Cells]:
        yield from self._options_of("", EDITION_FILE, ())
        for domain in self.edition.domains:
            yield from self._options_of(str(domain.number), f"domain-{domain.number}.yaml", (domain.number,))

    def _options_of(self, label: str, file: str, domain: tuple[int, ...]) -> Iterator[Cells]:
        for code, option in self.files[file].get("options", {}).items():
            for what in option:
                yield label, code, what, *self._said(file, domain, ("options", code, what))

    def _domain(self, number: int) -> Iterator[Cells]:
        file = f"domain-{number}.yaml"
        for topic, content in self.files[file]["topics"].items():
            yield topic, "topic", *self._said(file, (number,), ("topics", topic, "name"))
            for code, indicator in content["indicators"].items():
                path = ("topics", topic, "indicators", code)
                for what in _parts(indicator):
                    yield code, ".".join(what), *self._said(file, (number,), (*path, *what))

    def _dropped(self) -> Iterator[Cells]:
        for one in self.edition.dropped:
            yield one.code, *self._said(EDITION_FILE, (), ("dropped", one.code))

    def _stages(self) -> Iterator[Cells]:
        for stage in self.edition.stages:
            yield stage.code, "name", *(stage.name.get(language, "") for language in self.stage_languages)
            for role, acts in stage.may.items():
                yield stage.code, f"may.{role}", "\n".join(acts)
            for move in stage.moves:
                yield stage.code, f"moves.{move.to}.by", "\n".join(move.by)
                yield stage.code, f"moves.{move.to}.when", "\n".join(move.when)
                if move.reason:
                    yield stage.code, f"moves.{move.to}.reason", "yes"


def _parts(indicator: Mapping[str, Any]) -> Iterator[Path]:
    for key, value in indicator.items():
        if isinstance(value, Mapping):
            for below in value:
                yield key, below
        else:
            yield (key,)


def _at(data: Any, path: Sequence[Any]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


# From sheets to an edition


def edition_of_sheets(sheets: Sequence[Sheet], framework: Framework) -> Edition:
    """The edition that the sheets tell. Raises WorkbookError with everything that is wrong in them."""
    return _Read(sheets, framework).edition()


class _Read:
    def __init__(self, sheets: Sequence[Sheet], framework: Framework) -> None:
        self.sheets = {sheet.name: sheet for sheet in sheets}
        self.framework = framework
        self.problems: list[str] = []
        self.files: Files = {EDITION_FILE: {"options": {}}}
        self.cells: dict[tuple[str, Path], str] = {}
        self.languages: list[str] = []
        self.complete: list[str] = []
        self.asking: list[str] = []

    def edition(self) -> Edition:
        self._languages()
        self._edition()
        self._options()
        self._domains()
        self._dropped()
        self._stages()
        self._unknown_sheets()
        if self.problems:
            raise WorkbookError(self.problems)
        try:
            return parse_edition(self.files, self.framework)
        except ParsingError as error:
            raise WorkbookError([self._placed(problem) for problem in error.problems]) from error

    # Reading a sheet

    def _sheet(self, name: str, columns: Cells) -> Sheet:
        sheet = self.sheets.get(name)
        if sheet is None:
            self.problems.append(f"sheet “{name}”: this sheet is missing")
            return Sheet(name, columns, ())
        if sheet.head[: len(columns)] != columns:
            self._problem(name, 0, 0, f"the first row must begin with: {', '.join(columns)}")
            return Sheet(name, columns, ())
        return sheet

    def _rows(self, name: str, columns: Cells) -> Iterator[tuple[int, Cells, dict[int, str]]]:
        """Each row that says something: its number, its first cells, and its texts by column."""
        sheet = self._sheet(name, columns)
        wide = len(columns)
        self._check_languages(sheet, wide)
        for number, row in enumerate(sheet.rows, start=1):
            if any(row):
                cells = (*row, *[""] * (len(sheet.head) - len(row)))
                yield number, tuple(cells[:wide]), dict(enumerate(cells[wide : len(sheet.head)], start=wide))

    def _check_languages(self, sheet: Sheet, wide: int) -> None:
        for column, language in enumerate(sheet.head[wide:], start=wide):
            if language and self.languages and language not in self.languages:
                self._problem(sheet.name, 0, column, f"{language} is not on the sheet “languages”")
            if sheet.head.count(language) > 1 and language:
                self._problem(sheet.name, 0, column, f"{language} stands twice")

    def _problem(self, sheet: str, row: int, column: int, what: str) -> None:
        self.problems.append(f"sheet “{sheet}”, cell {cell_name(row, column)}: {what}")

    def _placed(self, problem: Problem) -> str:
        """A problem of the files, at the cell from which they came; at the nearest one where the text has no cell."""
        path = problem.path
        where = " · ".join(path) or "the whole"
        while (problem.file, path) not in self.cells and path:
            path = path[:-1]
        cell = self.cells.get((problem.file, path))
        expected = "nothing is expected here" if problem.expected == "unknown key" else problem.expected
        return f"{cell or problem.file}: {where}: {expected}"

    # Writing the files

    def _put(self, file: str, path: Path, value: Any, cell: str) -> None:
        place = self.files.setdefault(file, {})
        for depth, key in enumerate(path[:-1], start=1):
            place = place.setdefault(key, {})
            self.cells.setdefault((file, path[:depth]), cell)
        self.cells[file, path] = cell
        if value is not None:
            place[path[-1]] = value

    def _say(self, sheet: str, row: int, texts: Mapping[int, str], target: _Target) -> None:
        """The texts of one row into the files."""
        for column, text in texts.items():
            language = self.sheets[sheet].head[column]
            if not language:
                continue
            where = f"sheet “{sheet}”, cell {cell_name(row, column)}"
            if language == self.languages[0]:
                self._put(target.file, target.path, self._value(target.what, text, where), where)
            elif language in self.complete or text:
                name = f"translations/{language}.yaml"
                self._put(name, (*target.above, *target.path), self._value(target.what, text, where), where)

    def _value(self, what: str, text: str, where: str) -> Any:
        """What a cell says: a list, a number or a text. An empty cell is nothing, or an empty list."""
        parts = [part.strip() for part in text.split("\n")] if what in LIST_KEYS else [text.strip()]
        values: list[Any] = [part for part in parts if part]
        if what in NUMBER_KEYS:
            for part in values:
                if not part.isdecimal():
                    self.problems.append(f"{where}: expected a whole number, not “{part}”")
            values = [int(part) for part in values if part.isdecimal()]
        if what in LIST_KEYS:
            return values
        return values[0] if values else None

    # The sheets

    def _languages(self) -> None:
        uses: dict[str, list[str]] = {use: [] for use in LANGUAGE_USES}
        unofficial = []
        sheet = self._sheet("languages", ("language", "use", "unofficial"))
        for number, row in enumerate(sheet.rows, start=1):
            if not any(row):
                continue
            language, use, ours = (cell.strip() for cell in (*row, "", "", "")[:3])
            if use not in uses:
                self._problem("languages", number, 1, f"expected one of: {', '.join(LANGUAGE_USES)}")
                continue
            uses[use].append(language)
            if ours:
                unofficial.append(language)
        if len(uses["source"]) != 1:
            self.problems.append("sheet “languages”: one language must have the use “source”")
            uses["source"] = uses["source"][:1] or ["en"]
        self.complete = [*uses["source"], *uses["complete"]]
        self.asking = [*self.complete, *uses["questions only"]]
        self.languages = [*self.asking, *uses["names only"]]
        lists = {
            "languages": self.complete,
            "question_languages": uses["questions only"],
            "name_languages": uses["names only"],
            "unofficial": unofficial,
        }
        self.files[EDITION_FILE] |= {key: value for key, value in lists.items() if value}
        for language in self.languages[1:]:
            self.files[f"translations/{language}.yaml"] = {}

    def _edition(self) -> None:
        for number, (key,), texts in self._rows("edition", ("key",)):
            if key in TEXT_KEYS:
                self._say("edition", number, texts, _Target(EDITION_FILE, (), (key,), key))
            elif key in PLAIN_KEYS:
                self._say("edition", number, self._source_only(texts), _Target(EDITION_FILE, (), (key,), key))
            else:
                self._problem("edition", number, 0, f"expected one of: {', '.join((*PLAIN_KEYS, *TEXT_KEYS))}")

    def _source_only(self, texts: Mapping[int, str]) -> dict[int, str]:
        """The first column of texts only: codes and numbers have no translation."""
        return dict(list(texts.items())[:1])

    def _options(self) -> None:
        for number, (domain, code, what), texts in self._rows("options", ("domain", "option", "what")):
            if what not in {"kind", "half_points", "needs", "label", "criterion"} or not code:
                self._problem("options", number, 2, "expected an option; kind, half_points, needs, label or criterion")
                continue
            file, above = (f"domain-{domain}.yaml", ("domains", domain)) if domain else (EDITION_FILE, ())
            said = texts if what in {"label", "criterion"} else self._source_only(texts)
            self._say("options", number, said, _Target(file, above, ("options", code, what), what))

    def _domains(self) -> None:
        for name in self.sheets:
            if match := DOMAIN_SHEET.fullmatch(name):
                self._domain(name, match[1])

    def _domain(self, name: str, domain: str) -> None:
        file, above = f"domain-{domain}.yaml", ("domains", domain)
        self._put(file, ("domain",), int(domain), f"sheet “{name}”")
        self._empty(file, above, ("topics",), f"sheet “{name}”", self.languages)
        topic, seen = "", set()
        for number, (code, what), texts in self._rows(name, ("code", "what")):
            if (code, what) in seen:
                self._problem(name, number, 0, f"{code}, {what} stands twice")
            elif not code or (not _is_known(what) and what != "topic"):
                self._problem(name, number, 1, f"expected a code, and topic or one of: {', '.join(_WHATS)}")
            elif what == "topic":
                topic = code
                self._say(name, number, texts, _Target(file, above, ("topics", topic, "name"), "name"))
                where = f"sheet “{name}”, cell {cell_name(number, 0)}"
                self._empty(file, above, ("topics", topic, "indicators"), where, self.asking)
            elif not topic:
                self._problem(name, number, 0, "an indicator needs a topic in a row above it")
            else:
                self._indicator(name, number, (code, what, topic), texts)
            seen.add((code, what))

    def _indicator(self, name: str, number: int, row: tuple[str, str, str], texts: Mapping[int, str]) -> None:
        code, what, topic = row
        domain = name.removeprefix("domain ")
        file, above = f"domain-{domain}.yaml", ("domains", domain)
        path = ("topics", topic, "indicators", code)
        where = f"sheet “{name}”, cell {cell_name(number, 0)}"
        if (file, path) not in self.cells:
            self._empty(file, above, (*path, "criteria"), where, self.complete)
        is_text = what.startswith(("question", "criteria.", "guidance.", "terms", "relation.note"))
        said = texts if is_text else self._source_only(texts)
        key, _, rest = what.partition(".")
        self._say(name, number, said, _Target(file, above, (*path, key, *filter(None, [rest])), what))

    def _empty(self, file: str, above: Path, path: Path, where: str, languages: Sequence[str]) -> None:
        """A mapping that must be there, in each of these languages, even when nothing stands in it."""
        self._put(file, path, {}, where)
        for language in languages[1:]:
            self._put(f"translations/{language}.yaml", (*above, *path), {}, where)

    def _dropped(self) -> None:
        for number, (code,), texts in self._rows("dropped", ("code",)):
            self._say("dropped", number, texts, _Target(EDITION_FILE, (), ("dropped", code), "note"))

    def _stages(self) -> None:
        """The table has texts in languages of its own, so its head is not compared with the sheet of languages."""
        sheet = self._sheet("stages", ("stage", "what"))
        stages: dict[str, Any] = {}
        for number, row in enumerate(sheet.rows, start=1):
            if not any(row):
                continue
            stage, what, *texts = (*row, "", "")
            key, _, rest = what.partition(".")
            place = stages.setdefault(stage, {})
            where = f"sheet “stages”, cell {cell_name(number, 1)}"
            self.cells.setdefault((STAGES_FILE, ("stages", stage)), where)
            self.cells[STAGES_FILE, ("stages", stage, *what.split("."))] = where
            values = [part.strip() for part in texts[0].split("\n") if part.strip()]
            if what == "name":
                languages = zip(sheet.head[2:], texts, strict=False)
                place["name"] = {language: text.strip() for language, text in languages if text.strip() and language}
            elif key == "may" and rest:
                place.setdefault("may", {})[rest] = values
            elif key == "moves" and rest.count(".") == 1:
                to, _, part = rest.partition(".")
                place.setdefault("moves", {}).setdefault(to, {})[part] = bool(values) if part == "reason" else values
            else:
                self._problem("stages", number, 1, "expected name, may.<role>, or moves.<stage>.by, .when or .reason")
        self.files[STAGES_FILE] = {"stages": stages}

    def _unknown_sheets(self) -> None:
        for name in self.sheets:
            if name not in {"edition", "languages", "options", "dropped", "stages"} and not DOMAIN_SHEET.fullmatch(
                name
            ):
                self.problems.append(f"sheet “{name}”: no such sheet belongs to an edition")


_WHATS = (
    "question", "criteria.<option>", *(f"guidance.{part}" for part in GUIDANCE_PARTS), "terms", "sdg", "gcm",
    "relation.kind", "relation.before", "relation.note",
)  # fmt: skip


def _is_known(what: str) -> bool:
    return what in _WHATS or (what.startswith("criteria.") and len(what) > len("criteria."))


def cell_name(row: int, column: int) -> str:
    """`C4` for row 3, column 2, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
