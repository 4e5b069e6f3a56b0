"""Terms that people write: what is wrong with one, and many of them as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from openmgi.core.glossary import Term
from openmgi.core.spreadsheet import as_written, harmless_row
from openmgi.core.text import fold, tidy
from openmgi.core.word_forms import words

COLUMNS = ("source", "language", "term", "preferred", "avoided", "note")
MOST = 200  # letters of a term

Fault = Literal["columns", "language", "same_language", "empty", "too_long", "avoided", "twice", "no_csv"]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?$")
_BETWEEN = "|"  # avoided words


@dataclass(frozen=True, slots=True)
class TermProblem:
    """Why a row cannot be taken; in which line of the file, from 1. `word`: the columns or the words it is about.

    columns        the first line does not name these columns
    language       this is no code of a language
    same_language  source and language are the same
    empty          term or preferred says nothing
    too_long       term or preferred has more than MOST letters
    avoided        this is preferred and to be avoided at once
    twice          the term stood in an earlier line
    no_csv         a row has more cells than there are columns, or the file is no text
    """

    line: int
    fault: Fault
    word: str = ""


class TermProblemsError(Exception):
    """Terms that cannot be taken, with every reason; nothing of them was."""

    def __init__(self, problems: Iterable[TermProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{one.line}: {one.fault} {one.word}".strip() for one in self.problems))


def tidied(term: Term) -> Term:
    """The term without what nobody sees, avoided words each once."""
    avoided = {fold(one): tidy(one) for one in term.avoided if tidy(one)}
    said = tidy(term.term), tidy(term.preferred)
    return Term(term.source.strip(), term.language.strip(), *said, tuple(avoided.values()), term.note.strip())


def faults(term: Term, line: int = 1) -> Iterator[TermProblem]:
    """What is wrong with a tidied term."""
    unknown = [one for one in (term.source, term.language) if not _LANGUAGE.match(one)]
    yield from (TermProblem(line, "language", one) for one in unknown)
    if not unknown and term.source == term.language:
        yield TermProblem(line, "same_language", term.source)
    if not words(term.term, term.source) or not words(term.preferred, term.language):
        yield TermProblem(line, "empty")
    if max(len(term.term), len(term.preferred)) > MOST:
        yield TermProblem(line, "too_long")
    yield from (TermProblem(line, "avoided", one) for one in term.avoided if fold(one) == fold(term.preferred))


def avoided_from(cell: str) -> tuple[str, ...]:
    """The words of a cell or a field, which stand between strokes."""
    return tuple(one for one in map(tidy, cell.split(_BETWEEN)) if one)


def avoided_cell(avoided: Iterable[str]) -> str:
    return f" {_BETWEEN} ".join(avoided)


def write_terms(terms: Iterable[Term]) -> str:
    """Terms as CSV. A spreadsheet program runs nothing of it as a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in terms:
        row = (one.source, one.language, one.term, one.preferred, avoided_cell(one.avoided), one.note)
        writer.writerow(harmless_row(row))
    return file.getvalue()


def read_terms(content: bytes) -> list[Term]:
    """The terms of a CSV file in UTF-8, its cells between commas, semicolons or tabs. Raises TermProblemsError."""
    found: list[Term] = []
    problems: list[TermProblem] = []
    first_lines: dict[tuple[str, str, str], int] = {}
    for line, term in _rows(content):
        faulty = list(faults(term, line))
        if first_lines.setdefault(term.key, line) != line:
            faulty.append(TermProblem(line, "twice", str(first_lines[term.key])))
        problems += faulty
        found.append(term)
    if problems:
        raise TermProblemsError(problems)
    return found


def _rows(content: bytes) -> Iterator[tuple[int, Term]]:
    text = _text(content)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    names = [name.strip().casefold() for name in next(reader, [])]
    missing = [one for one in COLUMNS[:4] if one not in names]
    if missing:
        raise TermProblemsError([TermProblem(1, "columns", ", ".join(missing))])
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) > len(names):
            raise TermProblemsError([TermProblem(line, "no_csv")])
        if any(map(str.strip, cells)):
            yield line, _term(dict(zip(names, cells, strict=False)))
        line = reader.line_num + 1


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TermProblemsError([TermProblem(content[: error.start].count(b"\n") + 1, "no_csv")]) from error
    return text.replace("\0", "")


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _term(row: dict[str, str]) -> Term:
    source, language, term, preferred, avoided, note = (as_written(row.get(name, "")) for name in COLUMNS)
    return tidied(Term(source, language, term, preferred, avoided_from(avoided), note))
