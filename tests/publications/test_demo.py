"""What the demonstration publishes: a profile told in our own words, and the story of an invented country."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

from openmgi.assessments.demo_story import Story, read_story
from openmgi.assessments.models import Assessment, Event
from openmgi.core.edition import Edition
from openmgi.core.profile import Finding, Profile
from openmgi.library.actions.loading import load_edition
from openmgi.publications.models import Publication
from openmgi.publications.tracing import follow


def split(profile: Profile) -> list[tuple[int, int]]:
    return [(len(domain.well_developed), len(domain.potential)) for domain in profile.domains]


def test_mombasa_keeps_the_facts_of_the_published_profile(demo_profiles: dict[str, Profile]) -> None:
    profile = demo_profiles["mombasa"]

    assert (profile.place.country, profile.place.code, profile.level, profile.edition) == (
        "KEN", "KE-28", "local", "2022-11",
    )  # fmt: skip
    assert split(profile) == [(3, 2), (3, 2), (3, 2), (2, 2), (3, 2), (2, 3)]
    assert profile.languages == ("en", "fr", "es")
    assert not profile.place.invented


def test_mombasa_names_its_source_in_every_language(demo_profiles: dict[str, Profile]) -> None:
    statement = demo_profiles["mombasa"].source.statement

    assert statement is not None
    assert {language: "2022" in text for language, text in statement.texts.items()} == dict.fromkeys(
        ("en", "fr", "es"), True
    )


def test_no_finding_of_the_demonstration_is_longer_than_its_readers_bear(demo_profiles: dict[str, Profile]) -> None:
    long = [
        (where, language)
        for where, text in demo_profiles["mombasa"].texts()
        if "finding" in where
        for language, words in text.texts.items()
        if len(words.split()) > 45
    ]

    assert long == []


def test_no_finding_claims_a_source_that_it_does_not_have(demo_profiles: dict[str, Profile]) -> None:
    findings = [finding for domain in demo_profiles["mombasa"].domains for _, _, finding in domain.findings()]

    assert {finding.trace.reason for finding in findings} == {"source_not_published"}


def finding_changed_by_a_comment(story: Story, profile: Profile) -> Finding:
    place = next(one.finding for _institution, one in story.comments() if one.text_in)
    assert place is not None
    found: tuple[Finding, ...] = getattr(profile.domains[place.domain - 1], place.kind)
    return found[place.number - 1]


def test_the_story_leads_from_every_published_finding_to_the_words_of_a_file(
    loaded: None, reference_sets: dict[str, Edition], run: Callable[..., Result]
) -> None:
    """One test for the whole of it, since playing it takes seconds."""
    story = read_story()
    assert story is not None
    edition = reference_sets[story.edition]
    load_edition(spec=edition)
    assert "coordinator@demo.example" in run("demo", "--no-practice").stdout
    published = Publication.objects.get(is_invented=True)
    profile, found = published.profile, follow(published)
    traced = run("publication", "trace", "--all")

    assert (traced.exit_code, traced.stdout.splitlines()[-1]) == (
        0,
        f"traced: {len(found)}, of these not holding: 0; not traceable: 29",
    )
    assert {one.state for one in found} == {"holds"}
    assert len(found) == len(list(story.findings()))
    assert (profile.languages, profile.place.invented) == (story.languages, True)
    assert [(one.institution, one.accepted, one.partly, one.not_accepted) for one in profile.consultation] == [
        ("Ministry of Interior and Mobility", 3, 1, 1),
        ("Ministry of Labour and Social Protection", 1, 0, 1),
    ]
    assert profile.cleared is not None
    assert (profile.cleared.name, profile.cleared.function) == (story.sign_off.name, story.sign_off.function)
    assert [one.indicator for one in profile.answers] == [one.code for one in edition.indicators()]

    changed = finding_changed_by_a_comment(story, profile)
    assert changed.text.texts == next(one.text_in for _institution, one in story.comments() if one.text_in)
    assert [one.option for one in changed.trace.answers] == ["partial"]
    assert [one.language for answer in changed.trace.answers for one in answer.quotes] == ["fr", "fr"]

    acts = Event.objects.count()
    assert Assessment.objects.get().stage == edition.stages[-1].code
    assert run("demo", "--no-practice").exit_code == 0
    assert (Event.objects.count(), Publication.objects.count(), Assessment.objects.count()) == (acts, 2, 1)
