"""Addresses of the folder, each with a fingerprint of all that its content is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from openmgi.publications.models import Publication


@dataclass(frozen=True, slots=True)
class Planned:
    """An address of the folder. `made_from` changes when anything does on which its content rests."""

    address: str
    made_from: str


def pages(name: str, *arguments: object, **asked: str | Sequence[str]) -> Iterator[str]:
    """The addresses of a page in every language of the site. They differ in their first part only.

    asked: what stands in the query.
    """
    first, *others = (code for code, _ in settings.LANGUAGES)
    with translation.override(first):
        address = reverse(name, args=arguments)
    if asked:
        address = f"{address}?{urlencode(asked, doseq=True)}"
    yield address
    for language in others:
        yield address.replace(f"/{first}/", f"/{language}/", 1)


def fingerprint(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def card(one: Publication) -> str:
    """What lists and shares show of a profile."""
    names = [one.place_name, one.country_name]
    told = [one.slug, one.level, one.edition, one.languages, one.country, one.is_invented, *names]
    return json.dumps(told, sort_keys=True)


def state(one: Publication) -> str:
    """What the page of a profile shows."""
    return f"{one} {one.sha256} {one.correction} {one.published_at.isoformat()}"
