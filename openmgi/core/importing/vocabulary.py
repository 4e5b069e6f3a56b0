"""The words by which the parts of a page are recognised, in each language. The words themselves are data."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from openmgi.core.framework import Framework
from openmgi.core.importing.dates import Dates
from openmgi.core.profile import KINDS, Kind
from openmgi.core.text import Language, fold

Part = Literal["introduction", "section", "describes", "noise"]

_QUOTES = re.compile(r"[\"'“”«»„]")
_LONGEST_HEADING = 14  # words
_CLOSE = 0.9  # how alike a misspelt domain name must be


@dataclass(frozen=True, slots=True)
class DomainHeading:
    """A domain's name as a heading. `guessed` when it is only close to a known wording."""

    number: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class KindHeading:
    """The heading of a list of findings."""

    kind: Kind
    language: Language


class Vocabulary:
    """Recognises headings and phrases.

    words: language → name of the part → regular expressions on folded text, as `data/importing/` explains.
    framework: gives the names of the domains and their other published wordings.
    """

    def __init__(self, words: Mapping[Language, Mapping[str, Sequence[str]]], framework: Framework) -> None:
        self._words = {
            language: {part: re.compile("|".join(f"(?:{one})" for one in patterns)) for part, patterns in parts.items()}
            for language, parts in words.items()
            if parts
        }
        self._domains = {
            _heading_key(wording): domain.number
            for domain in framework.domains
            for wording in [
                *domain.name.values(),
                *(one for many in domain.wordings.values() for one in many),
            ]
        }
        self.domain_numbers = tuple(domain.number for domain in framework.domains)
        self.framework = framework
        labels = "|".join(one for parts in words.values() for one in parts["domain_word"])
        self._numbering = re.compile(rf"^(?:(?:{labels})\b *)?(?:(?:\d|[ivx]+)\b)? *[.):–-]* *")
        self.dates = Dates(
            {language: parts["months"] for language, parts in words.items()},
            [label for parts in words.values() for label in parts["date_label"]],
        )

    def domain(self, heading: str) -> DomainHeading | None:
        """The domain that this heading names; None for any other text."""
        if not _begins_as_heading(heading):
            return None
        key = _heading_key(heading)
        for candidate in (key, _heading_key(self._numbering.sub("", fold(heading), count=1))):
            if candidate in self._domains:
                return DomainHeading(self._domains[candidate])
        if not _looks_like_heading(heading):
            return None
        close = difflib.get_close_matches(key, self._domains, n=1, cutoff=_CLOSE)
        return DomainHeading(self._domains[close[0]], guessed=True) if close else None

    def kind(self, heading: str) -> KindHeading | None:
        """The kind of findings that this heading announces, and its language; None for any other text."""
        if not _looks_like_heading(heading):
            return None
        folded = fold(heading)
        for language, parts in self._words.items():
            if parts["heading_nouns"].search(folded):
                for kind in KINDS:
                    if parts[kind].search(folded):
                        return KindHeading(kind, language)
        return None

    def is_part(self, part: Part, text: str) -> bool:
        """Whether the whole text is such a part or, for `describes`, begins as one."""
        folded = fold(text).strip(" :.")
        whole = re.Pattern.match if part == "describes" else re.Pattern.fullmatch
        return any(whole(parts[part], folded) for parts in self._words.values())

    def is_title(self, text: str) -> bool:
        """Whether this line is the title of a profile: short, no sentence, "profile" and "migration" in it."""
        folded = fold(text)
        if len(folded.split()) > 20 or folded.endswith(".") or self.is_part("describes", text):
            return False
        named = any(parts["profile"].search(folded) for parts in self._words.values())
        return named and re.search(r"migra|\bmgi\b|\bigm\b", folded) is not None

    def title_joint(self, title: str) -> str:
        """What stands between a title and its next line when the title is broken there; nothing when it is whole."""
        if re.search(r"(?:\b(?:of|the|de|du|des|del|la|le|las|los|el)|[:–—-])$", fold(title)):
            return " "
        return ": " if self.is_title_words(title) else ""

    def is_title_words(self, text: str) -> bool:
        """Whether the text has nothing but words that any title has: no place is named in it."""
        left = fold(text)
        for parts in self._words.values():
            left = re.sub(rf"\b(?:{parts['title_words'].pattern})\b", " ", left)
        left = re.sub(r"\b(?:of|the|for|on|de|des|du|la|le|les|las|los|el|a|l|d|sur|sobre|en)\b", " ", left)
        return not re.search(r"\w", left)

    def level(self, text: str) -> Literal["national", "local"] | None:
        """What the text says of the level: one of the two, or nothing when it says neither or both."""
        folded = fold(text)
        local = any(parts["local"].search(folded) for parts in self._words.values())
        national = any(parts["national"].search(folded) for parts in self._words.values())
        if local == national:
            return None
        return "local" if local else "national"

    def without_kind_of_place(self, name: str) -> tuple[str, Literal["national", "local"] | None]:
        """`County of Mombasa` → (`Mombasa`, local); `Republic of Kenya` → (`Kenya`, national)."""
        for parts in self._words.values():
            bare = _without(parts["local_place"], name)
            if bare != name:
                return bare, "local"
            after = parts["local_place_after"].pattern
            if after and re.search(f"(?:{after})$", fold(name)):
                return re.sub(r" \S+( area)?$", "", name), "local"
        for parts in self._words.values():
            bare = _without(parts["national_place"], name)
            if bare != name:
                return bare, "national"
        return name, None


def _without(pattern: re.Pattern[str], name: str) -> str:
    """The name after what the pattern finds in front, matched on the folded name; the rest keeps its letters."""
    letters = [fold(letter) or " " for letter in name]
    match = pattern.match("".join(letters))
    if match is None:
        return name
    taken, place = 0, 0
    while taken < match.end():
        taken += len(letters[place])
        place += 1
    return name[place:] or name


def _begins_as_heading(text: str) -> bool:
    """A heading starts with a capital or a number and does not end as a sentence does."""
    first = text.lstrip("\"'“‘«([ ")[:1]
    return bool(first) and not first.islower() and text[-1] not in ".;,"


def _looks_like_heading(text: str) -> bool:
    """A heading of which we know no exact wording is short as well."""
    return _begins_as_heading(text) and len(text.split()) <= _LONGEST_HEADING


def _heading_key(text: str) -> str:
    """What all spellings of one heading share: no quotes, apostrophes, hyphens or final colon."""
    return " ".join(_QUOTES.sub("", fold(text)).replace("-", " ").replace("&", "and").split()).strip(" :.")
