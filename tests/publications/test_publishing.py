"""From a signed profile to a publication in which every finding leads to the words of a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from django.core.exceptions import PermissionDenied

from openmgi.assessments.models import Draft, Event
from openmgi.core.profile import canonical_json
from openmgi.library.models import Document
from openmgi.publications.actions import AlreadyPublishedError, GateError, publish_assessment
from openmgi.publications.models import Publication
from tests.assessments.conftest import Browse, Cast, browse, cast, edition, velmora_place
from tests.assessments.test_drafting import TEXT, editor, law
from tests.assessments.test_gate import ready
from tests.assessments.test_pages import at
from tests.assessments.test_quoting import CARE
from tests.pages import page, texts

__all__ = ["browse", "cast", "edition", "editor", "law", "ready", "velmora_place"]  # fixtures


def publish(cast: Cast, name: str = "amina", **more: object) -> Publication:
    return publish_assessment(assessment=cast.assessment, by=cast.users[name], **more)  # type: ignore[arg-type]


def test_a_finding_leads_to_its_answer_and_the_words_of_a_file(cast: Cast, law: Document, ready: Draft) -> None:
    profile = publish(cast).profile
    [finding] = profile.domains[0].well_developed
    [answer] = finding.trace.answers
    [quote] = answer.quotes

    assert (finding.text.texts["en"], answer.indicator, answer.option) == (TEXT, "1.A1", "complete")
    assert (quote.text, quote.document, quote.page, quote.heading) == (CARE, "Act on Foreigners", "11", "Article 1")
    assert quote.file_sha256 == law.current.file_id
    assert (profile.languages, profile.framework_edition, profile.place.invented) == (("en", "fr"), "small-1", True)
    assert profile.method is not None
    assert set(profile.method.texts) == {"en", "fr"}
    assert Event.objects.get(kind="published").after["slug"] == profile.slug  # type: ignore[index] # it has one


def test_the_trace_of_what_was_published_holds(
    cast: Cast, law: Document, ready: Draft, run: Callable[..., Result]
) -> None:
    slug = publish(cast).slug
    assert run("publication", "trace", slug).exit_code == 0
    law.current.file.path.unlink()

    assert run("publication", "trace", slug).exit_code == 1


def test_a_reader_finds_the_words_below_the_finding(cast: Cast, ready: Draft, browse: Browse) -> None:
    answer = browse("amina").post(at(cast, "publish/"))
    tree = page(browse("faye"), str(answer.headers["Location"]))

    assert CARE in texts(tree, "details blockquote")[0]


def test_the_gate_refuses_and_says_why(cast: Cast, ready: Draft, browse: Browse) -> None:
    Document.objects.update(is_restricted=True)
    with pytest.raises(GateError) as caught:
        publish(cast)
    assert [one.code for one in caught.value.reasons] == ["well_developed_without_quote"]
    amina = browse("amina")
    assert amina.post(at(cast, "publish/")).headers["Location"] == at(cast, "gate/")
    assert texts(page(amina, at(cast, "gate/")), "p.message.error") == ["The profile cannot be published yet."]
    assert not Publication.objects.exists()


def test_an_administrator_publishes_all_the_same_with_a_justification_that_is_published(
    cast: Cast, ready: Draft, browse: Browse
) -> None:
    Document.objects.update(is_restricted=True)
    despite = {"well_developed_without_quote": "The law is public from next month."}
    with pytest.raises(PermissionDenied):
        publish(cast, despite=despite)
    grace = browse("grace")
    assert texts(page(grace, at(cast, "gate/")), "summary")[0] == "Publish all the same"
    grace.post(at(cast, "publish/"), {"despite-well_developed_without_quote": "The law is public from next month."})

    profile = Publication.objects.get().profile
    assert [(one.reason, one.justification.texts) for one in profile.despite] == [
        ("well_developed_without_quote", {"en": "The law is public from next month."})
    ]
    assert profile.domains[0].well_developed[0].trace.answers[0].quotes == ()
    assert CARE not in canonical_json(profile)


def test_nothing_stale_or_missing_is_published_whatever_is_justified(cast: Cast, ready: Draft) -> None:
    Draft.objects.filter(pk=ready.pk).update(text={"source": "en", "texts": {"en": TEXT}, "made_from": {}})
    despite = {"translation_missing": "Later.", "signed_other_version": "Soon."}
    with pytest.raises(GateError) as caught:
        publish(cast, "grace", despite=despite)

    assert [one.code for one in caught.value.reasons] == ["translation_missing"]


@pytest.mark.parametrize("name", ["bruno", "dalia", "emeka"])
def test_only_a_coordinator_publishes(cast: Cast, ready: Draft, browse: Browse, name: str) -> None:
    with pytest.raises(PermissionDenied):
        publish(cast, name)
    assert browse(name).post(at(cast, "publish/")).status_code in {403, 404}
    assert not Publication.objects.exists()


def test_another_text_at_the_same_address_says_what_is_corrected(cast: Cast, ready: Draft, browse: Browse) -> None:
    first = publish(cast)
    assert publish(cast) == first
    Draft.objects.filter(domain=0).delete()
    despite = {"introduction_missing": "There will be none.", "signed_other_version": "Cleared by letter."}
    with pytest.raises(AlreadyPublishedError):
        publish(cast, "grace", despite=despite)
    grace = browse("grace")
    data = {f"despite-{code}": words for code, words in despite.items()}
    grace.post(at(cast, "publish/"), data)
    assert texts(page(grace, at(cast, "gate/")), "p.message.error")[0].startswith("Another text is published already")

    second = publish(cast, "grace", despite=despite, correction="The introduction was withdrawn.")

    assert (second.version, second.replaces) == (2, first)
