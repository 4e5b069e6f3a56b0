"""Profiles of invented countries with answers to two questions of a stored edition, on an invented continent.

        1.A1       1.A2            area   edition
XXA     complete   complete        002    2030-01, and 2028-01 with: absent, absent
XXB     complete   partial         002    2030-02, corrected once
XXC     complete   absent          002    2030-03
XXD     partial    complete        019    2030-04
XXE     partial    (not_applicable) 019   2030-05
XXF     absent     (not_answered)  019    2030-06, only in English
XXZ     complete   complete        -      2030-07, counted as a place that exists
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.core.edition import Edition
from openmgi.core.profile import AgreedAnswer, Profile
from openmgi.library.actions.loading import load_edition
from openmgi.library.areas import areas
from openmgi.publications.actions import publish
from tests.traced import answer, both, finding, quote, text, traced_profile

EDITION = "openmgi-national-1"
FIRST, SECOND = "1.A1", "1.A2"
OPTIONS = {
    "XXA": ("complete", "complete"),
    "XXB": ("complete", "partial"),
    "XXC": ("complete", "absent"),
    "XXD": ("partial", "complete"),
    "XXE": ("partial", "not_applicable"),
    "XXF": ("absent", "not_answered"),
}
REGIONS = dict.fromkeys(("XXA", "XXB", "XXC"), "002") | dict.fromkeys(("XXD", "XXE", "XXF"), "019")
LICENCE = "https://example.org/licence"
FORMULA = "=1+1 is what a council decided."


def profile(country: str, edition: str, options: tuple[str, str], **changes: Any) -> Profile:
    """A profile with one well-developed finding that rests on the first question, and one that rests on nothing."""
    domains = [
        {
            "number": 1,
            "name": {"en": "Rights", "fr": "Droits"},
            "well_developed": [finding(f"Care in {country}.", f"Soins {country}.", answer(quote(), indicator=FIRST))],
            "potential": [finding(FORMULA, "Rien n’est prévu.")],
        }
    ]
    name = {"en": f"Country {country[-1]}", "fr": f"Pays {country[-1]}"}
    place = {"name": name, "country": country, "country_name": name, "code": country, "invented": True}
    told = {"domains": domains, "place": place, "edition": edition, "framework_edition": EDITION, "despite": ()}
    answers = tuple(_answer(code, option) for code, option in zip((FIRST, SECOND), options, strict=True))
    return traced_profile(**(told | {"answers": answers} | changes))


def _answer(code: str, option: str) -> AgreedAnswer:
    kind = option if option.startswith("not_") else "answer"
    told = {"domain": 1, "topic": {"en": "T"}, "indicator": code, "question": {"en": "Q"}, "kind": kind}
    return AgreedAnswer.model_validate(told | {"option": "" if kind == "not_answered" else option})


def publish_all(sets: dict[str, Edition]) -> None:
    """Publish what is drawn above."""
    load_edition(spec=sets[EDITION])
    publish(profile=profile("XXA", "2028-01", ("absent", "absent")), by="Grace")
    for number, (country, options) in enumerate(OPTIONS.items(), start=1):
        changes = {"source": {"licence": LICENCE}} if country == "XXA" else {}
        told = profile(country, f"2030-{number:02}", options, **changes)
        publish(profile=_in_english(told) if country == "XXF" else told, by="Grace")
    corrected = profile("XXB", "2030-02", OPTIONS["XXB"], title=both("Corrected", "Corrigé"))
    publish(profile=corrected, by="Grace", correction="The title was wrong.")
    place = profile("XXZ", "2030-07", OPTIONS["XXA"]).place.model_copy(update={"invented": False})
    publish(profile=profile("XXZ", "2030-07", OPTIONS["XXA"], place=place), by="Grace")


def _in_english(told: Profile) -> Profile:
    return told.model_copy(update={"languages": ("en",), "title": text("Profile of F")})


@contextmanager
def own_regions(folder: Path) -> Iterator[None]:
    """Data in which the invented countries are in regions, as an installation to practise with has it."""
    before = settings.DATA_DIR
    shutil.copytree(before / "places", folder / "places")
    for other in before.iterdir():
        if other.name != "places":
            (folder / other.name).symlink_to(other)
    with (folder / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        columns = csv.DictReader(file).fieldnames or []
    with (folder / "places" / "invented.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows({"alpha3": country, "region": region} for country, region in REGIONS.items())
    settings.DATA_DIR = folder
    areas.cache_clear()
    try:
        yield
    finally:
        settings.DATA_DIR = before
        areas.cache_clear()
