"""Somebody with a browser who is signed in, and many of them at once, each a process of its own.

Nothing here needs Django, so that a process begins at once and its work does not disturb what is measured.
"""

from __future__ import annotations

import http.client
import multiprocessing
import re
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PATIENCE = 30  # seconds until a request is given up


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    body: str

    @property
    def is_saved(self) -> bool:
        return self.status == 200 and "saved at" in self.body

    def marks(self, indicator: str) -> str:
        """The marks in the form of an indicator: which version of each field this page shows."""
        found = re.search(rf'id="marks-{re.escape(indicator.replace(".", "-"))}" value="([^"]*)"', self.body)
        assert found is not None, f"no form for {indicator}: {self.status} {self.body[:200]}"
        return found[1]


@dataclass(slots=True)
class Visitor:
    """A person at a browser: keeps cookies, and sends forms as the page does."""

    port: int
    session: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Reply:
        return self._ask("GET", path)

    def save(self, path: str, fields: Mapping[str, str]) -> Reply:
        """Send fields of an answer. A page has to be fetched before, for the cookie against forged forms."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str | None = None) -> Reply:
        cookies = "; ".join(f"{name}={text}" for name, text in {"sessionid": self.session, **self.cookies}.items())
        headers = {"Cookie": cookies}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
            for cookie in response.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
            return Reply(response.status, text)
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Errand:
    """What one visitor does again and again. page: the page of a topic. answer: where an indicator of it is saved."""

    port: int
    session: str
    page: str
    times: int
    indicator: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a request began, and how long it took, in seconds."""

    began: float
    took: float


def read(errand: Errand, begin: float, end: float) -> list[Timing]:
    """Read the page again and again, from one moment of the clock to another at most."""
    visitor = Visitor(errand.port, errand.session)

    def act(_: int) -> bool:
        return visitor.get(errand.page).status == 200

    return _repeat(act, errand.times, begin, end)


def write(errand: Errand, begin: float, end: float) -> list[Timing]:
    """Save another justification again and again, each after the answer to the one before."""
    visitor = Visitor(errand.port, errand.session)
    marks = visitor.get(errand.page).marks(errand.indicator)

    def act(number: int) -> bool:
        nonlocal marks
        text = f"Text {number} of {errand.session[:6]} on {errand.indicator}, as long as a sentence of an answer is."
        reply = visitor.save(errand.answer, {"justification": text, "marks": marks})
        marks = reply.marks(errand.indicator)
        return reply.is_saved

    return _repeat(act, errand.times, begin, end)


def _repeat(act: Callable[[int], bool], times: int, begin: float, end: float) -> list[Timing]:
    time.sleep(max(0.0, begin - time.monotonic()))
    timings = []
    for number in range(times):
        start = time.monotonic()
        if start >= end:
            break
        assert act(number), "the server refused"
        timings.append(Timing(start, time.monotonic() - start))
    return timings


Act = Callable[[Errand, float, float], list[Timing]]
START = 2.0  # seconds in which every process is up
LONGEST = 40.0  # seconds after which a load ends, however slow the machine


def at_once(act: Act, errands: Sequence[Errand]) -> list[Timing]:
    """Every errand in a process of its own, all from the same moment."""
    begin = time.monotonic() + START
    with ProcessPoolExecutor(len(errands), mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = [pool.submit(act, errand, begin, begin + LONGEST) for errand in errands]
        return [timing for one in waiting for timing in one.result(timeout=START + LONGEST + 2 * PATIENCE)]


def per_second(timings: Sequence[Timing]) -> float:
    """How many requests were answered in a second."""
    spent = max(one.began + one.took for one in timings) - min(one.began for one in timings)
    return round(len(timings) / spent, 1)
