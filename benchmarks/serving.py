"""The site as its own command serves it, on a database of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parents[1]
WAIT = 90.0  # seconds for the server to come up, or to go, on a busy machine


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty database: a file in this folder, or one on the server of DATABASE_URL, dropped after."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    import psycopg  # noqa: PLC0415 - an extra that not everyone has
    from psycopg import sql  # noqa: PLC0415

    name = sql.Identifier(f"openmgi_own_{os.getpid()}")
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/openmgi_own_{os.getpid()}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


class Server:
    """`openmgi serve` as a group of processes, which can be killed whole and started again at the same port."""

    def __init__(self, environment: Mapping[str, str], workers: int, log: Path) -> None:
        self.environment = environment
        self.workers = workers
        self.log = log
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "openmgi", "serve", "--port", str(self.port), "--workers", str(self.workers)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self._wait(answers=True)

    def kill(self) -> None:
        """As when the machine takes it away: master and workers at once, in the middle of whatever they do."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=WAIT)
        self._wait(answers=False)

    def stop(self) -> None:
        """Let it finish what it does; killed where it does not end."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=WAIT)
        except subprocess.TimeoutExpired:
            self.kill()

    def _wait(self, *, answers: bool) -> None:
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self._answers() == answers:
                return
            time.sleep(0.05)
        raise AssertionError(f"the server does {'not answer' if answers else 'still answer'}: {self.log.read_text()}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/robots.txt")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def served(environment: Mapping[str, str], workers: int, log: Path) -> Iterator[Server]:
    """A server that has started, and that is stopped in the end."""
    server = Server(environment, workers, log)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
