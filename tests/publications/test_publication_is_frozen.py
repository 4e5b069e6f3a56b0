"""A published row can be neither changed nor deleted, by nobody and by no road."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from openmgi.core.profile import Profile
from openmgi.library.frozen import freeze
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication

TABLE = "publications_publication"

refused = pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET profile_json = '{{}}'",
        f"UPDATE {TABLE} SET published_by = 'Mallory' WHERE version = 1",
        f"DELETE FROM {TABLE}",
        f"DELETE FROM {TABLE} WHERE slug = 'ken-mombasa-2022-11'",
    ],
)


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def columns() -> list[str]:
    return [field.column for field in Publication._meta.concrete_fields if field.column]


def unchanged(publication: Publication) -> bool:
    kept = Publication.objects.get(pk=publication.pk)
    return (kept.profile_json, kept.published_by) == (publication.profile_json, "Amina")


@refused
def test_raw_sql_is_refused_by_the_database(mombasa: Publication, statement: str) -> None:
    with pytest.raises(IntegrityError, match="a publication is never changed or deleted"):
        execute(statement)
    assert unchanged(mombasa)


def test_saving_a_changed_row_is_refused(mombasa: Publication) -> None:
    mombasa.profile_json = "{}"

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        mombasa.save()
    mombasa.refresh_from_db()
    assert unchanged(mombasa)


def test_deleting_through_the_model_is_refused(mombasa: Publication) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Publication.objects.all().delete()
    assert unchanged(mombasa)


def test_updating_through_the_model_is_refused(mombasa: Publication) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Publication.objects.update(sha256="0" * 64)
    assert unchanged(mombasa)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
def test_replacing_a_row_is_refused(mombasa: Publication) -> None:
    names = ", ".join(column for column in columns() if column != "id")

    with pytest.raises(IntegrityError, match="never changed"):
        execute(f"INSERT OR REPLACE INTO {TABLE} ({names}) SELECT {names} FROM {TABLE}")
    with pytest.raises(IntegrityError, match="never changed"):
        execute(f"INSERT OR REPLACE INTO {TABLE} (id, {names}) SELECT id, {names} FROM {TABLE}")
    assert unchanged(mombasa)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_truncating_the_table_is_refused(mombasa: Publication) -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the row just written would be in the way
    with pytest.raises(IntegrityError, match="never changed"):
        execute(f"TRUNCATE {TABLE} CASCADE")
    assert unchanged(mombasa)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's road is INSERT OR REPLACE")
def test_an_upsert_is_refused(mombasa: Publication) -> None:
    names = ", ".join(columns())

    with pytest.raises(IntegrityError, match="never changed"):
        execute(
            f"INSERT INTO {TABLE} ({names}) SELECT {names} FROM {TABLE} "
            "ON CONFLICT (id) DO UPDATE SET profile_json = '{}'"
        )
    assert unchanged(mombasa)


@pytest.mark.django_db
def test_the_protection_can_be_installed_again(demo_profiles: dict[str, Profile]) -> None:
    for _ in range(2):
        freeze(table=TABLE, message="a publication is never changed or deleted", unique=(("slug", "version"),))
    publication = publish(profile=demo_profiles["mombasa"], by="Amina")

    with pytest.raises(IntegrityError, match="a publication is never changed or deleted"):
        execute(f"DELETE FROM {TABLE}")
    assert unchanged(publication)


@pytest.mark.django_db
def test_the_protection_comes_back_after_a_migration_that_rebuilt_the_table() -> None:
    trigger = "no_update" if connection.vendor == "sqlite" else "no_change"
    execute(f"DROP TRIGGER {TABLE}_{trigger}" + (f" ON {TABLE}" if connection.vendor == "postgresql" else ""))
    call_command("migrate", verbosity=0)

    with connection.cursor() as cursor:
        table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
        column = "name" if connection.vendor == "sqlite" else "tgname"
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [f"{TABLE}_{trigger}"])
        assert cursor.fetchone() == (1,)


def test_a_correction_of_nothing_is_refused_by_the_database(mombasa: Publication) -> None:
    mombasa.pk, mombasa.version, mombasa.correction = None, 2, "It replaces no version."

    with pytest.raises(IntegrityError, match="a_later_version_corrects_another_and_says_why"), transaction.atomic():
        mombasa.save(force_insert=True)


def test_the_profile_stands_behind_all_that_lists_read(db: None) -> None:
    """SQLite would read through a hundred kilobytes to reach the column behind it."""
    with connection.cursor() as cursor:
        names = [one.name for one in connection.introspection.get_table_description(cursor, TABLE)]

    assert names[-1] == "profile_json"
