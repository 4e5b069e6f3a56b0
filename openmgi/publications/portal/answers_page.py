"""The page with every question of a profile's question set and the answer that was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from openmgi.core.profile import AgreedAnswer, Profile
from openmgi.core.text import Names
from openmgi.publications.models import Publication
from openmgi.web.pages import render_page


@dataclass(frozen=True, slots=True)
class TopicAnswers:
    """The answers to the questions of one topic."""

    topic: Names
    answers: list[AgreedAnswer]


@dataclass(frozen=True, slots=True)
class DomainAnswers:
    """The topics of one domain."""

    number: int
    name: Names
    topics: list[TopicAnswers]


@require_safe
@gzip_page
def answers(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Every question with its answer, in the language in which the profile can be read."""
    publication = get_object_or_404(Publication, slug=slug, version=version)
    profile = publication.profile
    if not profile.answers:
        raise Http404
    reader = get_language()
    language = reader if reader in profile.languages else profile.languages[0]
    told = {
        "publication": publication,
        "language": language,
        "title": profile.title.texts[language],
        "domains": _by_domain(profile),
    }
    return render_page(request, "answers.html", told, languages=profile.languages)


def _by_domain(profile: Profile) -> list[DomainAnswers]:
    names = {one.number: one.name for one in profile.domains}
    return [
        DomainAnswers(number, names.get(number, {}), _by_topic(list(found)))
        for number, found in groupby(profile.answers, key=lambda one: one.domain)
    ]


def _by_topic(found: list[AgreedAnswer]) -> list[TopicAnswers]:
    return [TopicAnswers(topic, list(answers)) for topic, answers in groupby(found, key=lambda one: one.topic)]
