"""The page on which a person sees and changes what is known of the person."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openmgi.accounts.models import User
from tests.accounts.people import errors, set_up_app
from tests.pages import page, texts

ADDRESS = "/en/account/"


def test_the_page_shows_name_language_and_ways_to_sign_in(as_amina: Client) -> None:
    tree = page(as_amina, ADDRESS)

    assert tree.cssselect("input[name=name]")[0].get("value") == "Amina"
    assert texts(tree, "select[name=language] option[selected]") == ["Français"]
    assert texts(tree, ".rows li") == [
        "E-mail address amina@example.org",
        "Password Change the password",
        "Second factor None yet. Set up a second factor",
        "Passkeys None yet. Add a passkey",
    ]


def test_with_an_app_the_page_says_so(as_amina: Client) -> None:
    set_up_app(as_amina)

    assert texts(page(as_amina, ADDRESS), ".rows li")[2] == (
        "Second factor An app makes your codes. Change the second factor"
    )


def test_every_way_leads_to_a_page(as_amina: Client) -> None:
    for link in page(as_amina, ADDRESS).cssselect(".rows a"):
        assert as_amina.get(link.get("href", ""), follow=True).status_code == 200


def test_name_and_language_are_changed_and_nothing_else(as_amina: Client, amina: User) -> None:
    response = as_amina.post(
        ADDRESS, {"name": "Amina O.", "language": "ar", "email": "eve@example.org", "is_administrator": "on"}
    )
    amina.refresh_from_db()

    assert response.headers["Location"] == ADDRESS
    assert (amina.name, amina.language) == ("Amina O.", "ar")
    assert (amina.email, amina.is_administrator) == ("amina@example.org", False)
    assert texts(page(as_amina, ADDRESS), "main [role=status]") == ["Your account is saved."]
    assert texts(page(as_amina, ADDRESS), "main [role=status]") == []


@pytest.mark.parametrize("given", [{"name": "", "language": "fr"}, {"name": "A" * 151, "language": "fr"},
                                   {"name": "Amina", "language": "xx"}])  # fmt: skip
def test_what_cannot_be_is_not_saved(as_amina: Client, amina: User, given: dict[str, str]) -> None:
    assert len(errors(as_amina.post(ADDRESS, given))) == 1
    amina.refresh_from_db()
    assert (amina.name, amina.language) == ("Amina", "fr")


def test_the_page_asks_the_database_little(as_amina: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):  # the session, the person, the ways to sign in
        as_amina.get(ADDRESS)


def test_the_page_answers_to_reading_and_saving_only(as_amina: Client) -> None:
    assert as_amina.delete(ADDRESS).status_code == 405
