"""The page as a whole: which lines are its frame, its introduction, its lists of findings, its title and date.

A portal prints the profile inside a frame of its own, often in another language, in which the names of the domains
are headings as well. What tells them apart: under a domain of the profile stands the heading of a list of findings,
under a domain of the frame only a description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openmgi.core.importing.lines import Line
from openmgi.core.importing.vocabulary import DomainHeading, KindHeading, Vocabulary

_PAGE_NUMBER = re.compile(r"\d{1,3}")
_SEPARATOR = re.compile(r"\s*:\s+|\s+[–—|-]\s+")
_LINES_OF_A_HEADING = 3
_LONGEST_HEADING_LINE = 300  # characters; no longer line can be a heading, a title or a date
_LINES_OF_A_TITLE = 4
_WORDS_OF_A_NAME = 8


@dataclass
class FindingLines:
    """The lines under one heading of a list of findings."""

    heading: KindHeading
    line: Line
    lines: list[Line] = field(default_factory=list)


@dataclass
class Section:
    """A domain's heading and what stands under it: lists of findings or, in the frame, a description."""

    heading: DomainHeading
    line: Line
    lists: list[FindingLines] = field(default_factory=list)
    description: list[Line] = field(default_factory=list)


@dataclass
class Page:
    """The lines of a page, sorted. `introductions` are tried from the last to the first."""

    titles: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    introductions: list[list[Line]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    orphans: list[FindingLines] = field(default_factory=list)

    @property
    def with_findings(self) -> list[Section]:
        return [section for section in self.sections if section.lists]

    @property
    def has_frame(self) -> bool:
        return any(not section.lists for section in self.sections)


def sort_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> Page:
    """Each line of the page in its part; see the module's docstring."""
    return _Sorter(lines, vocabulary).run()


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that may be a heading, with the next lines when it may be a broken one."""

    first: Line
    rest: Sequence[Line]
    after: Line | None

    @property
    def text(self) -> str:
        return " ".join(line.tidy for line in [self.first, *self.rest])

    @property
    def is_one(self) -> bool:
        """Whether the later lines go on as the first began, in small letters or all in capitals, and then end."""
        return (self.text.isupper() or all(line.starts_small for line in self.rest)) and not self.goes_on

    @property
    def goes_on(self) -> bool:
        """Whether the next line continues a sentence: this was no heading, only a line of a paragraph."""
        if self.after is None or self.after.is_blank or self.after.marker:
            return False
        return self.after.starts_small or self.after.tidy.startswith("(")


class _Sorter:
    def __init__(self, lines: Sequence[Line], vocabulary: Vocabulary) -> None:
        self.lines = lines
        self.vocabulary = vocabulary
        self.page = Page()
        self.sink = self.page.loose
        self.section: Section | None = None

    def run(self) -> Page:
        position = 0
        while position < len(self.lines):
            position += self._take(position)
        return self.page

    def _take(self, position: int) -> int:
        """Sort the line at this position and those that make one heading with it; return how many."""
        line = self.lines[position]
        if line.is_blank:
            self.sink.append(line)
            return 1
        if len(line.text) > _LONGEST_HEADING_LINE:
            return self._take_paragraph(line)
        for length, heading in self._headings_at(position):
            if self._take_heading(heading):
                return length
        if line.hint == "heading":
            self.sink = self.page.loose  # a heading of something else ends the list above it
        if self._is_noise(line):
            return self._noise_length(position)
        if not self._is_rest_of_sentence(position) and (taken := self._take_title_or_date(position)):
            return taken
        return self._take_paragraph(line)

    def _take_paragraph(self, line: Line) -> int:
        if not self._in_list and self.vocabulary.is_part("describes", line.tidy[:_LONGEST_HEADING_LINE]):
            self._open_introduction()
        self.sink.append(line)
        return 1

    @property
    def _in_list(self) -> bool:
        return self.section is not None and any(one.lines is self.sink for one in self.section.lists)

    def _headings_at(self, position: int) -> Iterator[tuple[int, _Heading]]:
        """The line as a possible heading, joined with the next ones first: headings may be broken too."""
        first = self.lines[position]
        if first.marker and not first.marker.isdigit():
            return
        for length in range(min(_LINES_OF_A_HEADING, len(self.lines) - position), 0, -1):
            rest = self.lines[position + 1 : position + length]
            if not any(part.is_blank or part.marker or len(part.text) > _LONGEST_HEADING_LINE for part in rest):
                yield length, _Heading(first, rest, next(iter(self.lines[position + length :][:1]), None))

    def _take_heading(self, heading: _Heading) -> bool:
        return self._take_domain(heading) or self._take_kind(heading) or self._take_part(heading)

    def _take_domain(self, heading: _Heading) -> bool:
        domain = self.vocabulary.domain(heading.text)
        if domain is None or (domain.guessed and heading.rest):
            return self._take_domain_and_kind(heading)
        if not self._repeats(domain):
            self._open_section(domain, heading.first)
        return True

    def _repeats(self, domain: DomainHeading) -> bool:
        """The portal prints each heading twice, with nothing in between."""
        last = self.section
        return (
            last is not None
            and last.heading.number == domain.number
            and not last.lists
            and all(line.is_blank for line in last.description)
        )

    def _open_section(self, domain: DomainHeading, line: Line) -> None:
        self.section = Section(domain, line)
        self.page.sections.append(self.section)
        self.sink = self.section.description

    def _take_domain_and_kind(self, heading: _Heading) -> bool:
        """`Partnerships – areas with potential for further development` on one line."""
        for match in _SEPARATOR.finditer(heading.text):
            name, rest = heading.text[: match.start()], heading.text[match.end() :]
            domain, kind = self.vocabulary.domain(name), self.vocabulary.kind(rest[:1].upper() + rest[1:])
            if domain and kind:
                if self.section is None or self.section.heading.number != domain.number:
                    self._open_section(domain, heading.first)
                self._open_list(kind, heading.first)
                return True
        return False

    def _take_kind(self, heading: _Heading) -> bool:
        kind = self.vocabulary.kind(heading.text)
        if kind is None or not heading.is_one or self.vocabulary.is_part("describes", heading.text):
            return False
        self._open_list(kind, heading.first)
        return True

    def _open_list(self, kind: KindHeading, line: Line) -> None:
        opened = FindingLines(kind, line)
        (self.section.lists if self.section else self.page.orphans).append(opened)
        self.sink = opened.lines

    def _take_part(self, heading: _Heading) -> bool:
        if heading.first.starts_small:
            return False
        if self.vocabulary.is_part("introduction", heading.text):
            self._open_introduction()
        elif self.vocabulary.is_part("section", heading.text):
            self.sink = self.page.loose
        else:
            return False
        return True

    def _open_introduction(self) -> None:
        introductions = self.page.introductions
        if not introductions or self.sink is not introductions[-1]:
            introductions.append([])
        self.sink = introductions[-1]
        self.section = None

    def _take_title_or_date(self, position: int) -> int:
        """How many lines are the title or the date here: none, one, or more for a broken title."""
        line = self.lines[position]
        if line.marker:
            return 0
        taken = self._take_title(position)
        if not taken and self.vocabulary.dates.alone(line.tidy):
            self.page.dates.append(line)
            taken = 1
        if taken and self._in_list:
            self.sink = self.page.loose
        return taken

    def _take_title(self, position: int) -> int:
        """A title on one line, on several lines of one paragraph, or with the place on a line of its own below."""
        for length in range(1, _LINES_OF_A_TITLE + 1):
            parts = self.lines[position : position + length]
            text = " ".join(part.tidy for part in parts)
            if len(parts) < length or any(part.is_blank or part.marker for part in parts):
                return 0
            if self.vocabulary.is_title(text) and (length == 1 or not self._goes_on_at(position + length)):
                return self._add_title(position, length, text)
        return 0

    def _goes_on_at(self, position: int) -> bool:
        """Whether a paragraph goes on here, with something else than a date."""
        if position >= len(self.lines) or self.lines[position].is_blank:
            return False
        return not self.vocabulary.dates.alone(self.lines[position].tidy)

    def _add_title(self, position: int, length: int, text: str) -> int:
        """Add the title, with the next lines as long as it is plainly broken there; return how many lines it has."""
        while joint := self.vocabulary.title_joint(text):
            below = position + length
            blank = below < len(self.lines) and self.lines[below].is_blank and joint != " "
            if below + blank >= len(self.lines) or not self._may_be_name(self.lines[below + blank], after_gap=blank):
                break
            text = f"{text}{joint}{self.lines[below + blank].tidy}"
            length += 1 + blank
        first = self.lines[position]
        self.page.titles.append(Line(first.number, text, first.hint, first.page))
        return length

    def _may_be_name(self, line: Line, *, after_gap: bool) -> bool:
        """Whether the line may be the name of a place: short, no sentence, and nothing that we know otherwise."""
        known = (
            line.marker
            or self.vocabulary.dates.alone(line.tidy)
            or self.vocabulary.domain(line.tidy)
            or self.vocabulary.is_part("introduction", line.tidy)
            or self.vocabulary.is_part("section", line.tidy)
            or self.vocabulary.is_title(line.tidy)
        )
        is_short = 0 < len(line.tidy.split()) <= _WORDS_OF_A_NAME
        return is_short and not known and not line.ends_sentence and not (after_gap and line.starts_small)

    def _is_rest_of_sentence(self, position: int) -> bool:
        """Inside a list, a line right below an unfinished one belongs to it, whatever it looks like."""
        if not self._in_list or position == 0:
            return False
        above = self.lines[position - 1]
        return not above.is_blank and self.sink[-1:] == [above] and not above.ends_sentence

    def _is_noise(self, line: Line) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.tidy)) or self.vocabulary.is_part("noise", line.tidy)

    def _noise_length(self, position: int) -> int:
        """A line of noise, and the rest of its sentence on the next lines."""
        length = 1
        while position + length < len(self.lines):
            line = self.lines[position + length]
            if self.lines[position + length - 1].ends_sentence or not line.starts_small or line.marker:
                break
            length += 1
        return length
