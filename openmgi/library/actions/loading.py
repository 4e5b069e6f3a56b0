"""What people do with the library."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import asks_the_same
from openmgi.core.framework import Framework as FrameworkSpec
from openmgi.library.models import Edition, Framework, Place
from openmgi.library.places import gazetteer


class EditionInUseError(Exception):
    """An edition that an assessment uses cannot be changed, only followed by a new one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def load_framework(*, spec: FrameworkSpec) -> tuple[Framework, bool]:
    """Store the framework, or bring the stored one up to date. Returns it, and whether anything changed."""
    content = spec.model_dump(mode="json")
    stored = Framework.objects.filter(code=spec.code).first()
    if stored is None:
        return Framework.objects.create(code=spec.code, content=content, loaded_at=timezone.now()), True
    if stored.content == content:
        return stored, False
    stored.content = content
    stored.save(update_fields=["content"])
    return stored, True


@transaction.atomic
def load_edition(*, spec: EditionSpec) -> tuple[Edition, bool]:
    """Store the edition, or bring a stored one that nobody uses up to date. Returns it, and whether anything changed.

    Of one that an assessment uses, only the table of stages is brought up to date, which keeps every stage that it had,
    and languages are added. Raises EditionInUseError when an assessment uses the stored one and anything else differs.
    """
    content = spec.model_dump(mode="json")
    stored = Edition.objects.select_for_update().filter(code=spec.code).first()
    if stored is None:
        framework = Framework.objects.get(code=spec.framework)
        return Edition.objects.create(
            code=spec.code, framework=framework, level=spec.level, content=content, loaded_at=timezone.now()
        ), True
    if stored.content == content:
        return stored, False
    if stored.used_since is not None and not asks_the_same(stored.spec, spec):
        raise EditionInUseError(spec.code)
    stored.content, stored.level, stored.loaded_at = content, spec.level, timezone.now()
    stored.save(update_fields=["content", "level", "loaded_at"])
    return stored, True


class UnknownPlaceError(Exception):
    """There is no such country, or the code is not one of its subdivisions."""


@transaction.atomic
def ensure_place(*, country: str, code: str | None = None, name: str = "") -> Place:
    """The place, kept once: a country, a subdivision by its ISO 3166-2 code, or a city by its name.

    country: ISO 3166-1 alpha-3. Raises UnknownPlaceError.
    """
    found = gazetteer().country(country)
    if found is None:
        raise UnknownPlaceError(country)
    if not code and not name:
        return _keep(country, found.alpha3, {"level": "national", "name": found.names, "country_name": found.names})
    if code:
        subdivision = next((one for one in gazetteer().subdivisions if one.code == code), None)
        if subdivision is None or code[:2] != found.alpha2:
            raise UnknownPlaceError(code)
        name = name or subdivision.name
    return _keep(country, code, {"level": "local", "name": {"en": name}, "country_name": found.names})


@transaction.atomic
def ensure_place_beside(*, home: Place, code: str | None = None, name: str = "") -> Place:
    """The same in a country that no list of countries has, such as an invented one: that of a place that is stored.

    Raises UnknownPlaceError for a code that no place of it has.
    """
    fields = {"country_name": home.country_name, "is_invented": home.is_invented}
    if not code and not name:
        national = {"level": "national", "name": home.country_name, **fields}
        return home if home.level == "national" else _keep(home.country, None, national)
    kept = Place.objects.filter(country=home.country).at(home.country, code, name)
    if code and kept is None:
        raise UnknownPlaceError(code)
    return kept or _keep(home.country, None, {"level": "local", "name": {"en": name}, **fields})


def _keep(country: str, code: str | None, fields: dict[str, Any]) -> Place:
    kept = Place.objects.at(country, code, next(iter(fields["name"].values())))
    return kept or Place.objects.create(code=code, country=country, **fields)
