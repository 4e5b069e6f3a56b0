"""One page, several languages: the addresses of its versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url


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
    here = request.build_absolute_uri(request.path)
    return [
        Alternate(code, translate_url(here, code), languages is None or code in languages)
        for code, _ in settings.LANGUAGES
    ]
