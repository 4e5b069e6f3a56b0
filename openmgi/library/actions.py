"""What people do with the library."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.framework import Framework as FrameworkSpec
from openmgi.library.models import Edition, Framework


class EditionInUseError(Exception):
    """An edition that an assessment uses cannot be changed, only followed by a new one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def load_framework(*, spec: FrameworkSpec) -> tuple[Framework, bool]:
    """Store the framework, or bring the stored one up to date. Returns it, and whether anything changed."""
    content = spec.model_dump(mode="json")
    stored = Framework.objects.filter(code=spec.code).first()
    if stored is None:
        return Framework.objects.create(code=spec.code, content=content, loaded_at=timezone.now()), True
    if stored.content == content:
        return stored, False
    stored.content = content
    stored.save(update_fields=["content"])
    return stored, True


@transaction.atomic
def load_edition(*, spec: EditionSpec) -> tuple[Edition, bool]:
    """Store the edition, or bring a stored one that nobody uses up to date. Returns it, and whether anything changed.

    Raises EditionInUseError when it differs from the stored one and an assessment uses that.
    """
    content = spec.model_dump(mode="json")
    stored = Edition.objects.select_for_update().filter(code=spec.code).first()
    if stored is None:
        framework = Framework.objects.get(code=spec.framework)
        return Edition.objects.create(
            code=spec.code, framework=framework, level=spec.level, content=content, loaded_at=timezone.now()
        ), True
    if stored.content == content:
        return stored, False
    if stored.used_since is not None:
        raise EditionInUseError(spec.code)
    stored.content, stored.level, stored.loaded_at = content, spec.level, timezone.now()
    stored.save(update_fields=["content", "level", "loaded_at"])
    return stored, True
