"""Files are kept once and read once; what a killed worker left is taken up again; the index may be deleted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from django.conf import settings
from django.utils import timezone
from django_q.models import OrmQ

from openmgi.core.document import Page as PageSpec
from openmgi.library import passages_index
from openmgi.library.actions.documents import (
    About,
    EmptyFileError,
    FileTooLargeError,
    SameFileError,
    Upload,
    add_document,
    add_version,
    change_document,
)
from openmgi.library.models import Document, File, Page, Place, Version
from openmgi.library.pages import label_of
from openmgi.library.passages_index import catch_up, filters_for, index, rebuild
from openmgi.library.problems import problem_text
from openmgi.library.reading import keep_pages, read_version
from openmgi.library.search.finding import search
from openmgi.library.signals import version_was_read
from openmgi.library.tasks import queue_reading, take_up_again
from tests.library.documents import LAW, file_law, replace_law

ABOUT = About(title="A law", kind="law")
PLAIN = (
    b"Article 1. Everyone who is in the country has access to emergency health care, whatever their status. "
    b"Children have access to schools, and nobody asks them for papers.\n"
)


@pytest.fixture
def place(db: None) -> Place:
    return Place.objects.create(level="national", country="XXV", code="XXV", name={"en": "V"}, country_name={"en": "V"})


def add(place: Place | None, content: bytes = PLAIN, name: str = "law.txt") -> Document:
    return add_document(place=place, about=ABOUT, upload=Upload(name, [content]), by=None)


def stored() -> list[str]:
    return sorted(path.name for path in Path(settings.DOCUMENTS_DIR).rglob("*") if path.is_file())


# Files


def test_a_file_is_kept_once_by_its_content(place: Place) -> None:
    first, second = add(place), add(None, name="another.txt")

    assert first.current.file == second.current.file
    assert stored() == [first.current.file.sha256]
    assert first.current.file.path.read_bytes() == PLAIN


def test_a_file_that_is_too_large_leaves_nothing_behind(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LARGEST_FILE", 10)
    with pytest.raises(FileTooLargeError) as caught:
        add_document(place=place, about=ABOUT, upload=Upload("law.txt", iter([b"12345", b"678901", b"never"])), by=None)

    assert (caught.value.most, stored(), Document.objects.count(), File.objects.count()) == (10, [], 0, 0)


def test_an_empty_file_leaves_nothing_behind(place: Place) -> None:
    with pytest.raises(EmptyFileError):
        add(place, b"")

    assert (stored(), Document.objects.count()) == ([], 0)


def test_a_file_that_was_lost_is_there_again_when_it_is_added_again(place: Place) -> None:
    path = add(place).current.file.path
    path.unlink()
    add(None)

    assert path.read_bytes() == PLAIN


def test_the_same_file_is_no_newer_version(place: Place) -> None:
    document = add(place)
    with pytest.raises(SameFileError):
        add_version(document=document, upload=Upload("again.txt", [PLAIN]), by=None)

    assert document.versions.count() == 1


def test_what_is_known_of_a_document_is_corrected(place: Place) -> None:
    document = change_document(document=add(place), about=About(title="An act", kind="regulation", is_restricted=True))
    document.refresh_from_db()

    assert (document.title, document.kind, document.is_restricted) == ("An act", "regulation", True)


# Reading


def test_a_file_is_read_by_the_task_that_was_queued_with_it(place: Place) -> None:
    document = add(place)
    assert [task.func() for task in OrmQ.objects.all()] == ["openmgi.library.reading.read_version"]

    read_version(document.current.pk)

    file = File.objects.get()
    assert (file.state, file.media_type, file.page_count, file.pages_read) == ("ready", "text/plain", 1, 1)
    assert Page.objects.get().text.strip() == PLAIN.decode().strip()
    document.refresh_from_db()
    assert document.language == "en"


def test_a_file_is_read_once_however_often_the_task_comes(place: Place) -> None:
    heard = []

    def hear(**told: object) -> None:
        heard.append(told["version"])

    version_was_read.connect(hear)
    try:
        document = add(place)
        for _ in range(3):
            read_version(document.current.pk)
        add(None)
        read_version(Document.objects.get(place=None).current.pk)
    finally:
        version_was_read.disconnect(hear)

    assert Page.objects.count() == 1
    assert [one.document.place for one in heard] == [place, None]  # type: ignore[attr-defined] # a version


def test_a_file_is_not_ready_before_what_rests_on_it_was_compared(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees that it can be read finds it: were the two apart, a search in between would find nothing."""
    document = add(place)

    def fail(**told: object) -> None:
        raise RuntimeError("killed")

    version_was_read.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            read_version(document.current.pk)
    finally:
        version_was_read.disconnect(fail)

    assert (File.objects.get().state, Page.objects.count()) == ("reading", 0)
    File.objects.update(heartbeat=timezone.now() - timedelta(seconds=settings.TASK_PATIENCE + 1))
    read_version(document.current.pk)
    assert (File.objects.get().state, hits(place, "emergency")) == ("ready", ["A law"])


def test_a_file_that_was_read_for_another_document_is_found_at_once(place: Place) -> None:
    read_version(add(None).current.pk)
    OrmQ.objects.all().delete()
    document = add(place)

    assert document.current.settled_at is not None
    assert OrmQ.objects.count() == 0
    assert hits(place, "emergency") == ["A law", "A law"]


def test_a_task_for_a_version_that_is_gone_does_nothing(db: None) -> None:
    read_version(999)


def test_a_file_that_cannot_be_read_says_why_and_stays(place: Place) -> None:
    document = add(place, b"PK\x03\x04 no archive", "law.docx")
    read_version(document.current.pk)

    file = File.objects.get()
    assert (file.state, bool(file.problem), Page.objects.count()) == ("failed", True, 0)
    assert file.path.exists()


def test_a_file_that_is_not_what_its_name_says_is_read_under_its_right_name(place: Place) -> None:
    document = add(place, name="law.docx")
    read_version(document.current.pk)
    file = File.objects.get()
    assert problem_text(file) == "The file is called a Word document (DOCX), but what is in it is plain text."

    again = add(place)
    read_version(again.current.pk)

    assert File.objects.get().state == "ready"


def test_what_somebody_reads_nobody_else_reads_until_they_are_silent(place: Place) -> None:
    version = add(place).current
    File.objects.update(state="reading", heartbeat=timezone.now())
    read_version(version.pk)
    assert File.objects.get().state == "reading"

    File.objects.update(heartbeat=timezone.now() - timedelta(seconds=settings.TASK_PATIENCE + 1))
    read_version(version.pk)

    assert File.objects.get().state == "ready"


def test_what_was_left_is_put_back_and_nothing_else(place: Place) -> None:
    names = ("taken", "lost", "waiting", "read now", "done", "failed")
    taken, lost, waiting, now, done, failed = (add(place, f"{name} law.".encode()) for name in names)
    long_ago = timezone.now() - timedelta(seconds=settings.TASK_PATIENCE + 1)
    Version.objects.update(added_at=long_ago)
    File.objects.filter(versions__document__in=[taken, lost]).update(state="reading", heartbeat=long_ago)
    File.objects.filter(versions__document=now).update(state="reading", heartbeat=timezone.now())
    read_version(done.current.pk)
    File.objects.filter(versions__document=failed).update(state="failed", problem="damaged", heartbeat=long_ago)
    later = timezone.now() + timedelta(hours=1)
    for task in OrmQ.objects.all():
        version = task.args()[0]
        if version == lost.current.pk:
            task.delete()
        elif version != waiting.current.pk:
            OrmQ.objects.filter(pk=task.pk).update(lock=later)

    assert take_up_again() == 2
    due = OrmQ.objects.filter(lock__lte=timezone.now())
    assert {task.args()[0] for task in due} == {one.current.pk for one in (taken, lost, waiting)}
    assert OrmQ.objects.count() == len(names)
    assert take_up_again() == 0


def test_a_task_that_was_queued_twice_is_put_back_once(place: Place) -> None:
    document = add(place)
    queue_reading(document.current)
    Version.objects.update(added_at=timezone.now() - timedelta(seconds=settings.TASK_PATIENCE + 1))
    OrmQ.objects.update(lock=timezone.now() + timedelta(hours=1))

    assert (take_up_again(), OrmQ.objects.count()) == (1, 1)


def test_pages_that_are_there_are_not_stored_again(place: Place) -> None:
    document = file_law(place)
    keep_pages(document.current.file, "application/pdf", [PageSpec(0, "", "Other words.")])

    assert list(document.current.file.pages.values_list("text", flat=True)) == LAW


def test_a_page_is_cited_by_its_printed_number_or_its_place(place: Place) -> None:
    file = file_law(place).current.file
    assert label_of(file, 1) == "12"
    file.pages.update(label="")
    assert label_of(file, 1) == "2"
    file.media_type = "text/html"
    assert label_of(file, 1) == ""


# The index


def hits(place: Place, words: str) -> list[str]:
    return [hit.found.source.title for hit in search(index(), words, filters_for(place)).hits]


def test_the_index_has_what_was_read_and_corrected(place: Place) -> None:
    document = file_law(place)
    assert hits(place, "emergency") == ["Act on Foreigners"]
    change_document(document=document, about=About(title="Aliens Act", kind="law", language="en"))
    assert hits(place, "emergency") == ["Aliens Act"]
    replace_law(document, ["Article 1 \nRepealed. \n"])
    assert hits(place, "emergency") == []
    document.delete()

    assert hits(place, "repealed") == []


def test_deleting_the_index_loses_nothing(place: Place) -> None:
    file_law(place)
    assert hits(place, "schools") == ["Act on Foreigners"]
    shutil.rmtree(settings.INDEX_DIR)
    passages_index._index_in.cache_clear()

    assert hits(place, "schools") == ["Act on Foreigners"]


def test_the_index_can_be_made_anew(place: Place) -> None:
    file_law(place)
    file_law(None, ["Article 9 \nA treaty on labour. \n"], title="A treaty")

    assert rebuild() == index().size > 0
    assert catch_up() == 0
    assert hits(place, "labour") == ["A treaty"]


# Commands


@pytest.mark.parametrize("code", ["ZZZ", "KE-99", "nowhere"])
def test_a_place_that_does_not_exist_is_told(db: None, tmp_path: Path, run: Callable[..., Result], code: str) -> None:
    (tmp_path / "one.txt").write_bytes(PLAIN)
    done = run("library", "add", tmp_path, "--place", code)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: there is no place {code};")
    assert not Document.objects.exists()


@pytest.mark.parametrize("code", ["KEN", "KE-28"])
def test_files_of_a_real_place_are_added_by_its_code(
    db: None, tmp_path: Path, run: Callable[..., Result], code: str
) -> None:
    (tmp_path / "one.txt").write_bytes(PLAIN)
    (tmp_path / "two.docx").write_bytes(b"no document")
    if code == "KE-28":
        Place.objects.create(level="local", country="KEN", code=code, name={"en": "M"}, country_name={"en": "K"})
    done = run("library", "add", tmp_path, "--place", code, "--type", "policy", "--restricted")

    assert done.exit_code == 1
    assert done.stdout == f"{tmp_path / 'one.txt'}: 1 pages\n"
    assert done.stderr.startswith(f"{tmp_path / 'two.docx'}: ")
    assert done.stderr.endswith("Error: files that could not be read: 1\n")
    document = Document.objects.get(title="one")
    assert (document.kind, document.is_restricted, document.place.code) == ("policy", True, code)  # type: ignore[union-attr]
    listed = run("library", "list", "--place", code).stdout.splitlines()
    assert [line.split("\t")[2:6] for line in listed] == [
        ["policy", "en", "1", "ready"],
        ["policy", "-", "0", "failed"],
    ]
    assert run("library", "list").stdout.splitlines() == listed


def test_what_belongs_to_no_place_alone_is_added_without_one(
    db: None, tmp_path: Path, run: Callable[..., Result]
) -> None:
    (tmp_path / "treaty.txt").write_bytes(PLAIN)
    run("library", "add", tmp_path / "treaty.txt", "--title", "A treaty", "--language", "en")

    assert run("library", "list").stdout.split("\t")[1:] == ["-", "law", "en", "1", "ready", "A treaty\n"]
    assert run("library", "reindex").stdout == "passages in the index: 1\n"


@pytest.mark.parametrize("content", [b"", b"12345678901"])
def test_a_file_that_is_not_taken_is_told_by_the_command(
    db: None, tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(settings, "LARGEST_FILE", 10)
    (tmp_path / "law.txt").write_bytes(content)
    done = run("library", "add", tmp_path / "law.txt")

    assert (done.exit_code, Document.objects.count()) == (1, 0)
    assert "law.txt: the file " in done.stderr


def test_passages_are_found_by_a_command(place: Place, run: Callable[..., Result]) -> None:
    file_law(place)
    file_law(None, ["Article 9 \nSchools for the children of workers. \n"], title="A treaty", kind="agreement")

    def found(*arguments: str) -> list[list[str]]:
        return [line.split("\t")[:2] for line in run("library", "search", *arguments).stdout.splitlines()]

    assert sorted(found("schools")) == [["A treaty", "1"], ["Act on Foreigners", "2"]]
    assert found("schools", "--type", "agreement") == [["A treaty", "1"]]
    assert found("“terms of nationals”", "--language", "en") == [["Act on Foreigners", "2"]]
    assert found("schools", "--language", "fr") == found("schools", "--from", "2020-01-01", "--to", "2021-01-01") == []
    assert found("schools", "--place", "KEN") == [["A treaty", "1"]]
    assert run("library", "search", "schools").stderr == "passages: 2\n"
