from __future__ import annotations

from collections.abc import Sequence

import pytest
from click.testing import CliRunner, Result
from django.utils.translation import get_language

from openmgi.publications.models import Publication
from openmgi.publications.search import commands
from openmgi.publications.search.commands import index_findings, search_findings

pytestmark = pytest.mark.django_db


def search(*arguments: str) -> Result:
    return CliRunner().invoke(search_findings, arguments)


def test_each_finding_is_a_line_with_its_address_place_kind_indicators_and_text(world: Sequence[Publication]) -> None:
    done = search("rationed", "winter")

    assert (done.exit_code, done.stderr) == (0, "1 finding. Page 1 of 1\n")
    assert done.stdout.rstrip("\n").split("\t") == [
        "/en/profiles/xxw-2031-05/#finding-1-potential-1",
        "Westria, May 2031",
        "Areas with potential for further development",
        "1.A1",
        "Bread is rationed in winter.",
    ]


def test_the_language_is_that_of_the_texts_and_of_the_answer(world: Sequence[Publication]) -> None:
    done = search("pain", "--language", "fr")

    assert [line.split("\t")[4] for line in done.stdout.splitlines()] == [
        "Le pain est rationné en hiver.",
        "Le pain est gratuit pour les étrangers.",
    ]
    assert done.stdout.startswith("/fr/profiles/")
    assert get_language() == "en"


def test_findings_are_narrowed_down_and_listed_without_words(world: Sequence[Publication]) -> None:
    assert len(search("--kind", "potential", "--level", "national").stdout.splitlines()) == 1
    assert len(search().stdout.splitlines()) == 7
    assert search("--page", "2").stderr == "7 findings. Page 2 of 1\n"
    assert search("--page", "0").exit_code == 2


def test_it_says_that_only_some_of_the_words_are_there(world: Sequence[Publication]) -> None:
    assert "these have some of them" in search("keeper", "zebra").stderr


def test_the_index_is_brought_up_to_date_or_made_anew(
    world: Sequence[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "installed", lambda: False)

    for arguments in ([], ["--anew"]):
        done = CliRunner().invoke(index_findings, arguments)
        assert (done.exit_code, done.stdout) == (0, "findings that can be searched: 7\n")
