"""The portal on which we measure: invented places, marked as such, with two linked editions, the same each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from benchmarks.places import fill
from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.library.areas import areas
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.places import gazetteer
from openmgi.publications.models import Publication, PublishedAnswer
from tests.pages import page, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def invented(
    db: None,
    framework: Framework,
    reference_sets: dict[str, Edition],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[list[Publication]]:
    """Three countries and two cities in two editions, with the data folder that they need."""
    monkeypatch.setattr(settings, "DATA_DIR", settings.DATA_DIR)
    monkeypatch.setenv("OPENMGI_DATA", os.environ.get("OPENMGI_DATA", ""))
    load_framework(spec=framework)
    for spec in reference_sets.values():
        load_edition(spec=spec)
    fill(tmp_path, places=5)
    yield list(Publication.objects.order_by("slug"))
    areas.cache_clear()


def test_each_place_has_two_editions_that_say_that_it_is_invented(invented: list[Publication]) -> None:
    assert [one.level for one in invented].count("national") == 2 * 3
    assert [one.level for one in invented].count("local") == 2 * 2
    assert all(one.is_invented and "(invented)" in one.place_name["en"] for one in invented)
    assert all(gazetteer().country(one.country) is None for one in invented)
    assert {tuple(one.languages) for one in invented} == {("en", "fr", "es", "ar")}


def test_a_profile_has_findings_with_traces_and_every_answer(invented: list[Publication]) -> None:
    for one in invented:
        found = [finding for domain in one.profile.domains for _, _, finding in domain.findings()]
        assert 25 <= len(found) <= 42
        assert {finding.trace.status for finding in found} == {"traced"}
        size = StoredEdition.objects.get(code=one.profile.framework_edition).spec.size
        assert PublishedAnswer.objects.filter(publication=one).count() == size


def test_the_countries_lie_in_regions(invented: list[Publication]) -> None:
    countries = {one.country for one in invented}

    assert all(any(country in area.countries for area in areas().values()) for country in countries)


def test_two_editions_of_one_can_be_compared(invented: list[Publication], reader: Client) -> None:
    before, after = (one.slug for one in invented[:2])
    tree = page(reader, f"/en/compare/?profile={before}&profile={after}")

    kinds = {"Reworded, same meaning", "Other criteria", "Split from one question", "Merged from several"}
    assert set(texts(tree, ".answers th .tag")) == kinds | {"New question", "No longer asked"}
    assert {"Policy changed", "Question changed", "Not comparable", "No change"} <= set(texts(tree, ".answers .change"))
