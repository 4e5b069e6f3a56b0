"""What changed in a place: its other publications, and where two of them are compared."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.urls import reverse

from openmgi.publications.models import Publication

_EDITION = re.compile(r"[0-9]{4}(-[0-9]{2})?$")  # with which the address of a profile ends


def of_place(slug: str) -> list[Publication]:
    """Every publication of the place that has the profile at this address, the last edition and version first."""
    place = _EDITION.sub("", slug)
    rows = Publication.objects.filter(slug__startswith=place).defer("profile_json")
    found = [one for one in rows if one.slug.removesuffix(one.edition) == place]
    return sorted(found, key=lambda one: (one.edition, one.version), reverse=True)


def compared_as(before: Publication, after: Publication) -> tuple[str, str]:
    """How the two are named where they are compared: by their versions, or each by its newest one."""
    if before.slug == after.slug:
        return f"{before.slug}/v{before.version}", f"{after.slug}/v{after.version}"
    return before.slug, after.slug


def what_changed(before: Publication, after: Publication) -> str:
    """The address at which they are compared."""
    return f"{reverse('compare')}?{urlencode({'profile': compared_as(before, after)}, doseq=True)}"
