"""A profile of an invented place, each finding of which carries its trace into the law of `tests.library.documents`.

domain 1, well developed   1 quoted on page 11, which is the first of the file
                           2 quoted over two lines of page 12
          potential        1 nothing is quoted; the answer says where one looked
domain 2, well developed   1 not traceable
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from openmgi.core.profile import AnswerTrace, Profile, QuoteTrace
from openmgi.core.quotes import find, readable
from openmgi.core.text import Text
from tests.library.documents import LAW, bytes_of

CARE = "Every person has access to emergency health care."
SCHOOL = "Children of foreigners have access to schools on the terms of nationals."
ADDRESS = "https://laws.example.org/foreigners"
SLUG = "xxw-2031-05"


def quote(words: str = CARE, pages: Sequence[str] = LAW, **changes: Any) -> QuoteTrace:
    """The trace of a quote of the law."""
    anchor = find(pages, words)[0]
    told = {
        "text": anchor.text,
        "reading": readable(anchor.text, anchor.parts),
        "language": "en",
        "document": "Act on Foreigners",
        "kind": "law",
        "adopted": "2029-02-01",
        "heading": "Article 1",
        "page": str(anchor.page + 11),
        "page_index": anchor.page,
        "parts": [astuple(one) for one in anchor.parts],
        "address": ADDRESS,
        "file_sha256": hashlib.sha256(bytes_of(list(pages))).hexdigest(),
    }
    return QuoteTrace.model_validate(told | changes)


def text(words: str, language: str = "en") -> Text:
    return Text.written(language, {language: words})


def both(words: str, french: str) -> Text:
    return Text.written("en", {"en": words, "fr": french})


def answer(*quotes: QuoteTrace, **changes: Any) -> AnswerTrace:
    """The trace of an answer that rests on these quotes."""
    told = {
        "indicator": "1.1",
        "question": {"en": "Do all have access to health care?", "fr": "Tous ont-ils accès aux soins ?"},
        "option": "complete",
        "option_label": {"en": "Yes, all", "fr": "Oui, tous"},
        "justification": text("The Act names every person."),
        "quotes": quotes,
    }
    return AnswerTrace.model_validate(told | changes)


def finding(words: str, french: str, *answers: AnswerTrace) -> dict[str, Any]:
    trace: dict[str, Any] = {"status": "traced", "answers": answers}
    if not answers:
        trace = {"status": "not_traceable", "reason": "invented"}
    return {"text": both(words, french), "trace": trace}


NOWHERE = {
    "indicator": "1.3",
    "question": {"en": "Is there a strategy?", "fr": "Existe-t-il une stratégie ?"},
    "option": "absent",
    "option_label": {"en": "No", "fr": "Non"},
    "justification": None,
    "looked": text("The Gazette of four years."),
}


def traced_profile(**changes: Any) -> Profile:
    """The profile that is drawn above, with changes."""
    well = [
        finding("Emergency care is open to every person.", "Les soins d’urgence sont ouverts à tous.", answer(quote())),
        finding("Schools are open to children.", "Les écoles sont ouvertes aux enfants.", answer(quote(SCHOOL))),
    ]
    potential = [finding("There is room for a strategy.", "Une stratégie pourrait être adoptée.", answer(**NOWHERE))]
    told = {
        "title": both("Profile of Westria", "Profil de la Westrie"),
        "place": {
            "name": {"en": "Westria", "fr": "Westrie"},
            "country": "XXW",
            "country_name": {"en": "Westria", "fr": "Westrie"},
            "code": "XXW",
            "invented": True,
        },
        "level": "national",
        "edition": "2031-05",
        "languages": ("en", "fr"),
        "introduction": None,
        "domains": [
            {"number": 1, "name": {"en": "Rights", "fr": "Droits"}, "well_developed": well, "potential": potential},
            {
                "number": 2,
                "name": {"en": "Whole", "fr": "Ensemble"},
                "well_developed": [finding("A council meets.", "Un conseil se réunit.")],
            },
        ],
        "source": {},
        "method": both(
            "Two people answered.\n\nA third compared.", "Deux personnes ont répondu.\n\nUne autre a comparé."
        ),
        "framework_edition": "questions-1",
        "people": ("Nadia Orlova", "ليلى حداد"),
        "despite": [{"reason": "sign_off", "justification": text("The minister changed on that day.")}],
    }
    return Profile.model_validate(told | changes)
