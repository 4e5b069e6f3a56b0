"""What was read from a page, as data, with every doubt about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from openmgi.core.importing.findings import Item, read_items
from openmgi.core.importing.lines import Line, join, words_of
from openmgi.core.importing.naming import PlaceReading, read_place
from openmgi.core.importing.page import FindingLines, Page, Section, sort_lines
from openmgi.core.importing.places import Gazetteer
from openmgi.core.importing.vocabulary import Vocabulary
from openmgi.core.profile import KINDS, Kind, Level
from openmgi.core.text import Language

DoubtCode = Literal[
    "conflicting_dates",
    "conflicting_level",
    "conflicting_titles",
    "guessed_country",
    "guessed_encoding",
    "guessed_heading",
    "guessed_language",
    "missing_domain",
    "no_bullets",
    "no_code",
    "no_edition",
    "no_introduction",
    "no_level",
    "no_potential",
    "no_title",
    "no_well_developed",
    "order",
    "repeated",
    "stray",
    "unknown_place",
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: where (a line, from 1), what, and the words to say it with."""

    line: int
    code: DoubtCode
    values: Mapping[str, Any] = field(default_factory=dict)


class UnreadableError(Exception):
    """The text is no profile. `code` says why, `line` where the search ended."""

    def __init__(self, line: int, code: Literal["empty", "no_domain", "no_findings"]) -> None:
        super().__init__(code)
        self.line = line
        self.code = code


@dataclass(frozen=True, slots=True)
class DomainReading:
    """The findings of one domain, in their order on the page."""

    number: int
    well_developed: tuple[str, ...] = ()
    potential: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A published profile as its page says it. None means that the page does not say."""

    title: str | None
    place: PlaceReading
    level: Level | None
    edition: str | None
    language: Language
    introduction: str
    domains: tuple[DomainReading, ...]
    doubts: tuple[Doubt, ...]
    frame_lines: int


_NONE_OF: Mapping[Kind, DoubtCode] = {"well_developed": "no_well_developed", "potential": "no_potential"}

GuessLanguage = Callable[[str], Language | None]


def read_profile(
    lines: Sequence[Line], vocabulary: Vocabulary, gazetteer: Gazetteer, guess_language: GuessLanguage
) -> Reading:
    """The profile that these lines tell.

    guess_language: from a text to the language it seems to be in, or None when it cannot tell.

    Raises UnreadableError when there is no text, none of the framework's domains, or no finding.
    """
    if all(line.is_blank for line in lines):
        raise UnreadableError(1, "empty")
    return _Reader(lines, vocabulary, gazetteer, guess_language).read()


class _Reader:
    def __init__(
        self,
        lines: Sequence[Line],
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        guess_language: GuessLanguage,
    ) -> None:
        self.vocabulary = vocabulary
        self.gazetteer = gazetteer
        self.guess_language = guess_language
        self.words: AbstractSet[str] = words_of(lines)
        self.page: Page = sort_lines(lines, vocabulary)
        self.last_line = next(line.number for line in reversed(lines) if line.tidy)
        self.doubts: list[Doubt] = []

    def doubt(self, line: int, code: DoubtCode, **values: Any) -> None:
        self.doubts.append(Doubt(line, code, values))

    def read(self) -> Reading:
        sections = self.page.with_findings
        if not self.page.sections:
            raise UnreadableError(self.last_line, "no_domain")
        if not sections:
            raise UnreadableError(self.last_line, "no_findings")
        domains = self._domains(sections)
        if not any(domain.well_developed or domain.potential for domain in domains):
            raise UnreadableError(self.last_line, "no_findings")
        introduction, introduction_line = self._introduction()
        title = self._title()
        place = self._place(title, introduction, introduction_line)
        return Reading(
            title=title.tidy if title else None,
            place=place,
            level=self._level(title, introduction, introduction_line, place),
            edition=self._edition(title, introduction),
            language=self._language(sections, domains, introduction),
            introduction=introduction,
            domains=domains,
            doubts=tuple(sorted(self.doubts, key=lambda doubt: doubt.line)),
            frame_lines=self._frame_lines(),
        )

    # Findings

    def _domains(self, sections: Sequence[Section]) -> tuple[DomainReading, ...]:
        found: dict[int, dict[Kind, list[Item]]] = {}
        for section in sections:
            kinds = found.setdefault(section.heading.number, {kind: [] for kind in KINDS})
            self._doubt_heading(section, list(found))
            for one in section.lists:
                self._add_items(kinds[one.heading.kind], one, section.heading.number)
        for orphan in self.page.orphans:
            self._doubt_strays(read_items(orphan.lines, self.words).items)
        self._doubt_gaps(found, sections)
        return tuple(
            DomainReading(number, *(tuple(item.text for item in found.get(number, {}).get(kind, [])) for kind in KINDS))
            for number in self.vocabulary.domain_numbers
        )

    def _doubt_heading(self, section: Section, numbers: Sequence[int]) -> None:
        number, line = section.heading.number, section.line
        if section.heading.guessed:
            self.doubt(line.number, "guessed_heading", heading=line.tidy, domain=number)
        if number == numbers[-1] and number < max(numbers):
            self.doubt(line.number, "order", domain=number)

    def _add_items(self, items: list[Item], found: FindingLines, domain: int) -> None:
        read = read_items(found.lines, self.words)
        if read.items and not read.has_bullets:
            self.doubt(read.items[0].line, "no_bullets", domain=domain)
        self._doubt_strays(read.strays)
        for item in read.items:
            if any(item.text == known.text for known in items):
                self.doubt(item.line, "repeated", text=_excerpt(item.text))
            else:
                items.append(item)

    def _doubt_strays(self, strays: Sequence[Item]) -> None:
        for stray in strays:
            self.doubt(stray.line, "stray", text=_excerpt(stray.text))

    def _doubt_gaps(self, found: Mapping[int, Mapping[Kind, Sequence[Item]]], sections: Sequence[Section]) -> None:
        lines = {section.heading.number: section.line.number for section in sections}
        for number in self.vocabulary.domain_numbers:
            kinds = found.get(number)
            if kinds is None:
                before = [line for other, line in lines.items() if other < number]
                self.doubt(max(before, default=self.last_line), "missing_domain", domain=number)
                continue
            for kind in KINDS:
                if not kinds[kind]:
                    self.doubt(lines[number], _NONE_OF[kind], domain=number)

    # What stands around them

    def _title(self) -> Line | None:
        titles = self.page.titles
        if not titles:
            self.doubt(self.last_line, "no_title")
            return None
        named = [
            line for line in titles if not self.vocabulary.is_title_words(self.vocabulary.dates.removed(line.tidy))
        ]
        chosen = (named or titles)[0]
        for other in named[1:]:
            if other.folded != chosen.folded:
                self.doubt(other.number, "conflicting_titles", chosen=chosen.tidy, other=other.tidy)
        return chosen

    def _introduction(self) -> tuple[str, int]:
        """The paragraphs of the introduction, one blank line between them, and the line where it begins."""
        told = [lines for lines in self.page.introductions if any(line.tidy for line in lines)]
        describing = [lines for lines in told if any(self.vocabulary.is_part("describes", line.tidy) for line in lines)]
        chosen = (describing or told or [[]])[-1]
        if not chosen and not self.page.has_frame:
            chosen = self._lines_before_findings()
        paragraphs = _paragraphs(chosen, self.words)
        if not paragraphs:
            self.doubt(1, "no_introduction")
            return "", 1
        return "\n\n".join(paragraphs), next(line.number for line in chosen if line.tidy)

    def _lines_before_findings(self) -> list[Line]:
        """Without a heading or a frame, what stands before the first domain introduces the profile."""
        first = self.page.with_findings[0].line.number
        before = [line for line in self.page.loose if line.number < first]
        ends = [place for place, line in enumerate(before) if line.ends_sentence]
        return before[: ends[-1] + 1] if ends else []

    def _place(self, title: Line | None, introduction: str, introduction_line: int) -> PlaceReading:
        place = read_place(title.tidy if title else "", introduction, self.vocabulary, self.gazetteer)
        line = title.number if title else introduction_line
        if place.country is None:
            self.doubt(line, "unknown_place", place=place.name)
        elif place.guessed_country:
            self.doubt(line, "guessed_country", place=place.name, country=place.country.names)
        if place.country is not None and place.code is None:
            self.doubt(line, "no_code", place=place.name, country=place.country.names)
        return place

    def _level(self, title: Line | None, introduction: str, line: int, place: PlaceReading) -> Level | None:
        told = self.vocabulary.level(f"{title.tidy if title else ''}\n{introduction}")
        if told and place.level and told != place.level:
            self.doubt(line, "conflicting_level", told=told, other=place.level, place=place.name)
        level = told or place.level
        if level is None:
            self.doubt(title.number if title else line, "no_level")
        return level

    def _edition(self, title: Line | None, introduction: str) -> str | None:
        dates = self.vocabulary.dates
        alone = [(line.number, dates.find(line.tidy) or "") for line in self.page.dates]
        titled = [(line.number, found) for line in [title] if line and (found := dates.find(line.tidy))]
        said = alone + titled
        if not said:
            self.doubt(title.number if title else self.last_line, "no_edition", guess=dates.find(introduction) or "")
            return None
        chosen = max((date for _, date in said), key=len)
        for line, other in said:
            if not chosen.startswith(other):
                self.doubt(line, "conflicting_dates", chosen=chosen, other=other)
        return chosen

    def _language(self, sections: Sequence[Section], domains: Sequence[DomainReading], introduction: str) -> Language:
        """The language of the headings, unless the text below them is plainly in another."""
        headings = Counter(one.heading.language for section in sections for one in section.lists)
        language = headings.most_common(1)[0][0]
        texts = [text for domain in domains for text in domain.well_developed + domain.potential]
        guessed = self.guess_language("\n".join([introduction, *texts]))
        if guessed not in {None, language}:
            self.doubt(sections[0].line.number, "guessed_language", language=guessed, headings=language)
        elif len(headings) > 1:
            self.doubt(sections[0].line.number, "guessed_language", language=language, headings=language)
        return guessed or language

    def _frame_lines(self) -> int:
        frame = [section for section in self.page.sections if not section.lists]
        described = sum(1 + sum(bool(line.tidy) for line in section.description) for section in frame)
        return described + sum(bool(line.tidy) for line in self.page.loose)


def _paragraphs(lines: Sequence[Line], words: AbstractSet[str]) -> list[str]:
    paragraphs: list[list[Line]] = [[]]
    for line in lines:
        if line.is_blank:
            paragraphs.append([])
        else:
            paragraphs[-1].append(line)
    return [join(paragraph, words) for paragraph in paragraphs if paragraph]


def _excerpt(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def with_doubts(reading: Reading, doubts: Sequence[Doubt]) -> Reading:
    """The reading with more doubts, from those who opened the file or were told better."""
    return replace(reading, doubts=tuple(sorted([*doubts, *reading.doubts], key=lambda doubt: doubt.line)))
