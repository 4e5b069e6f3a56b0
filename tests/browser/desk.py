"""A hand inside the site, for what a browser need not do itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.site import ROOT, environment_of


class Desk:
    """Asks `tests.browser.inside`, which says what each act does."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def _ask(self, act: str, **given: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([act, given]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"{act} failed; its reason stands in the errors"
        return json.loads(line)

    def person(self, name: str, full: str) -> None:
        self._ask("person", name=name, full=full)

    def invitation(self, email: str, name: str) -> str:
        return str(self._ask("invitation", email=email, name=name))

    def begin(self, stage: str = "research", previous: int | None = None) -> int:
        return int(self._ask("begin", stage=stage, previous=previous))

    def put(self, assessment: int, stage: str) -> None:
        self._ask("put", assessment=assessment, stage=stage)

    def join(self, assessment: int, name: str, role: str, *scopes: str) -> None:
        self._ask("join", assessment=assessment, name=name, role=role, scopes=scopes)

    def member(self, assessment: int, name: str) -> int:
        return int(self._ask("member", assessment=assessment, name=name))

    def remove(self, assessment: int, name: str) -> None:
        self._ask("remove", assessment=assessment, name=name)

    def write(self, assessment: int, name: str, indicator: str, coding: str = "first", **values: str) -> None:
        self._ask("write", assessment=assessment, name=name, indicator=indicator, coding=coding, values=values)

    def fill(self, assessment: int, name: str, coding: str = "first", besides: tuple[str, ...] = ()) -> None:
        self._ask("fill", assessment=assessment, name=name, coding=coding, besides=besides)

    def find(self, assessment: int, name: str, indicator: str, text: str) -> int:
        return int(self._ask("find", assessment=assessment, name=name, indicator=indicator, text=text))

    def law(self, assessment: int, name: str, *pages: str) -> int:
        return int(self._ask("law", assessment=assessment, name=name, text=pages))

    def replace(self, document: int, *pages: str) -> None:
        self._ask("replace", document=document, text=pages)

    def bind(self, assessment: int, name: str, indicator: str, document: int, words: str) -> int:
        return int(
            self._ask("bind", assessment=assessment, name=name, indicator=indicator, document=document, words=words)
        )

    def practice(self, stage: str) -> int:
        return int(self._ask("practice", stage=stage))

    def reply(self, assessment: int, name: str) -> int:
        return int(self._ask("reply", assessment=assessment, name=name))

    def quote(self, assessment: int, name: str, indicator: str, text: str) -> None:
        self._ask("quote", assessment=assessment, name=name, indicator=indicator, text=text)

    def talk(self, assessment: int, indicator: str) -> None:
        self._ask("talk", assessment=assessment, indicator=indicator)

    def settle(self, assessment: int, indicator: str, option: str, reason: str) -> None:
        self._ask("settle", assessment=assessment, indicator=indicator, option=option, reason=reason)

    def held(self, assessment: int, indicator: str, coding: str = "first") -> dict[str, str]:
        return dict(self._ask("held", assessment=assessment, indicator=indicator, coding=coding))

    def events(self, assessment: int, indicator: str) -> list[str]:
        return list(self._ask("events", assessment=assessment, indicator=indicator))


@contextmanager
def desk_at(folder: Path) -> Iterator[Desk]:
    """The desk of the site whose database is in this folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.inside"],
        cwd=ROOT,
        env=environment_of(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Desk(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(timeout=20)
        process.stdout.close()
