"""By what a reader can narrow a list of findings, with the words for each choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.core.areas import Area
from openmgi.core.text import Names, fold
from openmgi.library.global_compact import objectives
from openmgi.library.models import Framework
from openmgi.publications.portal.areas import area_lists
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.making import topic_key
from openmgi.publications.search.shelf import Shelf
from openmgi.web.templatetags.page import in_language, language_name, spoken


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet. lang: that of the label, where it is not the reader's."""

    value: str
    label: str
    is_chosen: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that stand together; most facets have one group without a name."""

    name: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Facet:
    """One list to choose from."""

    name: str
    label: str
    groups: list[Group]


def facets(asked: Asked, shelf: Shelf) -> list[Facet]:
    """Every list to choose from, in the order of the form."""
    return [
        _plain("domain", _("Domain"), asked, _domains()),
        Facet("topic", _("Topic"), _topics(asked, shelf)),
        _plain("kind", _("Kind of finding"), asked, kinds()),
        _plain("level", _("Level"), asked, levels()),
        Facet("region", _("Region or group"), area_choices(shelf.areas.by_region(), asked.chosen.get("region", ""))),
        Facet("income", _("Income"), area_choices(shelf.areas.by_income(), asked.chosen.get("income", ""))),
        _plain("year", _("Year"), asked, _years(shelf)),
        _plain("sdg", _("Item of SDG indicator 10.7.2"), asked, _sdg_items(shelf)),
        _plain("gcm", _("Objective of the Global Compact"), asked, _objectives()),
        _plain("language", _("Language of the text"), asked, _languages(shelf)),
        _plain("edition", _("Question set"), asked, {code: one.title for code, one in shelf.editions.items()}),
    ]


def chosen(asked: Asked, offered: Iterable[Facet]) -> list[tuple[str, str]]:
    """What was chosen, as label and words; the value itself where it is none of those that are offered."""
    found = []
    for facet in offered:
        if value := asked.chosen.get(facet.name):
            words = [one.label for group in facet.groups for one in group.choices if one.value == value]
            found.append((facet.label, words[0] if words else value))
    return found


def unknown(asked: Asked, offered: Iterable[Facet]) -> list[str]:
    """The values that were asked for and that nothing can have."""
    offers = {facet.name: {one.value for group in facet.groups for one in group.choices} for facet in offered}
    return [value for name, value in asked.chosen.items() if value not in offers.get(name, {value})]


def kinds() -> Mapping[str, Names]:
    return _in_words(
        {"well_developed": _("Well-developed areas"), "potential": _("Areas with potential for further development")}
    )


def levels() -> Mapping[str, Names]:
    return _in_words({"national": _("National"), "local": _("Local")})


def area_choices(areas: Iterable[Area], chosen: str) -> list[Group]:
    """A choice for each of these areas, those together that belong together."""
    return [
        Group(one.label, named_choices({area.code: area.names for area in one.areas}, chosen))
        for one in area_lists(areas)
    ]


def _plain(name: str, label: str, asked: Asked, named: Mapping[str, Names]) -> Facet:
    return Facet(name, label, [Group("", named_choices(named, asked.chosen.get(name, "")))])


def named_choices(named: Mapping[str, Names], chosen: str) -> list[Choice]:
    """A choice for each value, in this order."""
    return [_choice(value, names, chosen) for value, names in named.items()]


def _choice(value: str, names: Names, chosen: str) -> Choice:
    language = spoken(names)
    return Choice(value, names.get(language, ""), value == chosen, "" if language == get_language() else language)


def _in_words(words: Mapping[str, str]) -> Mapping[str, Names]:
    """Words that are in the reader's language already."""
    return {value: {get_language() or "en": label} for value, label in words.items()}


def _years(shelf: Shelf) -> Mapping[str, Names]:
    years = {one.edition[:4] for one in shelf.publications.values()}
    return _in_words({year: year for year in sorted(years, reverse=True)})


def _domains() -> Mapping[str, Names]:
    framework = Framework.objects.shown()
    domains = framework.spec.domains if framework else ()
    return {str(one.number): _numbered(one.number, one.name) for one in domains}


def _topics(asked: Asked, shelf: Shelf) -> list[Group]:
    return [
        Group(
            in_language(edition.title),
            named_choices(
                {
                    topic_key(edition.code, domain.number, topic.code): topic.name
                    for domain in edition.domains
                    for topic in domain.topics
                },
                asked.chosen.get("topic", ""),
            ),
        )
        for edition in shelf.editions.values()
        if edition.scoring is None
    ]


def _sdg_items(shelf: Shelf) -> Mapping[str, Names]:
    """The official items by their code, with the question of each."""
    official = [one for one in shelf.editions.values() if one.scoring is not None]
    return {one.code: _numbered(one.code, one.question) for edition in official for one in edition.indicators()}


def _objectives() -> Mapping[str, Names]:
    return {str(one.number): _numbered(one.number, one.title) for one in objectives()}


def _numbered(number: object, names: Names) -> Names:
    return {language: f"{number} {name}" for language, name in names.items()}


def _languages(shelf: Shelf) -> Mapping[str, Names]:
    codes = {language for one in shelf.publications.values() for language in one.languages}
    named = {code: language_name(code) for code in codes}
    return _in_words(dict(sorted(named.items(), key=lambda one: fold(one[1]))))
