from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from openmgi.core.profile import (
    SCHEMA_VERSION,
    AgreedAnswer,
    Consulted,
    Profile,
    QuoteTrace,
    Trace,
    canonical_json,
    sha256,
)
from tests.traced import answer, quote, traced_profile

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "profile.schema.json"
FIRST_FILE = Path(__file__).parents[1] / "fixtures" / "profile_1_0.json"


def told(profile: Profile, **changes: Any) -> dict[str, Any]:
    """The profile as plain data, with changes."""
    data: dict[str, Any] = json.loads(canonical_json(profile))
    return data | changes


def test_a_profile_written_down_and_read_again_is_the_same(demo_profiles: dict[str, Profile]) -> None:
    for profile in [*demo_profiles.values(), traced_profile()]:
        assert Profile.model_validate_json(canonical_json(profile)) == profile


def test_what_was_published_before_findings_had_sources_is_written_down_as_it_was() -> None:
    frozen = FIRST_FILE.read_text(encoding="utf-8").strip()
    data = json.loads(frozen)
    unnamed = {name: value for name, value in data.items() if name != "schema_version"}

    assert sha256(frozen) == "d309bc607d3ecf3d365687d674f508259fb8a8c2dacb08a4322028652c6b5cce"
    assert canonical_json(Profile.model_validate(data)) == frozen
    assert canonical_json(Profile.model_validate(unnamed)) == frozen


@pytest.mark.parametrize("name", ["method", "framework_edition", "people", "despite"])
def test_a_profile_has_the_oldest_schema_version_that_holds_all_of_it(name: str) -> None:
    traced, first = traced_profile(), Profile.model_validate_json(FIRST_FILE.read_text(encoding="utf-8"))
    data = told(first, **{name: told(traced)[name]})
    del data["schema_version"]

    assert (first.schema_version, traced.schema_version) == ("1.0", SCHEMA_VERSION)
    assert Profile.model_validate(data).schema_version == SCHEMA_VERSION


def test_a_profile_cannot_claim_a_schema_version_that_is_not_its_own() -> None:
    first = Profile.model_validate_json(FIRST_FILE.read_text(encoding="utf-8"))

    with pytest.raises(ValidationError, match=r"one of schema version 1\.1, not 1\.0"):
        Profile.model_validate(told(traced_profile(), schema_version="1.0"))
    with pytest.raises(ValidationError, match=r"one of schema version 1\.0, not 1\.1"):
        Profile.model_validate(told(first, schema_version="1.1"))


@pytest.mark.parametrize(
    ("told_of_it", "message"),
    [
        ({"status": "traced"}, "a traced finding has answers"),
        ({"status": "not_traceable", "reason": "invented", "answers": (answer(quote()),)}, "no other has any"),
        ({"status": "not_traceable"}, "not traceable has a reason"),
        ({"status": "traced", "reason": "invented", "answers": (answer(quote()),)}, "no other has one"),
    ],
)
def test_a_trace_says_either_why_there_is_no_source_or_which_it_is(told_of_it: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Trace.model_validate(told_of_it)


def test_the_schema_asks_of_a_trace_what_the_code_asks() -> None:
    known = json.loads(SCHEMA_FILE.read_text())["$defs"]
    validator = jsonschema.Draft202012Validator({"$defs": known, "$ref": "#/$defs/Trace"})
    answers = json.loads(answer(quote()).model_dump_json())
    cases: list[dict[str, Any]] = [
        {"status": "traced", "answers": [answers]},
        {"status": "not_traceable", "reason": "invented"},
        {"status": "traced"},
        {"status": "traced", "answers": [answers], "reason": "invented"},
        {"status": "not_traceable"},
        {"status": "not_traceable", "reason": "invented", "answers": [answers]},
    ]

    assert [validator.is_valid(one) for one in cases] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    "change",
    [
        {"file_sha256": "abc"},
        {"parts": []},
        {"parts": [(0, -1, 4)]},
        {"page_index": -1},
        {"page_index": 1},
        {"adopted": "2029"},
        {"adopted": "2029-13-30"},
        {"text": ""},
    ],
)
def test_a_quote_is_bound_to_a_file_and_to_characters_of_its_pages(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        QuoteTrace.model_validate(quote().model_dump() | change)


def test_the_note_on_the_method_is_there_in_every_language() -> None:
    data = told(traced_profile())
    del data["method"]["texts"]["fr"]

    with pytest.raises(ValidationError, match="the note on the method is missing in language fr"):
        Profile.model_validate(data)


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

    for profile in [*demo_profiles.values(), traced_profile()]:
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


CONSULTED = {
    "institution": "Ministry",
    "domains": [1],
    "replied": "2026-03-01",
    "comments": 2,
    "accepted": 1,
    "partly": 1,
}
CLEARED = {"name": "Ilse", "function": "Secretary", "signed_on": "2026-03-02"}
ANSWER = {"domain": 1, "topic": {"en": "Health"}, "indicator": "1.A1", "question": {"en": "Is it?"}, "option": "yes"}


@pytest.mark.parametrize(
    ("name", "value"), [("consultation", [CONSULTED]), ("cleared", CLEARED), ("answers", [ANSWER])]
)
def test_who_took_part_and_the_annex_make_a_newer_version(name: str, value: Any) -> None:
    data = told(Profile.model_validate_json(FIRST_FILE.read_text(encoding="utf-8")), **{name: value})
    del data["schema_version"]

    assert Profile.model_validate(data).schema_version == "1.1"


def test_every_comment_of_a_consultation_has_one_disposition() -> None:
    with pytest.raises(ValidationError, match="one disposition"):
        Consulted.model_validate(CONSULTED | {"comments": 3})


@pytest.mark.parametrize(("option", "kind"), [("yes", "answer"), ("", "not_answered")])
def test_a_question_without_an_option_is_not_answered(option: str, kind: str) -> None:
    assert AgreedAnswer.model_validate(ANSWER | {"option": option}).kind == kind
    with pytest.raises(ValidationError, match="answered by an option"):
        AgreedAnswer.model_validate(ANSWER | {"option": "", "kind": "answer"})
