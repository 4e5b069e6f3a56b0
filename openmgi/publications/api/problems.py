"""What went wrong, in the form of RFC 9457."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from openmgi.publications.api.schemas import Fault, Problem

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A request that cannot be answered."""

    def __init__(self, status: int, title: str, detail: str, errors: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.problem = Problem(type="about:blank", title=title, status=status, detail=detail, errors=list(errors))


def problem(error: ProblemError) -> HttpResponse:
    """The answer to it."""
    told = error.problem.model_dump_json(exclude_defaults=True)
    return HttpResponse(told, status=error.problem.status, content_type=MEDIA_TYPE)


def not_found(detail: str) -> ProblemError:
    """What an address or a parameter names does not exist."""
    return ProblemError(404, _("Not found"), detail)


def not_allowed() -> ProblemError:
    """The API is for reading."""
    return ProblemError(405, _("Method not allowed"), _("This address is for reading only: use GET, HEAD or OPTIONS."))


def is_another() -> ProblemError:
    """If-Match or If-Unmodified-Since asks for a state that is no more."""
    return ProblemError(412, _("Changed meanwhile"), _("What is here now is not what your conditions ask for."))


def too_many(seconds: int) -> ProblemError:
    """Somebody asks more often than the limit allows."""
    detail = _("Too many requests from your address. Ask again in %(seconds)s s, or take the files at %(files)s.")
    return ProblemError(429, _("Too many requests"), detail % {"seconds": seconds, "files": "/data/bulk/"})


def unknown_parameters(names: Iterable[str], known: Iterable[str]) -> ProblemError:
    """A filter that does not exist would silently give everything."""
    message = _("This parameter does not exist here. There are: %(names)s.") % {"names": ", ".join(sorted(known))}
    return _invalid([Fault(where=f"query.{name}", message=message) for name in sorted(names)])


def repeated_parameters(names: Iterable[str]) -> ProblemError:
    """Only one of several values would count, and nobody would know which."""
    return _invalid([Fault(where=f"query.{name}", message=_("Give this parameter once only.")) for name in names])


def unknown_codes(messages: Mapping[str, str]) -> ProblemError:
    """Parameters whose value is on no list, each with what is said of it."""
    return _invalid([Fault(where=f"query.{name}", message=message) for name, message in messages.items()])


def invalid(error: ValidationError) -> ProblemError:
    """Parameters that are not of the form that the OpenAPI document states."""
    return _invalid([_fault(one) for one in error.errors])


def _fault(one: dict[str, Any]) -> Fault:
    return Fault(where=f"{one['loc'][0]}.{one['loc'][-1]}", message=one["msg"])


def _invalid(errors: Sequence[Fault]) -> ProblemError:
    detail = _("Some parameters cannot be understood; `errors` says which and why.")
    return ProblemError(422, _("Invalid parameters"), detail, errors)
