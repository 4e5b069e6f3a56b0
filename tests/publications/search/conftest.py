"""The cast: four places whose findings rest on the questions of two small editions, which are stored.

Westria   national  small-1  en, fr      1.A1 potential   bread is rationed
Ostland   national  small-1  en          1.A1 well        bread for all
Sudburg   local     small-2  fr          1.A1 well        1.B1 potential
Nordia    national  small-2  en, ar      1.A2 well        2.A1 well
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from openmgi.core.profile import AnswerTrace, Profile
from openmgi.core.text import Text
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from openmgi.publications.search import shelf
from tests.core.editions import parsed, small_framework, two_editions
from tests.traced import answer

Said = dict[str, str]
QUESTION = {"1.A1": "Does an act name bread as a right?", "1.A2": "Is there a plan for wells?"}


def rests_on(indicator: str) -> AnswerTrace:
    asked = QUESTION.get(indicator, f"Is {indicator} there?")
    return answer(indicator=indicator, question={"en": asked, "fr": f"En français : {indicator} ?"}, quotes=())


def finding(texts: Said, *indicators: str) -> dict[str, Any]:
    trace: dict[str, Any] = {"status": "traced", "answers": [rests_on(one) for one in indicators]}
    if not indicators:
        trace = {"status": "not_traceable", "reason": "invented"}
    return {"text": Text.written(next(iter(texts)), texts).model_dump(), "trace": trace}


def place(name: str, code: str, *findings: tuple[int, str, dict[str, Any]], **changes: Any) -> Profile:
    """The profile of a place with these findings: domain, kind, finding."""
    languages = tuple(findings[0][2]["text"]["texts"])
    domains: dict[int, dict[str, Any]] = {}
    for number, kind, one in findings:
        told = domains.setdefault(number, {"number": number, "name": {"en": f"Domain {number}"}})
        told.setdefault(kind, []).append(one)
    named = {"en": name, "fr": name}
    told = {
        "title": Text.written(languages[0], dict.fromkeys(languages, f"Profile of {name}")).model_dump(),
        "place": {"name": named, "country": code, "country_name": named, "code": code, "invented": True},
        "level": "national",
        "edition": "2031-05",
        "languages": languages,
        "introduction": None,
        "domains": [domains[number] for number in sorted(domains)],
        "source": {},
        "framework_edition": "small-1",
    }
    return Profile.model_validate(told | changes)


WESTRIA = place(
    "Westria", "XXW",
    (1, "potential", finding({"en": "Bread is rationed in winter.", "fr": "Le pain est rationné en hiver."}, "1.A1")),
    (2, "well_developed", finding({"en": "A council meets.", "fr": "Un conseil se réunit."})),
)  # fmt: skip
OSTLAND = place(
    "Ostland", "XXO", (1, "well_developed", finding({"en": "Every person has a right to loaves."}, "1.A1")),
    edition="2027",
)  # fmt: skip
SUDBURG = place(
    "Sudburg", "XXS",
    (1, "well_developed", finding({"fr": "Le pain est gratuit pour les étrangers."}, "1.A1")),
    (1, "potential", finding({"fr": "Il manque de l’huile."}, "1.B1")),
    framework_edition="small-2", level="local",
)  # fmt: skip
NORDIA = place(
    "Nordia", "XXN",
    (1, "well_developed", finding({"en": "Wells are planned.", "ar": "تخطط الدولة للآبار."}, "1.A2")),
    (2, "well_developed", finding({"en": "Salt has a keeper.", "ar": "للملح حارس."}, "2.A1")),
    framework_edition="small-2",
)  # fmt: skip


def publish_all(*profiles: Profile) -> list[Publication]:
    return [publish(profile=one, by="Amina") for one in profiles]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """A test has its own database and folder; what this process knows of another's is no use."""
    shelf._KNOWN.clear()
    yield
    shelf._KNOWN.clear()


@pytest.fixture
def editions(db: None) -> None:
    load_framework(spec=small_framework())
    for files in two_editions():
        load_edition(spec=parsed(files))


@pytest.fixture
def world(editions: None) -> Sequence[Publication]:
    """All four, published in the order in which they stand above."""
    return publish_all(WESTRIA, OSTLAND, SUDBURG, NORDIA)
