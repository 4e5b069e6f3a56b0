"""What holds for every address of open data, and what somebody is told who asks for what there is not."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from openmgi.publications.actions import publish
from tests.publications.bulk.cast import EDITION, profile

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/api/v1/openapi.json", "/api/v1/areas", "/api/v1/places", "/api/v1/places/xxa", "/api/v1/frameworks",
    f"/api/v1/editions/{EDITION}", "/api/v1/publications", "/api/v1/publications/xxa-2030-01", "/api/v1/findings",
    "/api/v1/answers", "/api/v1/shares", "/data/bulk/findings.csv", "/data/bulk/datapackage.json",
)  # fmt: skip
PROBLEM = "application/problem+json"


@pytest.fixture
def reader(client: Client) -> Iterator[Client]:
    """Somebody who closes what was opened, as a server does."""
    opened: list[Any] = []
    ask = client.request

    def remember(**told: Any) -> Any:
        response = ask(**told)
        opened.append(response)
        return response

    client.request = remember  # type: ignore[method-assign] # for this test
    yield client
    for response in opened:
        response.close()


def problem(reader: Client, path: str, status: int) -> Any:
    response = reader.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (status, PROBLEM)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    return told


def test_any_page_of_the_web_may_read_it_and_no_cookie_is_set(reader: Client, published: None) -> None:
    for address in ADDRESSES:
        response = reader.get(address)

        assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (200, "*"), address
        assert (response.cookies, "Cookie" in response.headers["Vary"]) == ({}, False)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_can_write(db: None, method: str) -> None:
    for address in ADDRESSES:
        response = getattr(Client(enforce_csrf_checks=True), method)(address)

        assert (response.status_code, response.headers["Content-Type"]) == (405, PROBLEM), address
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["title"] == "Method not allowed"


def test_a_browser_may_ask_first(reader: Client, db: None) -> None:
    for address in ADDRESSES:
        response = reader.options(address, headers={"Origin": "https://example.org"})

        assert (response.status_code, response.content) == (204, b""), address
        assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_who_has_it_is_not_sent_it_again_until_something_is_published(reader: Client, published: None) -> None:
    tags = {}
    for address in ADDRESSES:
        first = reader.get(address)
        tags[address] = first.headers["ETag"]
        by_tag = reader.get(address, headers={"If-None-Match": tags[address]})
        by_day = reader.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert [(one.status_code, b"".join(one)) for one in (by_tag, by_day)] == [(304, b"")] * 2, address

    publish(profile=profile("XXG", "2031-01", ("complete", "complete")), by="Grace")
    for address, tag in tags.items():
        again = reader.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.headers["ETag"] != tag) == (200, True), address


def test_the_headers_can_be_had_alone(reader: Client, published: None) -> None:
    for address in ADDRESSES:
        whole, head = reader.get(address), reader.head(address)

        assert (head.status_code, head.headers["ETag"]) == (200, whole.headers["ETag"]), address


def test_an_answer_is_compressed_for_who_can_read_it(reader: Client, published: None) -> None:
    packed = reader.get("/api/v1/findings", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.content) == reader.get("/api/v1/findings").content
    tag = packed.headers["ETag"]
    assert reader.get("/api/v1/findings", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("places/nowhere", "There is no place nowhere; /places has all."),
        ("publications/nowhere-2030", "There is no publication nowhere-2030; /publications has all."),
        ("editions/nothing", "There is no edition nothing; /frameworks has all."),
        ("findings?area=998", "There is no area 998; /areas has all."),
        ("nothing", "There is nothing here; /api/v1/openapi.json has every address."),
        ("", "There is nothing here; /api/v1/openapi.json has every address."),
    ],
)
def test_what_there_is_not_is_said_plainly(reader: Client, published: None, path: str, detail: str) -> None:
    assert problem(reader, f"/api/v1/{path}", 404)["detail"] == detail


def test_a_file_that_there_is_not_names_those_that_there_are(reader: Client, published: None) -> None:
    assert problem(reader, "/data/bulk/all.zip", 404)["detail"].startswith(
        "There is no file all.zip here. There are: answers.csv, "
    )


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("level=world", ["query.level"]),
        ("limit=0", ["query.limit"]),
        ("limit=501&offset=-1", ["query.limit", "query.offset"]),
        ("levl=national", ["query.levl"]),
        ("indicator=%00", ["query.indicator"]),
        ("year=soon", ["query.year"]),
        ("order=percent", ["query.order"]),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(
    reader: Client, published: None, query: str, where: list[str]
) -> None:
    told = problem(reader, f"/api/v1/findings?{query}", 422)

    assert [one["where"] for one in told["errors"]] == where
    assert all(one["message"] for one in told["errors"])


def test_faults_are_told_in_the_language_of_who_asks(reader: Client, db: None) -> None:
    with translation.override(None):
        response = reader.get("/api/v1/nothing", headers={"Accept-Language": "fr"})

    assert (response.status_code, response.headers["Content-Language"]) == (404, "fr")


def test_who_asks_too_often_is_told_when_to_come_back(
    reader: Client, published: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "API_REQUESTS_PER_MINUTE", 3)
    # The minute may end meanwhile, and the count with it.
    responses = [reader.get("/api/v1/places") for _ in range(7)]
    other = reader.get("/api/v1/places", REMOTE_ADDR="192.0.2.7")

    refused = [one for one in responses if one.status_code == 429]
    assert refused
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60
    assert refused[0].json()["title"] == "Too many requests"
    assert other.status_code == 200


def test_before_anything_is_published_lists_are_empty(reader: Client, db: None) -> None:
    names = ("places", "frameworks", "publications", "findings", "answers", "shares")

    assert [reader.get(f"/api/v1/{name}").json()["items"] for name in names] == [[]] * 6
    assert reader.get("/data/bulk/datapackage.json").status_code == 200
