"""Findings as a page shows them: in the reader's language where there is one, with the words that were looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from openmgi.core.edition_search import Part
from openmgi.core.text import Names
from openmgi.publications.models import Publication
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.entries import Entry
from openmgi.publications.search.finding import Found
from openmgi.publications.search.making import question_key
from openmgi.publications.search.shelf import Shelf
from openmgi.publications.search.words import Words, is_marked
from openmgi.web.templatetags.page import spoken


@dataclass(frozen=True, slots=True)
class Said:
    """A text in one language, in parts of which some are marked."""

    language: str
    parts: tuple[Part, ...]

    @property
    def is_foreign(self) -> bool:
        return self.language != get_language()


@dataclass(frozen=True, slots=True)
class Question:
    """An indicator on which the finding rests. is_same: it asks what the one asks from which the reader came."""

    code: str
    said: Said
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding with what a reader needs to judge it. texts: a second one where the words stand in another language.

    is_about: the words stand in what it is about, such as the name of its place or a search term of its question.
    is_alike: it was found for its meaning.
    """

    entry: Entry
    publication: Publication
    address: str
    texts: list[Said]
    questions: list[Question]
    is_about: bool
    is_alike: bool


def hits(found: Found, asked: Asked, changed: Iterable[str] = ()) -> list[Hit]:
    """What was found, for the page. changed: question keys between whose answers a line was moved."""
    words, moved = Words.typed(asked.words), frozenset(changed)
    return [_hit(one, found, asked, words, moved) for one in found.entries]


def address_of(entry: Entry, shelf: Shelf) -> str:
    """Where the finding stands on the page of its profile."""
    return f"{reverse('profile', args=[shelf.publications[entry.publication].slug])}#{anchor_of(entry)}"


def anchor_of(entry: Entry) -> str:
    return f"finding-{entry.domain}-{entry.kind}-{entry.order}"


def language_of(entry: Entry, wanted: str = "") -> str:
    """The language in which the finding is shown: this one, else the reader's, else that in which it was written."""
    known = (one for one in (wanted, get_language() or "") if one in entry.languages)
    return next(known, entry.languages[0])


def _hit(entry: Entry, found: Found, asked: Asked, words: Words, moved: frozenset[str]) -> Hit:
    texts, is_alike = _texts(entry, asked, words), entry.key in found.alike_here
    questions = [
        Question(code, _in_readers(names, words), question_key(entry.edition, code) not in moved)
        for code, names in entry.questions.items()
    ]
    is_seen = any(is_marked(one.parts) for one in [*texts, *(one.said for one in questions)])
    return Hit(
        entry=entry,
        publication=found.shelf.publications[entry.publication],
        address=address_of(entry, found.shelf),
        texts=texts,
        questions=questions,
        is_about=bool(asked.words) and not is_seen and not is_alike,
        is_alike=is_alike,
    )


def _texts(entry: Entry, asked: Asked, words: Words) -> list[Said]:
    main = _said(entry.texts, language_of(entry, asked.language), words)
    if is_marked(main.parts) or not asked.words or asked.language:
        return [main]
    others = (_said(entry.texts, one, words) for one in entry.languages if one != main.language)
    return [main, *[one for one in others if is_marked(one.parts)][:1]]


def _in_readers(names: Names, words: Words) -> Said:
    return _said(names, spoken(names), words)


def _said(names: Names, language: str, words: Words) -> Said:
    return Said(language, words.parts(names.get(language, ""), language))
