from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date
from lxml import etree

from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.groups import group, load
from tests.publications.search.conftest import OSTLAND, finding, place, publish_all

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def atom(reader: Client, question: str = "") -> etree._Element:
    response = reader.get(f"/en/search/feed.atom{question}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(response.content)


def json_feed(reader: Client, question: str = "", language: str = "en") -> dict[str, Any]:
    response = reader.get(f"/{language}/search/feed.json{question}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json")
    told: dict[str, Any] = json.loads(response.content)
    return told


def test_an_atom_feed_has_what_the_standard_asks_for(reader: Client, world: Sequence[Publication]) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each, an author, a link to itself and to the page."""
    feed = atom(reader, "?q=bread")
    entries = feed.findall(f"{ATOM}entry")

    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [len(feed.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")} == {
        "self": "http://testserver/en/search/feed.atom?q=bread",
        "alternate": "http://testserver/en/search/?q=bread",
    }
    assert len(entries) == 3
    for entry in entries:
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "link", "content")] == [
            1
        ] * 5
        assert entry.find(f"{ATOM}content").get("type") == "text"  # type: ignore[union-attr]
        assert datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated"))).tzinfo is not None
        assert str(entry.findtext(f"{ATOM}id")).startswith("urn:uuid:")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3


def test_a_json_feed_has_what_the_standard_asks_for(reader: Client, world: Sequence[Publication]) -> None:
    feed = json_feed(reader, "?q=bread&level=local")

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "OpenMGI: findings with “bread” · Level: Local"
    assert feed["feed_url"] == "http://testserver/en/search/feed.json?q=bread&level=local"
    assert feed["home_page_url"] == "http://testserver/en/search/?q=bread&level=local"
    (item,) = feed["items"]
    assert {name: item[name] for name in ("url", "title", "content_text", "language", "tags")} == {
        "url": f"http://testserver/en/profiles/{world[2].slug}/#finding-1-well_developed-1",
        "title": "Sudburg, May 2031: well developed · Invented country",
        "content_text": "Le pain est gratuit pour les étrangers.",
        "language": "fr",
        "tags": ["1.A1"],
    }
    assert item["date_published"] == world[2].published_at.isoformat()


def test_both_formats_tell_the_same_the_newest_first(reader: Client, world: Sequence[Publication]) -> None:
    items = json_feed(reader)["items"]
    entries = atom(reader).findall(f"{ATOM}entry")

    assert [one["id"] for one in items] == [one.findtext(f"{ATOM}id") for one in entries]
    assert [one["url"].split("/")[5] for one in items][:2] == [world[3].slug] * 2
    assert atom(reader).findtext(f"{ATOM}updated") == world[3].published_at.isoformat()


def test_a_correction_leaves_what_it_does_not_change_as_it_was_and_the_rest_is_new(
    reader: Client, editions: None
) -> None:
    same, wrong, right = (finding({"en": f"{word} for all."}, "1.A1") for word in ("Bread", "Cake", "Water"))
    publish(profile=place("Alba", "XXA", (1, "potential", wrong), (1, "potential", same)), by="Amina")
    before = {one["content_text"]: one["id"] for one in json_feed(reader)["items"]}
    corrected = place("Alba", "XXA", (1, "potential", same), (1, "potential", right))
    publish(profile=corrected, by="Amina", correction="No cake.")
    after = {one["content_text"]: one["id"] for one in json_feed(reader)["items"]}

    assert after["Bread for all."] == before["Bread for all."]
    assert after["Water for all."] not in before.values()
    assert "Cake for all." not in after


def test_an_item_is_the_same_in_every_language_and_each_is_there_once(reader: Client, editions: None) -> None:
    twice = finding({"en": "Bread for all.", "fr": "Du pain pour tous."}, "1.A1")
    publish_all(place("Alba", "XXA", (1, "potential", twice), (1, "potential", twice)))
    english, french = json_feed(reader)["items"], json_feed(reader, language="fr")["items"]

    assert [one["id"] for one in english] == [one["id"] for one in french]
    assert [one["content_text"] for one in french] == ["Du pain pour tous."]


def test_a_feed_of_nothing_is_a_feed(reader: Client) -> None:
    assert atom(reader, "?q=zebra").findall(f"{ATOM}entry") == []
    assert atom(reader, "?q=zebra").findtext(f"{ATOM}updated") == atom(reader).findtext(f"{ATOM}updated")
    assert json_feed(reader, "?q=zebra")["items"] == []


def test_a_feed_is_sent_only_where_it_changed(reader: Client, world: Sequence[Publication]) -> None:
    tag = reader.get("/en/search/feed.atom?q=bread")["ETag"]
    again = {"If-None-Match": tag}

    assert reader.get("/en/search/feed.atom?q=bread", headers=again).status_code == 304
    publish_all(place("Alba", "XXA", (1, "potential", finding({"en": "Bread."}))))
    assert reader.get("/en/search/feed.atom?q=bread", headers=again).status_code == 200


def test_words_that_are_markup_stay_words(reader: Client) -> None:
    publish_all(OSTLAND)

    assert atom(reader, "?q=%00bread%1B%EF%BF%BF&kind=%00").findtext(f"{ATOM}title") == "OpenMGI: findings with “bread”"
    assert atom(reader, "?q=<b>%26").findtext(f"{ATOM}title") == "OpenMGI: findings with “<b>&”"


def test_the_title_names_what_the_search_is_narrowed_by(reader: Client, world: Sequence[Publication]) -> None:
    assert json_feed(reader)["title"] == "OpenMGI: findings"
    assert json_feed(reader, "?domain=2&kind=potential")["title"] == (
        "OpenMGI: findings · Domain: 2 Domain 2 · Kind of finding: Areas with potential for further development"
    )
    assert atom(reader, "?q=bread&language=fr").findtext(f"{ATOM}title") == (
        "OpenMGI: findings with “bread” · Language of the text: French"
    )


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_of_what_nothing_can_have_is_none_and_says_why(
    reader: Client, world: Sequence[Publication], form: str
) -> None:
    response = reader.get(f"/en/search/feed.{form}?domain=zz&region=atlantis")

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert response.content.decode().splitlines() == [
        "“zz” is not known here.",
        "“atlantis” is not known here.",
        "What can be chosen stands on the page of the search: http://testserver/en/search/",
    ]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_can_be_read_by_any_page_of_the_web(reader: Client, world: Sequence[Publication], form: str) -> None:
    first = reader.get(f"/en/search/feed.{form}?q=bread")
    again = reader.get(f"/en/search/feed.{form}?q=bread", headers={"If-None-Match": first["ETag"]})
    strange = reader.get(f"/en/search/feed.{form}?domain=zz")

    assert [one.status_code for one in (first, again, strange)] == [200, 304, 404]
    assert [one["Access-Control-Allow-Origin"] for one in (first, again, strange)] == ["*"] * 3


def test_a_feed_says_when_something_was_published_last(reader: Client, world: Sequence[Publication]) -> None:
    """Also where nothing of it is in the feed: a correction may have taken out what was there."""
    day = http_date(world[3].published_at.timestamp())
    feed = reader.get("/en/search/feed.json?q=zebra")

    assert feed["Last-Modified"] == day
    assert atom(reader, "?q=zebra").findtext(f"{ATOM}updated") == world[3].published_at.isoformat()
    assert reader.get("/en/search/feed.json?q=zebra", headers={"If-Modified-Since": day}).status_code == 304


def test_a_feed_that_is_narrowed_by_a_group_has_no_such_moment_since_groups_change_at_others(
    reader: Client, world: Sequence[Publication]
) -> None:
    load(group("harbours", countries="XXO"))

    assert "Last-Modified" not in reader.get("/en/search/feed.json?region=harbours").headers


def test_a_feed_tells_the_licence_of_each_finding_and_which_place_is_invented(reader: Client, editions: None) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    real = {
        "name": {"en": "Kigalia"},
        "country": "RWA",
        "country_name": {"en": "Kigalia"},
        "code": "RWA",
        "invented": False,
    }
    bread = (1, "potential", finding({"en": "Bread for all."}, "1.A1"))
    publish_all(place("Kigalia", "RWA", bread, place=real, source={"licence": licence}), place("Alba", "XXA", bread))
    told = json_feed(reader)

    assert told["description"].startswith("Each finding has the licence of its profile, which stands with it.")
    assert [(one["title"], one["_openmgi"]) for one in told["items"]] == [
        (
            "Alba, May 2031: with potential for further development · Invented country",
            {"licence": None, "invented": True},
        ),
        ("Kigalia, May 2031: with potential for further development", {"licence": licence, "invented": False}),
    ]
    feed = atom(reader)
    assert feed.findtext(f"{ATOM}rights") == told["description"]
    assert [one.findtext(f"{ATOM}rights") for one in feed.findall(f"{ATOM}entry")] == [None, licence]
