"""Search over the findings of a few hundred invented profiles in four languages: the index, searches, and a page."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test import Client

from benchmarks.figures import Figure, percentile_ms
from openmgi.core.edition import Edition, EditionDomain
from openmgi.core.profile import KINDS, Profile
from openmgi.core.text import Text
from openmgi.library.areas import areas
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.search.vectors import encoded
from openmgi.publications.actions import publish
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.feeds import items
from openmgi.publications.search.finding import Found, find
from openmgi.publications.search.like import like
from openmgi.publications.search.meaning import Meanings, installed
from openmgi.publications.search.shelf import rebuild, shelf_and_index

EDITION = "openmgi-national-1"
PLACES = 216
DATES = ("3001-05", "3005-05")
OF_A_KIND = 3  # findings in each of the six domains
LANGUAGES = ("en", "fr", "es", "ar")
READ = 6  # publications that the model reads
SEARCHES = 400
PAGES = 60


def figures() -> Iterator[Figure]:
    """Figures of publications that are gone again afterwards, with an index of their own."""
    edition = StoredEdition.objects.get(code=EDITION).spec
    kept = settings.INDEX_DIR
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.INDEX_DIR = Path(folder)
        try:
            yield from _measured(edition, Path(folder))
        finally:
            settings.INDEX_DIR = kept
            transaction.set_rollback(True)


def _measured(edition: Edition, folder: Path) -> Iterator[Figure]:
    slugs = [publish(profile=one, by="benchmark").slug for one in _profiles(edition)]
    start = time.perf_counter()
    count = rebuild()
    taken = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1_000_000
    yield Figure(f"indexing {count} findings in {len(LANGUAGES)} languages", round(taken, 1), "s", None)
    yield Figure(f"index of {count} findings", round(size, 1), "MB", None)
    chance = random.Random(1)  # noqa: S311 - the same questions at every run
    yield from _times("search in findings", 20, 100, SEARCHES, partial(_search, edition, chance))
    yield from _times("places that have this", 20, 100, SEARCHES, partial(_like, slugs))
    if installed():
        yield from _meant(Meanings(folder), edition, chance)
    yield from _times("list of findings without words", 20, 100, SEARCHES, _listed)
    yield from _times("feed of a search", 50, 150, PAGES, partial(_fed, edition))
    yield from _times("page of a search", 50, 150, PAGES, partial(_page, Client(), edition))


def _meant(meanings: Meanings, edition: Edition, chance: random.Random) -> Iterator[Figure]:
    """Searches that only the meaning answers, each in words that nobody typed before.

    The model reads a few publications. Each finding is then given the meaning of a term, since the other words of
    these findings have none.
    """
    _, reader = shelf_and_index()
    findings = {
        one: reader.of_publications(reader.term("publication", one), [one], count)
        for one, count in reader.counts().items()
    }
    start, few = time.process_time(), list(findings)[:READ]
    for one in few:
        meanings.put(one, findings[one])
    read = sum(len(findings[one]) for one in few) / (time.process_time() - start)
    yield Figure("findings read for their meaning", round(read), "/s of CPU", None)
    rows = encoded([term for one in edition.indicators() for term in one.terms["en"]])
    for one, entries in findings.items():
        meanings.keep(one, [each.key for each in entries], rows[chance.choices(range(len(rows)), k=len(entries))])
    assert sum(bool(_search_by_meaning(edition, number).alike) for number in range(9)) > 5
    start = time.process_time()
    yield from _times("search by meaning", 20, 100, SEARCHES, partial(_search_by_meaning, edition))
    yield Figure("search by meaning, CPU", round((time.process_time() - start) / (SEARCHES + 1) * 1000, 1), "ms", None)


def _search_by_meaning(edition: Edition, number: int) -> Found:
    """A term with a number that no finding has."""
    return find(Asked(f"{_term(edition, random.Random(number))} 9{number}"))  # noqa: S311 - the same at every run


def _times(name: str, p50: int, p99: int, runs: int, ask: Callable[[int], object]) -> Iterator[Figure]:
    ask(0)
    taken = []
    for number in range(runs):
        start = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - start)
    yield Figure(f"{name}, p50", percentile_ms(taken, 50), "ms", p50)
    yield Figure(f"{name}, p99", percentile_ms(taken, 99), "ms", p99)


def _search(edition: Edition, chance: random.Random, number: int) -> None:
    """What people type: a word, two words of different terms, a phrase; a third of them narrowed down."""
    one, other = _term(edition, chance), _term(edition, chance)
    typed = (one.split()[0], f"{one.split()[0]} {other.split()[-1]}", f'"{one}"')[number % 3]
    chosen = {"region": "202", "kind": "well_developed"} if number % 9 < 3 else {}
    find(Asked(typed, chosen))


def _like(slugs: list[str], number: int) -> None:
    assert like(slugs[number % len(slugs)], number % 6 + 1, 1, Asked()) is not None


def _listed(number: int) -> None:
    assert find(Asked("", {"domain": str(number % 6 + 1)}, page=number % 40 + 1)).entries


def _fed(edition: Edition, number: int) -> None:
    items(Asked(_word(edition, number)), str)


def _page(client: Client, edition: Edition, number: int) -> None:
    response = client.get("/fr/search/", {"q": _word(edition, number), "gcm": "15"})
    assert response.status_code == 200


def _word(edition: Edition, number: int) -> str:
    return _term(edition, random.Random(number)).split()[0]  # noqa: S311 - the same at every run


def _term(edition: Edition, chance: random.Random) -> str:
    return chance.choice([term for one in edition.indicators() for term in one.terms["en"]])


def _profiles(edition: Edition) -> Iterator[Profile]:
    chance = random.Random(0)  # noqa: S311 - the same at every run
    countries = sorted({country for area in areas().values() for country in area.countries})
    for number in range(PLACES):
        for date in DATES:
            yield _profile(edition, chance, countries[number], f"Place {number}", date)


def _profile(edition: Edition, chance: random.Random, country: str, name: str, date: str) -> Profile:
    names = {language: f"{name} {language}" for language in LANGUAGES}
    return Profile.model_validate(
        {
            "title": _text(names),
            "place": {"name": names, "country": country, "country_name": names, "code": country, "invented": True},
            "level": "national",
            "edition": date,
            "languages": LANGUAGES,
            "introduction": None,
            "domains": [_domain(one, chance) for one in edition.domains],
            "source": {},
            "framework_edition": edition.code,
        }
    )


def _domain(domain: EditionDomain, chance: random.Random) -> dict[str, object]:
    kinds: dict[str, object] = {
        kind: [_finding(domain, chance) for _ in range(OF_A_KIND + order)] for order, kind in enumerate(KINDS)
    }
    return {"number": domain.number, "name": domain.name} | kinds


def _finding(domain: EditionDomain, chance: random.Random) -> dict[str, object]:
    asked = chance.choice(list(domain.indicators()))
    words = {language: _said(asked.terms.get(language) or asked.terms["en"], chance) for language in LANGUAGES}
    answer = {
        "indicator": asked.code,
        "question": asked.question,
        "option": asked.options[0].code,
        "option_label": asked.options[0].label,
    }
    return {"text": _text(words), "trace": {"status": "traced", "answers": [answer]}}


def _said(terms: tuple[str, ...], chance: random.Random) -> str:
    """A finding of about thirty words, three terms of its question among them."""
    words = [f"{chance.choice('bdfglmnprst')}{int(chance.paretovariate(0.5)) % 5000:x}e" for _ in range(24)]
    return " ".join([*words, *chance.choices(terms, k=3)]) + "."


def _text(texts: dict[str, str]) -> dict[str, object]:
    return Text.written("en", texts).model_dump()
