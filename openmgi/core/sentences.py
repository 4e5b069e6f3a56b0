"""Where the sentences of a text end, in the languages of the profiles: not after "art.", "No." or "e.g."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openmgi.core.text import tidy

_END = re.compile(r"[.!?؟۔।…]+(?: ?»|[\"'”’)\]])*\s+")
_WORD_BEFORE = re.compile(r"[^\s(\[«“\"'’]*$")
_WITH_DOTS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # e.g, U.S, EE.UU
_SHORTENED_WORDS = """
al ap app apdo approx art arts bd cap capp cf ch cl cls col comp dec dept dir dr dra ed eds esp ext fig figs fol gov
ibid inc inf lic lit ltd mr mrs ms n no nos nr núm núms num nums nº n° op ord p pag pág págs par para paras párr párrs
pp prof pt pts r reg regs res s sec secs sect sr sra ss st sub subs sup v vid viz vol vols vs
"""
_SHORTENED = frozenset(_SHORTENED_WORDS.split())


def sentences(text: str) -> list[str]:
    """The sentences of a text, tidied, each with its full stop."""
    line = tidy(text)
    ends = [*_ends(line), len(line)]
    return [line[start:end].strip() for start, end in zip([0, *ends], ends, strict=False) if line[start:end].strip()]


def _ends(line: str) -> Iterator[int]:
    for match in _END.finditer(line):
        is_shortened = match[0][0] == "." and _is_shortened(line[: match.start()])
        if not is_shortened and not line[match.end() : match.end() + 1].islower():
            yield match.end()


def _is_shortened(before: str) -> bool:
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    return word.casefold() in _SHORTENED or _WITH_DOTS.fullmatch(word) is not None
