"""What assessors and readers consult."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.db import models

from openmgi.core import edition, framework


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def shown(self) -> Framework | None:
        """The framework whose domains the portal explains: the one that was loaded first."""
        return self.order_by("loaded_at", "pk").first()


class Framework(models.Model):
    """A framework as it was loaded from its files."""

    code = models.CharField(max_length=60, unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    objects = FrameworkQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code

    @cached_property
    def spec(self) -> framework.Framework:
        return framework.Framework.model_validate(self.content)


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_order(self) -> EditionQuerySet:
        """By level and code, the order of lists."""
        return self.order_by("-level", "code")

    def light(self) -> EditionQuerySet:
        """Without the content, which is fetched only where this process has not parsed it yet."""
        return self.defer("content")

    def following(self, code: str) -> EditionQuerySet:
        """The editions that name this one as the one before them."""
        return self.filter(content__previous=code).order_by("code")

    def sdg1072(self) -> EditionQuerySet:
        """The editions that hold the official items of SDG indicator 10.7.2."""
        return self.filter(content__scoring="sdg1072").order_by("code")


# Parsing an edition takes longer than a page may. What is parsed cannot change: a new content has a new moment.
_PARSED: dict[tuple[int, datetime], edition.Edition] = {}
_MOST_PARSED = 50


class Edition(models.Model):
    """A question set as it was loaded. Once an assessment uses it (`used_since`), it is followed, never changed."""

    code = models.CharField(max_length=60, unique=True)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="editions")
    level = models.CharField(max_length=10)
    content = models.JSONField()
    loaded_at = models.DateTimeField()
    used_since = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code

    @cached_property
    def spec(self) -> edition.Edition:
        key = (self.pk, self.loaded_at)
        if key not in _PARSED:
            while len(_PARSED) >= _MOST_PARSED:
                del _PARSED[next(iter(_PARSED))]
            _PARSED[key] = edition.Edition.model_validate(self.content)
        return _PARSED[key]


class PlaceQuerySet(models.QuerySet["Place"]):
    def at(self, country: str, code: str | None, name: str) -> Place | None:
        """The place with this code or, where it has none, with this name in its own country."""
        if code:
            return self.filter(code=code).first()
        return next((one for one in self.filter(country=country, code=None) if name in one.name.values()), None)


class Place(models.Model):
    """A country, a subdivision or a city that is assessed; `code` is ISO 3166-1 alpha-3 or 3166-2, where it has one."""

    code = models.CharField(max_length=10, unique=True, null=True)  # noqa: DJ001 - two empty texts would not be unique
    level = models.CharField(max_length=10)
    country = models.CharField(max_length=3)
    name = models.JSONField()
    country_name = models.JSONField()
    is_invented = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.name.get("en") or min(self.name.values()))
