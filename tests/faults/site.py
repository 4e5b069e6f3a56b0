"""A site set up from nothing and served by its own command, with people who are signed in, seen from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.serving import ROOT, Server, own_database, served
from benchmarks.visitor import Visitor

WORKERS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, with the indicators that they write."""

    name: str
    visitor: Visitor
    assessment: int
    topics: dict[str, str]

    def marks(self, indicator: str) -> str:
        """What the form of this indicator carries when its page is opened now."""
        page = self.visitor.get(f"/en/work/{self.assessment}/topics/{self.topics[indicator]}/")
        return page.marks(indicator)

    def address(self, indicator: str) -> str:
        return f"/en/work/{self.assessment}/answers/{indicator}/first/"


@dataclass(frozen=True, slots=True)
class Held:
    """What the database holds."""

    events: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    check: list[str]

    def texts(self, kind: str) -> dict[str, list[str]]:
        """The justifications that acts of this kind were about, in their order, by indicator."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.events:
            if event["kind"] == kind:
                found[event["indicator"]].append(event["after"]["justification"])
        return found

    def answered(self) -> dict[str, str]:
        """The justification that stands, by indicator."""
        return {answer["indicator"]: answer["justification"] for answer in self.answers}

    def half_applied(self) -> list[str]:
        """Answers that are not what the record of acts, read from its beginning, makes of them."""
        made: dict[str, dict[str, str]] = defaultdict(dict)
        wrong = []
        for event in self.events:
            if event["kind"] == "answer_saved":
                stood = made[event["indicator"]]
                if any(stood.get(field, "") != text for field, text in event["before"].items()):
                    wrong.append(f"{event['indicator']}: {event['before']} was not what stood before")
                stood |= event["after"]
        for answer in self.answers:
            told = made.pop(answer["indicator"], None)
            if told is None or any(answer[field] != text for field, text in told.items()):
                wrong.append(f"{answer['indicator']}: {answer} is not what the record tells: {told}")
            if answer["state"] != answer["should"]:
                wrong.append(f"{answer['indicator']}: {answer['state']} should be {answer['should']}")
        return wrong + [f"{indicator}: an act without an answer" for indicator in made]


@dataclass(frozen=True, slots=True)
class Site:
    """The server, its people, and a look into its database."""

    server: Server
    people: list[Person]
    environment: dict[str, str]

    def held(self) -> Held:
        return Held(**inside(self.environment, "read"))

    @property
    def kind(self) -> str:
        return "SQLite" if self.environment["DATABASE_URL"].startswith("sqlite") else "PostgreSQL"


def environment_at(folder: Path, database: str, **more: str) -> dict[str, str]:
    """What a process of the site is told: where its files and its database are, and more."""
    return {
        **os.environ,
        "OPENMGI_VAR": str(folder),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "openmgi.settings",
        "LC_ALL": "C.UTF-8",
        **more,
    }


@contextmanager
def running_site(folder: Path, people: int, *, together: bool) -> Iterator[Site]:
    """The site, on a database of its own. Together, everybody writes every answer; apart, each has their own."""
    with own_database(folder) as database:
        environment = environment_at(folder, database)
        subprocess.run([sys.executable, "-m", "openmgi", "setup"], check=True, cwd=ROOT, env=environment, timeout=120)
        made = inside(environment, "make", str(people), "together" if together else "apart")
        with served(environment, WORKERS, folder / "server.log") as server:
            known = [
                Person(one["name"], Visitor(server.port, one["session"]), made["assessment"], one["topics"])
                for one in made["people"]
            ]
            yield Site(server, known, environment)


def inside(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Do something inside the site, in a process of its own, and tell what came of it."""
    command = [sys.executable, "-m", "tests.faults", *arguments]
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, timeout=120, stdout=subprocess.PIPE)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told
