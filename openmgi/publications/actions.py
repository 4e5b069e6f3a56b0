"""What people do with publications."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openmgi.core.importing.imported import ImportedProfile
from openmgi.core.profile import Profile, canonical_json, sha256
from openmgi.publications.models import Draft, Publication


class AlreadyPublishedError(Exception):
    """Another text is published at this address; only a correction that says why may follow it."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(str(publication))
        self.publication = publication


@transaction.atomic
def store_draft(*, page: ImportedProfile, framework: str, file_name: str, file_sha256: str, by: str) -> Draft:
    """Keep an imported profile. The same page from the same file is kept once; no draft replaces another."""
    content = page.model_dump(mode="json")
    for kept in Draft.objects.filter(file_sha256=file_sha256, framework=framework):
        if kept.content == content:
            return kept
    return Draft.objects.create(
        content=content,
        framework=framework,
        file_name=file_name,
        file_sha256=file_sha256,
        created_at=timezone.now(),
        created_by=by,
    )


@transaction.atomic
def publish(*, profile: Profile, by: str, correction: str = "") -> Publication:
    """Freeze the profile as a new publication.

    The same profile is published once. A different one at the same address needs `correction`, the reason that
    readers will see; it becomes the next version and names the one it replaces. Raises AlreadyPublishedError.
    """
    frozen = canonical_json(profile)
    last = Publication.objects.versions(profile.slug).first()
    if last is not None and last.profile_json == frozen:
        return last
    if last is not None and not correction.strip():
        raise AlreadyPublishedError(last)
    return Publication.objects.create(
        slug=profile.slug,
        version=last.version + 1 if last else 1,
        replaces=last,
        correction=correction.strip() if last else "",
        profile_json=frozen,
        schema_version=profile.schema_version,
        sha256=sha256(frozen),
        published_at=timezone.now(),
        published_by=by,
        level=profile.level,
        country=profile.place.country,
        edition=profile.edition,
        languages=list(profile.languages),
        place_name=profile.place.name,
        country_name=profile.place.country_name,
        is_invented=profile.place.invented,
    )
