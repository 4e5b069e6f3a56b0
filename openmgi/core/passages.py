"""A document cut into passages: what search finds and what is suggested.

A passage is a section of a law, what stands below a heading, or about 160 words where there is neither. A section that
is longer is divided at the ends of paragraphs or sentences. Every character of the pages but spaces is in exactly one
passage, and no passage begins in the middle of a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openmgi.core.document import Page
from openmgi.core.text import tidy

NORMAL_WORDS = 160
LONGEST_WORDS = 220
_LARGE_PART = 190  # words that each part of a long section has at most, more or less
_SECTION_LEVEL = 99  # a numbered section stands below every heading
_SAID_OFTEN = 3  # pages that begin with the same line: it is their running title
_LONGEST_HEADING = 100
_LARGEST_STEP = 3  # sections that may be missing between two numbers: repealed, or not recognised

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_LINE = re.compile(r"[^\n]+")
_JOINED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][^\S\n]*\n\s*(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.;:!?؟۔…][\"”’»)\]]*$")

_NUMBER = (
    r"(?:(?:[LRDA]\.?\s?)?\d+(?:[-.]\d+)*(?:\s?(?:bis|ter|quater|er|º|°))?[A-Z]{0,2}"
    r"|premier|première|único|primero|primera|one|(?-i:[IVXLC]+|[A-H]))"
)
# Where no reader of files found headings, lines that name a part of a law are such. “Section” stands above articles in
# some countries and is what others call an article.
_NAMES: tuple[tuple[int, str], ...] = (
    (11, "Book|Livre|Libro|Livro"),
    (12, "Part|Partie|Parte|Title|Titre|Título|Titulo|Schedule|Annexe?|Anexo"),
    (13, "Chapter|Chapitre|Capítulo|Capitulo"),
    (14, "Division"),
    (15, "Sub-?division|Sous-section"),
    (98, "Section|Sect?\\.|Sección|Seccion|Secção|§"),
    (_SECTION_LEVEL, "Article|Art\\.|Artículo|Articulo|Artigo|Rule|Regulation"),
)
_NAMED = tuple((level, re.compile(rf"(?:{names})\s*{_NUMBER}(?![\w/%’'])", re.IGNORECASE)) for level, names in _NAMES)
_NAMED_IN_ARABIC = re.compile(r"(?:المادة|مادة|الفصل)\s*(?:[(\[]?\d+[)\]]?|ال\w+(?=\s*(?:$|[:.–—-])))")
# What follows the name of a section in prose: “Section 12 of this Act”, “article 4, paragraphe 2”, “المادة 5 من”.
_PROSE_AFTER = re.compile(r"\s*(?:\([^)\n]{1,5}\)\s*)*(?:,|et\b|[a-zà-ÿ]|من\s|و\w|أو\s)")
# What precedes it there, at the end of the line before.
_PROSE_BEFORE = re.compile(
    r"(?:,|\b(?:in|under|of|and|or|to|by|with|the|see|de|du|des|en|et|ou|par|à|aux?|l['’]|del|el|y|o|e|los|في|من|إلى))\s*$",
    re.IGNORECASE,
)
_BY_PARAGRAPH = re.compile(r"(?P<number>\d{1,4})[A-Z]{0,2}\.?\s*[—–-]?\s*\((?:1|a|i)\)")
_FIRST_PARAGRAPH = re.compile(r"\(1\)\s")
_TITLE = re.compile(r"[^\W\d_a-zà-ÿ][^\n]{2,78}[^\n.,;:\s]")
_PLAIN = re.compile(r"(?P<number>\d{1,4})[A-Z]{0,2}(?P<point>\.)?[\s—–-]+(?=[A-ZÀ-Þ“«\"])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document: from character `start` of page `page` to character `end` (exclusive) of `end_page`.

    headings: under which it stands, the highest first, the section last. text: what it says, made readable.
    """

    ordinal: int
    page: int
    start: int
    end_page: int
    end: int
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a section begins: a place among the pages, a character, and the name of what begins."""

    place: int
    start: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands between two marks."""

    start: tuple[int, int]
    end: tuple[int, int]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, and how well a passage may end after it: 2 a paragraph, 1 a sentence, 0 any word, -1 not at all."""

    place: int
    start: int
    end: int
    ending: int


def cut(pages: Sequence[Page]) -> list[Passage]:
    """The passages of a document, in order."""
    found: list[Passage] = []
    for section in _sections(pages):
        for words in _parts(_words(pages, section)):
            found.append(_passage(pages, len(found), words, section.headings))
    return found


def heading_at(pages: Sequence[Page], index: int, start: int) -> str:
    """The headings and the section under which a character of a page stands, “Part 2 › Section 12”; empty if none."""
    return " › ".join(path_at(pages, index, start))


def path_at(pages: Sequence[Page], index: int, start: int) -> tuple[str, ...]:
    """The same as a path, the highest heading first."""
    place = next((place for place, page in enumerate(pages) if page.index == index), None)
    if place is None:
        return ()
    marks = [mark for mark in _marks(pages) if (mark.place, mark.start) <= (place, start)]
    return _paths(marks)[-1] if marks else ()


def readable(text: str) -> str:
    """The text on one line, with the words joined that a hyphen divides at the end of a line."""
    return tidy(_JOINED.sub("", text))


def _passage(pages: Sequence[Page], ordinal: int, words: Sequence[_Word], headings: tuple[str, ...]) -> Passage:
    first, last = words[0], words[-1]
    text = readable("\n".join(_pieces(pages, (first.place, first.start), (last.place, last.end))))
    return Passage(ordinal, pages[first.place].index, first.start, pages[last.place].index, last.end, headings, text)


def _pieces(pages: Sequence[Page], start: tuple[int, int], end: tuple[int, int]) -> Iterator[str]:
    for place in range(start[0], end[0] + 1):
        text = pages[place].text
        yield text[start[1] if place == start[0] else 0 : end[1] if place == end[0] else len(text)]


# Where sections begin


def _marks(pages: Sequence[Page]) -> list[_Mark]:
    """Every heading and every section, in order; of two in one line, the heading."""
    running = _running_titles(pages)
    found: list[_Mark] = []
    number = 0
    for place, page in enumerate(pages):
        headings = {_line_start(page.text, one.start): one for one in page.headings if one.text.strip()}
        found.extend(_Mark(place, start, one.level, tidy(one.text)) for start, one in headings.items())
        before = None
        for line in _LINE.finditer(page.text):
            begun = _begun(line, before, number, running)
            if begun is not None:
                number = begun.number
                if begun.start not in headings:
                    found.append(_Mark(place, begun.start, begun.level, begun.name))
            before = line
    return sorted(found, key=lambda mark: (mark.place, mark.start))


def _running_titles(pages: Sequence[Page]) -> set[str]:
    """What stands at the head of many pages, which is the title of none of their sections."""
    firsts = Counter(line[0].strip() for page in pages if (line := _LINE.search(page.text)) is not None)
    return {line for line, count in firsts.items() if count >= _SAID_OFTEN}


def _line_start(text: str, start: int) -> int:
    return text.rfind("\n", 0, start) + 1


@dataclass(frozen=True, slots=True)
class _Begun:
    """A section that begins at a character of a page; number: how far the sections without a name have counted."""

    start: int
    level: int
    name: str
    number: int


def _begun(line: re.Match[str], before: re.Match[str] | None, last: int, running: set[str]) -> _Begun | None:
    """The section that begins with this line, or with the title before it."""
    text = line[0].strip()
    above = before[0].strip() if before is not None else ""
    if named := _named(text):
        level, match = named
        if _PROSE_AFTER.match(text, match.end()) or _PROSE_BEFORE.search(above):
            return None
        return _Begun(line.start(), level, _name(text, match[0]), last)
    if (number := _numbered(text, last)) is not None:
        return _Begun(line.start(), _SECTION_LEVEL, _name(text, re.match(r"\w+", text)[0]), number)  # type: ignore[index]
    if before is not None and _FIRST_PARAGRAPH.match(text) and _TITLE.fullmatch(above) and above not in running:
        return _Begun(before.start(), _SECTION_LEVEL, tidy(above), last)
    return None


def _named(line: str) -> tuple[int, re.Match[str]] | None:
    if match := _NAMED_IN_ARABIC.match(line):
        return _SECTION_LEVEL, match
    return next(((level, match) for level, pattern in _NAMED if (match := pattern.match(line))), None)


def _numbered(line: str, last: int) -> int | None:
    """The number of a section that has no name, as in acts of the common law; they count upwards."""
    match = _BY_PARAGRAPH.match(line) or _PLAIN.match(line)
    if match is None:
        return None
    number = int(match["number"])
    # A number without a point may be anything, a date for instance: it must be the very next.
    step = _LARGEST_STEP if match.re is _BY_PARAGRAPH or match["point"] else 1
    return number if number == 1 or 1 <= number - last <= step else None


def _name(line: str, label: str) -> str:
    """The whole line where it is a title, otherwise the label alone."""
    is_title = len(line) <= _LONGEST_HEADING and not re.search(r"[.,;:]$|\(\w{1,3}\)", line)
    return tidy(line if is_title else label)


def _paths(marks: Sequence[_Mark]) -> list[tuple[str, ...]]:
    """For each mark, the headings that are open there with itself as the last."""
    opened: list[_Mark] = []
    found = []
    for mark in marks:
        while opened and opened[-1].level >= mark.level:
            opened.pop()
        opened.append(mark)
        found.append(tuple(one.text for one in opened))
    return found


def _sections(pages: Sequence[Page]) -> Iterator[_Section]:
    """The document from mark to mark. A heading with nothing below it begins the section that follows."""
    marks = _marks(pages)
    starts = [(0, 0), *((mark.place, mark.start) for mark in marks)]
    ends = [*starts[1:], (len(pages) - 1, len(pages[-1].text) if pages else 0)]
    paths = [(), *_paths(marks)]
    waiting: tuple[int, int] | None = None
    for start, end, path in zip(starts, ends, paths, strict=True):
        body = _after_title(pages, start, path[-1]) if path else start
        if path and end != ends[-1] and not _has_words(pages, body, end):
            waiting = waiting or start
            continue
        yield _Section(waiting or start, end, path)
        waiting = None


def _after_title(pages: Sequence[Page], start: tuple[int, int], title: str) -> tuple[int, int]:
    """Where the words of a section begin: after its first line if that is its title, otherwise with it."""
    place, character = start
    end = pages[place].text.find("\n", character)
    end = len(pages[place].text) if end < 0 else end
    return (place, end) if tidy(pages[place].text[character:end]) == title else start


def _has_words(pages: Sequence[Page], start: tuple[int, int], end: tuple[int, int]) -> bool:
    return start < end and any(piece.strip() for piece in _pieces(pages, start, end))


# How a section is divided


def _words(pages: Sequence[Page], section: _Section) -> list[_Word]:
    """The words of a section."""
    found: list[_Word] = []
    for place in range(section.start[0], section.end[0] + 1) if pages else ():
        text = pages[place].text
        start = section.start[1] if place == section.start[0] else 0
        end = section.end[1] if place == section.end[0] else len(text)
        found.extend(
            _Word(place, one.start(), one.end(), _ending(text, one)) for one in _WORD.finditer(text, start, end)
        )
    return found


def _ending(text: str, word: re.Match[str]) -> int:
    if word[0][-1] in "-\u2010\u00ad":
        return -1
    if not _SENTENCE_END.search(word[0]):
        return 0
    return 2 if re.match(r"\s*(?:\n|$)", text[word.end() : word.end() + 8]) else 1


def _parts(words: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """The words in parts of about the same size, each ending where it reads best."""
    while len(words) > LONGEST_WORDS:
        size = len(words) / -(-len(words) // _LARGE_PART)
        end = _best_end(words, round(size * 0.8), round(size * 1.12), round(size))
        yield words[:end]
        words = words[end:]
    if words:
        yield words


def _best_end(words: Sequence[_Word], least: int, most: int, size: int) -> int:
    """How many words to take: at the end of a paragraph or a sentence, near the wanted size; never within a word."""
    best = max(range(least, most + 1), key=lambda count: (words[count - 1].ending, -abs(count - size)))
    while best < len(words) and words[best - 1].ending < 0:
        best += 1
    return best
