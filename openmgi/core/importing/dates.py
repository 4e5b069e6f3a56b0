"""Month and year of a profile, as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openmgi.core.text import fold

_YEAR = r"(?P<year>(?:19|20)\d\d)"


class Dates:
    """Finds `YYYY-MM` or `YYYY` in text.

    months: language → twelve regular expressions, January first, on folded text.
    labels: words that may stand before a date on a line of its own, on folded text.
    """

    def __init__(self, months: Mapping[str, Sequence[str]], labels: Sequence[str] = ()) -> None:
        self._months = [
            (number, re.compile(f"(?:{pattern})"))
            for names in months.values()
            for number, pattern in enumerate(names, start=1)
        ]
        month = "|".join(pattern for names in months.values() for pattern in names)
        day = r"(?:\d{1,2}(?:st|nd|rd|th|er)? (?:de )?)?"
        self._written = [
            re.compile(rf"\b{day}(?P<month>{month})\.?,? (?:de |del |of )?{_YEAR}\b"),
            re.compile(rf"\b{_YEAR},? (?P<month>{month})\b"),
            re.compile(rf"\b{_YEAR}[-/.](?P<digits>0?[1-9]|1[0-2])\b(?![-/.]?\d{{4}})"),
            re.compile(rf"\b(?P<digits>0?[1-9]|1[0-2])[-/.]{_YEAR}\b"),
        ]
        self._year = re.compile(rf"(?<![\d-]){_YEAR}(?![\d-])")
        self._label = re.compile(rf"^(?:(?:{'|'.join(labels)})(?: ?:| ))? *" if labels else "")

    def find(self, text: str) -> str | None:
        """The first date in the text, a month rather than a bare year."""
        return self._found(fold(text))[0]

    def alone(self, text: str) -> str | None:
        """The date that is all there is in this line, perhaps after a label or in brackets; otherwise nothing."""
        folded = self._label.sub("", fold(text)).strip(" ()[].,|:-")
        date, matched = self._found(folded)
        return date if matched == folded else None

    def removed(self, text: str) -> str:
        """The text without its dates: what is left of a title that holds the place and the date."""
        folded = fold(text)
        date, matched = self._found(folded)
        if date is None or len(folded) != len(text):
            return text
        start = folded.index(matched)
        return self.removed(f"{text[:start]} {text[start + len(matched) :]}")

    def _found(self, folded: str) -> tuple[str | None, str]:
        for pattern in self._written:
            match = pattern.search(folded)
            if match:
                return f"{match['year']}-{self._number(match):02}", match[0]
        match = self._year.search(folded)
        return (match["year"], match[0]) if match else (None, "")

    def _number(self, match: re.Match[str]) -> int:
        groups = match.groupdict()
        if groups.get("digits"):
            return int(groups["digits"])
        return next(number for number, pattern in self._months if pattern.fullmatch(groups["month"]))
