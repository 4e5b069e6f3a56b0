from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings as django_settings
from django.test import Client

from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from openmgi.publications.report.files import MEDIA_TYPES, Form, report_file, tag
from openmgi.publications.report_commands import report
from tests.publications.report.conftest import WHOLE
from tests.traced import SLUG, traced_profile

pytestmark = pytest.mark.usefixtures("loaded")
ADDRESS = f"/data/profiles/{SLUG}/v1"
STARTS: dict[Form, bytes] = {"pdf": b"%PDF-", "docx": b"PK"}
Run = Callable[..., Result]


@pytest.fixture
def published(loaded: None) -> Publication:
    return publish(profile=traced_profile(**WHOLE), by="Amina")


@pytest.fixture
def run_report(tmp_path: Path) -> Run:
    runner = CliRunner()
    return lambda *arguments: runner.invoke(report, [str(one) for one in arguments])


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_report_is_a_file_in_each_language_of_the_profile(
    reader: Client, published: Publication, form: Form, language: str
) -> None:
    response = reader.get(f"{ADDRESS}.{language}.{form}")

    assert response.status_code == 200
    assert response.content.startswith(STARTS[form])
    assert response.headers["Content-Type"] == MEDIA_TYPES[form]
    assert response.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-v1.{language}.{form}"'
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_language_that_the_profile_lacks_is_not_found(reader: Client, published: Publication, form: Form) -> None:
    assert [reader.get(f"{ADDRESS}.{language}.{form}").status_code for language in ("es", "ar", "x", "en.fr")] == [
        404
    ] * 4
    assert reader.get(f"/data/profiles/{SLUG}/v2.en.{form}").status_code == 404
    assert reader.get(f"/data/profiles/nowhere/v1.en.{form}").status_code == 404


def test_a_report_is_for_reading_only(reader: Client, published: Publication) -> None:
    assert reader.post(f"{ADDRESS}.en.pdf").status_code == 405
    assert reader.head(f"{ADDRESS}.en.pdf").status_code == 200


def test_who_has_the_file_is_not_sent_it_again(reader: Client, published: Publication) -> None:
    first = reader.get(f"{ADDRESS}.en.pdf")
    again = reader.get(f"{ADDRESS}.en.pdf", headers={"If-None-Match": first.headers["ETag"]})
    other = reader.get(f"{ADDRESS}.fr.pdf", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "public, max-age=86400"


def test_a_file_is_made_once_and_kept(published: Publication) -> None:
    made = report_file(published, "en", "pdf")
    [kept] = (django_settings.VAR_DIR / "reports").iterdir()
    kept.write_bytes(b"kept")

    assert made.startswith(b"%PDF")
    assert report_file(published, "en", "pdf") == b"kept"
    kept.unlink()
    assert report_file(published, "en", "pdf") == made


def test_while_one_works_on_the_site_nothing_is_kept(published: Publication, settings: Any) -> None:
    settings.DEBUG = True
    report_file(published, "en", "docx")

    assert not (django_settings.VAR_DIR / "reports").exists()


def test_whatever_a_report_says_tells_its_file_from_others(published: Publication, settings: Any) -> None:
    tags = {tag(published, language, form) for language in ("en", "fr") for form in STARTS}
    settings.SITE_ADDRESS = "https://mgi.example.org"
    tags.add(tag(published, "en", "pdf"))
    published.version, published.correction = 2, "A date was wrong."
    tags.add(tag(published, "en", "pdf"))

    assert len(tags) == 6


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_command_writes_the_report(run_report: Run, published: Publication, tmp_path: Path, form: Form) -> None:
    file = tmp_path / f"report.{form}"
    result = run_report(SLUG, "--language", "fr", "--form", form, "--output", file)

    assert (result.exit_code, result.stdout) == (0, f"Written: {file}\n")
    assert file.read_bytes().startswith(STARTS[form])


def test_the_command_names_the_file_and_takes_the_first_language_by_default(
    run_report: Run, published: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run_report(SLUG, "--version", 1).exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == [f"{SLUG}-v1.en.pdf"]


def test_the_command_says_what_is_wrong_and_what_to_do(run_report: Run, published: Publication, tmp_path: Path) -> None:
    said = [
        run_report("nowhere").stderr,
        run_report(SLUG, "--version", 3).stderr,
        run_report(SLUG, "--language", "ar").stderr,
        run_report(SLUG, "--output", tmp_path / "none" / "report.pdf").stderr,
    ]

    assert said == [
        "Error: there is no profile nowhere; see: openmgi publication list\n",
        f"Error: {SLUG} has no version 3; see: openmgi publication list\n",
        f"Error: {SLUG} v1 is not published in ar, but in: en, fr\n",
        f"Error: {tmp_path / 'none' / 'report.pdf'} cannot be written: No such file or directory\n",
    ]
