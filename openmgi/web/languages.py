"""One page, several languages: the addresses of its versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_path


@dataclass(frozen=True, slots=True)
class Alternate:
    """The address of this page in a language; `has_text` says whether the page's text exists in it."""

    language: str
    url: str
    has_text: bool


def alternates(request: HttpRequest, languages: tuple[str, ...] | None = None) -> list[Alternate]:
    """The page at this request's address in every interface language.

    languages: those in which the page's own text exists; by default all.
    """
    # The addresses of a page differ in their beginning only.
    own = f"/{get_language_from_path(request.path_info)}/"
    return [
        Alternate(
            language=code,
            url=request.build_absolute_uri(request.path.replace(own, f"/{code}/", 1)),
            has_text=languages is None or code in languages,
        )
        for code, _ in settings.LANGUAGES
    ]
