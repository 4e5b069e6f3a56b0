"""Which line is a heading, told by its first word: laws name their parts alike in every language."""

from __future__ import annotations

import re
from typing import Final

# The largest part first. A word that stands for different sizes in different countries has the place it has most often.
_LEVELS: Final[tuple[str, ...]] = (
    "book|livre|libro|livro|الكتاب",
    "part|partie|parte|title|titre|título|titulo|annex|annexe|anexo|schedule|appendix|appendice|apéndice|"
    "preamble|préambule|preámbulo|preâmbulo|الباب|الجزء|الملحق|ملحق|الديباجة",
    "chapter|chapitre|capítulo|capitulo|الفصل",
    "section|sección|seccion|secção|seção|division|subpart|sous-partie|القسم",
    "subdivision|sub-division|subsection|sous-section|subsección|الفرع",
    "article|artículo|articulo|artigo|art|المادة|مادة",
)
SMALLEST: Final = len(_LEVELS)
_NUMBER: Final = (
    r"(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z]|premier|première|único|primero|primera|first|one|i{1,3}|الأولى?|الثانية?)"
    r"(?:er|re|º|°|bis|ter|quater)?"
)
_NUMBERED: Final = tuple(
    re.compile(rf"(?:{words})\.?\s+{_NUMBER}(?![\w’'])[\s.:)—–-]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
    for words in _LEVELS
)
_UNNUMBERED: Final = re.compile(
    r"(?:preamble|préambule|preámbulo|preâmbulo|annex|annexe|anexo|schedule|appendix|الديباجة)[\s:]*", re.IGNORECASE
)
_LONGEST: Final = 120
# Prose that happens to begin like a heading: “Section 12 applies to …”
_PROSE_END: Final = re.compile(r"[,;]$|[a-zà-ÿ\u0621-\u064a]\.$")


def level_of(line: str) -> int:
    """1 for the largest part, more for smaller ones; 0 for a line that is not a heading."""
    line = line.strip()
    if not line or len(line) > _LONGEST or _PROSE_END.search(line):
        return 0
    if _UNNUMBERED.fullmatch(line):
        return 2
    for level, pattern in enumerate(_NUMBERED, start=1):
        if match := pattern.fullmatch(line):
            return 0 if match["rest"][:1].islower() else level
    return 0
