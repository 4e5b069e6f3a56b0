"""What background workers had in hand when they were killed is done by the next ones, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.serving import ROOT, own_database, served
from benchmarks.visitor import Visitor
from tests.faults.site import environment_at, inside

pytestmark = pytest.mark.fault

DOCUMENTS = 40
KILLS = 4
WAIT = 180.0


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A background worker with processes of its own, all of which are killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "openmgi", "work", "--workers", "2"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(environment: dict[str, str], ready: int) -> dict[str, Any]:
    """What is held once so many files are ready, or when it has taken too long."""
    end = time.monotonic() + WAIT
    while True:
        held = inside(environment, "held")
        if held["files"].get("ready", 0) >= ready or time.monotonic() > end:
            return held
        time.sleep(0.3)


def test_documents_are_read_once_though_workers_are_killed(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        environment = environment_at(tmp_path, database, OPENMGI_TASK_PATIENCE="3")
        subprocess.run([sys.executable, "-m", "openmgi", "setup"], check=True, cwd=ROOT, env=environment, timeout=120)
        inside(environment, "file", str(DOCUMENTS))
        seen = []
        for kill in range(KILLS):
            with worker(environment):
                seen.append(until(environment, 2 + kill * 6)["files"].get("ready", 0))
        with worker(environment):
            held = until(environment, DOCUMENTS)
            end = time.monotonic() + WAIT
            while held["settled"] < DOCUMENTS and time.monotonic() < end:
                held = inside(environment, "held")

    assert seen[0] < DOCUMENTS, "everything was read before the first worker was killed"
    assert held["files"] == {"ready": DOCUMENTS}
    assert (held["pages"], held["settled"]) == (DOCUMENTS, DOCUMENTS)


def test_the_site_answers_while_bad_files_are_read_and_each_gives_one_clear_error(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        environment = environment_at(tmp_path, database)
        subprocess.run([sys.executable, "-m", "openmgi", "setup"], check=True, cwd=ROOT, env=environment, timeout=120)
        with served(environment, 1, tmp_path / "server.log") as server:
            added = inside(environment, "file-bad")
            answers, found = [], {}
            end = time.monotonic() + WAIT
            while time.monotonic() < end:
                for _ in range(20):
                    answers.append(Visitor(server.port, "").get("/en/about/").status)
                    time.sleep(0.05)
                found = inside(environment, "problems")
                if all(state in {"ready", "failed"} for state, _problem in found.values()):
                    break

    failed = {name: problem for name, (state, problem) in found.items() if state == "failed"}
    assert {state for state, _problem in found.values()} == {"ready", "failed"}
    assert len(failed) == added["wrong"] >= 40
    assert all(problem.endswith(".") for problem in failed.values())
    assert set(answers) == {200}
