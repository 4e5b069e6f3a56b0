"""Profiles that answer the two small editions, for tests that set them side by side."""

from __future__ import annotations

from collections.abc import Mapping

from openmgi.core.profile import AgreedAnswer, Profile
from tests.core.editions import parsed, two_editions

BEFORE, AFTER = map(parsed, two_editions())
SETS = {"small-1": BEFORE, "small-2": AFTER}
CODES = {edition.code: [one.code for one in edition.indicators()] for edition in (BEFORE, AFTER)}


def agreed(code: str, option: str) -> AgreedAnswer:
    kind = "not_applicable" if option == "not_applicable" else "answer" if option else "not_answered"
    kind = "not_answered" if option == "not_answered" else kind
    asked = {"en": f"Question {code}"}
    return AgreedAnswer.model_validate(
        {
            "domain": int(code[0]),
            "topic": {"en": code[2]},
            "indicator": code,
            "question": asked,
            "option": option,
            "kind": kind,
        }
    )


def quote(words: str) -> dict[str, object]:
    part = (0, 0, len(words))
    told = {"text": words, "reading": words, "document": "An act", "page_index": 0, "parts": [part]}
    return told | {"file_sha256": "0" * 64}


def finding(code: str, words: tuple[str, ...]) -> dict[str, object]:
    answer = {"indicator": code, "question": {"en": "?"}, "option": "complete", "option_label": {"en": "Complete"}}
    trace = {"status": "traced", "answers": [answer | {"quotes": [quote(one) for one in words]}]}
    return {"text": {"source": "en", "texts": {"en": f"Something on {code}."}}, "trace": trace}


def profile(
    edition: str = "small-1",
    options: Mapping[str, str] | None = None,
    quotes: Mapping[str, tuple[str, ...]] | None = None,
    **place: object,
) -> Profile:
    """A profile that answers `complete` where the options say nothing else; an empty option is no answer."""
    told = dict.fromkeys(CODES.get(edition, []), "complete") | dict(options or {})
    whose = {
        "name": {"en": "Velmora"},
        "country": "XXV",
        "country_name": {"en": "Velmora"},
        "code": "XXV",
        "invented": True,
    }
    findings = [finding(code, words) for code, words in (quotes or {"1.A1": ("Everyone has bread.",)}).items()]
    return Profile.model_validate(
        {
            "title": {"source": "en", "texts": {"en": "A profile"}},
            "place": whose | place,
            "level": "national",
            "edition": "2031-05",
            "languages": ["en"],
            "introduction": None,
            "domains": [{"number": 1, "name": {"en": "Domain 1"}, "well_developed": findings}],
            "source": {},
            "framework_edition": edition,
            "answers": [agreed(code, option) for code, option in told.items()],
        }
    )
