"""The mappings of a YAML file, read key by key; everything that is wrong with them is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str, ...]
LineOf = Callable[[str, Path], int | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file: where, what was expected, and the line when it is known."""

    file: str
    path: Path
    expected: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {'.'.join(self.path) or 'the file'}: {self.expected}"


class ParsingError(Exception):
    """Files that cannot be read; `problems` are all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass
class Keys:
    """A mapping in a file, read key by key; what was never asked for is an unknown key."""

    reader: KeyReader
    file: str
    path: Path
    data: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def _at(self, key: str) -> Path:
        return (*self.path, key)

    def problem(self, key: str, expected: str) -> None:
        self.reader.problem(self.file, self._at(key) if key else self.path, expected)

    def raw(self, key: str) -> Any:
        self.asked.add(key)
        return self.data.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
            self.problem(key, "expected a text")
            return ""
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
            self.problem(key, "expected a list of texts")
            return ()
        return tuple(str(one) for one in value)

    def numbers(self, key: str) -> tuple[int, ...]:
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, int) for one in value):
            self.problem(key, "expected a list of numbers")
            return ()
        return tuple(value)

    def keys(self, key: str, *, required: bool = True) -> Keys:
        value = self.raw(key)
        if isinstance(value, Mapping):
            return self.reader.keys(self.file, self._at(key), value)
        if required or value is not None:
            self.problem(key, "expected keys and values")
        return self.reader.keys(self.file, self._at(key), {})

    def each(self) -> Iterator[tuple[str, Keys]]:
        """Every key with the mapping under it."""
        for key in self.data:
            yield key, self.keys(key)

    def complain_of_the_unknown(self) -> None:
        for key in self.data:
            if key not in self.asked:
                self.problem(key, "unknown key")


class KeyReader:
    """Opens mappings and gathers what is wrong. line_of: from a file and a path to the line where it stands."""

    def __init__(self, line_of: LineOf) -> None:
        self.line_of = line_of
        self.problems: list[Problem] = []
        self.opened: dict[tuple[str, Path], Keys] = {}

    def problem(self, file: str, path: Path, expected: str) -> None:
        self.problems.append(Problem(file, path, expected, self.line_of(file, path)))

    def keys(self, file: str, path: Path, data: Mapping[Any, Any]) -> Keys:
        """The mapping at this path; asked for twice, it is the same one, which remembers what it was asked."""
        if (file, path) not in self.opened:
            self.opened[file, path] = Keys(self, file, path, {str(key): value for key, value in data.items()})
        return self.opened[file, path]

    def finish(self) -> None:
        """Raises ParsingError where anything is wrong; a key for which nobody asked is."""
        for opened in self.opened.values():
            opened.complain_of_the_unknown()
        if self.problems:
            raise ParsingError(self.problems)
