from __future__ import annotations

from openmgi.core.profile import Profile


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


def test_velmora_says_that_it_is_invented_in_every_language(demo_profiles: dict[str, Profile]) -> None:
    profile = demo_profiles["velmora"]

    assert profile.place.invented
    assert profile.place.code is not None
    assert profile.place.code.startswith("XX-")
    assert profile.languages == ("en", "fr", "es", "ar")
    assert ["invented" in profile.title.texts["en"], "inventé" in profile.title.texts["fr"]] == [True, True]
    assert ["inventado" in profile.title.texts["es"], "خيالي" in profile.title.texts["ar"]] == [True, True]


def test_no_finding_of_the_demonstration_is_longer_than_its_readers_bear(demo_profiles: dict[str, Profile]) -> None:
    long = [
        (where, language)
        for profile in demo_profiles.values()
        for where, text in profile.texts()
        if "finding" in where
        for language, words in text.texts.items()
        if len(words.split()) > 45
    ]

    assert long == []


def test_no_finding_claims_a_source_that_it_does_not_have(demo_profiles: dict[str, Profile]) -> None:
    reasons = {
        name: {finding.trace.reason for domain in profile.domains for _, _, finding in domain.findings()}
        for name, profile in demo_profiles.items()
    }

    assert reasons == {"mombasa": {"source_not_published"}, "velmora": {"invented"}}
