"""From a signed profile to a publication in which every finding leads to the words of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from django.core.exceptions import PermissionDenied
from lxml import html

from openmgi.assessments.actions.drafting import write_introduction
from openmgi.assessments.actions.replying import agree_to_be_named, submit
from openmgi.assessments.actions.settling import settle
from openmgi.assessments.models import Draft, Event
from openmgi.core.profile import Cleared, canonical_json
from openmgi.core.text import fingerprint
from openmgi.library.models import Document
from openmgi.publications.actions import AlreadyPublishedError, GateError, publish_assessment
from openmgi.publications.models import Publication
from openmgi.publications.taking_part import cleared
from tests.assessments.conftest import Browse, Cast, ask, browse, cast, edition, velmora_place
from tests.assessments.test_drafting import TEXT, editor, law
from tests.assessments.test_gate import TODAY, ready
from tests.assessments.test_pages import at
from tests.assessments.test_quoting import CARE
from tests.assessments.test_replying import say
from tests.pages import page, texts

__all__ = ["browse", "cast", "edition", "editor", "law", "ready", "velmora_place"]  # fixtures


def publish(cast: Cast, name: str = "amina", **more: object) -> Publication:
    return publish_assessment(assessment=cast.assessment, by=cast.users[name], **more)  # type: ignore[arg-type]


def told(answer: Any) -> list[str]:
    """The errors that a page tells."""
    return texts(html.fromstring(answer.content.decode()), "p.message.error")


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
    refused = browse("amina").post(at(cast, "publish/"))
    assert (refused.status_code, told(refused)) == (422, ["The profile cannot be published yet."])
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
    assert told(grace.post(at(cast, "publish/"), data))[0].startswith("Another text is published already")

    second = publish(cast, "grace", despite=despite, correction="The introduction was withdrawn.")

    assert (second.version, second.replaces) == (2, first)


def test_a_justification_that_was_typed_is_not_lost_when_another_is_missing(
    cast: Cast, ready: Draft, browse: Browse
) -> None:
    ready.quotes.clear()
    cast.assessment.sign_offs.all().delete()
    refused = browse("grace").post(at(cast, "publish/"), {"despite-not_signed": "The minister travels."})
    tree = html.fromstring(refused.content.decode())

    assert (refused.status_code, Publication.objects.count()) == (422, 0)
    assert tree.cssselect("[name=despite-not_signed]")[0].text == "The minister travels."


def test_a_profile_says_who_was_consulted_who_cleared_it_and_who_is_named(cast: Cast, ready: Draft) -> None:
    asked = ask(cast)
    cast.at("consultation")
    agree_to_be_named(access=cast.access("emeka"), agrees=True)
    agree_to_be_named(access=cast.access("amina"), agrees=True)
    said = say(cast, asked)
    submit(access=cast.access("emeka"), reply=asked)
    settle(access=cast.access("dalia"), comment=said, disposition="partly", reason="In part.")
    profile = publish(cast).profile

    [consulted] = profile.consultation
    counted = (consulted.comments, consulted.accepted, consulted.partly, consulted.not_accepted)
    assert (consulted.institution, consulted.domains, counted) == ("Ministry of Interior", (1,), (1, 0, 1, 0))
    assert profile.cleared == Cleared(name="Emeka", function="Director", signed_on=TODAY.isoformat())
    assert profile.people == ("Amina", "Emeka (Ministry of Interior)")


def test_a_profile_has_every_question_with_the_answer_that_was_agreed(cast: Cast, ready: Draft) -> None:
    found = [(one.indicator, one.option, one.option_label.get("fr"), one.kind) for one in publish(cast).profile.answers]

    assert found == [
        ("1.A1", "complete", "Complet", "answer"),
        ("1.A2", "", None, "not_answered"),
        ("2.A1", "", None, "not_answered"),
    ]


def test_a_profile_that_was_changed_after_the_sign_off_names_nobody_who_cleared_it(cast: Cast, ready: Draft) -> None:
    cast.at("consultation")
    write_introduction(access=cast.access("dalia"), text="Changed.", saw=fingerprint("An introduction."))

    assert cleared(cast.assessment) is None


def test_a_command_publishes(cast: Cast, ready: Draft, run: Callable[..., Result]) -> None:
    number = str(cast.assessment.pk)
    done = run("assessment", "publish", number, "--by", "amina@velmora.example")
    published = Publication.objects.get()
    assert (done.exit_code, done.stdout) == (0, f"{published.slug} v1 {published.sha256}\n")

    write_introduction(access=cast.access("dalia"), text="Changed.", saw=fingerprint("An introduction."))
    again = run("assessment", "publish", number, "--by", "amina@velmora.example")
    assert (again.exit_code, "signed_other_version" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["999", "--by", "amina@velmora.example"], "there is no assessment 999"),
        (["N", "--by", "nobody@velmora.example"], "there is no person with the address nobody@velmora.example"),
        (["N", "--by", "bruno@velmora.example"], "bruno@velmora.example may not publish this."),
    ],
)
def test_a_command_says_what_keeps_it_from_publishing(
    cast: Cast, ready: Draft, run: Callable[..., Result], arguments: list[str], told: str
) -> None:
    done = run("assessment", "publish", *[str(cast.assessment.pk) if one == "N" else one for one in arguments])

    assert (done.exit_code, told in done.stderr, Publication.objects.count()) == (1, True, 0)


def test_a_command_publishes_a_correction_only_with_its_reason(
    cast: Cast, ready: Draft, run: Callable[..., Result]
) -> None:
    publish(cast)
    cast.at("consultation")
    agree_to_be_named(access=cast.access("emeka"), agrees=True)
    arguments = ["assessment", "publish", str(cast.assessment.pk), "--by", "amina@velmora.example"]
    refused = run(*arguments)
    assert (refused.exit_code, "--correction" in refused.stderr) == (1, True)

    assert run(*arguments, "--correction", "A name was added.").exit_code == 0
