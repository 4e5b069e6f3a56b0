from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from openmgi.core.profile import Profile, canonical_json, sha256

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "profile.schema.json"


def told(profile: Profile, **changes: Any) -> dict[str, Any]:
    """The profile as plain data, with changes."""
    data: dict[str, Any] = json.loads(canonical_json(profile))
    return data | changes


def test_a_profile_written_down_and_read_again_is_the_same(demo_profiles: dict[str, Profile]) -> None:
    for profile in demo_profiles.values():
        assert Profile.model_validate_json(canonical_json(profile)) == profile


def test_the_hash_is_that_of_the_bytes_which_readers_download(demo_profiles: dict[str, Profile]) -> None:
    frozen = canonical_json(demo_profiles["mombasa"])

    assert sha256(frozen) == hashlib.sha256(frozen.encode("utf-8")).hexdigest()


def test_the_order_in_which_keys_were_given_does_not_change_the_hash(demo_profiles: dict[str, Profile]) -> None:
    profile = demo_profiles["velmora"]
    shuffled = Profile.model_validate(dict(reversed(profile.model_dump().items())))

    assert sha256(canonical_json(shuffled)) == sha256(canonical_json(profile))


def test_the_schema_in_docs_is_the_one_of_the_code() -> None:
    assert json.loads(SCHEMA_FILE.read_text()) == Profile.model_json_schema(mode="serialization")


def test_the_schema_accepts_what_is_published(demo_profiles: dict[str, Profile]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text()))

    for profile in demo_profiles.values():
        assert list(validator.iter_errors(told(profile))) == []


def test_the_schema_refuses_a_finding_without_a_trace(demo_profiles: dict[str, Profile]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text()))
    data = told(demo_profiles["mombasa"])
    del data["domains"][0]["well_developed"][0]["trace"]

    assert [error.message for error in validator.iter_errors(data)] == ["'trace' is a required property"]


@pytest.mark.parametrize(
    ("name", "level", "slug"),
    [
        ({"en": "Mombasa"}, "local", "ken-mombasa-2022-11"),
        ({"es": "Bogotá, D.C."}, "local", "ken-bogota-d-c-2022-11"),
        ({"fr": "Abidjan", "en": "Greater Abidjan"}, "local", "ken-greater-abidjan-2022-11"),
        ({"en": "Kenya"}, "national", "ken-2022-11"),
    ],
)
def test_the_address_says_country_place_and_date(
    demo_profiles: dict[str, Profile], name: dict[str, str], level: str, slug: str
) -> None:
    data = told(demo_profiles["mombasa"], level=level)
    data["place"]["name"] = name

    assert Profile.model_validate(data).slug == slug


@pytest.mark.parametrize("edition", ["2022-13", "22-11", "November 2022", "2022-00", ""])
def test_a_date_is_a_year_or_a_month(demo_profiles: dict[str, Profile], edition: str) -> None:
    with pytest.raises(ValidationError, match="edition"):
        Profile.model_validate(told(demo_profiles["mombasa"], edition=edition))


def test_a_profile_without_a_finding_is_refused(demo_profiles: dict[str, Profile]) -> None:
    data = told(demo_profiles["mombasa"])
    data["domains"] = [{**domain, "well_developed": [], "potential": []} for domain in data["domains"]]

    with pytest.raises(ValidationError, match="the profile has no finding"):
        Profile.model_validate(data)


def test_domains_out_of_order_are_refused(demo_profiles: dict[str, Profile]) -> None:
    data = told(demo_profiles["mombasa"])
    data["domains"].reverse()

    with pytest.raises(ValidationError, match="in the order of their numbers"):
        Profile.model_validate(data)


def test_a_stale_translation_cannot_be_in_a_profile(demo_profiles: dict[str, Profile]) -> None:
    data = told(demo_profiles["mombasa"])
    data["domains"][4]["potential"][1]["text"]["texts"]["en"] = "Changed after it was translated."

    with pytest.raises(ValidationError, match="domain 5, potential finding 2 is stale in language fr"):
        Profile.model_validate(data)


def test_a_missing_translation_cannot_be_in_a_profile(demo_profiles: dict[str, Profile]) -> None:
    data = told(demo_profiles["mombasa"])
    del data["introduction"]["texts"]["es"]

    with pytest.raises(ValidationError, match="the introduction is missing in language es"):
        Profile.model_validate(data)


def test_a_profile_needs_no_introduction_and_no_statement(demo_profiles: dict[str, Profile]) -> None:
    data = told(demo_profiles["mombasa"], introduction=None)
    data["source"]["statement"] = None

    assert [where for where, _ in Profile.model_validate(data).texts()][:2] == [
        "the title",
        "domain 1, well_developed finding 1",
    ]


def test_a_profile_has_no_total_and_no_score(demo_profiles: dict[str, Profile]) -> None:
    names = json.dumps(Profile.model_json_schema(mode="serialization")["$defs"]).casefold()

    assert [word for word in ("score", "total", "rank", "position", "index") if f'"{word}"' in names] == []
