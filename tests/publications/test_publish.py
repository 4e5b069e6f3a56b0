from __future__ import annotations

import pytest
from django.db import IntegrityError

from openmgi.core.profile import Profile, canonical_json, sha256
from openmgi.publications.actions import AlreadyPublishedError, publish
from openmgi.publications.models import Publication


@pytest.fixture
def corrected(demo_profiles: dict[str, Profile]) -> Profile:
    """The Mombasa profile with another licence: a different text at the same address."""
    profile = demo_profiles["mombasa"]
    return profile.model_copy(update={"source": profile.source.model_copy(update={"licence": ""})})


def test_publishing_freezes_the_profile_with_its_hash(mombasa: Publication, demo_profiles: dict[str, Profile]) -> None:
    frozen = canonical_json(demo_profiles["mombasa"])

    assert (mombasa.slug, mombasa.version) == ("ken-mombasa-2022-11", 1)
    assert (mombasa.profile_json, mombasa.sha256) == (frozen, sha256(frozen))
    assert (mombasa.schema_version, mombasa.published_by, mombasa.replaces) == ("1.0", "Amina", None)
    assert Publication.objects.get().profile == demo_profiles["mombasa"]


def test_the_columns_say_what_the_profile_says(mombasa: Publication, velmora: Publication) -> None:
    columns = ("level", "country", "edition", "languages", "is_invented")

    assert [getattr(mombasa, one) for one in columns] == ["local", "KEN", "2022-11", ["en", "fr", "es"], False]
    assert [getattr(velmora, one) for one in columns] == ["national", "XXV", "2025-03", ["en", "fr", "es", "ar"], True]
    assert str(velmora) == "xxv-2025-03 v1"


def test_publishing_the_same_profile_again_changes_nothing(
    mombasa: Publication, demo_profiles: dict[str, Profile]
) -> None:
    assert publish(profile=demo_profiles["mombasa"], by="Bob") == mombasa
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_another_text_at_the_same_address_needs_a_reason(mombasa: Publication, corrected: Profile, reason: str) -> None:
    with pytest.raises(AlreadyPublishedError) as refused:
        publish(profile=corrected, by="Bob", correction=reason)

    assert refused.value.publication == mombasa
    assert Publication.objects.count() == 1


def test_a_correction_is_the_next_version_and_names_the_one_it_replaces(
    mombasa: Publication, corrected: Profile
) -> None:
    second = publish(profile=corrected, by="Bob", correction=" The licence was wrong. ")

    assert (second.version, second.replaces, second.correction) == (2, mombasa, "The licence was wrong.")
    assert list(Publication.objects.current()) == [second]
    assert list(Publication.objects.versions(mombasa.slug)) == [second, mombasa]


def test_a_first_version_has_no_reason_to_give(loaded: None, corrected: Profile) -> None:
    assert publish(profile=corrected, by="Bob", correction="There is nothing to correct.").correction == ""


def test_two_corrections_of_one_version_cannot_both_be_kept(mombasa: Publication, corrected: Profile) -> None:
    second = publish(profile=corrected, by="Bob", correction="The licence was wrong.")
    second.pk, second.version = None, 3

    with pytest.raises(IntegrityError):
        second.save(force_insert=True)
