"""The page on which profiles are compared."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from openmgi.publications.comparing.choosing import MOST, Choice, choose, offered, related
from openmgi.publications.comparing.page import comparison
from openmgi.web.pages import render_page


@require_safe
@gzip_page
def compare(request: HttpRequest) -> HttpResponse:
    """The chosen profiles side by side, and a form to choose more."""
    choice = choose(request.GET)
    return side_by_side(request, choice, {"options": offered(choice), "related": related(choice)})


def side_by_side(request: HttpRequest, choice: Choice, offers: Mapping[str, object]) -> HttpResponse:
    """The page of this choice. offers: what else can be chosen."""
    page = comparison(choice) if len(choice.chosen) > 1 else None
    return render_page(request, "compare/compare.html", {"choice": choice, "most": MOST, "page": page, **offers})
