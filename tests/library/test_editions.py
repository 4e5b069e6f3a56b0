"""Editions: their files, loading them, and what the commands say of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from django.conf import settings as django_settings
from django.utils import timezone

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.keys import ParsingError
from openmgi.library.actions.loading import EditionInUseError, load_edition, load_framework
from openmgi.library.editions import edition_folders, read_edition
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.yaml_files import YamlError, read_yaml
from tests.conftest import FIXTURES
from tests.core.editions import parsed, small_files, small_framework, two_editions, with_questions_in_arabic

Run = Callable[..., Result]

SIZES = {"openmgi-local-1": 87, "openmgi-national-1": 90, "sdg-10.7.2": 30}


@pytest.fixture
def national(reference_sets: dict[str, Edition]) -> Edition:
    return reference_sets["openmgi-national-1"]


@pytest.fixture
def spoilt(tmp_path: Path, settings: Any) -> Path:
    """A data folder with one edition that a test may spoil."""
    frameworks = django_settings.DATA_DIR / "frameworks"
    for name in ("migof", "openmgi-local-1"):
        shutil.copytree(frameworks / name, tmp_path / "frameworks" / name)
    settings.DATA_DIR = tmp_path
    return tmp_path / "frameworks" / "openmgi-local-1"


@pytest.mark.parametrize(("code", "size"), SIZES.items())
def test_the_reference_sets_have_their_indicators(reference_sets: dict[str, Edition], code: str, size: int) -> None:
    edition = reference_sets[code]

    assert len(list(edition.indicators())) == size
    assert edition.languages[:3] == ("en", "fr", "es")
    assert sorted(edition.asked_in) == ["ar", "en", "es", "fr"]


@pytest.mark.parametrize("code", [code for code in SIZES if code.startswith("openmgi-")])
def test_the_reference_sets_say_that_they_are_not_ioms(reference_sets: dict[str, Edition], code: str) -> None:
    statement = reference_sets[code].statement

    assert "not the questionnaire" in statement["en"]
    assert "ne s’agit pas du questionnaire" in statement["fr"]
    assert "No es el cuestionario" in statement["es"]


def test_the_national_set_has_the_counts_of_its_blueprint(national: Edition) -> None:
    assert [len(list(domain.indicators())) for domain in national.domains] == [20, 18, 13, 15, 11, 13]


def test_every_key_has_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\nb:\n  c: 2\n  d: [x]\n")

    assert read_yaml(file) == (
        {"a": 1, "b": {"c": 2, "d": ["x"]}},
        {("a",): 1, ("b",): 2, ("b", "c"): 3, ("b", "d"): 4},
    )


def test_an_empty_file_has_no_keys(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()

    assert read_yaml(tmp_path / "a.yaml") == (None, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: [", "while parsing"), ("a: 1\nb: 2\na: 3\n", "a.yaml:3: a: this key stands twice, first on line 1")],
)
def test_a_file_that_is_no_good_yaml_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text)

    with pytest.raises(YamlError, match=message):
        read_yaml(tmp_path / "a.yaml")


def test_a_missing_key_is_placed_on_the_line_of_the_key_above_it(spoilt: Path, framework: Framework) -> None:
    file = spoilt / "domain-1.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.strip() == "guidance:")
    lines[place] = "        hints:"
    file.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(ParsingError) as refused:
        read_edition(spoilt, framework)
    # Without guidance in the source, that of the translations is unknown too.
    assert refused.value.problems[0].expected == "unknown key"
    assert refused.value.problems[0].line == place + 1


def test_loading_an_edition_twice_changes_nothing(loaded: None, national: Edition) -> None:
    stored, first = load_edition(spec=national)
    _, again = load_edition(spec=national)

    assert (first, again, StoredEdition.objects.count()) == (True, False, 1)
    assert (stored.spec, stored.level, str(stored)) == (national, "national", "openmgi-national-1")


def test_an_edition_that_nobody_uses_may_be_changed(loaded: None, national: Edition) -> None:
    load_edition(spec=national)
    _, changed = load_edition(spec=national.model_copy(update={"date": "2027-01"}))

    assert changed
    assert StoredEdition.objects.get().spec.date == "2027-01"


def test_an_edition_in_use_cannot_be_changed(loaded: None, national: Edition) -> None:
    load_edition(spec=national)
    StoredEdition.objects.update(used_since=timezone.now())

    assert load_edition(spec=national)[1] is False
    with pytest.raises(EditionInUseError):
        load_edition(spec=national.model_copy(update={"date": "2027-01"}))
    assert StoredEdition.objects.get().spec == national


def test_the_stages_of_an_edition_in_use_follow_the_files_and_none_goes(loaded: None, national: Edition) -> None:
    load_edition(spec=national)
    StoredEdition.objects.update(used_since=timezone.now())
    first, *rest = national.stages
    more = national.model_copy(update={"stages": (first.model_copy(update={"may": {}}), *rest)})

    assert load_edition(spec=more)[1] is True
    assert StoredEdition.objects.get().spec.stages[0].may == {}
    with pytest.raises(EditionInUseError):
        load_edition(spec=national.model_copy(update={"stages": tuple(rest)}))


def test_an_edition_in_use_may_be_given_another_language(loaded: None) -> None:
    load_framework(spec=small_framework())
    load_edition(spec=parsed(small_files()))
    StoredEdition.objects.update(used_since=timezone.now())

    assert load_edition(spec=parsed(with_questions_in_arabic()))[1] is True
    assert StoredEdition.objects.get().spec.question_languages == ("ar",)
    with pytest.raises(EditionInUseError):
        load_edition(spec=parsed(small_files()))


def test_editions_are_listed_by_level_and_code(loaded: None, national: Edition) -> None:
    for code, level in (("b", "local"), ("a", "local"), ("z", "national")):
        load_edition(spec=national.model_copy(update={"code": code, "level": level}))

    assert [one.code for one in StoredEdition.objects.all().in_order()] == ["z", "a", "b"]


@pytest.mark.django_db
def test_load_loads_frameworks_and_editions_and_then_nothing(run: Run) -> None:
    first, again = run("framework", "load"), run("framework", "load")

    assert first.stdout.splitlines() == [
        "framework migof loaded",
        *(f"edition {folder.name} loaded" for folder in edition_folders()),
    ]
    assert (again.exit_code, again.stdout) == (0, "")


def test_load_refuses_to_change_an_edition_in_use(run: Run, db: None, spoilt: Path) -> None:
    run("framework", "load")
    StoredEdition.objects.update(used_since=timezone.now())
    file = spoilt / "edition.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("date: 2026-11", "date: 2027-01"), encoding="utf-8")
    result = run("framework", "load")

    assert result.exit_code == 1
    assert result.stderr == (
        "Error: edition openmgi-local-1 is in use and cannot be changed; give the new questions a new code\n"
    )


@pytest.mark.django_db
def test_list_says_code_level_date_size_and_languages(run: Run) -> None:
    lines = run("framework", "list").stdout.splitlines()

    assert "openmgi-national-1\tnational\t2026-11\t90\ten fr es" in lines
    assert "openmgi-local-1\tlocal\t2026-11\t87\ten fr es" in lines


def test_show_prints_everything_as_json(run: Run) -> None:
    data = json.loads(run("framework", "show", "openmgi-national-1", "--format", "json").stdout)
    first = data["indicators"][0]

    assert len(data["indicators"]) == 90
    assert {"code", "domain", "topic", "question", "options", "guidance", "terms", "sdg", "gcm"} <= set(first)
    assert (first["code"], first["domain"], first["topic"], first["sdg"]) == ("1.A1", 1, "A", ["1a"])
    assert sorted(first["question"]) == ["ar", "en", "es", "fr"]
    assert [option["code"] for option in first["options"]][:3] == ["absent", "partial", "complete"]


def test_show_prints_the_questions_as_text(run: Run) -> None:
    lines = run("framework", "show", "openmgi-local-1").stdout.splitlines()

    assert lines[0] == "OpenMGI local reference set, edition 1"
    assert "not the questionnaire" in lines[1]
    assert len([line for line in lines if line.startswith("  ")]) == 87


@pytest.mark.django_db
def test_an_edition_that_does_not_exist_is_said_with_those_that_do(run: Run) -> None:
    result = run("framework", "show", "nothing")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: there is no edition nothing; there are: openmgi-local-1")


def test_check_is_clean_on_every_edition(run: Run) -> None:
    result = run("framework", "check")

    assert (result.exit_code, len(result.stdout.splitlines())) == (0, len(edition_folders()))
    assert "openmgi-national-1: 90 indicators, no fault" in result.stdout


def test_check_names_faults_and_fails(run: Run, spoilt: Path) -> None:
    file = spoilt / "translations" / "fr.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\u00a0?", ".", 1), encoding="utf-8")
    result = run("framework", "check", "openmgi-local-1")

    assert result.exit_code == 1
    assert result.stdout == (
        "openmgi-local-1: 1.A1: the question in fr does not end with a question mark [questions]\n"
    )
    assert result.stderr == "Error: editions with faults: 1\n"


def test_an_edition_that_cannot_be_read_names_every_problem(run: Run, spoilt: Path) -> None:
    (spoilt / "notes.yaml").write_text("a: 1\n")
    (spoilt / "more.yaml").write_text("a: 1\n")
    result = run("framework", "check")

    assert result.exit_code == 1
    assert result.stderr == (
        "Error: openmgi-local-1:\nmore.yaml: the file: no such file belongs to this edition\n"
        "notes.yaml: the file: no such file belongs to this edition\n"
    )


def test_an_edition_that_is_no_yaml_is_named(run: Run, spoilt: Path) -> None:
    (spoilt / "edition.yaml").write_text("a: [\n")
    result = run("framework", "check")

    assert result.exit_code == 1
    assert "edition.yaml: while parsing" in result.stderr


@pytest.fixture
def pair(tmp_path: Path, settings: Any) -> Path:
    """A data folder with two editions of a small framework, the second of which follows the first."""
    for files in two_editions():
        folder = tmp_path / "frameworks" / files["edition.yaml"]["code"]
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(FIXTURES / "small_framework", tmp_path / "frameworks" / "small")
    settings.DATA_DIR = tmp_path
    return tmp_path / "frameworks"


def test_diff_shows_every_kind_of_relation_with_the_texts_that_differ(run: Run, pair: Path) -> None:
    result = run("framework", "diff", "small-1", "small-2")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (FIXTURES / "small_framework" / "diff.expected.txt").read_text(encoding="utf-8")


def test_diff_as_data_names_kind_codes_and_note(run: Run, pair: Path) -> None:
    data = json.loads(run("framework", "diff", "small-1", "small-2", "--format", "json").stdout)

    assert data[3] == {
        "kind": "split",
        "before": ["1.B1"],
        "after": "1.B2",
        "note": {"en": "One question for each oil.", "fr": "Une question pour chaque huile."},
        "question_differs": True,
        "criteria_differ": ["absent", "complete"],
    }
    assert (data[-1]["kind"], data[-1]["after"]) == ("dropped", None)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("small-2", "small-1", "Error: small-1 names no edition before it, so its questions have no links to those of small-2\n"),
        ("small-2", "small-2", "Error: small-2 follows small-1, not small-2\n"),
    ],
)  # fmt: skip
def test_diff_refuses_editions_that_do_not_follow_each_other(
    run: Run, pair: Path, before: str, after: str, message: str
) -> None:
    result = run("framework", "diff", before, after)

    assert (result.exit_code, result.stderr) == (1, message)


def test_check_holds_the_links_between_editions(run: Run, pair: Path) -> None:
    sound = run("framework", "check", "small-2")
    file = pair / "small-2" / "domain-1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: reworded", "kind: same"), encoding="utf-8")
    broken = run("framework", "check", "small-2")

    assert (sound.exit_code, sound.stdout) == (0, "small-2: 7 indicators, no fault\n")
    assert broken.stdout == "small-2: 1.A2: is called the same, but its texts differ [relations]\n"


def test_an_indicator_without_a_link_is_shown_as_not_said(run: Run, pair: Path) -> None:
    file = pair / "small-2" / "domain-2.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("        relation:")], encoding="utf-8")

    assert "not said: · → 2.A1" in run("framework", "diff", "small-1", "small-2").stdout.splitlines()
