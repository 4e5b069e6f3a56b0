"""The catalogue as programs for linked data read it."""

from __future__ import annotations

import pytest
import rdflib
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from openmgi.publications.bulk.catalogue import NAMES
from openmgi.publications.bulk.files import FILES, bulk_file
from openmgi.publications.bulk.shelf import shelf
from openmgi.publications.bulk.turtle import as_turtle
from openmgi.publications.citing import NO_LICENCE
from tests.publications.bulk.cast import LICENCE

# rdflib still uses what it deprecates to read JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
DCAT, DCT, FOAF = rdflib.DCAT, rdflib.DCTERMS, rdflib.FOAF
# What DCAT-AP demands of each.
MANDATORY = {
    DCAT.Catalog: [DCT.title, DCT.description, DCT.publisher, DCAT.dataset],
    DCAT.Dataset: [DCT.title, DCT.description],
    DCAT.Distribution: [DCAT.accessURL],
    DCAT.DataService: [DCT.title, DCAT.endpointURL],
    FOAF.Agent: [FOAF.name],
}


def graph(name: str) -> rdflib.Graph:
    form = {"catalogue.jsonld": "json-ld", "catalogue.ttl": "turtle"}[name]
    return rdflib.Graph().parse(data=bulk_file(name, shelf()).read_text(encoding="utf-8"), format=form)


@pytest.mark.django_db
def test_the_catalogue_has_every_file_and_every_profile(published: None) -> None:
    found = graph("catalogue.jsonld")
    (catalogue,) = found.subjects(rdflib.RDF.type, DCAT.Catalog)
    sets = set(found.objects(catalogue, DCAT.dataset))
    files = {str(one) for one in found.objects(None, DCAT.downloadURL)}
    whole = rdflib.URIRef(f"{settings.SITE_ADDRESS}/data/bulk/")

    assert len(sets) == 1 + 8
    assert {f"{whole}{name}" for name in FILES if name not in NAMES} < files
    assert f"{settings.SITE_ADDRESS}/data/profiles/xxb-2030-02/v2.json" in files
    for one in sets:
        assert found.value(one, DCT.bibliographicCitation)
    assert found.value(whole, DCT.modified)


@pytest.mark.django_db
def test_it_has_what_dcat_ap_demands(published: None) -> None:
    found = graph("catalogue.ttl")

    for kind, properties in MANDATORY.items():
        subjects = set(found.subjects(rdflib.RDF.type, kind))
        assert subjects, kind
        assert [(one, each) for one in subjects for each in properties if not found.value(one, each, any=True)] == []
    assert set(found.objects(None, DCT.publisher)) == set(found.subjects(rdflib.RDF.type, FOAF.Agent))
    for value in (*found.objects(None, DCAT.accessURL), *found.objects(None, DCT.license)):
        assert isinstance(value, rdflib.URIRef)


@pytest.mark.django_db
def test_every_file_of_a_profile_says_its_licence_or_that_there_is_none(published: None) -> None:
    found = graph("catalogue.ttl")
    said = {}
    for one in found.subjects(rdflib.RDF.type, DCAT.Distribution):
        (terms,) = [*found.objects(one, DCT.license), *found.objects(one, DCT.rights)]
        said[str(one).rpartition("/data/")[2]] = str(found.value(terms, rdflib.RDFS.label) or terms)

    assert said.pop("profiles/xxa-2030-01/v1.csv#file") == said.pop("profiles/xxa-2030-01/v1.json#file") == LICENCE
    assert {value for name, value in said.items() if name.startswith("profiles/")} == {NO_LICENCE}
    assert {NO_LICENCE in value for name, value in said.items() if name.startswith("bulk/")} == {True}


@pytest.mark.django_db
def test_both_forms_say_the_same(published: None) -> None:
    assert isomorphic(graph("catalogue.jsonld"), graph("catalogue.ttl"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_it_holds_while_nothing_is_published(db: None, name: str) -> None:
    found = graph(name)

    assert len(list(found.objects(None, DCAT.dataset))) == 1
    assert set(found.objects(None, DCT.license)) == set()


@given(st.lists(st.text(), min_size=1, unique=True), st.text(min_size=1))
def test_any_text_comes_back_from_turtle_and_no_address_ends_what_is_said(texts: list[str], address: str) -> None:
    prefixes = {"dct": str(DCT)}
    node = {"@id": f"https://example.org/{address}", "dct:title": texts, "dct:relation": {"@id": "https://a.org/> ."}}
    found = rdflib.Graph().parse(data=as_turtle(prefixes, node), format="turtle")

    assert sorted(str(one) for one in found.objects(None, DCT.title)) == sorted(texts)
    assert len(found) == len(texts) + 1
