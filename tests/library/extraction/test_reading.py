"""Whatever is in a file, it is read or it gives one clear error; the process that asked is never harmed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest

from openmgi.core.document import Page
from openmgi.library.extraction import child, supervision
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.media_type import media_type_of, named_type
from openmgi.library.extraction.reading import read
from openmgi.library.extraction.unreadable import NAMES, REASONS, UnreadableError
from tests.library.extraction.bad_files import (
    DOCX,
    HTML,
    PDF,
    TEXT,
    WORDS,
    BadFile,
    bad_files,
    paragraph,
    word_document,
)
from tests.library.extraction.pdf_files import lines, text_pdf

BAD = bad_files()
Outcome = list[Page] | UnreadableError


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What reading each bad file gives; two at a time."""
    folder = tmp_path_factory.mktemp("bad")

    def outcome(bad: BadFile) -> Outcome:
        file = folder / bad.name
        file.write_bytes(bad.content)
        try:
            return read(file, bad.claimed, limits=Limits(**bad.limits))
        except UnreadableError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        return dict(zip((bad.name for bad in BAD), pool.map(outcome, BAD), strict=True))


def test_there_are_fifty_bad_files_and_more() -> None:
    assert len({bad.name for bad in BAD if bad.code}) >= 40
    assert len({bad.name for bad in BAD}) == len(BAD) >= 60


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.code], ids=lambda bad: bad.name)
def test_a_bad_file_gives_its_one_clear_error(outcomes: dict[str, Outcome], bad: BadFile) -> None:
    outcome = outcomes[bad.name]

    assert isinstance(outcome, UnreadableError)
    assert outcome.code == bad.code
    assert "%(" not in str(outcome)


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.text], ids=lambda bad: bad.name)
def test_an_odd_file_is_read_all_the_same(outcomes: dict[str, Outcome], bad: BadFile) -> None:
    outcome = outcomes[bad.name]

    assert isinstance(outcome, list)
    assert any(bad.text in page.text for page in outcome)
    for page in outcome:
        page.text.encode()  # no half of a surrogate pair
        assert "\x00" not in page.text


def test_every_reason_has_its_bad_file_or_its_test() -> None:
    tested_here = {"missing", "too_slow", "crashed", "no_such_page"}

    assert {bad.code for bad in BAD if bad.code} | tested_here == set(REASONS)


def test_a_reason_is_told_in_the_language_of_the_reader() -> None:
    error = UnreadableError("wrong_type", named=DOCX, found=PDF)
    french = {
        NAMES[PDF]: "un fichier PDF",
        NAMES[DOCX]: "un document Word",
        REASONS["wrong_type"]: "%(found)s, %(named)s",
    }

    assert str(error) == "The file is called a Word document (DOCX), but what is in it is a PDF file."
    assert error.sentence(lambda text: french[text]) == "un fichier PDF, un document Word"


@pytest.mark.parametrize("path", ["nowhere.pdf", ".", "device"])
def test_what_is_no_file_is_missing(tmp_path: Path, path: str) -> None:
    (tmp_path / "device").symlink_to("/dev/zero")

    with pytest.raises(UnreadableError) as error:
        read(tmp_path / path)

    assert error.value.code == "missing"


def test_progress_is_told_with_the_number_of_pages_where_it_is_known(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    (tmp_path / "a.pdf").write_bytes(text_pdf([lines(WORDS)] * 3))
    (tmp_path / "a.txt").write_text("\f".join([WORDS] * 2), encoding="utf-8")

    read(tmp_path / "a.pdf", on_page=lambda done, count: told.append((done, count)))
    assert set(told) == {(1, 3), (2, 3), (3, 3)}

    told.clear()
    read(tmp_path / "a.txt", on_page=lambda done, count: told.append((done, count)))
    assert (2, 0) in told


def test_reading_in_the_child_gives_what_reading_here_gives(tmp_path: Path) -> None:
    from openmgi.library.extraction.pdf import read_pdf  # noqa: PLC0415

    file = tmp_path / "a.pdf"
    file.write_bytes(text_pdf([lines("Article 1", WORDS)] * 3))

    assert read(file, PDF) == list(read_pdf(file))


READ_HERE = [bad for bad in BAD if bad.kind and "memory" not in bad.limits]


@pytest.mark.parametrize("bad", READ_HERE, ids=lambda bad: bad.name)
def test_the_reader_names_the_error_and_does_not_die_of_it(tmp_path: Path, bad: BadFile) -> None:
    """The same files once more without a process of their own: what is told must not depend on how a process ends."""
    file = tmp_path / bad.name
    file.write_bytes(bad.content)
    limits = Limits(**bad.limits)
    out = StringIO()

    child.answer({"task": "read", "path": str(file), "media_type": bad.kind}, limits, out)

    last = json.loads(out.getvalue().splitlines()[-1])
    assert last.get("error", "") == bad.code
    assert ("done" in last) is not bool(bad.code)


@pytest.mark.parametrize(("error", "code"), [(MemoryError, "too_much_memory"), (RecursionError, "too_deep")])
def test_the_reader_says_when_memory_or_depth_is_used_up(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], code: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("openmgi.library.extraction.formats.pages", fail)
    out = StringIO()

    child.answer({"task": "read", "path": "x", "media_type": TEXT}, Limits(), out)

    assert json.loads(out.getvalue())["error"] == code


def test_the_reader_limits_itself_before_it_reads() -> None:
    code = (
        "import resource; from openmgi.library.extraction import child, limits; "
        "child.limit(limits.Limits(memory=10**9, seconds=7)); "
        "print(*map(resource.getrlimit, (resource.RLIMIT_AS, resource.RLIMIT_CPU)))"
    )

    assert output(code) == "(1000000000, 1000000000) (7, 7)"


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set another program in the place of the one that reads files."""

    def replaced(code: str) -> None:
        (tmp_path / "reader.py").write_text(code, encoding="utf-8")
        monkeypatch.setattr(supervision, "_CHILD", "reader")
        monkeypatch.setattr(supervision, "_CODE", tmp_path)

    return replaced


@pytest.fixture
def law(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    return tmp_path / "a.txt"


SILENT = "import time; time.sleep(99)"
ENDLESS = "import time\nwhile True: print('{}', flush=True); time.sleep(0.05)"


@pytest.mark.parametrize(("code", "limits"), [(SILENT, Limits(silence=1)), (ENDLESS, Limits(seconds=1))])
def test_a_file_that_takes_too_long_is_stopped(
    law: Path, reader: Callable[[str], None], code: str, limits: Limits
) -> None:
    reader(code)
    start = time.monotonic()

    with pytest.raises(UnreadableError, match="1 seconds") as error:
        read(law, limits=limits)

    assert error.value.code == "too_slow"
    assert time.monotonic() - start < 10


def test_a_file_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    file = tmp_path / "large.html"
    file.write_text("<html>" + "<p>word</p>" * 1_000_000, encoding="utf-8")

    with pytest.raises(UnreadableError) as error:
        read(file, limits=Limits(memory=150_000_000))

    assert error.value.code == "too_much_memory"


@pytest.mark.parametrize(
    ("sign", "code"), [(signal.SIGSEGV, "crashed"), (signal.SIGKILL, "too_much_memory"), (signal.SIGXCPU, "too_slow")]
)
def test_a_reader_that_is_killed_is_an_error_like_any_other(
    law: Path, reader: Callable[[str], None], sign: int, code: str
) -> None:
    reader(f"import os\nprint('{{}}', flush=True)\nos.kill(os.getpid(), {sign})\n")

    with pytest.raises(UnreadableError) as error:
        read(law)

    assert error.value.code == code


def test_a_reader_that_writes_without_end_is_stopped(
    law: Path, reader: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("while True: print('x' * 99999, end='')\n")
    monkeypatch.setattr(supervision, "_LONGEST_LINE", 1_000_000)

    with pytest.raises(UnreadableError) as error:
        read(law)

    assert error.value.code == "crashed"


def test_the_reader_knows_no_secret_of_the_server(
    reader: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    reader("import json, os\nprint(json.dumps({'names': list(os.environ)}))\nprint('{\"done\": true}')\n")

    said = next(supervision.said_by_child({}, Limits()))

    assert "PATH" in said["names"]
    assert "DATABASE_URL" not in said["names"]


def test_nothing_is_left_running_when_the_one_who_reads_stops(reader: Callable[[str], None]) -> None:
    reader(
        "import os, subprocess, time\nhelper = subprocess.Popen(['sleep', '99'])\n"
        "print('{\"progress\": [%d, %d]}' % (os.getpid(), helper.pid), flush=True)\ntime.sleep(99)\n"
    )
    saying = supervision.said_by_child({}, Limits())
    started = next(saying)["progress"]

    saying.close()

    for _ in range(100):
        if not any(map(running, started)):
            break
        time.sleep(0.05)
    assert not any(map(running, started))


def running(process: int) -> bool:
    """Whether it still runs; who was killed may wait as a zombie for its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except OSError:
        return False


def test_the_reader_starts_without_django() -> None:
    code = (
        "import sys, openmgi.library.extraction.formats, openmgi.library.extraction.drawing, "
        "openmgi.library.extraction.web_page, openmgi.library.extraction.word_document, "
        "openmgi.library.extraction.reading, openmgi.library.extraction.images; print('django' in sys.modules)"
    )

    assert output(code) == "False"


def output(code: str) -> str:
    root = Path(child.__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)  # noqa: S603
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (text_pdf([lines(WORDS)]), PDF),
        (word_document(paragraph(WORDS)), DOCX),
        (b"<!DOCTYPE html><p>x", HTML),
        ("\ufeff<html>".encode("utf-16"), HTML),
        (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>", HTML),
        (b"BMI is no picture: a text may begin with the signs of one", TEXT),
        ("Artículo 1".encode("cp1252"), TEXT),
        ("المادة".encode("utf-16"), TEXT),
    ],
)
def test_what_a_file_is_is_told_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "file").write_bytes(content)

    assert media_type_of(tmp_path / "file") == kind


def test_the_name_of_a_file_is_a_claim() -> None:
    assert [named_type(name) for name in ("A.PDF", "b.docx", "c.htm", "d.txt", "e.exe")] == [
        PDF,
        DOCX,
        HTML,
        TEXT,
        None,
    ]
