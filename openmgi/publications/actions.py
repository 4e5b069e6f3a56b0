"""What people do with publications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments import gating
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import part_in
from openmgi.assessments.recording import record
from openmgi.core.gate import Reason
from openmgi.core.importing.imported import ImportedProfile
from openmgi.core.profile import Despite, Profile, canonical_json, sha256
from openmgi.core.text import Text
from openmgi.publications.assembling import assemble
from openmgi.publications.models import Draft, Publication, PublishedAnswer, PublishedFinding


class AlreadyPublishedError(Exception):
    """Another text is published at this address; only a correction that says why may follow it."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(str(publication))
        self.publication = publication


class GateError(Exception):
    """The profile may not be published; `reasons` says why."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(", ".join(one.code for one in reasons))
        self.reasons = reasons


# Without these there is nothing that could be published in the languages of the profile.
_UNAVOIDABLE = {"no_findings", "translation_missing", "translation_stale", "introduction_stale"}


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
    published = Publication.objects.create(
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
    shelve(publication=published)
    return published


@transaction.atomic
def shelve(*, publication: Publication) -> None:
    """Write the findings and answers of a publication as rows, in place of those that are there."""
    profile = publication.profile
    PublishedFinding.objects.filter(publication=publication).delete()
    PublishedFinding.objects.bulk_create(
        PublishedFinding(
            publication=publication,
            domain=domain.number,
            kind=kind,
            order=order,
            text=finding.text.texts,
            indicators=[one.indicator for one in finding.trace.answers],
        )
        for domain in profile.domains
        for kind, order, finding in domain.findings()
    )
    PublishedAnswer.objects.filter(publication=publication).delete()
    PublishedAnswer.objects.bulk_create(
        PublishedAnswer(
            publication=publication,
            edition=profile.framework_edition,
            domain=one.domain,
            indicator=one.indicator,
            option=one.option,
            kind=one.kind,
        )
        for one in profile.answers
    )


def publish_assessment(
    *, assessment: Assessment, by: User, despite: Mapping[str, str] | None = None, correction: str = ""
) -> Publication:
    """Freeze the profile of an assessment, with the trace of every finding.

    despite: code of a reason → why an administrator publishes all the same; it becomes part of the publication.
    Raises PermissionDenied, GateError, AlreadyPublishedError.
    """
    if "coordinator" not in part_in(by, assessment).roles:
        raise PermissionDenied
    found = gating.reasons(assessment)
    told = {code: words.strip() for code, words in (despite or {}).items() if words.strip()}
    if left := [one for one in found if one.code in _UNAVOIDABLE or one.code not in told]:
        raise GateError(left)
    if found and not by.is_administrator:
        raise PermissionDenied
    source = assessment.languages[0]
    reasons = [
        Despite(reason=code, justification=Text(source=source, texts={source: told[code]}))
        for code in dict.fromkeys(one.code for one in found)
    ]
    return _publish_assessment(assessment, by, reasons, correction)


@transaction.atomic
def _publish_assessment(assessment: Assessment, by: User, despite: Sequence[Despite], correction: str) -> Publication:
    profile = assemble(assessment, timezone.localdate(), despite)
    published = publish(profile=profile, by=str(by), correction=correction)
    told = {"slug": published.slug, "version": published.version, "sha256": published.sha256}
    record(assessment, "published", by, after=told)
    return published
