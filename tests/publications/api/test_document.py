"""The OpenAPI document holds, and a program that knows nothing else can read everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_often_as_needed")]
ADDRESS = "/api/v1/openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = hypothesis_settings(
    max_examples=12,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
    deadline=None,
)


class Reader:
    """A client that works from the document alone: it finds lists, follows pages, and reads each item by its name."""

    def __init__(self, client: Client, document: dict[str, Any]) -> None:
        self._client = client
        self.document = document

    def operations(self, *, with_path: bool) -> Iterator[tuple[str, dict[str, Any]]]:
        for path, methods in self.document["paths"].items():
            if ("{" in path) == with_path:
                yield path, methods["get"]

    def read(self, address: str, operation: dict[str, Any]) -> Any:
        """What the address gives, which is what the document promises."""
        response = self._client.get(address)
        promised = operation["responses"][str(response.status_code)]["content"][
            response.headers["Content-Type"].partition(";")[0]
        ]["schema"]
        told = response.json()
        jsonschema.validate(told, {**promised, "components": self.document["components"]})
        return told

    def read_list(self, path: str, operation: dict[str, Any]) -> list[Any]:
        address, found = f"{path}?limit=4", []
        while address:
            page = self.read(address, operation)
            found += page["items"]
            address = page["next"]
        return found


@pytest.fixture
def document(reader: Client) -> dict[str, Any]:
    told: dict[str, Any] = reader.get(ADDRESS).json()
    return told


def test_the_document_is_of_the_version_that_it_names(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert {method for methods in document["paths"].values() for method in methods} == {"get"}
    for methods in document["paths"].values():
        assert {"200", "304", "404", "405", "414", "422", "429"} <= set(methods["get"]["responses"])
        assert methods["get"]["summary"]


def test_a_client_that_knows_only_the_document_reads_everything(
    reader: Client, published: None, document: dict[str, Any]
) -> None:
    client = Reader(reader, document)
    lists = {path: client.read_list(path, operation) for path, operation in client.operations(with_path=False)}
    sizes = {path.rpartition("/")[2]: len(items) for path, items in lists.items()}
    assert {name: sizes[name] for name in ("places", "publications", "findings", "answers", "shares")} == {
        "places": 7,
        "publications": 8,
        "findings": 16,
        "answers": 16,
        "shares": 4,
    }
    editions = [one for item in lists["/api/v1/frameworks"] for one in item["editions"]]
    known = {"slug": [*lists["/api/v1/places"], *lists["/api/v1/publications"]], "code": editions}
    for path, operation in client.operations(with_path=True):
        name = re.search(r"{(\w+)}", path)
        assert name is not None
        told = [
            client.read(path.replace(name[0], one[name[1]]), operation)
            for one in known[name[1]]
            if f"{path.split('/')[3]}" != "places" or "publications" in one
        ]
        assert told


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_nothing_breaks_and_answers_are_as_promised(
    published: None, as_a_server_in_a_test: None, mode: GenerationMode
) -> None:
    application = WSGIHandler()
    schema = schemathesis.openapi.from_wsgi(ADDRESS, application)
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr] # an error would fail here, as it should
        if mode == GenerationMode.NEGATIVE and not operation.query and not operation.path_parameters:
            continue

        @FEW
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

        ask()


HEADERS = (
    "If-None-Match", "If-Modified-Since", "If-Match", "Range", "Accept", "Accept-Language", "Accept-Encoding",
    "Content-Type", "Content-Length", "Cookie", "Origin", "X-HTTP-Method-Override", "X-Forwarded-For", "HX-Request",
)  # fmt: skip
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get")
PATHS = (
    ADDRESS, "/api/v1/places", "/api/v1/places/xxa", "/api/v1/editions/nothing", "/api/v1/shares", "/api/v1/nothing",
    "/data/bulk/findings.csv", "/data/bulk/nothing",
)  # fmt: skip


@hypothesis_settings(FEW, max_examples=60)
@given(
    method=st.sampled_from(METHODS),
    path=st.sampled_from(PATHS),
    headers=st.dictionaries(st.sampled_from(HEADERS), st.text(st.characters(min_codepoint=32, max_codepoint=255))),
    body=st.binary(max_size=20),
)
def test_no_method_and_no_header_breaks_anything(
    published: None, method: str, path: str, headers: dict[str, str], body: bytes
) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, path, body, headers=headers)
    status = {"GET": {200, 304, 404}, "HEAD": {200, 304, 404}, "OPTIONS": {204}}.get(method.upper(), {405})

    content = b"".join(response)  # to its end, with which the client ends the request

    assert response.status_code in status
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    if response.status_code >= 400 and response.headers.get("Content-Encoding") != "gzip" and method != "HEAD":
        assert response.headers["Content-Type"] == "application/problem+json"
        assert json.loads(content)["status"] == response.status_code
