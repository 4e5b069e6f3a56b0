from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openmgi.publications.export.commands import export
from openmgi.publications.models import Publication
from tests.publications.export.conftest import ADDRESS, files_in

Run = Callable[..., Result]


@pytest.fixture
def run_export(folder: Path) -> Run:
    """Runs `openmgi export-site` on the folder."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(export, [str(folder), "--workers", "1", *arguments])

    return run


def test_it_says_what_it_wrote_and_what_to_open(run_export: Run, folder: Path, mombasa: Publication) -> None:
    first = run_export("--base-url", f"{ADDRESS}/")
    count = len(files_in(folder)) - 1  # the list itself
    second = run_export("--base-url", ADDRESS)

    assert first.output == f"Files written: {count}, unchanged: 0, removed: 0. Open {folder}/index.html\n"
    assert second.output == f"Files written: 0, unchanged: {count}, removed: 0. Open {folder}/index.html\n"


@pytest.mark.parametrize(
    "address", ["migration.example.org", "ftp://a.example", "https://", 'https://a.example/"x', "https://a.example/?q"]
)
def test_an_address_that_is_none_is_refused(run_export: Run, folder: Path, loaded: None, address: str) -> None:
    result = run_export("--base-url", address)

    assert result.exit_code == 2
    assert f"--base-url must be http:// or https:// with a host, not “{address}”" in result.output
    assert not folder.exists()


def test_without_an_address_it_says_that_it_needs_one(run_export: Run, loaded: None) -> None:
    result = run_export()

    assert result.exit_code == 2
    assert "name the address at which the folder will be reached: --base-url https://…" in result.output


@pytest.mark.django_db
def test_without_a_framework_it_says_what_to_run(run_export: Run) -> None:
    result = run_export("--base-url", ADDRESS)

    assert (result.exit_code, result.output) == (1, "Error: No framework is loaded yet. Run: openmgi setup\n")


def test_a_folder_of_somebody_else_is_refused(run_export: Run, folder: Path, mombasa: Publication) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Amina")
    told = f"Error: {folder} holds no site that was exported; name another folder, or an empty one\n"

    for arguments in (["--base-url", ADDRESS], ["--check"]):
        result = run_export(*arguments)
        assert (result.exit_code, result.output) == (1, told)
    assert files_in(folder) == {"letter.txt": b"Dear Amina"}


def test_a_folder_that_cannot_be_written_is_named(run_export: Run, folder: Path, mombasa: Publication) -> None:
    folder.parent.joinpath("site").write_text("a file, not a folder")
    result = CliRunner().invoke(export, [str(folder / "below"), "--base-url", ADDRESS, "--workers", "1"])

    assert result.exit_code == 1
    assert "cannot be written: Not a directory" in result.output


def test_check_finds_what_is_missing_altered_or_leads_nowhere(
    run_export: Run, folder: Path, mombasa: Publication
) -> None:
    run_export("--base-url", ADDRESS)
    whole = run_export("--check")
    about = folder / "en/about/index.html"
    about.write_text(about.read_text(encoding="utf-8").replace("../../en/profiles/index.html", "../nothing.html"))
    (folder / "robots.txt").unlink()
    broken = run_export("--check")

    assert (whole.exit_code, whole.output) == (
        0,
        "Every file is as it was written, and every link leads to one of them.\n",
    )
    assert broken.exit_code == 1
    assert sorted(broken.output.splitlines()) == [
        "en/about/index.html is not as it was written",
        "en/about/index.html: the link ../nothing.html leads nowhere",
        "robots.txt is missing",
    ]


def test_check_writes_nothing(run_export: Run, folder: Path, mombasa: Publication) -> None:
    run_export("--base-url", ADDRESS)
    before = files_in(folder)
    run_export("--check")

    assert files_in(folder) == before
