"""The glossary of a framework, `glossary.yaml` in its folder: each term in every language; any may be the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.core.glossary import Term
from openmgi.library.yaml_files import KeyPath, read_yaml

GLOSSARY_FILE = "glossary.yaml"
_LISTS = ("also", "accepted", "avoided")


class GlossaryError(Exception):
    """A glossary that cannot be read: the message names the file, the line and what was expected."""


@cache
def framework_terms(framework: str) -> tuple[Term, ...]:
    """The terms of the framework with this code, read once; none where it has no glossary.

    Raises GlossaryError, and YamlError for a file that is no YAML.
    """
    file = settings.DATA_DIR / "frameworks" / framework / GLOSSARY_FILE
    return read_glossary(file) if file.is_file() else ()


def frameworks_with_glossary() -> list[str]:
    """The codes of the frameworks that have a glossary; a framework's folder has its code as its name."""
    return sorted(file.parent.name for file in (settings.DATA_DIR / "frameworks").glob(f"*/{GLOSSARY_FILE}"))


def read_glossary(file: Path) -> tuple[Term, ...]:
    """Every term of the file from each of its languages into each other. Raises GlossaryError, YamlError."""
    content, lines = read_yaml(file)
    terms = content.get("terms") if isinstance(content, dict) else None
    if not isinstance(terms, dict):
        raise GlossaryError(f"{file}: expected the key “terms”, and below it the terms")
    return tuple(term for name, entry in terms.items() for term in _Entry(file, lines, str(name)).terms(entry))


class _Entry:
    """One term of the file, on its way to `Term`; what is wrong with it is told with its line."""

    def __init__(self, file: Path, lines: Mapping[KeyPath, int], name: str) -> None:
        self._file, self._lines, self._path = file, lines, ("terms", name)

    def terms(self, entry: Any) -> Iterator[Term]:
        if not isinstance(entry, dict):
            self._refuse("expected the term by language")
        names = {str(key): self._text(key, text) for key, text in entry.items() if key not in {*_LISTS, "note"}}
        if len(names) < 2:
            self._refuse("expected the term in two languages or more")
        also, accepted, avoided = (self._lists(entry, key, names) for key in _LISTS)
        notes = self._by_language(entry, "note", names)
        for source, language in permutations(names, 2):
            yield Term(
                source=source,
                language=language,
                term=names[source],
                preferred=names[language],
                also=also.get(source, ()),
                accepted=(*also.get(language, ()), *accepted.get(language, ())),
                avoided=avoided.get(language, ()),
                note=self._text("note", notes.get(language) or next(iter(notes.values()), ""), may_be_empty=True),
            )

    def _by_language(self, entry: dict[str, Any], key: str, names: Mapping[str, str]) -> dict[str, Any]:
        found = entry.get(key) or {}
        if not isinstance(found, dict) or not found.keys() <= names.keys():
            self._refuse(f"expected, by one of the languages {', '.join(names)}, what it says", key)
        return found

    def _lists(self, entry: dict[str, Any], key: str, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        found = self._by_language(entry, key, names)
        for language, forms in found.items():
            if not isinstance(forms, list):
                self._refuse("expected a list in square brackets", key, language)
        return {language: tuple(self._text(key, one) for one in forms) for language, forms in found.items()}

    def _text(self, key: str, text: Any, *, may_be_empty: bool = False) -> str:
        if not isinstance(text, str) or not (text.strip() or may_be_empty):
            self._refuse(f"expected words, not {text!r}; quotation marks make words of anything", key)
        return str(text).strip()

    def _refuse(self, reason: str, *below: str) -> None:
        path: KeyPath = (*self._path, *below)
        line = self._lines.get(path) or self._lines.get(self._path, 1)
        raise GlossaryError(f"{self._file}:{line}: {'.'.join(path)}: {reason}")
