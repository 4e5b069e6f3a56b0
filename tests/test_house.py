"""Rules of the house that no other tool holds."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.urls import get_resolver

import openmgi
from scripts.messages import faults, template_catalog

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "openmgi"
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def tracked() -> list[Path]:
    """Every text file of the repository."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607 - whichever git is there
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    files = [ROOT / name for name in names.stdout.splitlines()]
    return [file for file in files if file.is_file() and file.suffix not in {".png", ".pdf"}]


def code() -> Iterator[Path]:
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in {".py", ".html"} and "migrations" not in file.parts:
            yield file


def contents(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def without_comments(file: Path) -> str:
    """The code without docstrings and comments, which may give an example."""
    text = re.sub(r'""".*?"""', "", contents(file), flags=re.DOTALL)
    return "\n".join(line.partition("  #")[0] for line in text.splitlines() if not line.lstrip().startswith("#"))


def test_no_year_place_or_edition_is_named_in_code() -> None:
    words = re.compile(r"\b(19|20)\d\d\b|mombasa|velmora|kenya|migof\b", re.IGNORECASE)
    allowed = {
        PACKAGE / "core" / "importing" / "vocabulary.py",  # none today; the words of recognition live in data/
        PACKAGE / "publications" / "bulk" / "vocabularies.py",  # the addresses of W3C's vocabularies have years
    }
    found = [
        (str(file.relative_to(ROOT)), match[0])
        for file in code()
        if file not in allowed
        for match in words.finditer(without_comments(file))
    ]

    assert found == []


def test_no_file_names_the_host_of_a_registry() -> None:
    hosts = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "deb" + r"\.debian"]))

    assert [file.name for file in tracked() if hosts.search(contents(file))] == []


def test_no_file_names_a_path_of_a_machine() -> None:
    path = re.compile(r"(?<![\w.])/(" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"]) + r")/[a-z]")

    assert [str(file) for file in tracked() if path.search(contents(file))] == []


def test_every_dependency_says_in_one_line_what_it_is_for() -> None:
    project = contents(ROOT / "pyproject.toml")
    data = tomllib.loads(project)
    named = [
        *data["project"]["dependencies"],
        *data["project"]["optional-dependencies"]["postgresql"],
        *data["dependency-groups"]["dev"],
    ]

    assert [name for name in named if not re.search(re.escape(f'"{name}"') + r"\]?,? +# \w", project)] == []


def test_requirements_are_locked_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-postgresql.txt", "requirements-dev.txt"):
        lines = contents(ROOT / name).splitlines()
        pinned = [line for line in lines if re.match(r"[a-z]", line)]
        assert pinned
        assert [line for line in pinned if "==" not in line or not line.endswith("\\")] == []


@pytest.fixture(scope="module")
def texts() -> Catalog:
    """Every text of the interface."""
    return template_catalog()


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "en"])
def test_every_text_of_the_interface_is_translated(texts: Catalog, language: str) -> None:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - Babel's reader is needed here only

    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        assert list(faults(language, read_po(file, locale=language), texts)) == []


def test_the_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)", README))

    assert {"run", "test"} <= named <= targets


def test_the_readme_is_short_and_says_that_the_project_is_independent() -> None:
    assert len(README.splitlines()) <= 60
    assert "independent of" in README
    assert re.search(r"!\[.+\]\(docs/images/\w+\.png\)", README)


def test_links_in_the_documents_lead_somewhere() -> None:
    broken = [
        (str(file.relative_to(ROOT)), target)
        for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", contents(file))
        if not (file.parent / target).exists()
    ]

    assert broken == []


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", contents(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert versions[0] == openmgi.__version__


def test_the_settings_are_described() -> None:
    named = set(re.findall(r"OPENMGI_\w+|DATABASE_URL", contents(PACKAGE / "settings.py")))
    described = set(re.findall(r"OPENMGI_\w+|DATABASE_URL", contents(ROOT / "docs" / "running.md")))

    assert named == described


def test_every_address_of_the_site_is_described() -> None:
    theirs = ("account_", "mfa_", "socialaccount_", "openid_connect_")  # allauth's own, described by allauth
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    names -= {name for name in names if name.startswith(theirs)}
    described = set(re.findall(r"`([a-z-]+)`", contents(ROOT / "docs" / "architecture.md")))

    assert names - described == set()


def test_the_tree_has_no_left_overs() -> None:
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3 + r"(?!\w)"]) + r")\b")

    assert [
        str(file) for file in tracked() if file.suffix in {".py", ".html", ".css"} and words.search(contents(file))
    ] == []


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_that_readers_need(scheme: str) -> None:
    style = contents(PACKAGE / "static" / "site.css")
    light, dark = style.split("@media (prefers-color-scheme: dark)", 1)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark.split("}\n}", 1)[0]))
    domains = [colours[f"domain-{number}"] for number in range(1, 7)]

    assert min(contrast(colours["on-domain"], one) for one in domains) >= 4.5
    assert min(contrast(colours["paper"], one) for one in domains) >= 3
    for text in ("ink", "muted", "link"):
        assert min(contrast(colours[text], colours[back]) for back in ("paper", "card", "notice")) >= 4.5
    assert contrast(colours["focus"], colours["paper"]) >= 3
