"""Findings and answers of publications by what they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.edition import Indicator
from openmgi.publications.bulk.shelf import Shelf, Shelved, ShelvedAnswer, ShelvedFinding
from openmgi.publications.models import PublishedFinding

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class About:
    """What findings, answers or questions are about; what is None is not asked for."""

    domain: int | None = None
    kind: str | None = None
    indicator: str | None = None
    option: str | None = None
    sdg: str | None = None
    gcm: int | None = None

    def codes(self, indicators: Mapping[str, Mapping[str, Indicator]]) -> dict[str, Collection[str]] | None:
        """Edition → those of its indicators that are meant; None where none is named, which means all."""
        if self.indicator is None and self.sdg is None and self.gcm is None:
            return None
        return {
            edition: {code for code, one in of_edition.items() if self._means(one)}
            for edition, of_edition in indicators.items()
        }

    def _means(self, one: Indicator) -> bool:
        return (
            self.indicator in {None, one.code}
            and (self.sdg is None or self.sdg in one.sdg)
            and (self.gcm is None or self.gcm in one.gcm)
        )


def findings(shelf: Shelf, publications: Sequence[Shelved], about: About) -> list[ShelvedFinding]:
    """The findings that are meant."""
    keys = {one.key for one in publications}
    codes = about.codes(shelf.indicators)
    return [
        one
        for one in shelf.findings
        if one.publication.key in keys
        and about.domain in {None, one.domain}
        and about.kind in {None, one.kind}
        and (codes is None or not set(one.indicators).isdisjoint(codes.get(one.publication.framework_edition, ())))
    ]


def texts(found: Sequence[ShelvedFinding]) -> dict[int, dict[str, str]]:
    """The texts of these findings by their key; one query for each thousand."""
    keys = [one.key for one in found]
    rows = PublishedFinding.objects.values_list("pk", "text")
    return {
        key: text
        for first in range(0, len(keys), _AT_ONCE)
        for key, text in rows.filter(pk__in=keys[first : first + _AT_ONCE])
    }


def answers(shelf: Shelf, publications: Sequence[Shelved], about: About) -> list[ShelvedAnswer]:
    """The answers that are meant."""
    keys = {one.key for one in publications}
    codes = about.codes(shelf.indicators)
    return [
        one
        for one in shelf.answers
        if one.publication.key in keys
        and about.domain in {None, one.domain}
        and about.kind in {None, one.kind}
        and about.option in {None, one.option}
        and (codes is None or one.indicator in codes.get(one.publication.framework_edition, ()))
    ]
