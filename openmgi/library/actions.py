"""What people do with the library."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openmgi.core.framework import Framework as FrameworkSpec
from openmgi.library.models import Framework


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
