"""All addresses. Pages carry their language in the path; files for machines have none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from openmgi.accounts import urls as accounts
from openmgi.library import urls as library
from openmgi.publications.api import urls as api
from openmgi.publications.portal.sitemaps import SITEMAPS, robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("openmgi.publications.data.urls")),
    path("", include(api.files)),
    path("", include(library.files)),
    path("", include(accounts.callbacks)),
    *i18n_patterns(
        path("", include("openmgi.publications.portal.urls")),
        path("", include("openmgi.publications.themes.urls")),
        path("", include("openmgi.publications.sdg.urls")),
        path("", include("openmgi.publications.search.urls")),
        path("", include("openmgi.publications.comparing.urls")),
        path("", include(api.pages)),
        path("", include(library.pages)),
        path("account/", include(accounts.pages)),
        path("", include("openmgi.assessments.urls")),
        path("", include("openmgi.publications.urls")),
    ),
]

handler429 = "openmgi.accounts.views.too_many_requests"
handler403 = "openmgi.publications.portal.views.forbidden"
handler404 = "openmgi.publications.portal.views.not_found"
handler500 = "openmgi.publications.portal.views.server_error"
