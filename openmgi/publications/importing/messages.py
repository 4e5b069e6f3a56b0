"""Every doubt and error of an import, in words for the person who runs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.lists import format_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from openmgi.core.framework import Framework
from openmgi.core.importing.imported import Missing
from openmgi.core.importing.reading import Doubt, DoubtCode, UnreadableError
from openmgi.core.profile import Level
from openmgi.web.templatetags.page import in_language, language_name

_DOUBTS: Mapping[DoubtCode, str] = {
    "conflicting_dates": noop("two dates: %(chosen)s was taken, %(other)s was not"),
    "conflicting_level": noop("the text says %(told)s, but %(place)s seems to be %(other)s; the text was followed"),
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
    "no_level": noop("the page does not say whether the profile is national or local; give one with --level"),
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
    values = {name: _in_words(name, value, framework) for name, value in doubt.values.items()}
    return _(_DOUBTS[doubt.code]) % values


def level_name(level: Level) -> str:
    return _("local") if level == "local" else _("national")


def _in_words(name: str, value: Any, framework: Framework) -> str:
    """A domain, a country, a language or a level as the reader's language names it; anything else as it is."""
    if name == "domain":
        domain = framework.domain(value)
        return f"{value} ({in_language(domain.name)})" if domain else str(value)
    if name == "country":
        return in_language(value)
    if name in {"language", "headings"}:
        return language_name(value)
    if value in ("local", "national"):
        return level_name(value)
    return str(value)


def unreadable_message(error: UnreadableError) -> str:
    return _(_UNREADABLE[error.code])


def missing_message(missing: tuple[Missing, ...]) -> str:
    """What a person still has to give before the profile can be published."""
    parts = format_list([_(_MISSING[one]) for one in missing], locale=get_language() or "en")
    return _("the profile cannot be published without: %(missing)s. Import the page again and give what is missing") % {
        "missing": parts
    }
