"""What the world sees."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from openmgi.core.importing.imported import ImportedProfile
from openmgi.core.profile import Profile


class Draft(models.Model):
    """An imported profile that waits to be published."""

    content = models.JSONField()
    framework = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.pk}: {self.page.title or self.file_name}"

    @property
    def page(self) -> ImportedProfile:
        return ImportedProfile.model_validate(self.content)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> PublicationQuerySet:
        """The newest version of each profile."""
        return self.filter(replaced_by=None)

    def versions(self, slug: str) -> PublicationQuerySet:
        """Every version of one profile, the newest first."""
        return self.filter(slug=slug).order_by("-version")

    def question_sets(self) -> dict[int, str]:
        """Key of a publication → code of the questions that it answers; without those that answer none."""
        answers = PublishedAnswer.objects.filter(publication=OuterRef("pk")).exclude(edition="").values("edition")
        return dict(self.annotate(code=Subquery(answers[:1])).exclude(code=None).values_list("pk", "code"))


class Publication(models.Model):
    """A frozen profile. The database refuses to change or delete it; a correction is a new version.

    `profile_json` is the profile as `core.profile.canonical_json` writes it and `sha256` its hash. The columns from
    `level` on are copied from it so that lists need not open it.
    """

    slug = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    correction = models.TextField(blank=True)
    schema_version = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    level = models.CharField(max_length=10)
    country = models.CharField(max_length=3)
    edition = models.CharField(max_length=7)
    languages = models.JSONField()
    place_name = models.JSONField()
    country_name = models.JSONField()
    is_invented = models.BooleanField()
    # Last: SQLite reads through a long column to reach the one behind it.
    profile_json = models.TextField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_row_for_each_version"),
            models.CheckConstraint(
                condition=(Q(version=1) & Q(replaces=None) & Q(correction=""))
                | (Q(version__gt=1) & Q(replaces__isnull=False) & ~Q(correction="")),
                name="a_later_version_corrects_another_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"

    @property
    def place(self) -> str:
        """What the profiles of one place have in common: their address without the date."""
        return self.slug.removesuffix(f"-{self.edition}")

    @property
    def profile(self) -> Profile:
        return _read(self.profile_json)


class PublishedFinding(models.Model):
    """A finding of a publication as a row, so that lists and searches need not open its profile.

    Derived: made when the profile is published, and anew by `openmgi publication shelve`.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="findings")
    domain = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    order = models.PositiveIntegerField()
    text = models.JSONField()
    indicators = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "domain", "kind", "order"], name="a_published_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.domain} {self.kind} {self.order}"


class PublishedAnswer(models.Model):
    """The answer to a question in a publication as a row, so that shares need not open its profile. Derived likewise.

    kind: whether the option answers the question.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="answers")
    edition = models.CharField(max_length=60)
    domain = models.PositiveIntegerField()
    indicator = models.CharField(max_length=40)
    option = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "indicator"], name="a_published_answer_once")
        ]
        indexes: ClassVar = [models.Index(fields=["edition", "indicator", "option"], name="answers_to_a_question")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.indicator}: {self.option}"


# What is frozen needs to be read only once; a few hundred profiles fit well into memory.
@lru_cache(maxsize=256)
def _read(profile_json: str) -> Profile:
    return Profile.model_validate_json(profile_json)
