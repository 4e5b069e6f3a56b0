"""How files name a publication as their source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.conf import settings

NO_LICENCE = "no licence stated"


class Published(Protocol):
    """A version of a profile, as a row or as lists show it."""

    @property
    def slug(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def edition(self) -> str: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def published_at(self) -> datetime: ...


def page_address(one: Published) -> str:
    """Where people read this version of the profile, in English or else in its first language."""
    language = "en" if "en" in one.languages else one.languages[0]
    return f"{settings.SITE_ADDRESS}/{language}/profiles/{one.slug}/v{one.version}/"


def cited(one: Published, title: str) -> str:
    """How to name this publication as a source."""
    told = f"{settings.SITE_NAME} ({one.published_at.year}). {title}. Profile of {one.edition}"
    return f"{told}, version {one.version}. {page_address(one)}"
