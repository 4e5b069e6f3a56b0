from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.publications.actions import publish
from openmgi.publications.bulk.files import FILES
from openmgi.publications.export.checking import problems
from openmgi.publications.export.manifest import ForeignFolderError
from openmgi.publications.export.writing import Export, export_site
from openmgi.publications.models import Publication
from tests.pages import page
from tests.publications.export.conftest import ADDRESS, Write, corrected, files_in, page_in
from tests.publications.report.conftest import WHOLE
from tests.traced import SLUG, traced_profile

LANGUAGES = [code for code, _ in settings.LANGUAGES]
MOMBASA = "profiles/ken-mombasa-2022-11"


@pytest.fixture
def westria(loaded: None) -> Publication:
    """A profile with its annex, published."""
    return publish(profile=traced_profile(**WHOLE), by="Amina")


def test_every_public_page_and_file_is_there_in_every_language(whole_site: Path) -> None:
    names = {name for name in files_in(whole_site) if not name.startswith("static/")}
    pages = {name.removeprefix("en/") for name in names if name.startswith("en/")}

    assert {name for name in names if name.partition("/")[0] not in LANGUAGES} == {
        "index.html", "manifest.json", "robots.txt", "sitemap.xml",
        "data/profiles/ken-mombasa-2022-11/v1.json", "data/profiles/ken-mombasa-2022-11/v1.csv",
        f"data/profiles/{SLUG}/v1.json", f"data/profiles/{SLUG}/v1.csv",
        *(f"data/bulk/{name}" for name in ("index.html", *FILES)),
        *(f"data/frameworks/sdg-10.7.2/{name}" for name in
          ("edition.json", "edition.csv", "edition.xlsx", "edition.zip", "xlsform.xlsx")),
    }  # fmt: skip
    assert {name for name in pages if not name.startswith(("frameworks/sdg", "sdg-10-7-2/"))} == {
        "index.html", "about/index.html", "profiles/index.html", "frameworks/index.html",
        *(f"domains/{number}/index.html" for number in range(1, 7)),
        "search/index.html", "search/findings.js", "search/feed.atom", "search/feed.json",
        "themes/index.html", "compare/index.html", "data/index.html",
        f"{MOMBASA}/index.html", f"{MOMBASA}/v1/index.html",
        f"profiles/{SLUG}/index.html", f"profiles/{SLUG}/v1/index.html", f"profiles/{SLUG}/v1/answers/index.html",
    }  # fmt: skip
    assert len([name for name in pages if "/indicators/" in name]) == 30
    for language in LANGUAGES:
        assert {name.removeprefix(f"{language}/") for name in names if name.startswith(f"{language}/")} == pages


def test_every_link_and_asset_of_every_page_is_in_the_folder(whole_site: Path) -> None:
    files = files_in(whole_site)
    led_to = {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), link.partition("#")[0]))
        for name, content in files.items()
        if name.endswith(".html")
        for link in own_links(content)
    }

    assert led_to <= files.keys()
    assert {name for name in files if name.endswith(".html")} - led_to == {"data/bulk/index.html"}
    assert list(problems(whole_site)) == []


def own_links(content: bytes) -> list[str]:
    """The links to pages and files of the folder, as a browser finds them."""
    tree: html.HtmlElement = html.fromstring(content)
    links = [link for _, _, link, _ in tree.iterlinks()]
    return [link for link in links if not link.startswith(("#", "http"))]


def test_a_link_to_a_place_on_a_page_leads_to_one_that_is_there(whole_site: Path) -> None:
    for name in ("en/index.html", f"fr/{MOMBASA}/index.html"):
        tree = page_in(whole_site, name)
        ids = {element.get("id") for element in tree.cssselect("[id]")}
        fragments = {str(element.get("href")).removeprefix("#") for element in tree.cssselect("a[href^='#']")}
        assert fragments
        assert fragments <= ids


def test_a_page_is_the_page_of_the_site_without_what_needs_a_server(
    whole_site: Path, mombasa: Publication, reader: Client
) -> None:
    tree = page_in(whole_site, f"es/{MOMBASA}/index.html")
    served = page(reader, f"/es/{MOMBASA}/")

    assert [one.text_content() for one in tree.cssselect(".findings li")] == [
        one.text_content() for one in served.cssselect(".findings li")
    ]
    assert tree.cssselect("form") == []
    assert [one.get("href") for one in tree.cssselect("header a") if "search" in str(one.get("href"))] == [
        "../../../es/search/index.html"
    ]
    assert [one.get("href") for one in tree.cssselect(".downloads a")] == [
        "../../../data/profiles/ken-mombasa-2022-11/v1.json",
        "../../../data/profiles/ken-mombasa-2022-11/v1.csv",
    ]
    assert [one.get("href") for one in tree.cssselect("link[rel=canonical]")] == [f"{ADDRESS}/es/{MOMBASA}/"]


def test_the_profile_is_there_byte_for_byte(whole_site: Path, mombasa: Publication) -> None:
    frozen = (whole_site / "data" / MOMBASA / "v1.json").read_bytes()

    assert hashlib.sha256(frozen).hexdigest() == mombasa.sha256


def test_the_sitemap_and_the_robots_name_addresses_that_the_folder_has(whole_site: Path) -> None:
    named = re.findall(r'(?:<loc>|href=")([^<"]+)', (whole_site / "sitemap.xml").read_text())

    assert f"{ADDRESS}/fr/{MOMBASA}/" in named
    assert [one for one in named if not (whole_site / one.removeprefix(f"{ADDRESS}/") / "index.html").exists()] == []
    assert (whole_site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}/sitemap.xml\n"


def test_a_second_run_writes_nothing(folder: Path, write: Write, mombasa: Publication) -> None:
    first = write()
    before = {file: file.stat().st_ino for file in folder.rglob("*") if file.is_file()}
    second = write()
    after = {file: file.stat().st_ino for file in folder.rglob("*") if file.is_file()}

    assert second == Export(0, first.written, 0)
    manifest = folder / "manifest.json"
    assert {file for file in before if before[file] != after[file]} <= {manifest}


def test_a_corrected_profile_is_written_anew_with_what_shows_its_text_and_nothing_else(
    folder: Path, write: Write, mombasa: Publication, velmora: Publication
) -> None:
    write()
    before, lists = files_in(folder), folder / "en/profiles/index.html"
    written_at = lists.stat().st_mtime_ns
    corrected(mombasa)
    write()
    after = files_in(folder)
    changed = {name for name in after if after[name] != before.get(name)}

    assert {name.partition("/")[2] for name in changed if name.startswith("en/")} == {
        f"{MOMBASA}/index.html", f"{MOMBASA}/v1/index.html", f"{MOMBASA}/v2/index.html",
        "compare/index.html", "compare/profile-ken-mombasa-2022-11-v1/profile-ken-mombasa-2022-11-v2/index.html",
        "index.html", "search/feed.atom", "search/feed.json",  # which have the newest first
    }  # fmt: skip
    assert {name for name in changed if name.partition("/")[0] not in LANGUAGES} <= {
        "manifest.json", "sitemap.xml", f"data/{MOMBASA}/v2.json", f"data/{MOMBASA}/v2.csv",
        *(f"data/bulk/{name}" for name in FILES),
    }  # fmt: skip
    assert lists.stat().st_mtime_ns == written_at
    assert "This is version 1, which has been corrected since." in after[f"en/{MOMBASA}/v1/index.html"].decode()
    assert list(problems(folder)) == []


def test_a_new_profile_is_in_the_lists_the_sitemap_and_the_search(
    folder: Path, write: Write, mombasa: Publication, demo_profiles: dict[str, object]
) -> None:
    write()
    before = files_in(folder)
    publish(profile=traced_profile(), by="Amina")
    write()
    after = files_in(folder)

    assert {"en/index.html", "en/profiles/index.html", "en/search/findings.js", "sitemap.xml"} <= {
        name for name in after if after[name] != before.get(name)
    }
    assert after[f"en/{MOMBASA}/index.html"] == before[f"en/{MOMBASA}/index.html"]


def test_what_somebody_changed_or_took_away_is_written_again(folder: Path, write: Write, mombasa: Publication) -> None:
    write()
    before = files_in(folder)
    (folder / "en/about/index.html").write_text("mine")
    (folder / f"data/{MOMBASA}/v1.csv").unlink()
    done = write()

    assert done.written == 0
    assert files_in(folder) == before


def test_what_the_site_no_longer_has_is_taken_away_and_what_is_not_ours_stays(
    folder: Path, write: Write, mombasa: Publication
) -> None:
    write(reports=True)
    (folder / "CNAME").write_text("migration.example.org")
    done = write(reports=False)

    assert done.removed == 2 * len(mombasa.languages)
    assert list(folder.rglob("*.pdf")) == list(folder.rglob("*.docx")) == []
    assert (folder / "CNAME").read_text() == "migration.example.org"


def test_another_address_is_named_on_every_page(folder: Path, write: Write, mombasa: Publication) -> None:
    write()
    export_site(folder, "https://other.example.org")

    assert [name for name, content in files_in(folder).items() if ADDRESS.encode() in content] == []


def test_reports_are_there_when_they_are_asked_for(folder: Path, write: Write, westria: Publication) -> None:
    write(reports=True)
    tree = page_in(folder, f"en/profiles/{SLUG}/index.html")

    assert (folder / f"data/profiles/{SLUG}/v1.en.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / f"data/profiles/{SLUG}/v1.fr.docx").exists()
    assert f"../../../data/profiles/{SLUG}/v1.en.pdf" in [one.get("href") for one in tree.cssselect(".downloads a")]
    assert list(problems(folder)) == []


def test_a_folder_that_is_not_ours_is_left_alone(folder: Path, write: Write, mombasa: Publication) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "an app"}')
    (folder / "index.html").write_text("mine")
    before = files_in(folder)

    with pytest.raises(ForeignFolderError):
        write()
    (folder / "manifest.json").unlink()
    with pytest.raises(ForeignFolderError):
        write()
    assert (folder / "index.html").read_bytes() == before["index.html"]


def test_the_plan_asks_the_database_as_often_for_one_profile_as_for_three(
    folder: Path,
    write: Write,
    mombasa: Publication,
    django_assert_num_queries: DjangoAssertNumQueries,
    velmora: Publication,
    westria: Publication,
) -> None:
    write()

    with django_assert_num_queries(8):
        write()
