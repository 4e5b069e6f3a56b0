"""Fills the site of this environment with profiles to explore: `python -m tests.browser.filling FOLDER`.

Everything in them is invented. Arvala has two editions. A few have the code of a real country, so that they are on the
map and beside official data; they are called after their code.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import django

django.setup()

from benchmarks.invented_profile import Invented, Picked, invented_profile  # noqa: E402 - Django is set up first
from benchmarks.places import SETS, fill  # noqa: E402
from openmgi.core.profile import AgreedAnswer, Domain, Finding, Level, Profile  # noqa: E402
from openmgi.library.models import Edition  # noqa: E402
from openmgi.publications.actions import publish  # noqa: E402

LANGUAGES = ("en", "fr", "es", "ar")
ON_THE_MAP = {"KEN": "2030-03", "UGA": "2031-05", "TUV": "2032-01"}
ITEMS = "sdg-10.7.2"
LAW_ON = "1a"  # the item for which the profile of the items quotes a law
_chance = random.Random(7)  # noqa: S311 - the same each time is what is wanted


def fill_site(folder: Path) -> None:
    """Many places, then those that the tests name."""
    fill(folder, places=10)
    named = [
        _profile("national", "XZA", "Arvala", "2030-04"),
        _profile("national", "XZA", "Arvala", "2033-04", f"{SETS['national']}-later"),
        *(_on_the_map(_profile("national", code, f"Place {code}", date)) for code, date in ON_THE_MAP.items()),
        _on_the_map(_profile("local", "UGA", "Town of UGA", "2031-06")),
        _of_the_items(_on_the_map(_profile("national", "KEN", "Place KEN", "2033-03"))),
    ]
    for one in named:
        publish(profile=one, by="Grace")


def _profile(level: Level, code: str, name: str, date: str, edition: str = "") -> Profile:
    spec = Edition.objects.get(code=edition or SETS[level]).spec
    picked: Picked = {one.code: _chance.choice(one.options) for one in spec.indicators()}
    country = name if level == "national" else f"Place {code}"
    place = Invented(level, code, dict.fromkeys(LANGUAGES, name), dict.fromkeys(LANGUAGES, country))
    return invented_profile(place, spec, date, picked, _chance)


def _on_the_map(base: Profile) -> Profile:
    return base.model_copy(update={"place": base.place.model_copy(update={"invented": False})})


def _of_the_items(base: Profile) -> Profile:
    """The same profile with the best answer to each item of SDG indicator 10.7.2; one of them is quoted."""
    answers = tuple(
        AgreedAnswer(
            domain=domain.number,
            topic=topic.name,
            indicator=one.code,
            question=one.question,
            option=max(one.options, key=lambda option: option.half_points or 0).code,
        )
        for domain, topic, one in Edition.objects.get(code=ITEMS).spec.placed()
    )
    first, *others = base.domains
    domains = (_resting_on(first, LAW_ON), *others)
    return base.model_copy(update={"framework_edition": ITEMS, "answers": answers, "domains": domains})


def _resting_on(domain: Domain, indicator: str) -> Domain:
    def moved(finding: Finding) -> Finding:
        answers = tuple(one.model_copy(update={"indicator": indicator}) for one in finding.trace.answers)
        return finding.model_copy(update={"trace": finding.trace.model_copy(update={"answers": answers})})

    return domain.model_copy(update={"well_developed": tuple(moved(one) for one in domain.well_developed)})


if __name__ == "__main__":
    fill_site(Path(sys.argv[1]))
