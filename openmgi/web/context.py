"""What every template may show."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """The name of this site."""
    return {"site_name": settings.SITE_NAME}
