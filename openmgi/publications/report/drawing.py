"""The wheel as a vector drawing, with the same in words for those who do not see it."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from openmgi.core.profile import Profile
from openmgi.core.wheel import Slice
from openmgi.publications.portal.wheel import wheel
from openmgi.publications.report import colours
from openmgi.publications.report.blocks import Picture
from openmgi.web.templatetags.page import in_language

_LATIN, _ARABIC = "Noto Sans", "Noto Naskh Arabic"


# Vowel marks of Arabic. In a drawing they are set as letters that no reader of a PDF can make sense of.
_MARKS = re.compile("[\u064b-\u0652\u0670]")


def drawn(profile: Profile) -> Picture:
    """The wheel of a profile, in the language that is active."""
    slices = [
        Slice(one.number, _MARKS.sub("", in_language(one.name)), len(one.well_developed), len(one.potential))
        for one in profile.domains
    ]
    shown = wheel(_("Findings by domain"), slices, {one.number: "" for one in slices}, shows_counts=True)
    told = {
        "wheel": shown,
        "colours": {one.number: colours.of_domain(one.number) for one in slices},
        "family": _ARABIC if get_language_bidi() else _LATIN,
        "letters": 22 if get_language_bidi() else 18.5,
    }
    words = "; ".join(spoke.label for spoke in shown.spokes)
    return Picture(render_to_string("report/wheel.svg", told), f"{shown.title}. {words}.")
