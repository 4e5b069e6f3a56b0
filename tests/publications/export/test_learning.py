"""Themes, comparisons, open data and feeds in the folder, and what is written anew where one of them changes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.test import Client
from lxml import etree

from openmgi.core.edition import Edition as EditionSpec
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Edition
from openmgi.library.sdg1072 import years
from openmgi.publications.actions import publish
from openmgi.publications.export.checking import problems
from openmgi.publications.models import Publication
from tests.assessments.conftest import edition
from tests.groups import group, load
from tests.pages import texts
from tests.publications.export.conftest import ADDRESS, Write, corrected, files_in, page_in
from tests.publications.themes.places import EDITION, published

__all__ = ["edition"]  # a fixture
QUESTION = f"en/themes/{EDITION}/indicators/1.A1/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def places(edition: Edition) -> list[Publication]:
    """Two places that are said to be real, and one that does not exist."""
    return [published("KEN", "complete"), published("UGA", "absent"), published("XXB", "complete", invented=True)]


def changed_by(folder: Path, write: Write) -> set[str]:
    """The files of English pages that another export writes otherwise."""
    before = files_in(folder)
    write()
    after = files_in(folder)
    return {name for name in after if name.startswith("en/") and after[name] != before.get(name)}


def test_each_question_that_is_answered_has_its_page_drawing_and_table(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    tree = page_in(folder, f"{QUESTION}index.html")
    named = [one.text_content() for one in tree.cssselect(".shares-table .places-in a")]

    assert sorted(named) == sorted(one.place_name["en"] for one in places if not one.is_invented)
    assert [one.get("href") for one in tree.cssselect(".downloads a")] == [
        f"../../../../../{QUESTION}shares.svg", f"../../../../../{QUESTION}shares.csv",
    ]  # fmt: skip
    assert tree.cssselect("form") == []
    assert (folder / f"{QUESTION}shares.svg").read_bytes().startswith(b"<svg")
    assert "ken-2031-05" in (folder / f"{QUESTION}shares.csv").read_text(encoding="utf-8-sig")
    assert list(problems(folder)) == []


def test_places_that_do_not_exist_have_pages_of_their_own(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    tree = page_in(folder, f"{QUESTION}invented-yes/index.html")
    led_to = {str(one.get("href")) for one in tree.cssselect("main a")}

    assert len(tree.cssselect(".shares-table .places-in a")) == 1
    assert f"../../../../../../{QUESTION}invented-yes/shares.csv" in led_to
    for form in ("svg", "csv"):
        taken = (folder / f"{QUESTION}invented-yes/shares.{form}").read_text(encoding="utf-8-sig")
        assert f"{ADDRESS}/{QUESTION}invented-yes/" in taken
    assert [one.get("href") for one in tree.cssselect("link[rel=canonical]")] == [f"{ADDRESS}/{QUESTION}invented-yes/"]


@pytest.mark.parametrize("theme", ["topics/1/A/", "sdg-10-7-2/1a/", "global-compact/15/"])
def test_a_theme_has_the_files_of_all_its_questions(
    folder: Path, write: Write, places: list[Publication], theme: str
) -> None:
    write()
    address = f"fr/themes/{EDITION}/{theme}"
    tree = page_in(folder, f"{address}index.html")
    offered = [str(one.get("href")).lstrip("./") for one in tree.cssselect(".downloads a")]

    assert offered == [f"{address}shares.{form}" for form in ("svg", "csv")]
    assert f"{ADDRESS}/{address}" in (folder / f"{address}shares.svg").read_text()
    assert "ken-2031-05" in (folder / f"{address}shares.csv").read_text(encoding="utf-8-sig")
    assert list(problems(folder)) == []


def test_a_question_that_nobody_answers_has_a_page_and_no_file(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    assert files_of(folder, "indicators/2.A1") == ["index.html"]
    assert files_of(folder, "indicators/1.A1/invented-yes") == ["index.html", "shares.csv", "shares.svg"]
    published("XXB", kind="not_answered", date="2033-01", invented=True)
    write()

    assert files_of(folder, "indicators/1.A1/invented-yes") == ["index.html"]
    assert list(problems(folder)) == []


def files_of(folder: Path, theme: str) -> list[str]:
    found = sorted((folder / f"en/themes/{EDITION}/{theme}").iterdir())
    return [one.name for one in found if one.is_file()]


def test_who_answers_a_newer_set_since_is_told_on_the_pages_of_the_older_one(
    folder: Path, write: Write, places: list[Publication], edition: Edition
) -> None:
    load_edition(spec=edition.spec.model_copy(update={"code": "small-2", "previous": EDITION}))
    write()
    published("KEN", date="2033-01", framework_edition="small-2")
    changed = changed_by(folder, write)

    assert {f"{QUESTION}index.html", f"en/themes/{EDITION}/topics/1/A/index.html"} <= changed
    assert {name for name in changed if EDITION in name and name.endswith((".svg", ".csv"))} == set()
    notice = page_in(folder, f"en/themes/{EDITION}/topics/1/A/index.html").cssselect(".notice a")
    assert [one.get("href") for one in notice] == ["../../../../../../en/themes/small-2/topics/1/A/index.html"]
    assert list(problems(folder)) == []


def test_a_theme_is_written_anew_only_where_it_shows_something_else(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    corrected(places[0])
    after_publisher = changed_by(folder, write)
    published("KEN", "absent", date="2035-01")
    after_answer = changed_by(folder, write)

    assert {name for name in after_publisher if "themes" in name} == set()
    assert f"{QUESTION}index.html" in after_answer
    assert {name for name in after_answer if "invented-yes" in name} == set()


def test_editions_and_versions_of_a_place_are_compared_beforehand(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    published("KEN", "absent", date="2035-01")
    corrected(places[1])
    write()
    tree = page_in(folder, "fr/profiles/ken-2035-01/index.html")
    link = "../../../fr/compare/profile-ken-2031-05/profile-ken-2035-01/index.html"
    compared = page_in(folder, "fr/compare/profile-ken-2031-05/profile-ken-2035-01/index.html")

    assert link in [one.get("href") for one in tree.cssselect(".profile-header a")]
    assert compared.cssselect("form, [data-server], .remove") == []
    assert len(compared.cssselect(".change.policy_changed")) >= 1
    notices = [one.text_content() for one in compared.cssselect("p.notice")]
    assert len([one for one in notices if "serveur" in one]) == 1
    assert len(page_in(folder, "en/compare/index.html").cssselect("main li a")) == 2
    assert (folder / "en/compare/profile-uga-2031-05-v1/profile-uga-2031-05-v2/index.html").exists()
    assert list(problems(folder)) == []


def test_the_files_in_bulk_name_addresses_of_the_folder_and_no_api(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    bulk = folder / "data/bulk"
    described = json.loads((bulk / "datapackage.json").read_text())

    for one in described["resources"]:
        content = (bulk / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert f"{ADDRESS}/en/profiles/ken-2031-05/v1/" in (bulk / "publications.csv").read_text()
    for file in (*bulk.iterdir(), folder / "en/data/index.html"):
        assert "api/v1" not in file.read_text()
        assert "site.invalid" not in file.read_text()


def test_a_group_that_is_loaded_is_in_the_shares_of_the_folder(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    load(group(countries="KEN"))
    write()

    for name in ("shares.sdmx.csv", "shares.structure.json"):
        assert "harbours@2031-01-15" in (folder / "data/bulk" / name).read_text(encoding="utf-8")


def test_the_feeds_have_what_those_of_the_site_have(
    folder: Path, write: Write, places: list[Publication], client: Client
) -> None:
    write()
    served = client.get("/fr/search/feed.json").json()
    written = json.loads((folder / "fr/search/feed.json").read_text())
    atom = etree.fromstring((folder / "fr/search/feed.atom").read_bytes())

    assert [one["id"] for one in written["items"]] == [one["id"] for one in served["items"]]
    assert [one.text for one in atom.iterfind(f"{ATOM}entry/{ATOM}id")] == [one["id"] for one in served["items"]]
    assert written["feed_url"] == f"{ADDRESS}/fr/search/feed.json"
    assert {one["url"].startswith(f"{ADDRESS}/fr/profiles/") for one in written["items"]} == {True}


def test_sdg_1072_has_a_page_for_each_year_and_country(
    folder: Path, write: Write, mombasa: Publication, reference_sets: dict[str, EditionSpec]
) -> None:
    load_edition(spec=reference_sets["sdg-10.7.2"])
    write()
    earlier, last = years()[0], years()[-1]
    tree = page_in(folder, f"es/sdg-10-7-2/year-{earlier}/index.html")

    assert [one.get("href") for one in tree.cssselect(".years a")] == ["../../../es/sdg-10-7-2/index.html"]
    assert str(last) in tree.cssselect(".years")[0].text_content()
    assert (folder / "ar/sdg-10-7-2/KEN/index.html").exists()


def test_a_profile_of_another_place_leaves_a_country_as_it_is(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    write()
    publish(profile=places[1].profile.model_copy(update={"edition": "2036-01"}), by="Amina")

    assert "en/profiles/ken-2031-05/index.html" not in changed_by(folder, write)


def test_every_profile_of_a_place_is_written_anew_when_another_date_of_it_is_published(
    folder: Path, write: Write, places: list[Publication]
) -> None:
    published("KEN", "absent", date="2033-01")
    write()
    publish(profile=places[0].profile.model_copy(update={"edition": "2036-01"}), by="Amina")
    changed = changed_by(folder, write)
    oldest = page_in(folder, "en/profiles/ken-2031-05/index.html")

    assert {name for name in changed if name.startswith("en/profiles/") and "answers" not in name} == {
        "en/profiles/index.html",
        *(
            f"en/profiles/ken-{date}/{page}index.html"
            for date in ("2031-05", "2033-01", "2036-01")
            for page in ("", "v1/")
        ),
    }
    assert [one.get("href") for one in oldest.cssselect("aside.notice a")] == [
        "../../../en/profiles/ken-2036-01/index.html"
    ]
    assert list(problems(folder)) == []


def test_the_page_of_a_question_is_written_anew_when_the_first_place_answers_it(
    folder: Path, write: Write, edition: Edition
) -> None:
    def led_to() -> list[str | None]:
        write()
        tree = page_in(folder, f"en/frameworks/{EDITION}/indicators/1.A1/index.html")
        return [one.get("href") for one in tree.cssselect("main p a") if "themes" in str(one.get("href"))]

    assert led_to() == []
    published("XXB", "complete", invented=True)
    assert led_to() == [f"../../../../../{QUESTION}invented-yes/index.html"]
    published("KEN", "complete")
    assert led_to() == [f"../../../../../{QUESTION}index.html"]
    assert list(problems(folder)) == []


def test_a_way_that_the_folder_does_not_have_leaves_no_words_behind(
    folder: Path, write: Write, mombasa: Publication, velmora: Publication
) -> None:
    write()

    for name in ("en/index.html", "en/profiles/index.html"):
        assert texts(page_in(folder, name), ".more-ways li") == ["Search the findings", "Compare profiles", "Themes"]
    assert texts(page_in(folder, "en/profiles/xxv-2025-03/index.html"), ".more-ways li") == []
