"""`openmgi group`, and the example of docs/groups.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from django.conf import settings as django_settings

from openmgi.library.groups import areas_and_groups
from openmgi.library.models import PlaceGroup
from openmgi.publications.group_commands import load_shipped
from openmgi.publications.models import Publication

pytestmark = pytest.mark.django_db
Run = Callable[..., Result]
DOCS = (Path(__file__).parents[2] / "docs" / "groups.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The example of the document."""
    written = tmp_path / "harbours.yaml"
    written.write_text(EXAMPLE, encoding="utf-8")
    return written


def test_the_example_of_the_document_is_loaded_once(run: Run, file: Path) -> None:
    first, again = run("group", "load", file), run("group", "load", file)

    assert (first.exit_code, first.stdout) == (
        0,
        "group harbours-members@2026-01-15 loaded\ngroup harbours-observers@2026-01-15 loaded\n",
    )
    assert (again.exit_code, again.stdout) == (0, f"{file}: nothing has changed\n")
    members = areas_and_groups().get("harbours-members")
    assert members is not None
    assert (sorted(members.countries), sorted(members.places)) == (["XXA", "XXB"], ["xxc-quayside"])


def test_the_commands_of_the_document_work(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    lines = re.findall(r"^    openmgi (group .+)$", DOCS, re.MULTILINE)

    assert len(lines) == 4
    assert [run(*line.split()).exit_code for line in lines] == [0] * 4


def test_every_mistake_is_told_at_once_and_nothing_is_loaded(run: Run, file: Path) -> None:
    file.write_text(EXAMPLE.replace("2026-01-15", "soon").replace("XXD", "FRE"), encoding="utf-8")
    result = run("group", "load", file)

    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: {file}:5: as_of: expected a day as YYYY-MM-DD, not soon\n"
        f"{file}:18: groups.harbours-observers.countries: FRE: no country has this code (ISO 3166-1 alpha-3); "
        "did you mean FRA?\n"
    )
    assert PlaceGroup.objects.count() == 0


def test_a_file_that_is_no_yaml_is_one_line(run: Run, file: Path) -> None:
    file.write_text("title: [", encoding="utf-8")
    result = run("group", "load", file)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"Error: {file}: while parsing")


def test_a_place_without_a_profile_is_pointed_out(run: Run, file: Path, mombasa: Publication) -> None:
    file.write_text(EXAMPLE.replace("xxc-quayside", "ken-mombassa, ken-mombasa, xxc-quayside"), encoding="utf-8")

    assert run("group", "load", file).stderr == (
        "look at ken-mombassa: it has no published profile yet; did you mean ken-mombasa?\n"
        "look at xxc-quayside: it has no published profile yet\n"
    )


def test_groups_are_listed_and_shown(run: Run, file: Path) -> None:
    run("group", "load", file)
    file.write_text(EXAMPLE.replace("2026-01-15", "2027-01-15").replace("XXA, XXB", "CIV"), encoding="utf-8")
    run("group", "load", file)

    assert run("group", "list").stdout.splitlines() == [
        "harbours-members@2027-01-15\town\t1\t1\tMembers",
        "harbours-observers@2027-01-15\town\t1\t0\tObservers",
        "harbours-members@2026-01-15\town\t2\t1\tMembers",
        "harbours-observers@2026-01-15\town\t1\t0\tObservers",
    ]
    assert run("group", "show", "harbours-members").stdout.splitlines() == [
        "harbours-members@2027-01-15\tMembers",
        "Harbour partnership, 15 January 2027",
        "Secretariat of the Harbour Partnership, list of members",
        "",
        "CIV\tCôte d’Ivoire",
        "xxc-quayside",
    ]
    assert "XXA\t\nXXB\t\n" in run("group", "show", "harbours-members@2026-01-15").stdout


def test_a_group_is_removed_at_a_day_or_as_a_whole(run: Run, file: Path) -> None:
    run("group", "load", file)

    assert run("group", "remove", "harbours-members@2026-01-15").stdout == "group harbours-members@2026-01-15 removed\n"
    assert run("group", "remove", "harbours-observers").stdout == "group harbours-observers@2026-01-15 removed\n"
    assert run("group", "list").stdout == ""


@pytest.mark.parametrize("command", ["show", "remove"])
def test_a_group_that_there_is_not_is_answered_by_those_that_there_are(run: Run, file: Path, command: str) -> None:
    told = "Error: there is no group harbours@2026-01-15; there are: "
    assert run("group", command, "harbours@2026-01-15").stderr == f"{told}none\n"
    run("group", "load", file)

    result = run("group", command, "harbours@2026-01-15")
    assert (result.exit_code, result.stderr) == (
        1,
        f"{told}harbours-members@2026-01-15, harbours-observers@2026-01-15\n",
    )


def test_setup_loads_the_groups_of_the_data_folder_and_leaves_alone_what_was_removed(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    load_shipped()
    assert capsys.readouterr().out.count("loaded") == 4
    run("group", "remove", "income-low")
    load_shipped()

    assert capsys.readouterr().out == ""
    assert "income-low@" not in run("group", "list").stdout
    shipped = django_settings.DATA_DIR / "places" / "groups" / "income.yaml"
    assert run("group", "load", shipped).stdout == "group income-low@2025-07-01 loaded\n"


def test_a_data_folder_without_groups_has_none(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture takes any setting
    load_shipped()

    assert PlaceGroup.objects.count() == 0
