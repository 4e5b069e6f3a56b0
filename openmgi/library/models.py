"""What assessors and readers consult."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from openmgi.accounts.models import User
from openmgi.core import areas, document, edition, framework


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def shown(self) -> Framework | None:
        """The framework whose domains the portal explains: the one that was loaded first."""
        return self.order_by("loaded_at", "pk").first()


class Framework(models.Model):
    """A framework as it was loaded from its files."""

    code = models.CharField(max_length=60, unique=True)
    loaded_at = models.DateTimeField()
    content = models.JSONField()

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
        return self._whose(lambda spec: spec.previous == code)

    def newest_after(self, edition: Edition) -> Edition:
        """The last of the line that this one begins, each naming the one before it; itself where none follows."""
        found, seen = edition, {edition.code}
        while later := [one for one in self.following(found.code).filter(level=found.level) if one.code not in seen]:
            found = later[-1]
            seen.add(found.code)
        return found

    def sdg1072(self) -> EditionQuerySet:
        """The editions that hold the official items of SDG indicator 10.7.2."""
        return self._whose(lambda spec: spec.scoring == "sdg1072")

    def _whose(self, meant: Callable[[edition.Edition], bool]) -> EditionQuerySet:
        """Those that are meant, by code. What is parsed is asked: the database would read every content through."""
        found = [one.pk for one in Edition.objects.light() if meant(one.spec)]
        return self.filter(pk__in=found).order_by("code")


# Parsing an edition takes longer than a page may. What is parsed cannot change: a new content has a new moment.
_PARSED: dict[tuple[int, datetime], edition.Edition] = {}
_MOST_PARSED = 50


class Edition(models.Model):
    """A question set as it was loaded. Once an assessment uses it (`used_since`), it is followed, never changed."""

    code = models.CharField(max_length=60, unique=True)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="editions")
    level = models.CharField(max_length=10)
    loaded_at = models.DateTimeField()
    used_since = models.DateTimeField(null=True)
    content = models.JSONField()  # the last, so that SQLite need not read through it for what comes after

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

    def countries_besides(self, codes: Collection[str]) -> list[Place]:
        """A place for each country without one of these codes: the country or, where it is not stored, a part of it."""
        found = list(self.exclude(country__in=codes).order_by("pk"))
        whole = [one for one in found if one.level == "national"]
        parts = {one.country: one for one in found}
        return whole + [parts[country] for country in parts.keys() - {one.country for one in whole}]


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


class PlaceGroupQuerySet(models.QuerySet["PlaceGroup"]):
    def kept(self) -> PlaceGroupQuerySet:
        """Those that were not removed, the newest first, and those of one day as their file has them."""
        return self.filter(is_removed=False).order_by("-as_of", "order", "pk")

    def named(self, code: str, as_of: str = "") -> PlaceGroupQuerySet:
        """The group of this name at this day, or at all its days, the newest first."""
        found = self.kept().filter(code=code)
        return found.filter(as_of=as_of) if as_of else found


class PlaceGroup(models.Model):
    """A group of places with its members at a day (`core.areas.Area`, which says what the columns hold).

    order: its place in the file. What is removed stays as a row, so that `openmgi setup` does not bring it back and
    whoever asks when groups last changed is told.
    """

    code = models.CharField(max_length=40)
    as_of = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    title = models.JSONField()
    names = models.JSONField()
    source = models.TextField()
    countries = models.JSONField()
    places = models.JSONField()
    order = models.PositiveIntegerField()
    is_removed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = PlaceGroupQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "as_of"], name="a_group_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=areas.GROUP_KINDS), name="a_group_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.as_of}"

    @property
    def spec(self) -> areas.Area:
        return areas.Area(
            code=str(self),
            names=self.names,
            countries=frozenset(self.countries),
            places=frozenset(self.places),
            kind=self.kind,  # type: ignore[arg-type] # held by a constraint
            title=self.title,
            as_of=self.as_of,
            source=self.source,
        )


class File(models.Model):
    """A file as it was given, kept once by the SHA-256 of its content, and how far its reading is.

    problem: the code of what keeps it from being read, with its values; page_count and pages_read: for the progress.
    heartbeat: the last sign of life of whoever reads it.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, default="waiting")
    problem = models.CharField(max_length=40, blank=True)
    problem_values = models.JSONField(default=dict)
    language = models.CharField(max_length=10, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    heartbeat = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reading", "ready", "failed"]), name="a_file_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(problem=""), name="a_file_that_was_not_read_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> Path:
        """Where its bytes are."""
        return Path(settings.DOCUMENTS_DIR) / self.sha256[:2] / self.sha256


class Page(models.Model):
    """A page of a file, as it was read (`core.document`). Its text never changes: quotes point into it."""

    file = models.ForeignKey(File, models.CASCADE, related_name="pages")
    index = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=10)
    headings = models.JSONField(default=list)
    boxes = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "index"], name="a_page_once")]
        ordering: ClassVar = ["index"]

    def __str__(self) -> str:
        return f"{self.file_id[:12]}, {self.index + 1}"

    @property
    def spec(self) -> document.Page:
        return document.Page(
            index=self.index,
            label=self.label,
            text=self.text,
            origin=self.origin,  # type: ignore[arg-type] # written from one
            headings=[document.Heading(*one) for one in self.headings],
            boxes=[document.Box(*one) for one in self.boxes],
        )


class DocumentQuerySet(models.QuerySet["Document"]):
    def of(self, place: Place) -> DocumentQuerySet:
        """What assessors of this place consult: its own documents, and those of no place (treaties, say)."""
        return self.filter(Q(place=place) | Q(place=None))

    def listed(self) -> DocumentQuerySet:
        """By title, with the versions and the state of their files."""
        return self.order_by("title", "pk").prefetch_related("versions__file")


class Document(models.Model):
    """A law, a policy, a report …, whose versions are files. `place` is empty for what belongs to no place alone."""

    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10, blank=True)
    adopted = models.DateField(null=True, blank=True)
    in_force = models.DateField(null=True, blank=True)
    amended = models.DateField(null=True, blank=True)
    repealed = models.DateField(null=True, blank=True)
    source_address = models.CharField(max_length=1000, blank=True)
    accessed = models.DateField(null=True, blank=True)
    is_restricted = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=document.KINDS), name="a_document_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> Version:
        """Its newest version."""
        return max(self.versions.all(), key=lambda one: one.number)


class Version(models.Model):
    """A document as one file. settled_at: when everything that rests on the version before was compared with it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(File, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=255)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="a_version_once")]

    def __str__(self) -> str:
        return f"{self.document}, {self.number}"

    @property
    def before(self) -> Version | None:
        """The version before this one."""
        return self.document.versions.filter(number__lt=self.number).order_by("-number").first()
