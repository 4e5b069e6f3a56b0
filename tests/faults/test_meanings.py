"""What is published while a worker runs is read for its meaning, whatever becomes of the worker."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, own_database
from openmgi.library.search.vectors import installed
from tests.faults.site import environment_at
from tests.faults.test_background import worker

pytestmark = [pytest.mark.fault, pytest.mark.skipif(not installed(), reason="needs openmgi[meaning]")]
WAIT = 120.0


def test_the_worker_has_the_model_read_what_was_published(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        environment = environment_at(tmp_path, database, OPENMGI_TASK_PATIENCE="1")
        for command in (["setup"], ["demo", "--no-practice"]):
            subprocess.run([sys.executable, "-m", "openmgi", *command], check=True, cwd=ROOT, env=environment)  # noqa: S603 - our own command
        with worker(environment):
            assert read_in(tmp_path) == set()
        with worker(environment):
            end = time.monotonic() + WAIT
            while len(read_in(tmp_path)) < published(environment) and time.monotonic() < end:
                time.sleep(0.3)

        assert len(read_in(tmp_path)) == published(environment)


def read_in(folder: Path) -> set[str]:
    return {one.name for one in (folder / "index").glob("findings-meaning-*/*.npz")}


def published(environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "openmgi", "publication", "list"]
    told = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603 - our own command
    return sum("\tv" in line for line in told.stdout.splitlines())
