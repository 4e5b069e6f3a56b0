"""No page, feed, file or answer of the API ranks: three worlds in which other places gave the same answers look alike.

In each world three countries of each of two regions answer four questions, in each region one of them by each option;
only who answers what is another. So every number that is told of one question is the same in all worlds. A total over
questions, or a position made of it, would be another number; an order made of it, another order.

            first                turned               mixed
XXA         c  c  c  c           a  a  a  a           c  a  c  a          c: complete
XXB         p  p  p  p           p  p  p  p           p  p  p  p          p: partial
XXC         a  a  a  a           c  c  c  c           a  c  a  c          a: absent
XXD         c  a  c  a           a  c  a  c           c  c  c  c
XXE         p  p  p  p           p  p  p  p           p  p  p  p
XXF         a  c  a  c           c  a  c  a           a  a  a  a
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from lxml import html
from pytest_django import DjangoDbBlocker

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.profile import AgreedAnswer, Profile
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.publications.actions import publish
from openmgi.publications.bulk.files import FILES
from tests.publications.bulk.cast import EDITION, REGIONS, own_regions, profile

pytestmark = pytest.mark.django_db  # also what makes the database of the tests
QUESTIONS = ("1.A1", "1.A2", "1.A3", "1.A4")
OPTIONS = {"c": "complete", "p": "partial", "a": "absent"}
WORLDS = {
    "first": ("cccc", "pppp", "aaaa", "caca", "pppp", "acac"),
    "turned": ("aaaa", "pppp", "cccc", "acac", "pppp", "caca"),
    "mixed": ("caca", "pppp", "acac", "cccc", "pppp", "aaaa"),
}
SLUG, EARLIER = "xxa-2030-05", "xxa-2028-05"
API = ("areas", "places", "places/xxa", "frameworks", f"editions/{EDITION}", "publications", f"publications/{SLUG}")
BY_QUESTION_API = ("findings", "answers", "shares")
Worlds = dict[str, dict[str, bytes]]

# Every public address by its name; where an address narrows, some of what can be asked.
SAME_FOR_ALL: dict[str, list[str]] = {
    "home": [""],
    "about": [""],
    "domain": [""],
    "profiles": ["", "?area=002", "?level=national&year=2030"],
    "frameworks": [""],
    "edition": [""],
    "whole-edition": [""],
    "search-edition": ["?q=health"],
    "sdg-view": [""],
    "global-compact-view": [""],
    "edition-domain": [""],
    "topic": [""],
    "indicator": [""],
    "edition-file": [""],
    "search": ["", "?q=care", "?kind=well_developed&region=002"],
    "search-atom": ["", "?q=care"],
    "search-json": ["", "?q=care"],
    "search-like": [""],
    "themes": [""],
    "edition-themes": [""],
    "sdg": ["", "?year=2019"],
    "open-data": [""],
    "robots": [""],
    "sitemap": [""],
    "findings-csv": [""],
}
# What shows who gave which answer to one question. The PDF and the DOCX are made of the same profile as its page.
BY_QUESTION: dict[str, list[str]] = {
    "profile": [""],
    "profile-version": [""],
    "profile-answers": [""],
    "profile-json": [""],
    "sdg-country": [""],
    "theme-indicator": ["", "?area=002", "?level=national"],
    "theme-file": [""],
    "theme-topic": [""],
    "theme-topic-file": [""],
    "theme-sdg": [""],
    "theme-sdg-file": [""],
    "theme-objective": [""],
    "theme-objective-file": [""],
    "compare": [f"?profile={SLUG}&profile=xxc-2030-05&profile=xxf-2030-05", f"?profile={SLUG}&profile={EARLIER}"],
}
READ_ELSEWHERE = {"report-pdf", "report-docx", "bulk-files", "bulk-file"}
ARGUMENTS: dict[str, list[object]] = {
    "domain": [1],
    "profile": [SLUG],
    "profile-version": [SLUG, 1],
    "profile-answers": [SLUG, 1],
    "profile-json": [SLUG, 1],
    "findings-csv": [SLUG, 1],
    "edition": [EDITION],
    "whole-edition": [EDITION],
    "search-edition": [EDITION],
    "sdg-view": [EDITION],
    "global-compact-view": [EDITION],
    "edition-domain": [EDITION, 1],
    "topic": [EDITION, 1, "A"],
    "indicator": [EDITION, QUESTIONS[0]],
    "edition-file": [EDITION, "edition.csv"],
    "edition-themes": [EDITION],
    "theme-indicator": [EDITION, QUESTIONS[1]],
    "theme-file": [EDITION, QUESTIONS[1], "csv"],
    "theme-topic": [EDITION, 1, "A"],
    "theme-topic-file": [EDITION, 1, "A", "csv"],
    "theme-sdg": [EDITION, "1a"],
    "theme-sdg-file": [EDITION, "1a", "svg"],
    "theme-objective": [EDITION, 15],
    "theme-objective-file": [EDITION, 15, "csv"],
    "sdg-country": ["XXA"],
    "search-like": [SLUG, 1, 1],
}


def told(country: str, date: str, options: str) -> Profile:
    """A profile of a country that counts as one that exists."""
    base = profile(country, date, ("complete", "complete"))
    answers = tuple(
        AgreedAnswer(domain=1, topic={"en": "T"}, indicator=code, question={"en": "Q"}, option=OPTIONS[option])
        for code, option in zip(QUESTIONS, options, strict=True)
    )
    return base.model_copy(update={"answers": answers, "place": base.place.model_copy(update={"invented": False})})


def publish_world(answers: Iterable[str]) -> None:
    publish(profile=told("XXA", "2028-05", "pppp"), by="Grace")
    for country, options in zip(REGIONS, answers, strict=True):
        publish(profile=told(country, "2030-05", options), by="Grace")


def addresses() -> Iterator[str]:
    for name, queries in (SAME_FOR_ALL | BY_QUESTION).items():
        yield from (reverse(name, args=ARGUMENTS.get(name, [])) + query for query in queries)
    yield from (f"/api/v1/{name}" for name in (*API, *BY_QUESTION_API))
    yield from (f"/data/bulk/{name}" for name in FILES)


@pytest.fixture(scope="module")
def worlds(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    framework: Framework,
    reference_sets: dict[str, Edition],
    tmp_path_factory: pytest.TempPathFactory,
) -> Worlds:
    """What is answered at every public address in each of the three worlds."""
    folder = tmp_path_factory.mktemp("worlds")
    with django_db_blocker.unblock(), own_regions(folder / "data"), transaction.atomic():
        load_framework(spec=framework)
        for code in (EDITION, "sdg-10.7.2"):
            load_edition(spec=reference_sets[code])
        found = {name: _read(answers, folder / name) for name, answers in WORLDS.items()}
        transaction.set_rollback(True)
    return found


def _read(answers: Iterable[str], folder: Path) -> dict[str, bytes]:
    """Each world has files of its own, as if it were the only one."""
    settings.VAR_DIR, settings.INDEX_DIR = folder, folder / "index"
    client = Client()
    with transaction.atomic():
        publish_world(answers)
        found = {address: _content(client, address) for address in addresses()}
        transaction.set_rollback(True)
    return found


def _content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return _without_what_is_new(b"".join(response))


def _without_what_is_new(content: bytes) -> bytes:
    """Without hashes and moments, and what is made of them: they differ in every world, whatever is answered."""
    content = re.sub(rb"\b[0-9a-f]{16,64}\b", b"#", content)
    content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.]*(Z|\+00:00)?", b"moment", content)
    return re.sub(rb'("(bytes|dcat:byteSize|hash)": ?)("[^"]*"|\d+)', rb"\1-", content)


def names_of(resolver: URLResolver, route: str = "") -> Iterator[tuple[str, str]]:
    """Every name with its whole route."""
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from names_of(one, here)
        elif one.name:
            yield one.name, here


def is_public(route: str) -> bool:
    """Whether strangers may read it and it shows what is published; the API says itself what it has."""
    return not re.match(r"(en/|fr/|es/|ar/)?(work|account|accounts|join|api)/|(en/)?work", route)


def test_no_public_address_is_forgotten() -> None:
    public = {name for name, route in names_of(get_resolver()) if is_public(route)}

    assert public == SAME_FOR_ALL.keys() | BY_QUESTION.keys() | READ_ELSEWHERE


def test_what_shows_no_answer_does_not_depend_on_answers(worlds: Worlds) -> None:
    """Lists, searches, feeds, maps and the files of findings are the same to the last letter."""
    shared = [reverse(name, args=ARGUMENTS.get(name, [])) for name in SAME_FOR_ALL]
    shared += [f"/api/v1/{name}" for name in (*API, "findings")]
    shared += [f"/data/bulk/{name}" for name in FILES if not name.startswith(("answers", "shares.sdmx"))]

    differing = {
        address
        for address in addresses()
        for world in ("turned", "mixed")
        if address.partition("?")[0] in shared and worlds["first"][address] != worlds[world][address]
    }
    assert differing == set()


def test_no_number_is_made_of_the_answers_of_a_place(worlds: Worlds) -> None:
    """Whether a country answers everything by “complete” or by “absent”, every number on every page is the same."""
    differing = {
        address
        for address in addresses()
        for world in ("turned", "mixed")
        if numbers(worlds["first"][address]) != numbers(worlds[world][address])
    }
    assert differing == set()


def numbers(content: bytes) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:\.\d+)?", content.decode(errors="replace")))


def test_wherever_places_are_listed_they_stand_in_alphabetical_order(worlds: Worlds) -> None:
    """In every list, every cell of a table and every drawing of every page, in each of the worlds."""
    lists = [
        links
        for pages in worlds.values()
        for address, content in pages.items()
        if is_by_name(address) and content.lstrip().startswith(b"<!doctype html>")
        for links in listed(content)
    ]
    assert len(lists) > 50
    assert [links for links in lists if links != sorted(links)] == []


def is_by_name(address: str) -> bool:
    """The front page has the newest first, a search by words what fits them best; in all worlds alike, as is tested."""
    return address != reverse("home") and "?q=" not in address


def listed(content: bytes) -> Iterator[list[str]]:
    """The places to which each list, cell or drawing leads, in the order of the page; each once."""
    for container in html.document_fromstring(content).cssselect("ul, ol, td, svg, thead tr, nav"):
        if container.cssselect("[href*='compare']"):
            continue  # the choice of another edition of a place, by date
        hrefs = [str(one.get("href")) for one in container.cssselect("a[href*='/profiles/xx']")]
        places = [found[1] for href in hrefs if (found := re.search(r"/profiles/(xx[a-f])-", href))]
        if len(set(places)) > 1:
            yield list(dict.fromkeys(places))


def test_who_is_in_a_share_stands_in_alphabetical_order(worlds: Worlds) -> None:
    for world in worlds.values():
        shares = json.loads(world["/api/v1/shares"])["items"]
        named = [option["publications"] for one in shares for option in one["options"]]
        cells = [row[name] for row in _sdmx(world) for name in ("PUBLICATIONS", "ANSWERED") if name in row]

        assert len(named) == len(QUESTIONS) * len(OPTIONS)
        assert [one for one in (*named, *map(str.split, cells)) if one != sorted(one)] == []


def _sdmx(world: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(world["/data/bulk/shares.sdmx.csv"].decode().splitlines()))


def test_answers_change_no_order_of_rows(worlds: Worlds) -> None:
    """In files and in the lists of the API the places come in one order, whoever answers what."""
    for address in ("/api/v1/findings", "/api/v1/answers", "/data/bulk/answers.csv"):
        orders = [rows(world[address]) for world in worlds.values()]
        assert orders[0] == orders[1] == orders[2], address


def rows(content: bytes) -> list[bytes]:
    """The profiles of the rows as they come."""
    return re.findall(rb"xx[a-f]-20\d\d-\d\d", content)
