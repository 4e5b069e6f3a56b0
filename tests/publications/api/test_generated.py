"""A client that a program wrote from the OpenAPI document alone reads everything that is published."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import httpx
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from openmgi.core.profile import Profile
from openmgi.library.groups import areas_and_groups
from openmgi.library.models import Edition, Framework
from openmgi.publications.api.openapi import api
from openmgi.publications.models import Publication
from tests.publications.bulk.cast import EDITION, FIRST, FORMULA

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("published", "as_often_as_needed", "as_a_server_in_a_test"),
]
NAME = "written_from_the_document"


@dataclass(frozen=True)
class Written:
    """The client that was written: its operations by their names, and where it asks."""

    operations: dict[str, Callable[..., Any]]
    client: Any

    def ask(self, operation: str, *path: str, **filters: Any) -> Any:
        return self.operations[operation](*path, client=self.client, **filters)

    def every(self, operation: str, **filters: Any) -> Iterator[Any]:
        """The items of a list, page by page; what is read is as it was sent."""
        offset, more = 0, True
        while more:
            page = self.ask(operation, limit=3, offset=offset, **filters)
            yield from (one.to_dict() for one in page.items)
            offset, more = offset + len(page.items), page.next_ is not None


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """What the program writes."""
    folder = tmp_path_factory.mktemp("client")
    document = folder / "openapi.json"
    document.write_text(json.dumps(api.document()), encoding="utf-8")
    config = Config.from_sources(
        ConfigFile(post_hooks=[]), MetaType.NONE, document, "utf-8", overwrite=False, output_path=folder / NAME
    )
    assert generate(config=config) == []
    with pytest.MonkeyPatch.context() as path:
        path.syspath_prepend(str(folder))
        yield import_module(NAME)
    for name in [one for one in sys.modules if one.partition(".")[0] == NAME]:
        del sys.modules[name]


@pytest.fixture
def written(package: ModuleType) -> Iterator[Written]:
    operations = import_module(f"{NAME}.api")
    modules = [import_module(one.name) for one in walk_packages(operations.__path__, f"{NAME}.api.") if not one.ispkg]
    transport = httpx.WSGITransport(app=WSGIHandler())
    with package.Client(
        base_url="http://testserver", httpx_args={"transport": transport}, raise_on_unexpected_status=True
    ) as client:
        yield Written({one.__name__.rpartition(".")[2]: one.sync for one in modules}, client)


def profiles() -> dict[str, Profile]:
    """What is published now, from the frozen profiles themselves."""
    return {one.slug: one.profile for one in sorted(Publication.objects.current(), key=lambda one: one.slug)}


def test_it_has_every_operation(written: Written, reader: Client) -> None:
    document = reader.get("/api/v1/openapi.json").json()

    assert document == json.loads(json.dumps(api.document()))
    assert set(written.operations) == {methods["get"]["operationId"] for methods in document["paths"].values()}


def test_it_reads_every_publication_and_every_place(written: Written) -> None:
    found = list(written.every("list_publications"))
    told = {one["slug"]: (one["title"], one["licence"], one["languages"], one["version"]) for one in found}
    places = list(written.every("list_places"))

    assert told == {
        slug: (
            one.title.texts["en"],
            one.source.licence or "no licence stated",
            [*one.languages],
            2 if slug.startswith("xxb") else 1,
        )
        for slug, one in profiles().items()
    }
    assert {one["slug"]: one["publications"] for one in places} == {
        place: sorted(slug for slug in profiles() if slug.startswith(place))
        for place in ("xxa", "xxb", "xxc", "xxd", "xxe", "xxf", "xxz")
    }
    for one in found:
        versions = written.ask("get_publication", one["slug"]).to_dict()
        kept = Publication.objects.versions(one["slug"])
        assert [each["sha256"] for each in versions.pop("versions")] == [each.sha256 for each in kept]
        assert versions == one
    assert [written.ask("get_place", one["slug"]).to_dict() for one in places] == places


def test_it_reads_every_finding_and_every_answer_as_they_were_published(written: Written) -> None:
    findings = [
        (one["publication"], one["domain"], one["kind"], one["order"], one["text"], one["indicators"])
        for one in written.every("list_findings")
    ]
    answers = [
        (one["publication"], one["indicator"], one["kind"], one["option"]) for one in written.every("list_answers")
    ]

    assert findings == [
        (slug, domain.number, kind, order, finding.text.texts, [one.indicator for one in finding.trace.answers])
        for slug, profile in profiles().items()
        for domain in profile.domains
        for kind, order, finding in domain.findings()
    ]
    assert answers == [
        (slug, one.indicator, one.kind, one.option) for slug, profile in profiles().items() for one in profile.answers
    ]


def test_it_reads_every_share(written: Written) -> None:
    newest = [one for slug, one in profiles().items() if slug != "xxa-2028-01"]
    given = Counter(
        (one.indicator, profile.place.invented, one.option)
        for profile in newest
        for one in profile.answers
        if one.kind == "answer"
    )
    told = {
        (share["indicator"], share["invented"], option["option"]): option["n"]
        for share in written.every("list_shares")
        for option in share["options"]
    }

    assert {key: count for key, count in told.items() if count} == given


def test_it_reads_every_area_and_every_question_set(written: Written) -> None:
    found = {one["code"]: (one["names"], one["countries"]) for one in written.every("list_areas")}
    frameworks = list(written.every("list_frameworks"))
    editions = [edition["code"] for one in frameworks for edition in one["editions"]]

    assert found == {one.code: (one.names, sorted(one.countries)) for one in areas_and_groups().every}
    assert [one["code"] for one in frameworks] == sorted(Framework.objects.values_list("code", flat=True))
    assert sorted(editions) == sorted(Edition.objects.values_list("code", flat=True))
    for code in editions:
        spec = Edition.objects.get(code=code).spec
        assert written.ask("get_edition", code).to_dict() == json.loads(spec.model_dump_json())


def test_its_filters_are_those_of_the_document(written: Written) -> None:
    models = import_module(f"{NAME}.models")
    found = written.every(
        "list_findings", kind=models.ListFindingsKind.POTENTIAL, invented=False, language="fr", indicator=FIRST
    )
    real = written.every("list_findings", kind=models.ListFindingsKind.POTENTIAL, invented=False)
    of_the_set = written.every("list_publications", framework_edition=EDITION, level=models.ListPublicationsLevel.LOCAL)

    assert (list(found), list(of_the_set)) == ([], [])
    assert [(one["publication"], one["text"]["en"]) for one in real] == [("xxz-2030-07", FORMULA)]


def test_what_is_wrong_is_told_as_a_problem(written: Written) -> None:
    models = import_module(f"{NAME}.models")

    nowhere = written.ask("get_place", "nowhere")
    too_many = written.ask("list_places", limit=9_999)
    assert (type(nowhere), nowhere.status) == (models.Problem, 404)
    assert (too_many.status, [one.where for one in too_many.errors]) == (422, ["query.limit"])
