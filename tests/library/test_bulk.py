"""Many files on a real Dask scheduler with two worker processes, one of which is killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from distributed import LocalCluster

from openmgi.library import bulk
from openmgi.library.actions.documents import digest_of
from openmgi.library.bulk_work import Claim, Job, check_claim, fault_of, read_file
from openmgi.library.models import Document, File, Page, Version

pytestmark = pytest.mark.filterwarnings("ignore")  # of Dask's own
WORDS = "Everyone in the country has access to emergency health care, whatever their status."


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    with LocalCluster(  # type: ignore[no-untyped-call] # Dask has no types
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def laws(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"law-{number:02}.txt" for number in range(24)]
    for number, path in enumerate(paths):
        path.write_text(f"Article {number}. {WORDS}\n")
    return paths


def kill_one_after(client: Any, local: Any, count: int) -> Callable[[], None]:
    """Kills a worker process once so many results have come."""
    seen = []

    def note() -> None:
        seen.append(1)
        if len(seen) == count:
            os.kill(next(iter(local.workers.values())).process.pid, signal.SIGKILL)

    return note


def test_all_files_are_read_once_though_a_worker_is_killed(
    db: None, local: Any, laws: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with bulk.cluster(local.scheduler_address) as client:
        note = kill_one_after(client, local, 3)
        store = bulk._store
        monkeypatch.setattr(bulk, "_store", lambda *given: (store(*given), note()))
        report = bulk.ingest(client, laws, None, "law")
        again = bulk.ingest(client, laws, None, "law")

    assert (report.added, report.kept, report.failed) == (24, 0, [])
    assert (again.added, again.kept, again.failed) == (0, 24, [])
    assert (Document.objects.count(), Version.objects.count(), Page.objects.count()) == (24, 24, 24)
    assert set(File.objects.values_list("state", flat=True)) == {"ready"}
    assert not Version.objects.filter(settled_at=None).exists()


def test_what_was_filed_and_not_read_is_read_by_the_next_run(db: None, local: Any, laws: list[Path]) -> None:
    for path in laws[:3]:
        bulk._file(path, None, "law", bulk.Report())
    with bulk.cluster(local.scheduler_address) as client:
        report = bulk.ingest(client, laws[:3], None, "law")

    assert (report.added, report.kept, Page.objects.count()) == (0, 3, 3)


def test_what_cannot_be_read_is_told_by_its_path(db: None, local: Any, tmp_path: Path) -> None:
    bad, empty = tmp_path / "bad.docx", tmp_path / "empty.txt"
    bad.write_bytes(b"PK\x03\x04 no archive")
    empty.write_bytes(b"")
    with bulk.cluster(local.scheduler_address) as client:
        report = bulk.ingest(client, [bad, empty], None, "law")

    assert {path.name for path, _problem in report.failed} == {"bad.docx", "empty.txt"}
    assert all(problem for _path, problem in report.failed)
    assert report.added == 1  # kept, with what is wrong with it


def test_a_folder_is_added_by_the_command(db: None, laws: list[Path], local: Any, run: Callable[..., Result]) -> None:
    done = run("library", "ingest", laws[0].parent, "--scheduler", local.scheduler_address)

    assert (done.exit_code, done.stdout) == (0, "added: 24, there already: 0, not readable: 0\n")


def test_without_dask_the_command_says_what_to_install(
    db: None, tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(bulk, "import_module", missing)

    for command in (["library", "ingest", tmp_path], ["library", "verify", "--all"]):
        done = run(*command)
        assert (done.exit_code, done.stderr) == (1, "Error: this needs Dask: pip install 'openmgi[cluster]'\n")


def test_local_processes_are_started_where_no_scheduler_is_named(db: None, laws: list[Path]) -> None:
    with bulk.cluster(workers=1) as client:
        assert bulk.ingest(client, laws[:2], None, "law").added == 2


# What a worker does


def test_a_worker_reads_a_file_or_says_why_not(laws: list[Path]) -> None:
    good, wrong = read_file(Job(str(laws[0]))), read_file(Job(str(laws[0]), "application/pdf"))

    assert ([page.text.strip() for page in good.pages], good.problem) == ([f"Article 0. {WORDS}"], "")
    assert (wrong.pages, wrong.problem) == ((), "wrong_type")


def test_a_worker_checks_what_quotes_say_of_a_file(laws: list[Path]) -> None:
    sha256 = digest_of(laws[0])
    quotes = [(1, [[0, 11, 19]], "Everyone"), (2, [[0, 11, 19]], "Nobody"), (3, [[7, 0, 1]], "x")]

    def checked(**changes: Any) -> list[tuple[int, str | None]]:
        about = {"path": str(laws[0]), "sha256": sha256, "media_type": "text/plain", "quotes": quotes} | changes
        return list(check_claim(Claim(**about)))

    assert checked() == [(1, None), (2, "words"), (3, "words")]
    assert checked(sha256="0" * 64) == [(1, "altered"), (2, "altered"), (3, "altered")]
    assert checked(path="/nowhere") == [(1, "missing"), (2, "missing"), (3, "missing")]
    assert checked(media_type="application/pdf") == [(1, "unreadable"), (2, "unreadable"), (3, "unreadable")]
    assert fault_of(laws[0], sha256) is None
