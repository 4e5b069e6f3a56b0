"""What the templates of pages of people may show."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from openmgi.accounts.private import is_private
from openmgi.web.languages import alternates


def signed_in(request: HttpRequest) -> dict[str, Any]:
    """Who has signed in, and the page in other languages. Nothing on public pages."""
    if not is_private(request.path_info):
        return {}
    return {
        "person": getattr(request, "person", None),  # not there when the fault is before our middleware
        "alternates": SimpleLazyObject(partial(alternates, request)),  # a page that has its own does not ask for it
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
    }
