"""A line of a page, and how broken lines and words are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from openmgi.core.text import fold, tidy, without_invisible

Hint = Literal["text", "item", "heading"]

_MARKER = re.compile(
    r"""^\s*(?:
        (?P<dot>[•●▪■◦○‣⁃∙·\uf0b7\uf0a7])            # a bullet needs no space after it
      | (?P<dash>[-–—*+])(?=\s|$|[^\W\d_a-zà-öø-ÿ])    # a dash or star needs one, or a capital
      | (?P<letter>o)(?=\t|\s{2,})                     # the hollow bullet of word processors, pasted as a letter
      | \(?(?P<number>\d{1,2})[.)](?=\s|$)
    )\s*(?P<text>.*)$""",
    re.VERBOSE,
)
_OPEN_RANGE = re.compile(r"\w[–—/]$")  # 2019– at the end of a line, 2023 on the next
_SENTENCE_END = re.compile(r"[.!?;:…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file (from 1), its text as found, what the file format says it is, its page."""

    number: int
    text: str
    hint: Hint = "text"
    page: int | None = None

    @cached_property
    def tidy(self) -> str:
        return tidy(self.text)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.tidy

    @property
    def indent(self) -> int:
        expanded = self.text.expandtabs(4)
        return len(expanded) - len(expanded.lstrip())

    @cached_property
    def marker(self) -> str:
        """The bullet or number in front, or nothing. A line that the format calls an item has the marker "item"."""
        if self.hint == "item":
            return "item"
        match = _MARKER.match(without_invisible(self.text))
        return next(filter(None, match.groups()[:4]), "") if match else ""

    @cached_property
    def content(self) -> str:
        """The text after the marker, tidied."""
        match = _MARKER.match(without_invisible(self.text))
        return tidy(match["text"]) if match and self.marker else self.tidy

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.tidy))

    @property
    def is_heading_like(self) -> bool:
        return len(self.tidy.split()) <= 6 and not self.ends_sentence and not self.starts_small

    @property
    def starts_small(self) -> bool:
        """Whether the first letter is a small one, as in the rest of a broken sentence."""
        first = next((letter for letter in self.tidy if letter.isalpha()), "")
        return first.islower()


def words_of(lines: Iterable[Line]) -> AbstractSet[str]:
    """Every word of the page without case: what tells a broken word from a compound one."""
    return {word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.folded)}


def join(parts: Iterable[Line], words: AbstractSet[str]) -> str:
    """The lines of one paragraph as one line of text, words broken at a line's end made whole."""
    joined = ""
    broken = False
    for part in parts:
        joined = _append(joined, part.content if not joined else part.tidy, words, soft=broken)
        broken = part.text.rstrip().endswith("\u00ad")
    return joined


def _append(joined: str, text: str, words: AbstractSet[str], *, soft: bool) -> str:
    if soft or not joined or _OPEN_RANGE.search(joined):
        return joined + text
    left = re.search(r"(\w+(?:-\w+)*)-$", joined)
    right = re.match(r"[^\W\d_]\w*", text)
    if left is None or right is None:
        return f"{joined} {text}"
    return joined + text if _is_compound(left[1], right[0], words) else joined[:-1] + text


def _is_compound(left: str, right: str, words: AbstractSet[str]) -> bool:
    """Whether the hyphen at a line's end belongs to the word: what the rest of the page says, then its parts."""
    first, last = fold(left), fold(right)
    if f"{first}-{last}" in words:
        return True
    if f"{first}{last}" in words:
        return False
    return "-" in first or not right[0].islower() or first in words or last in words
