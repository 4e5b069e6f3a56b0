"""What docs/data-api.md and the page on open data promise holds."""

from __future__ import annotations

import html
import io
import json
import re
import urllib.request
from pathlib import Path

import pytest
import rdflib
from django.conf import settings
from django.test import Client

from openmgi.publications.api.endpoints import router
from openmgi.publications.api.filters import MOST_ITEMS, AnswerFilters, FindingFilters, ShareFilters
from openmgi.publications.bulk.files import FILES
from openmgi.publications.models import Publication
from tests.pages import page
from tests.publications.bulk.cast import LICENCE

DOCS = Path(__file__).parents[3] / "docs"
TEXT = (DOCS / "data-api.md").read_text(encoding="utf-8")
LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.django_db
@pytest.mark.parametrize("path", re.findall(r"^GET (\S+)$", TEXT, re.MULTILINE))
def test_the_requests_of_the_document_work(reader: Client, published: None, mombasa: Publication, path: str) -> None:
    response = reader.get(path)

    assert response.status_code == (422 if "levl" in path else 200), response.content
    if "items" in (told := response.json()):
        assert told["items"], "an example should give something"


def test_every_address_and_every_filter_is_described() -> None:
    addresses = {f"/api/v1{path}" for path in router.path_operations}
    filters = {*FindingFilters.model_fields, *AnswerFilters.model_fields, *ShareFilters.model_fields}

    assert addresses == set(re.findall(r"`(/api/v1/[\w{}/]+)`", TEXT))
    assert {f"/data/bulk/{name}" for name in FILES} == set(re.findall(r"`(/data/bulk/[\w.]+)`", TEXT))
    assert [one for one in filters if f"`{one}`" not in TEXT and one != "offset"] == []
    assert f"{MOST_ITEMS} at most" in TEXT
    assert f"{settings.API_REQUESTS_PER_MINUTE} requests a minute" in TEXT


@pytest.mark.django_db
def test_the_small_client_runs(
    reader: Client, published: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code is not None
    # The network of a test is the test client.
    monkeypatch.setattr(urllib.request, "urlopen", lambda address: io.BytesIO(reader.get(address).content))
    exec(code[1], {"SITE": "http://testserver"})  # noqa: S102 - it is ours

    printed = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in printed] == [
        "xxa-2028-01", "xxa-2030-01", "xxb-2030-02", "xxc-2030-03", "xxd-2030-04", "xxe-2030-05", "xxf-2030-06",
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_file_and_every_list(reader: Client, loaded: None, language: str) -> None:
    shown = reader.get(f"/{language}/data/").content.decode()

    assert f'<html lang="{language}"' in shown
    assert set(re.findall(r'href="/data/bulk/([\w.]+)"', shown)) == set(FILES)
    lists = {path.removeprefix("/") for path in router.path_operations if "{" not in path}
    assert set(re.findall(r'href="/api/v1/(\w+)"', shown)) == lists
    assert "/api/v1/openapi.json" in shown
    assert re.findall(r"<script[^>]*>", shown) == ['<script type="application/ld+json">']


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_machines_read_the_page_as_a_catalogue_with_a_data_set(reader: Client, published: None, language: str) -> None:
    (block,) = page(reader, f"/{language}/data/").cssselect("head script[type='application/ld+json']")
    catalogue = json.loads(block.text)
    (dataset,) = catalogue["dataset"]

    assert (catalogue["@type"], dataset["@type"], catalogue["inLanguage"]) == ("DataCatalog", "Dataset", language)
    assert catalogue["url"] == dataset["url"] == f"{settings.SITE_ADDRESS}/{language}/data/"
    assert {one["contentUrl"]: one["encodingFormat"] for one in dataset["distribution"]} == {
        f"{settings.SITE_ADDRESS}/data/bulk/{name}": file.media_type.partition(";")[0] for name, file in FILES.items()
    }
    assert dataset["license"] == [LICENCE]
    assert dataset["creditText"].startswith("OpenMGI. Open data on migration governance, as of ")
    assert 50 <= len(dataset["description"]) <= 5000  # what search engines for data sets take


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib still uses it to read JSON-LD
def test_what_machines_read_is_linked_data(reader: Client, published: None) -> None:
    told = json.loads(page(reader, "/en/data/").cssselect("script")[0].text)
    told["@context"] = {"@vocab": "https://schema.org/"}  # what it is on the web, where a test does not go
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (dataset,) = graph.subjects(rdflib.RDF.type, schema.Dataset)

    assert dataset == rdflib.URIRef(f"{settings.SITE_ADDRESS}/data/bulk/")
    assert len(list(graph.objects(dataset, schema.distribution))) == len(FILES)
    (catalogue,) = graph.subjects(schema.dataset, dataset)
    assert graph.value(catalogue, rdflib.RDF.type) == schema.DataCatalog


@pytest.mark.django_db
def test_the_examples_of_the_page_work(reader: Client, published: None) -> None:
    shown = html.unescape(reader.get("/en/data/").content.decode())
    examples = re.findall(r'curl "http://testserver(/api/v1/[^"]+)"', shown)

    assert len(examples) == 4
    assert [reader.get(path).status_code for path in examples] == [200] * 4


def test_the_page_is_for_reading_only(reader: Client) -> None:
    assert reader.post("/en/data/").status_code == 405
