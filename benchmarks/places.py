"""A portal as large as the largest that we promise: profiles of invented places, seeded, the same each time.

Half of the places are countries, the others cities in them. Every place has a profile in each of two editions some
years apart; the later one answers a question set that follows the earlier one, with every kind of link between them.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from django.conf import settings

from benchmarks.invented_profile import Invented, Picked, invented_profile
from benchmarks.later_edition import follow
from benchmarks.place_names import codes, names
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import Indicator, Option
from openmgi.core.profile import Level
from openmgi.library.actions.loading import load_edition
from openmgi.library.areas import areas
from openmgi.library.models import Edition
from openmgi.publications.actions import publish

PLACES = 216
SEED = 1072
LANGUAGES = ("en", "fr", "es", "ar")
LOCAL = 104 / 216  # the share of cities and regions among the places that were assessed so far
YEARS_APART = 3
YEARS_BACK = 6  # the first profile is so much older than the question set at most
WEIGHTS = {"absent": 30, "partial": 35, "complete": 25, "not_applicable": 5, "not_answered": 5}
KEPT = 0.7  # how often a later profile has the option of the earlier one
SETS: dict[Level, str] = {"national": "openmgi-national-1", "local": "openmgi-local-1"}


@cache
def filled() -> float:
    """Fill the database of the benchmarks, once in a process; the seconds that it takes."""
    began = time.perf_counter()
    fill(Path(settings.VAR_DIR) / "places")
    return round(time.perf_counter() - began, 1)


def fill(folder: Path, places: int = PLACES, editions: Literal[1, 2] = 2, languages: int = 4) -> Path:
    """Publish the profiles, in so many of the four languages.

    Returns the folder of data that names the regions of the invented countries, which this process uses from now on and
    others have to be told by OPENMGI_DATA.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same each time is what is wanted
    invented = _invented(places, LANGUAGES[:languages], chance)
    data = _data_with_regions(folder, [one.country for one in invented if one.level == "national"], chance)
    sets = {level: _sets(code, editions) for level, code in SETS.items()}
    for one in invented:
        _publish(one, sets[one.level], chance)
    return data


def _invented(places: int, languages: tuple[str, ...], chance: random.Random) -> list[Invented]:
    fresh = names(chance, languages)
    local = int(places * LOCAL)
    numbers, code = range(places - local), codes()
    countries = [Invented("national", next(code), name, name) for _, name in zip(numbers, fresh, strict=False)]
    return countries + [
        Invented("local", country.country, name, country.name)
        for country, name in zip(countries[:local], fresh, strict=False)
    ]


def _sets(code: str, editions: int) -> list[EditionSpec]:
    before = Edition.objects.get(code=code).spec
    return [before, load_edition(spec=follow(before))[0].spec][:editions]


def _publish(place: Invented, sets: Sequence[EditionSpec], chance: random.Random) -> None:
    """A profile of the place for each of the sets, the later ones some years after the first."""
    picked: Picked = {}
    back, month = chance.randint(YEARS_APART + 1, YEARS_BACK), chance.randint(1, 12)
    for number, spec in enumerate(sets):
        picked = {one.code: _option(one, picked, chance) for one in spec.indicators()}
        year = int(spec.date[:4]) - back + number * YEARS_APART
        publish(profile=invented_profile(place, spec, f"{year}-{month:02}", picked, chance), by="Invented person")


def _option(indicator: Indicator, before: Picked, chance: random.Random) -> Option:
    """Mostly what it was for the question that this one follows, where there is one."""
    earlier = indicator.relation.before if indicator.relation else ()
    if earlier and chance.random() < KEPT:
        return next(one for one in indicator.options if one.code == before[earlier[0]].code)
    return chance.choices(indicator.options, [WEIGHTS[one.code] for one in indicator.options])[0]


def _data_with_regions(folder: Path, countries: Sequence[str], chance: random.Random) -> Path:
    """A copy of the data folder in which each invented country lies where some real one does, and is in its groups."""
    data = folder / "data"
    shutil.copytree(settings.DATA_DIR, data, dirs_exist_ok=True)
    with (data / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        real = [row for row in csv.DictReader(file) if row["region"]]
    with (data / "places" / "invented.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(real[0]), lineterminator="\n")
        writer.writeheader()
        for code in countries:
            areas_of = {column: text for column, text in chance.choice(real).items() if not column.startswith("name_")}
            writer.writerow({**areas_of, "m49": "", "alpha2": "", "alpha3": code})
    settings.DATA_DIR = data
    os.environ["OPENMGI_DATA"] = str(data)
    areas.cache_clear()
    return data
