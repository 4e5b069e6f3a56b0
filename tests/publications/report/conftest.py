"""Publications of which reports are made. None of them is in the database unless it says so."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openmgi.core.profile import Profile, canonical_json, sha256
from openmgi.publications.models import Publication
from tests.traced import answer, finding, quote, traced_profile

OLD = Path(__file__).parents[2] / "fixtures" / "profile_1_0.json"
CONSULTED = [
    {
        "institution": "Ministry of the Interior", "domains": [1, 2], "replied": "2031-04-01", "comments": 6,
        "accepted": 3, "partly": 2, "not_accepted": 1,
    },
    {"institution": "Ministry of Health", "domains": [1]},
]  # fmt: skip
CLEARED = {"name": "Amina Diallo", "function": "Secretary General", "signed_on": "2031-04-30"}
ANSWERS = [
    {
        "domain": 1, "topic": {"en": "Services", "fr": "Services"}, "indicator": "1.1",
        "question": {"en": "Do all have access to health care?", "fr": "Tous ont-ils accès aux soins ?"},
        "option": "complete", "option_label": {"en": "Yes, all", "fr": "Oui, tous"},
    },
    {
        "domain": 2, "topic": {"en": "Council", "fr": "Conseil"}, "indicator": "2.1",
        "question": {"en": "Does a council meet?", "fr": "Un conseil se réunit-il ?"},
    },
]  # fmt: skip
WHOLE: dict[str, Any] = {"consultation": CONSULTED, "cleared": CLEARED, "answers": ANSWERS}
Published = Callable[[Profile], Publication]


def publication_of(profile: Profile) -> Publication:
    """A publication that is not stored: a report needs nothing else."""
    frozen = canonical_json(profile)
    return Publication(
        slug=profile.slug,
        version=1,
        profile_json=frozen,
        sha256=sha256(frozen),
        published_at=datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC),
        edition=profile.edition,
        languages=list(profile.languages),
    )


def with_finding(words: str, **quoted: Any) -> Publication:
    """A publication whose only finding says this and rests on this quote."""
    well = finding(words, words, answer(quote(**quoted)))
    domain = {"number": 1, "name": {"en": "Rights", "fr": "Droits"}, "well_developed": [well]}
    return publication_of(traced_profile(domains=[domain]))


@pytest.fixture(scope="session")
def westria() -> Publication:
    """An invented place whose findings carry their trace, with consultation, clearance and annex."""
    return publication_of(traced_profile(**WHOLE))


@pytest.fixture(scope="session")
def old() -> Publication:
    """A profile as it was stored before findings could be traced."""
    return publication_of(Profile.model_validate_json(OLD.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def large() -> Publication:
    """A profile in four languages that makes a report of more than 25 pages."""
    from benchmarks.report import large_profile  # noqa: PLC0415 - the settings have to be known

    return publication_of(large_profile())
