"""What the files and the OpenAPI document name on this site is there."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from openmgi.publications.bulk.files import FILES, bulk_file
from openmgi.publications.bulk.shelf import shelf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published", "as_often_as_needed")]


def named(text: str) -> set[str]:
    """The addresses of this site in a text, as a server is asked for them."""
    addresses = re.findall(rf"{re.escape(settings.SITE_ADDRESS)}([^\s\"'<>,;]*)", text)
    return {one.partition("#")[0].rstrip(".") or "/" for one in addresses}


def answers(reader: Client, address: str) -> int:
    response = reader.get(address, follow=True)
    b"".join(response)
    return response.status_code


@pytest.mark.parametrize("name", FILES)
def test_every_address_in_a_file_leads_somewhere(reader: Client, name: str) -> None:
    addresses = named(bulk_file(name, shelf()).read_text(encoding="utf-8"))

    assert addresses
    assert {address: answers(reader, address) for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize(
    "list_name", ["areas", "places", "frameworks", "publications", "findings", "answers", "shares"]
)
def test_every_address_in_a_list_leads_somewhere(reader: Client, list_name: str) -> None:
    text = (
        reader.get(f"/api/v1/{list_name}?limit=2").content.decode().replace("http://testserver", settings.SITE_ADDRESS)
    )
    addresses = named(text)

    assert {address: answers(reader, address) for address in addresses} == dict.fromkeys(addresses, 200)


def test_every_address_of_the_document_answers(reader: Client) -> None:
    text = reader.get("/api/v1/openapi.json").content.decode()
    addresses = {one for one in re.findall(r"/(?:api|data)/[\w./{}-]+", text) if "{" not in one}

    assert "/api/v1/places" in addresses
    assert {address: answers(reader, address) for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_folder_of_the_files_leads_to_their_page_in_the_language_of_the_reader(
    reader: Client, language: str
) -> None:
    response = reader.get("/data/bulk/", headers={"Accept-Language": language})

    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/data/#files")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept-Language" in response.headers["Vary"]


def test_the_api_leads_to_its_document(reader: Client) -> None:
    response = reader.get("/api/v1/")

    assert (response.status_code, response.headers["Location"]) == (302, "/api/v1/openapi.json")
