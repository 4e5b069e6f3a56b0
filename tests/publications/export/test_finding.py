from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.publications.models import Publication, PublishedFinding
from tests.publications.export.conftest import Write, page_in

LANGUAGES = [code for code, _ in settings.LANGUAGES]
MOMBASA = "profiles/ken-mombasa-2022-11"


def test_the_first_page_offers_every_language(folder: Path, write: Write, mombasa: Publication) -> None:
    write()
    tree = page_in(folder, "index.html")

    assert [(one.get("lang"), one.get("href")) for one in tree.cssselect("main a")] == [
        (language, f"{language}/index.html") for language in LANGUAGES
    ]


def test_the_index_has_the_findings_of_a_language_in_the_alphabetical_order_of_places(
    folder: Path, write: Write, mombasa: Publication, velmora: Publication
) -> None:
    write()
    french = index(folder, "fr")
    profile = mombasa.profile

    assert [one["place"] for one in french["profiles"]] == ["Mombasa", "Velmora"]
    assert french["profiles"][0]["href"] == f"../../fr/{MOMBASA}/index.html"
    assert [row[1:] for row in french["findings"] if row[0] == 0] == [
        [domain.number, kind, order, finding.text.texts["fr"]]  # it names no indicators
        for domain in profile.domains
        for kind, order, finding in domain.findings()
    ]
    arabic = index(folder, "ar")
    assert {arabic["profiles"][row[0]]["href"] for row in arabic["findings"]} == {
        f"../../ar/profiles/{velmora.slug}/index.html"
    }


def test_the_index_says_which_places_are_invented_and_on_which_indicators_a_finding_rests(
    folder: Path, write: Write, mombasa: Publication, velmora: Publication
) -> None:
    write()
    english = index(folder, "en")

    assert [one.get("invented") for one in english["profiles"]] == [None, True]
    assert [row[5:] for row in english["findings"] if row[0] == 1] == [
        [" ".join(answer.indicator for answer in finding.trace.answers)] if finding.trace.answers else []
        for domain in velmora.profile.domains
        for _, _, finding in domain.findings()
    ]


def index(folder: Path, language: str) -> dict[str, list[Any]]:
    script = (folder / language / "search" / "findings.js").read_text(encoding="utf-8")
    return json.loads(script.removeprefix("globalThis.openmgiFindings = ").removesuffix(";\n"))  # type: ignore[no-any-return]


def test_without_a_script_the_search_lists_every_profile_and_says_why(
    folder: Path, write: Write, mombasa: Publication, velmora: Publication
) -> None:
    write()
    tree = page_in(folder, "en/search/index.html")

    assert tree.cssselect("#without-script")[0].text_content() == (
        "The search is done by a script, which has not run in your browser. All profiles are listed below."
    )
    assert tree.cssselect("#find")[0].get("hidden") is not None
    assert [one.text_content() for one in tree.cssselect(".cards a")] == ["Velmora", "Mombasa"]


def test_the_index_is_written_anew_when_a_finding_rests_on_other_indicators(
    folder: Path, write: Write, velmora: Publication
) -> None:
    write()
    PublishedFinding.objects.filter(publication=velmora).update(indicators=["9.Z9"])
    write()

    assert {row[5] for row in index(folder, "en")["findings"]} == {"9.Z9"}
