"""Words that are written from right to left, in the order in which they are read.

PDFium turns what it takes for the order of the eye into the order of reading, and turns some words that were right
already. Where the letters of a word stand on the page tells; a word is turned in place, so that it keeps its box.
"""

from __future__ import annotations

import re
from typing import Any, Final

# Hebrew, Arabic and the forms of Arabic letters; their digits run from left to right.
_WORD: Final = re.compile(r"[\u0591-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")


def in_reading_order(textpage: Any, text: str) -> str:
    return _WORD.sub(lambda word: word[0][::-1] if _is_turned(textpage, word) else word[0], text)


def _is_turned(textpage: Any, word: re.Match[str]) -> bool:
    """Whether the first letter of the word stands left of its last."""
    first, last = (textpage.get_charbox(index) for index in (word.start(), word.end() - 1))
    return bool(first[0] + first[2] < last[0] + last[2])
