"""What the index keeps of a document, what is asked of it, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openmgi.core.passages import Passage

NO_PLACE = ""  # the place of documents that belong to no place alone, such as treaties

Key = tuple[str, str, int]  # document, version and ordinal: what tells one passage from all others


@dataclass(frozen=True, slots=True)
class Source:
    """A document as search knows it. document and version: how the caller finds them again. place: its code."""

    document: str
    version: str
    place: str
    kind: str
    language: str
    title: str
    adopted: date | None = None
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Indexed:
    """A passage as it stands in the index, with its document."""

    source: Source
    passage: Passage

    @property
    def key(self) -> Key:
        return self.source.document, self.source.version, self.passage.ordinal


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages are meant; None where all are. `places` with NO_PLACE has those that belong to no place.

    with_restricted: also what not everybody may read; it is left out unless one asks for it.
    """

    documents: Sequence[str] | None = None
    places: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    languages: Sequence[str] | None = None
    adopted_from: date | None = None
    adopted_to: date | None = None
    with_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Characters of a passage's text that are marked: from start to end (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with the words in it for which it was."""

    found: Indexed
    score: float
    marks: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A part of what was found. total: how many there are in all.

    has_all_words: False where no passage has all the words, and these have some of them.
    """

    hits: tuple[Hit, ...]
    total: int
    has_all_words: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may be evidence for an indicator. terms: why it was found, in the words of the edition.

    is_by_meaning: its language is none of the terms'; it was found by its likeness to them, as a model sees it.
    """

    found: Indexed
    score: float
    terms: tuple[str, ...]
    marks: tuple[Range, ...] = ()
    is_accepted: bool = False
    is_rejected: bool = False
    is_by_meaning: bool = False
