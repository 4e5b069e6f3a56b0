from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from openmgi.core.framework import Framework
from openmgi.library.actions.loading import load_framework
from openmgi.library.frameworks import FrameworkError, framework_folders, read_framework
from openmgi.library.models import Framework as StoredFramework

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the framework that a test may spoil."""
    return Path(shutil.copytree(framework_folders()[0], tmp_path / "framework"))


def change(file: Path, **changes: Any) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump(content | changes, allow_unicode=True), encoding="utf-8")


def test_the_data_folder_has_six_domains_in_four_languages(framework: Framework) -> None:
    assert [domain.number for domain in framework.domains] == [1, 2, 3, 4, 5, 6]
    assert framework.languages == ("en", "fr", "es", "ar")
    assert framework.domains[0].name["fr"] == "Droits des migrants"


def test_national_and_local_readings_differ_in_every_language(framework: Framework) -> None:
    same = [
        (domain.number, language)
        for domain in framework.domains
        for language in framework.languages
        if domain.national[language] == domain.local[language]
    ]

    assert same == []


def test_no_wording_belongs_to_two_domains(framework: Framework) -> None:
    seen: dict[str, int] = {}
    for domain in framework.domains:
        for wordings in domain.wordings.values():
            for wording in wordings:
                assert seen.setdefault(wording, domain.number) == domain.number


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: [", "framework.yaml: while parsing"),
        ("- a list", "framework.yaml: expected keys and values"),
    ],
)
def test_a_broken_file_is_named(folder: Path, content: str, message: str) -> None:
    (folder / "framework.yaml").write_text(content)

    with pytest.raises(FrameworkError, match=message):
        read_framework(folder)


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "translations" / "fr.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(FrameworkError, match=r"fr\.yaml"):
        read_framework(folder)


def test_a_missing_text_is_named_by_its_key(folder: Path) -> None:
    change(folder / "framework.yaml", languages=["en", "pt"])

    with pytest.raises(FrameworkError, match="title has no text in pt"):
        read_framework(folder)


def test_a_wrong_value_is_named_by_its_key(folder: Path) -> None:
    change(folder / "framework.yaml", code="Not A Code")

    with pytest.raises(FrameworkError, match="code: String should match pattern"):
        read_framework(folder)


def test_loading_a_framework_twice_changes_nothing(framework: Framework) -> None:
    _, first = load_framework(spec=framework)
    stored, again = load_framework(spec=framework)

    assert (first, again) == (True, False)
    assert StoredFramework.objects.count() == 1
    assert stored.spec == framework
    assert str(stored) == framework.code


def test_loading_a_framework_whose_texts_changed_brings_them_up_to_date(framework: Framework) -> None:
    load_framework(spec=framework)
    renamed = framework.model_copy(update={"title": {**framework.title, "en": "Another title"}})

    stored, changed = load_framework(spec=renamed)

    assert changed
    assert StoredFramework.objects.get().spec.title["en"] == "Another title"
    assert stored.pk == StoredFramework.objects.get().pk


def test_the_portal_shows_the_framework_that_was_loaded_first(framework: Framework) -> None:
    stored, _ = load_framework(spec=framework)
    load_framework(spec=framework.model_copy(update={"code": "another"}))

    assert StoredFramework.objects.shown() == stored


def test_the_data_folder_is_the_one_of_the_settings() -> None:
    assert all(folder.is_relative_to(settings.DATA_DIR) for folder in framework_folders())
