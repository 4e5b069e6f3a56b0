"""What files of a theme say of themselves: which places were chosen, their licence, how to name them as a source."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from openmgi.core.areas import Area
from openmgi.publications.citing import NO_LICENCE, facts
from openmgi.publications.themes.asking import Theme, Wanted
from openmgi.web.templatetags.page import edition_date, in_language, written_day


@dataclass(frozen=True, slots=True)
class Source:
    """What the file is of, as its title says it in one line and where its page stands; the rest is of its profiles.

    newest: the date of the newest profile in it. licences: what they state, each once.
    """

    title: str
    page: str
    newest: str
    licences: tuple[str, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """How to name the file as a source, part by part. A correction of a profile leaves it as it is."""
        dated = _("Newest profile: %(date)s") % {"date": edition_date(self.newest)}
        return f"{settings.SITE_NAME} · {self.title}", dated, self.page

    @property
    def citation(self) -> str:
        return " · ".join(self.cited)

    @property
    def licence(self) -> str:
        """The licences in the words of the reader."""
        told = [_("no licence stated") if one == NO_LICENCE else one for one in self.licences]
        return _("Licence: %(licence)s") % {"licence": "; ".join(told)}


def source(shown: Theme, title: str, page: str) -> Source:
    """Of a theme in which there are places."""
    stated = {one.licence for one in facts(shown.places.values()).values()}
    known = (*sorted(stated - {NO_LICENCE}), *(stated & {NO_LICENCE}))
    newest = max(one.edition for one in shown.places.values())
    return Source(f"{shown.edition} · {title}", page, newest, known)


def chosen(wanted: Wanted) -> dict[str, str]:
    """What was asked for, by the name of the column of a table that says it; what was not is empty."""
    levels = {"national": _("National"), "local": _("Local")}
    return {
        "area": _area(wanted.area),
        "income": _area(wanted.income),
        "level": levels.get(wanted.level, ""),
        "until": wanted.until,
        "invented": _("Invented places") if wanted.invented else "",
    }


def _area(area: Area | None) -> str:
    if area is None:
        return ""
    name = in_language(area.names)
    return name if area.kind == "region" else f"{name} ({written_day(area.as_of)})"


def in_words(wanted: Wanted) -> list[str]:
    """The same as one reads it."""
    labels = {
        "area": _("Region or group"),
        "income": _("Income"),
        "level": _("Level"),
        "until": _("Up to the year"),
        "invented": "",
    }
    told = {name: value for name, value in chosen(wanted).items() if value}
    return [f"{labels[name]}: {value}" if labels[name] else value for name, value in told.items()]
