"""What every page needs: structured data, dates and names of languages as each language writes them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from babel import Locale, localedata
from babel.dates import format_date, format_skeleton
from django import template
from django.conf import settings
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Babel fills in the data of a language while it uses them, and a variant that is read only then is given those of the
# language instead of its own. So the variants are read first.
_ARABIC = ("ar_SY", "ar_EG")
for _variant in _ARABIC:
    localedata.load(_variant)

_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """schema.org data for search engines; escaped, so that no text can end the script element."""
    text = json.dumps(data, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.filter
def edition_date(edition: str) -> str:
    """`2022-11` → `November 2022` in the reader's language; `2022` stays."""
    return _edition_date(edition, _locale())


@register.filter
def day(moment: datetime.datetime) -> str:
    """The day of a moment, written in full."""
    return _day(moment.date(), _locale())


@register.filter
def plain_day(date: datetime.date) -> str:
    """A day, written in full."""
    return _day(date, _locale())


@register.filter
def written_day(text: str) -> str:
    """`2025-07-01` → `1 July 2025` in the reader's language."""
    return _day(datetime.date.fromisoformat(text), _locale())


# Babel looks the pattern of a date up anew each time, which would be a fifth of the time of a page.
@lru_cache(maxsize=1024)
def _edition_date(edition: str, locale: str) -> str:
    year, _, month = edition.partition("-")
    if not month:
        return year
    first = datetime.date(int(year), int(month), 1)
    if locale == "ar":
        return f"{_arabic_month(first)} {year}"
    return format_skeleton("yMMMM", first, locale=locale)


@lru_cache(maxsize=1024)
def _day(date: datetime.date, locale: str) -> str:
    if locale == "ar":
        return f"{date.day} {_arabic_month(date)} {date.year}"
    written = format_date(date, format="long", locale=locale)
    return written.replace("1 ", "1er ", 1) if locale == "fr" and date.day == 1 else written


def _arabic_month(date: datetime.date) -> str:
    """Both names of the month, as UN documents write them: the one of the Levant, then the one of Egypt."""
    return "/".join(format_skeleton("MMMM", date, locale=locale) for locale in _ARABIC)


@register.filter
def language_name(language: str) -> str:
    """The language's name in the reader's language; its code when the reader's language has none."""
    return str(Locale.parse(_locale()).languages.get(language, language))


@register.filter
def own_name(language: str) -> str:
    """The language's name in that language itself."""
    return dict(settings.LANGUAGES).get(language) or language


@register.filter
def direction(language: str) -> str:
    """`rtl` or `ltr`, for the dir attribute."""
    return "rtl" if language.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


@register.filter
def in_language(names: Mapping[str, str], language: str = "") -> str:
    """A name in this language (by default the reader's), else in English, else in the first that there is."""
    return names.get(spoken(names, language), "")


@register.filter
def value(mapping: Mapping[str, Any], key: str) -> Any:
    """What a mapping has under this key."""
    return mapping.get(key)


@register.filter
def spoken(names: Mapping[str, object], language: str = "") -> str:
    """The language in which these texts are shown: this one (by default the reader's), else English, else the first."""
    wanted = language or translation.get_language() or ""
    return next((one for one in (wanted, "en") if names.get(one)), next(iter(names), ""))


@register.filter
def shown_in(languages: Sequence[str]) -> str:
    """Of the languages in which a thing exists, the one in which its texts are shown, as `spoken` chooses it."""
    return spoken(dict.fromkeys(languages, "yes"))


@register.simple_tag
def said(names: Mapping[str, str]) -> SafeString:
    """A text in the reader's language; where there is none, in another language and marked with it."""
    own = names.get(translation.get_language() or "")
    if own:
        return conditional_escape(own)
    language = spoken(names)
    text = conditional_escape(names.get(language, ""))
    if language == translation.get_language():
        return text
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), text)


@register.filter
def plain(number: float) -> str:
    """A number as SVG wants it, whatever the reader's language does to decimals."""
    return f"{number:g}"


@register.filter
def add_number(number: float, more: float) -> str:
    """A coordinate moved by `more`, as SVG wants it."""
    return f"{number + more:g}"


def _locale() -> str:
    """The reader's language for Babel. English dates are written day first, as the UN writes them."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return "en_GB" if language == "en" else language
