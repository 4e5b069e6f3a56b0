from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from django.db import connection

from openmgi.core.profile import Profile
from openmgi.publications.actions import publish
from openmgi.publications.models import Draft, Publication

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).parents[1] / "fixtures" / "published_pages"
Run = Callable[..., Result]


def test_list_shows_drafts_and_every_version(run: Run, mombasa: Publication) -> None:
    run("import-profile", PAGES / "fr_dakar_number_prefixes.txt")
    draft = Draft.objects.get()
    result = run("publication", "list")

    assert result.stdout.splitlines() == [
        f"draft {draft.pk}: {draft.page.title}",
        f"ken-mombasa-2022-11\tv1\t{mombasa.published_at:%Y-%m-%d}\t{mombasa.sha256}",
    ]


def test_a_draft_is_published_by_its_number(run: Run) -> None:
    run("import-profile", PAGES / "fr_dakar_number_prefixes.txt")
    result = run("publication", "publish", Draft.objects.get().pk)

    assert result.exit_code == 0
    assert Publication.objects.get().languages == ["fr"]


def test_a_draft_that_does_not_exist_is_said(run: Run) -> None:
    result = run("publication", "publish", 99)

    assert (result.exit_code, result.stderr) == (1, "Error: there is no draft 99; see: openmgi publication list\n")


def test_a_draft_that_lacks_something_is_not_published(run: Run) -> None:
    run("import-profile", PAGES / "odd_velmora_mixed_languages.txt")
    result = run("publication", "publish", Draft.objects.get().pk)

    assert result.exit_code == 1
    assert "its country (--country)" in result.stderr
    assert Publication.objects.count() == 0


def test_verify_counts_what_holds(run: Run, mombasa: Publication, velmora: Publication) -> None:
    result = run("publication", "verify")

    assert (result.exit_code, result.stdout) == (0, "publications unchanged since they were published: 2\n")


def test_verify_names_what_was_tampered_with(run: Run, mombasa: Publication) -> None:
    table = Publication._meta.db_table
    trigger = f"{table}_no_update" if connection.vendor == "sqlite" else f"{table}_no_change ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger}")
        cursor.execute(f"UPDATE {table} SET profile_json = '{{}}'")
    result = run("publication", "verify")

    assert result.exit_code == 1
    assert result.stderr == "Error: these publications no longer match what was published: ken-mombasa-2022-11 v1\n"


def test_schema_prints_the_schema(run: Run) -> None:
    assert json.loads(run("publication", "schema").stdout) == Profile.model_json_schema(mode="serialization")


def test_the_demonstration_is_published_once(run: Run, loaded: None) -> None:
    first, again = run("demo"), run("demo")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert [one.slug for one in Publication.objects.order_by("slug")] == ["ken-mombasa-2022-11"]


def test_a_demonstration_that_was_published_otherwise_is_left_as_it_is(
    run: Run, loaded: None, demo_profiles: dict[str, Profile]
) -> None:
    publish(profile=demo_profiles["mombasa"].model_copy(update={"introduction": None}), by="Amina")
    result = run("demo")

    assert result.exit_code == 0
    assert "ken-mombasa-2022-11 is published with another text; it was left as it is" in result.stdout
    assert Publication.objects.get().profile.introduction is None
