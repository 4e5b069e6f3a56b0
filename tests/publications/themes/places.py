"""Invented countries that are published with an answer to one question."""

from __future__ import annotations

from typing import Any

from openmgi.core.profile import AgreedAnswer, Profile
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.traced import traced_profile

EDITION = "small-1"


def profile(
    country: str, option: str = "complete", kind: str = "answer", date: str = "2031-05", **more: Any
) -> Profile:
    """A country called after its code, with this answer to 1.A1 and none to 1.A2."""
    base = traced_profile()
    called = {"country": country, "code": country, "name": {"en": country}, "invented": more.pop("invented", False)}
    place = base.place.model_copy(update=called)
    answers = (
        AgreedAnswer.model_validate(
            {**_question("1.A1"), "option": option if kind != "not_answered" else "", "kind": kind}
        ),
        AgreedAnswer.model_validate(_question("1.A2")),
    )
    told = {"place": place, "edition": date, "answers": answers, "framework_edition": EDITION, **more}
    return base.model_copy(update=told)


def _question(code: str) -> dict[str, Any]:
    return {"domain": 1, "topic": {"en": "Health"}, "indicator": code, "question": {"en": "Is it?"}}


def published(
    country: str, option: str = "complete", kind: str = "answer", date: str = "2031-05", **more: Any
) -> Publication:
    return publish(profile=profile(country, option, kind, date, **more), by="Grace")
