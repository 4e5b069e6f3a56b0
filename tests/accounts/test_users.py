"""Who people are, in the database; and how somebody is kept out at once."""

from __future__ import annotations

from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test import Client
from pytest_django import Settings

from openmgi.accounts.actions import UserExistsError, add_user, deactivate, reactivate
from openmgi.accounts.models import User
from tests.accounts.people import PASSWORD, is_signed_in, sign_in


def test_an_address_is_kept_in_small_letters_and_found_in_any(amina: User) -> None:
    added = add_user(email=" Eve@Example.ORG", name="Eve", password=PASSWORD)

    assert added.email == "eve@example.org"
    assert User.objects.get_by_natural_key("EVE@example.org") == added
    assert EmailAddress.objects.get(user=added).verified


def test_the_database_refuses_an_address_with_capitals(amina: User) -> None:
    with pytest.raises(IntegrityError, match="an_address_is_in_small_letters"):
        User.objects.filter(pk=amina.pk).update(email="Amina@example.org")


def test_one_address_is_one_person(amina: User) -> None:
    with pytest.raises(UserExistsError, match="AMINA"):
        add_user(email="AMINA@example.org", name="Other", password=PASSWORD)


def test_passwords_are_kept_as_hashes_of_a_good_kind(settings: Settings, db: None) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    assert add_user(email="eve@example.org", name="Eve", password=PASSWORD).password.startswith("argon2$argon2id$")


def test_the_session_of_somebody_who_is_deactivated_ends_at_once(as_amina: Client, amina: User, bilal: User) -> None:
    assert is_signed_in(as_amina)
    deactivate(user=amina, by=bilal)

    assert amina.state == "deactivated"
    assert not is_signed_in(as_amina)
    assert as_amina.get("/en/work/").status_code == 302


def test_somebody_who_is_reactivated_signs_in_with_the_same_password(client: Client, dana: User, bilal: User) -> None:
    reactivate(user=dana, by=bilal)

    assert sign_in(client, dana.email).headers["Location"] == "/en/work/"


def test_only_administrators_close_and_open_accounts(amina: User, bilal: User, dana: User) -> None:
    with pytest.raises(PermissionDenied):
        deactivate(user=bilal, by=amina)
    with pytest.raises(PermissionDenied):
        reactivate(user=dana, by=amina)

    assert User.objects.get(pk=bilal.pk).is_active
    assert not User.objects.get(pk=dana.pk).is_active


@pytest.mark.django_db
def test_the_table_for_counts_is_made_by_the_set_up() -> None:
    assert settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()
    cache.set("tries", 3)
    assert cache.get("tries") == 3


@pytest.mark.django_db
def test_the_table_for_counts_goes_and_comes_with_its_migration() -> None:
    table = settings.CACHES["default"]["LOCATION"]
    migration = import_module("openmgi.accounts.migrations.0002_cache_table")
    migration.drop(apps, connection.schema_editor())
    without = connection.introspection.table_names()
    migration.create(apps, connection.schema_editor())

    assert table not in without
    assert table in connection.introspection.table_names()
