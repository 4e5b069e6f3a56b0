"""The addresses that search engines should know: every page in every language in which its text exists."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from openmgi.library.models import Framework
from openmgi.publications.models import Publication


class PageSitemap(Sitemap):  # type: ignore[type-arg] # generic in the stubs only
    """Home, lists and domains: in every interface language."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[tuple[str, int | None]]:
        framework = Framework.objects.shown()
        numbers = [domain.number for domain in framework.spec.domains] if framework else []
        return [
            ("home", None),
            ("profiles", None),
            ("about", None),
            ("themes", None),
            ("sdg", None),
            ("open-data", None),
            *(("domain", number) for number in numbers),
        ]

    def location(self, item: tuple[str, int | None]) -> str:
        name, number = item
        return reverse(name, args=[number] if number else [])


class ProfileSitemap(Sitemap):  # type: ignore[type-arg] # generic in the stubs only
    """The newest version of each profile, in the languages that it has."""

    i18n = True
    alternates = True

    def items(self) -> list[Publication]:
        return list(Publication.objects.current().defer("profile_json").order_by("slug"))

    def get_languages_for_item(self, item: Publication) -> list[str]:
        return [code for code, _ in settings.LANGUAGES if code in item.languages]

    def location(self, item: Publication) -> str:
        return _profile(item.slug, get_language() or "")

    def lastmod(self, item: Publication) -> object:
        return item.published_at


# Each language of a profile names all others, so each address is asked for as often as there are languages.
@lru_cache(maxsize=4096)
def _profile(slug: str, language: str) -> str:
    del language  # the one that is active
    return reverse("profile", args=[slug])


SITEMAPS = {"pages": PageSitemap, "profiles": ProfileSitemap}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n", content_type="text/plain; charset=utf-8")
