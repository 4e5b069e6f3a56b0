"""What is published stands on the shelf as rows, which are derived and can be made anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from openmgi.core.profile import AgreedAnswer, Profile
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication, PublishedAnswer, PublishedFinding
from tests.traced import traced_profile

pytestmark = pytest.mark.django_db
ANSWERS = (
    AgreedAnswer(domain=1, topic={"en": "T"}, indicator="1.A1", question={"en": "Q"}, option="yes"),
    AgreedAnswer(domain=1, topic={"en": "T"}, indicator="1.A2", question={"en": "Q"}),
)


def profile() -> Profile:
    return traced_profile().model_copy(update={"answers": ANSWERS})


def test_what_is_published_is_on_the_shelf() -> None:
    published = publish(profile=profile(), by="Grace")
    every = [(domain.number, kind, order) for domain in profile().domains for kind, order, _ in domain.findings()]

    rows = PublishedFinding.objects.filter(publication=published).order_by("pk")
    assert [(one.domain, one.kind, one.order) for one in rows] == every
    answers = PublishedAnswer.objects.order_by("indicator").values_list("indicator", "option", "kind", "edition")
    edition = profile().framework_edition
    assert list(answers) == [("1.A1", "yes", "answer", edition), ("1.A2", "", "not_answered", edition)]


def test_the_shelf_can_be_made_anew(run: Callable[..., Result]) -> None:
    publish(profile=profile(), by="Grace")
    before = list(PublishedFinding.objects.order_by("pk").values_list("domain", "kind", "order", "indicators"))
    PublishedFinding.objects.all().delete()
    PublishedAnswer.objects.all().delete()
    done = run("publication", "shelve")

    assert (done.exit_code, done.stdout) == (0, f"publications on the shelf: {Publication.objects.count()}\n")
    assert list(PublishedFinding.objects.order_by("pk").values_list("domain", "kind", "order", "indicators")) == before
    assert PublishedAnswer.objects.count() == 2
