"""The API as a whole: its OpenAPI document, and how every fault is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer
from pydantic import TypeAdapter

from openmgi.publications.api import problems
from openmgi.publications.api.endpoints import router
from openmgi.publications.api.filters import Window
from openmgi.publications.api.schemas import Problem

_DESCRIPTION = (
    "Everything that is published, for reading: places, question sets, profiles, findings, answers and shares. Only "
    "frozen publications are read. Places are never ranked: lists are in alphabetical order or in that of codes, and "
    "no answer has a total over questions or a position. Follow `next` until it is null. An ETag that you send back "
    "as If-None-Match spares you what you have already."
)
_FAULTS = {
    "404": "Nothing of this name exists",
    "405": "The API is for reading only",
    "412": "What is here now is not what If-Match or If-Unmodified-Since asks for",
    "422": "A parameter cannot be understood, is given twice, or has a code that is on no list",
    "429": "Too many requests; Retry-After says for how many seconds to wait",
}


class PlainRenderer(JSONRenderer):
    """Letters of every script as they are."""

    json_dumps_params = {  # noqa: RUF012 - so it is declared by ninja
        "ensure_ascii": False,
        "separators": (",", ":"),
    }


class OpenDataAPI(NinjaAPI):
    """The document names the faults of every operation, which ninja does not know."""

    @cache  # noqa: B019 - there is one API for as long as the process lives
    def document(self) -> Any:
        """The OpenAPI document."""
        document = super().get_openapi_schema()
        document["components"]["schemas"] |= _problem_schemas()
        _without_filters(document["components"]["schemas"])
        content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for path in document["paths"].values():
            for operation in path.values():
                operation["parameters"] = [_without_null(one) for one in operation.get("parameters", [])]
                operation["responses"]["304"] = {"description": "You have it already"}
                operation["responses"]["414"] = {
                    "description": "The address is too long, which the server says in HTML"
                }
                operation["responses"] |= {
                    status: {"description": says, "content": content} for status, says in _FAULTS.items()
                }
        return document

    def get_openapi_schema(self, **_options: Any) -> Any:
        return self.document()


def _without_filters(schemas: dict[str, Any]) -> None:
    """Each operation names its parameters; models of them would be in every generated client for nothing."""
    for model in _models(Window):
        schemas.pop(model.__name__, None)


def _models(first: type[Window]) -> Iterator[type[Window]]:
    yield first
    for one in first.__subclasses__():
        yield from _models(one)


def _without_null(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter is given or left out. It is never null, which a generated client would send as a word."""
    schema = dict(parameter["schema"])
    given = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(given) == 1:
        del schema["anyOf"]
        schema = given[0] | schema
    return {**parameter, "schema": schema}


def _problem_schemas() -> dict[str, Any]:
    schema = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    inner: dict[str, Any] = schema.pop("$defs")
    schema["required"] = ["type", "title", "status", "detail"]
    return {"Problem": schema, **inner}


api = OpenDataAPI(
    title="Open data on migration governance",
    version="1",
    description=_DESCRIPTION,
    docs_url=None,
    urls_namespace="api-v1",
    renderer=PlainRenderer(),
)
api.add_router("", router)


def _answers(error: type[Exception], as_problem: Callable[[Any], problems.ProblemError]) -> None:
    api.add_exception_handler(error, lambda _request, raised: problems.problem(as_problem(raised)))


_answers(problems.ProblemError, lambda raised: raised)
_answers(ValidationError, problems.invalid)
