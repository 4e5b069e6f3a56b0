"""A small library: a refugee act and its rules in English, a French law, a Spanish one, and a treaty in Arabic.

document  place  language  kind        adopted     restricted
act       AAA    en        law         2001-05-01
loi       AAA    fr        law         2010-01-31
ley       BBB    es        regulation  -
treaty    -      ar        agreement   1999-12-31
memo      AAA    en        report      -           yes
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openmgi.core.passages import Passage
from openmgi.library.search.entries import NO_PLACE, Source
from openmgi.library.search.index import PassageIndex


def passages(*texts: str, headings: tuple[str, ...] = ()) -> list[Passage]:
    return [Passage(place, place, 0, place, len(text), headings, text) for place, text in enumerate(texts)]


LIBRARY = [
    (
        Source("act", "1", "AAA", "law", "en", "Refugees Act", date(2001, 5, 1)),
        passages(
            "A refugee has the right to work and needs no work permit.",
            "Removal orders are stayed while an appeal is heard.",
            "Fees are set by the Minister.",
            headings=("Part II", "Status"),
        ),
    ),
    (
        Source("loi", "1", "AAA", "law", "fr", "Loi sur l’asile", date(2010, 1, 31)),
        passages("Le demandeur d’asile reçoit une attestation.", "La sécurité sociale est ouverte aux étrangers."),
    ),
    (
        Source("ley", "1", "BBB", "regulation", "es", "Reglamento de extranjería"),
        passages("Los extranjeros tienen permiso de trabajo."),
    ),
    (
        Source("treaty", "1", NO_PLACE, "agreement", "ar", "معاهدة", date(1999, 12, 31)),
        passages("يَحِقُّ للاجئين العمل وفق القانون."),
    ),
    (
        Source("memo", "1", "AAA", "report", "en", "Memo", is_restricted=True),
        passages("Refugees wait for a work permit."),
    ),
]


@pytest.fixture
def library(tmp_path: Path) -> PassageIndex:
    index = PassageIndex(tmp_path)
    with index.writing() as writing:
        for source, those in LIBRARY:
            writing.replace(source, those)
    return index
