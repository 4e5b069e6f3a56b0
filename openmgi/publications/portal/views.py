"""The pages of the portal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from openmgi.core.framework import Framework as FrameworkSpec
from openmgi.core.wheel import Slice
from openmgi.library.groups import areas_and_groups
from openmgi.library.models import Framework
from openmgi.publications.models import Publication
from openmgi.publications.portal.changes import of_place
from openmgi.publications.portal.exploring import Wanted, explore
from openmgi.publications.portal.listing import by_level
from openmgi.publications.portal.map import world_map
from openmgi.publications.portal.profile_page import profile_page
from openmgi.publications.portal.wheel import Wheel, wheel
from openmgi.web.languages import alternates
from openmgi.web.pages import render_page
from openmgi.web.templatetags.page import in_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door: the wheel of the domains, and the newest profiles."""
    spec = _framework().spec
    newest = Publication.objects.current().defer("profile_json").order_by("-published_at", "-pk")[:6]
    return render_page(
        request,
        "home.html",
        {
            "framework": spec,
            "wheel": _wheel_of(spec),
            "publications": newest,
        },
    )


@require_safe
@gzip_page
def domain(request: HttpRequest, number: int) -> HttpResponse:
    """One domain: what it looks at in a country and in a city, and the profiles with findings in it."""
    spec = _framework().spec
    shown = spec.domain(number)
    if shown is None:
        raise Http404
    return render_page(
        request,
        "domain.html",
        {
            "domain": shown,
            "here": number,
            "wheel": _wheel_of(spec),
            "before": spec.domain(number - 1),
            "after": spec.domain(number + 1),
            "levels": by_level(Publication.objects.current().defer("profile_json")),
        },
    )


@require_safe
@gzip_page
def profiles(request: HttpRequest) -> HttpResponse:
    """The profiles that a reader wants to see, by level and in alphabetical order; the address says what is wanted."""
    areas = areas_and_groups()
    explored = explore(Wanted.of(request.GET, areas), areas)
    return render_page(request, "profiles.html", {"explored": explored, "map": world_map(explored.publications)})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is and is not."""
    return render_page(request, "about.html", {})


@require_safe
@gzip_page
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version of a profile."""
    return _profile_page(request, slug, None)


@require_safe
@gzip_page
def profile_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of a profile, for ever."""
    return _profile_page(request, slug, version)


def _profile_page(request: HttpRequest, slug: str, version: int | None) -> HttpResponse:
    publications = of_place(slug)
    versions = [one for one in publications if one.slug == slug]
    shown = next((one for one in versions if version in {None, one.version}), None)
    if shown is None:
        raise Http404
    page = profile_page(shown, publications, get_language() or "en", request.build_absolute_uri)
    return render_page(request, "profile.html", {"page": page}, languages=page.profile.languages)


def _wheel_of(spec: FrameworkSpec) -> Wheel:
    """The wheel of the domains themselves: each segment leads to its domain's page."""
    slices = [Slice(domain.number, in_language(domain.name)) for domain in spec.domains]
    links = {shown.number: reverse("domain", args=[shown.number]) for shown in slices}
    return wheel(_("The domains of migration governance"), slices, links, shows_counts=False)


def _framework() -> Framework:
    framework = Framework.objects.shown()
    if framework is None:
        raise Http404(_("No framework is loaded yet. Run: openmgi setup"))
    return framework


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that does not exist, in the reader's language."""
    return render(request, "404.html", {"alternates": alternates(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what somebody may not do."""
    return render(request, "403.html", {"alternates": alternates(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours. It asks neither the database nor the address for anything."""
    return render(request, "500.html", {}, status=500)
