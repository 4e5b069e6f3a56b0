from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
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
    assert feed["title"] == "OpenMGI: findings with “bread”"
    assert feed["feed_url"] == "http://testserver/en/search/feed.json?q=bread&level=local"
    assert feed["home_page_url"] == "http://testserver/en/search/?q=bread&level=local"
    (item,) = feed["items"]
    assert {name: item[name] for name in ("url", "title", "content_text", "language", "tags")} == {
        "url": f"http://testserver/en/profiles/{world[2].slug}/#finding-1-well_developed-1",
        "title": "Sudburg, May 2031: well developed",
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
