"""What holds for every address of open data, and what somebody is told who asks for what there is not."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.http import http_date, parse_http_date

from openmgi.publications.actions import publish
from openmgi.publications.bulk.shelf import shelf
from tests.publications.bulk.cast import EDITION, profile

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/api/v1/openapi.json", "/api/v1/areas", "/api/v1/places", "/api/v1/places/xxa", "/api/v1/frameworks",
    f"/api/v1/editions/{EDITION}", "/api/v1/publications", "/api/v1/publications/xxa-2030-01", "/api/v1/findings",
    "/api/v1/answers", "/api/v1/shares", "/data/bulk/findings.csv", "/data/bulk/datapackage.json",
)  # fmt: skip
FROZEN = ("/data/profiles/xxa-2030-01/v1.json", "/data/profiles/xxa-2030-01/v1.csv")
FAULTS = (
    ("/api/v1/places/nope", 404), ("/api/v1/findings?levl=1", 422), ("/api/v1/publications?limit=abc", 422),
    ("/api/v1/nothing", 404), ("/data/bulk/nope.csv", 404), ("/data/profiles/xxa-2030-01/v9.json", 404),
    ("/data/profiles/nope/v1.csv", 404),
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
    for address in (*ADDRESSES, *FROZEN):
        response = reader.get(address)

        assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (200, "*"), address
        assert (response.cookies, "Cookie" in response.headers["Vary"]) == ({}, False)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_can_write(db: None, method: str) -> None:
    for address in (*ADDRESSES, *FROZEN):
        response = getattr(Client(enforce_csrf_checks=True), method)(address)

        assert (response.status_code, response.headers["Content-Type"]) == (405, PROBLEM), address
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["title"] == "Method not allowed"


def test_a_browser_may_ask_first(reader: Client, db: None) -> None:
    for address in (*ADDRESSES, *FROZEN):
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


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_fault_is_told_whatever_the_reader_has(reader: Client, published: None, method: str) -> None:
    had = reader.get("/api/v1/places").headers
    later = http_date(parse_http_date(had["Last-Modified"]) + 86_400)
    for conditions in ({"If-None-Match": had["ETag"]}, {"If-None-Match": "*"}, {"If-Modified-Since": later}):
        for address, status in FAULTS * 2:
            response = getattr(reader, method)(address, headers=conditions)

            assert (response.status_code, response.headers["Content-Type"]) == (status, PROBLEM), address
            assert "ETag" not in response.headers


@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_it_is_told_so_without_it_being_made(reader: Client, published: None, method: str) -> None:
    had = {"If-None-Match": reader.get("/api/v1/findings").headers["ETag"]}
    with CaptureQueriesContext(connection) as queries:
        asked = getattr(reader, method)("/api/v1/findings", headers=had)
    with CaptureQueriesContext(connection) as whether_new:
        shelf()

    assert (asked.status_code, len(queries)) == (304, len(whether_new))


@pytest.mark.parametrize("address", ["/api/v1/places", *FROZEN])
def test_a_condition_that_does_not_hold_is_a_fault(reader: Client, published: None, address: str) -> None:
    response = reader.get(address, headers={"If-Match": '"of-yesterday"'})

    assert (response.status_code, response.headers["Content-Type"]) == (412, PROBLEM)
    assert response.json()["title"] == "Changed meanwhile"


def test_a_frozen_file_is_not_sent_again(reader: Client, published: None) -> None:
    for address in FROZEN:
        first = reader.get(address)
        by_tag = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
        by_day = reader.head(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})

        assert [(one.status_code, one.content) for one in (by_tag, by_day)] == [(304, b"")] * 2, address
        assert by_tag.headers["ETag"] == first.headers["ETag"]
        assert "max-age" in first.headers["Cache-Control"]


def test_frozen_files_are_not_counted_as_requests(
    reader: Client, published: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "API_REQUESTS_PER_MINUTE", 1)

    assert [reader.get(address).status_code for address in FROZEN * 3] == [200] * 6
    assert reader.get("/api/v1/places").status_code == 200


def test_the_headers_can_be_had_alone(reader: Client, published: None) -> None:
    for address in (*ADDRESSES, *FROZEN):
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
        ("nothing", "There is nothing here; /api/v1/openapi.json has every address."),
    ],
)
def test_what_there_is_not_is_said_plainly(reader: Client, published: None, path: str, detail: str) -> None:
    assert problem(reader, f"/api/v1/{path}", 404)["detail"] == detail


def test_a_version_that_there_is_not_is_said_plainly(reader: Client, published: None) -> None:
    assert problem(reader, "/data/profiles/xxa-2030-01/v9.json", 404)["detail"] == (
        "There is no version 9 of a profile xxa-2030-01; /api/v1/publications has all profiles."
    )


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
        ("level=national&level=local", ["query.level"]),
        ("year=2030&limit=1&year=2030", ["query.year"]),
        ("area=998&country=XXQ", ["query.country", "query.area"]),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(
    reader: Client, published: None, query: str, where: list[str]
) -> None:
    told = problem(reader, f"/api/v1/findings?{query}", 422)

    assert [one["where"] for one in told["errors"]] == where
    assert all(one["message"] for one in told["errors"])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("findings?level=national&level=local", "Give this parameter once only."),
        ("places?area=998", "There is no area 998; /areas has all."),
        ("places?country=XXQ", "No area has a country XXQ; /areas has the codes of all (ISO 3166-1 alpha-3)."),
        ("publications?place=nowhere", "There is no place nowhere; /places has all."),
        ("findings?publication=nowhere", "There is no publication nowhere; /publications has all."),
        ("shares?framework_edition=another", "There is no edition another; /frameworks has all."),
        ("findings?domain=42", "There is no domain 42; /frameworks has all."),
        ("answers?indicator=9.Z9", "There is no question 9.Z9; the question sets that /frameworks names have all."),
        (
            "answers?option=perhaps",
            "There is no option perhaps. There are: absent, complete, not_answered, not_applicable, partial.",
        ),
    ],
)
def test_a_code_that_there_is_not_says_where_all_are(reader: Client, published: None, query: str, message: str) -> None:
    assert [one["message"] for one in problem(reader, f"/api/v1/{query}", 422)["errors"]] == [message]


@pytest.mark.parametrize("query", ["country=KEN", "year=1999", "edition=1999-01", "language=sw", "area=150"])
def test_what_only_nobody_has_yet_is_an_empty_list(reader: Client, published: None, query: str) -> None:
    assert reader.get(f"/api/v1/publications?{query}").json()["items"] == []


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
