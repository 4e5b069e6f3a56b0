"""Every doubt and error of an import, in words for the person who runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from openmgi.core.framework import Framework
from openmgi.core.importing.imported import Missing
from openmgi.core.importing.reading import Doubt, DoubtCode, UnreadableError

_DOUBTS: Mapping[DoubtCode, str] = {
    "conflicting_dates": noop("two dates: %(chosen)s was taken, %(other)s was not"),
    "conflicting_level": noop("the text says %(told)s, but %(place)s seems otherwise; the text was followed"),
    "conflicting_titles": noop("two titles: “%(chosen)s” was taken, “%(other)s” was not"),
    "guessed_country": noop("the page names no country; %(place)s was taken to be in %(country)s"),
    "guessed_encoding": noop("the file is not in UTF-8; it was read as %(encoding)s"),
    "guessed_heading": noop("“%(heading)s” was taken as the heading of domain %(domain)s"),
    "guessed_language": noop("the headings are in %(headings)s, the text seems to be in %(language)s"),
    "missing_domain": noop("no findings of domain %(domain)s"),
    "no_bullets": noop("domain %(domain)s: a list has no bullets; each paragraph was taken as a finding"),
    "no_code": noop("%(place)s (%(country)s) has no ISO 3166-2 code that we know; give one with --code"),
    "no_edition": noop("the page has no date; give one with --edition"),
    "no_introduction": noop("no introduction was found"),
    "no_level": noop("neither national nor local is said; give one with --level"),
    "no_potential": noop("domain %(domain)s has no area with potential for further development"),
    "no_title": noop("the page has no title; give one with --title"),
    "no_well_developed": noop("domain %(domain)s has no well-developed area"),
    "order": noop("domain %(domain)s stands after a later one; the domains were put in order"),
    "repeated": noop("repeated, taken once: “%(text)s”"),
    "stray": noop("belongs to no finding and was left out: “%(text)s”"),
    "unknown_place": noop("the country of “%(place)s” is not known; give it with --country"),
}

_UNREADABLE = {
    "empty": noop("the file has no text"),
    "no_domain": noop("none of the six domains is named; is this the page of a profile?"),
    "no_findings": noop("domains are named, but no well-developed area or area with potential stands under them"),
}

_MISSING: Mapping[Missing, str] = {
    "title": noop("its title (--title)"),
    "place": noop("the name of the place (--place)"),
    "country": noop("its country (--country)"),
    "level": noop("its level (--level)"),
    "edition": noop("its date (--edition)"),
}


def doubt_message(doubt: Doubt, framework: Framework) -> str:
    """The doubt in the active language; domains by number and name."""
    values = dict(doubt.values)
    if "domain" in values:
        values["domain"] = _domain_name(framework, values["domain"])
    return _(_DOUBTS[doubt.code]) % values


def _domain_name(framework: Framework, number: int) -> str:
    domain = framework.domain(number)
    names: Mapping[str, Any] = domain.name if domain else {}
    return f"{number} ({names.get(get_language() or 'en', names.get('en', ''))})"


def unreadable_message(error: UnreadableError) -> str:
    return _(_UNREADABLE[error.code])


def missing_message(missing: tuple[Missing, ...]) -> str:
    """What a person still has to give before the profile can be published."""
    translate: Callable[[str], str] = _
    parts = ", ".join(translate(_MISSING[one]) for one in missing)
    return _("the profile cannot be published without: %(missing)s") % {"missing": parts}
