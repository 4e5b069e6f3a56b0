"""What the demonstration publishes: the profiles of `data/demo/`, one file each, and the story of an assessment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from openmgi.assessments.demo import leave, make_demo
from openmgi.assessments.demo_story import Story
from openmgi.core.framework import Framework
from openmgi.core.profile import KINDS, Domain, Finding, Profile, Trace
from openmgi.core.text import Names, Text
from openmgi.library.places import gazetteer
from openmgi.library.yaml_files import read_yaml
from openmgi.publications.actions import publish_assessment
from openmgi.publications.models import Publication


def demo_files() -> list[Path]:
    return sorted((settings.DATA_DIR / "demo").glob("*.yaml"))


def read_demo(file: Path, framework: Framework) -> Profile:
    """The profile in this file; the framework gives the names of the domains."""
    told, _lines = read_yaml(file)
    languages, place, source = tuple(told["languages"]), told["place"], told["source"]

    def text(texts: Names) -> Text:
        return Text.written(languages[0], {language: texts[language] for language in languages})

    country = gazetteer().country(place["country"])
    return Profile(
        title=text(told["title"]),
        place={**place, "country_name": country.names if country else place["name"]},
        level=told["level"],
        edition=told["edition"],
        languages=languages,
        introduction=text(told["introduction"]),
        domains=tuple(
            _domain(number, findings, framework, text, _trace(place)) for number, findings in told["domains"].items()
        ),
        source={**source, "statement": text(source["statement"])},
    )


def _trace(place: dict[str, Any]) -> Trace:
    return Trace(status="not_traceable", reason="invented" if place["invented"] else "source_not_published")


def _domain(number: int, findings: dict[str, list[Names]], framework: Framework, text: Any, trace: Trace) -> Domain:
    domain = framework.domains[number - 1]
    kinds = {kind: tuple(Finding(text=text(one), trace=trace) for one in findings[kind]) for kind in KINDS}
    return Domain(number=number, name=domain.name, **kinds)


@transaction.atomic
def publish_story(story: Story) -> Publication | None:
    """Play the story of the invented country until its profile is published; None where that was done before.

    Raises AlreadyPublishedError where something else is published at its address.
    """
    made = make_demo(story)
    if made is None:
        return None
    published = publish_assessment(assessment=made, by=made.created_by)
    leave(made)
    return published
