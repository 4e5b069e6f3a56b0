"""The demonstration profiles of `data/demo/`: one file a profile, every text in all its languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from openmgi.core.framework import Framework
from openmgi.core.profile import KINDS, Domain, Finding, Profile, Trace
from openmgi.core.text import Names, Text
from openmgi.library.places import gazetteer


def demo_files() -> list[Path]:
    return sorted((settings.DATA_DIR / "demo").glob("*.yaml"))


def read_demo(file: Path, framework: Framework) -> Profile:
    """The profile in this file; the framework gives the names of the domains."""
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
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
