"""Pages of accounts: there in every language, for the right people, and kept by nobody."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from openmgi.accounts.models import User
from openmgi.publications.models import Publication
from openmgi.publications.portal.views import server_error
from tests.accounts.people import answer, set_up_app, sign_in
from tests.pages import page, texts

LANGUAGES = [code for code, _ in settings.LANGUAGES]
FOR_ALL = ["login/", "signup/", "inactive/", "confirm-email/", "confirm-email/x/", "password/reset/",
           "password/reset/done/", "password/reset/key/done/", "password/reset/key/x-y/",
           "provider/cancelled/"]  # fmt: skip
FOR_PEOPLE = ["", "logout/", "password/", "second-factor/", "reauthenticate/", "passkeys/"]
AFTER_PROOF = ["second-factor/recovery-codes/", "second-factor/recovery-codes/generate/", "passkeys/add/",
               "second-factor/app/deactivate/", "second-factor/reauthenticate/"]  # fmt: skip
PUBLIC = ["", "about/", "profiles/", "profiles/ken-mombasa-2022-11/", "frameworks/", "nothing/"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", FOR_ALL)
def test_a_page_for_all_is_there_in_every_language(reader: Client, db: None, language: str, address: str) -> None:
    tree = page(reader, f"/{language}/account/{address}")

    assert (tree.get("lang"), tree.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert len(tree.cssselect("h1")) == 1
    assert tree.findtext(".//title", "").strip().endswith(" – OpenMGI")
    assert [one.get("hreflang") for one in tree.cssselect(".languages a")] == LANGUAGES
    assert texts(tree, ".site-header bdi") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", FOR_PEOPLE)
def test_a_page_of_a_person_is_there_in_every_language(as_amina: Client, language: str, address: str) -> None:
    tree = page(as_amina, f"/{language}/account/{address}")

    assert len(tree.cssselect("h1")) == 1
    assert [one.get("hreflang") for one in tree.cssselect(".languages a")] == LANGUAGES
    assert texts(tree, ".site-header bdi") == ["Amina"]
    assert [one.get("action") for one in tree.cssselect(".site-header form[method=post]")] == [
        f"/{language}/account/logout/"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_after_a_proof_are_there_in_every_language(as_amina: Client, language: str) -> None:
    set_up_app(as_amina)

    for address in AFTER_PROOF:
        assert len(page(as_amina, f"/{language}/account/{address}").cssselect("h1")) == 1


@pytest.mark.parametrize("address", FOR_PEOPLE)
def test_who_has_not_signed_in_is_led_to_the_login(client: Client, db: None, address: str) -> None:
    response = client.get(f"/es/account/{address}")

    if address == "logout/":
        assert response.headers["Location"] == "/es/"
    else:
        assert response.headers["Location"].startswith("/es/account/login/?next=")


@pytest.mark.parametrize("address", ["account/", "account/login/", "account/nothing/", "work/"])
def test_nobody_keeps_a_copy_of_a_private_page(as_amina: Client, address: str) -> None:
    kept = set(as_amina.get(f"/en/{address}").headers["Cache-Control"].split(", "))

    assert {"private", "no-store"} <= kept


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_the_same_for_everybody(
    client: Client, amina: User, mombasa: Publication, address: str
) -> None:
    before = client.get(f"/en/{address}")
    sign_in(client, amina.email)
    after = client.get(f"/en/{address}")

    assert before.content == after.content
    assert "Cookie" not in after.headers.get("Vary", "")
    assert "no-store" not in after.headers.get("Cache-Control", "")
    assert not before.cookies
    assert not after.cookies


def test_a_public_page_asks_nothing_about_people(
    client: Client, amina: User, mombasa: Publication, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, amina.email)
    with django_assert_max_num_queries(2):
        client.get("/en/profiles/ken-mombasa-2022-11/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_of_a_public_page_leads_to_ones_work(reader: Client, loaded: None, language: str) -> None:
    links = [one.get("href") for one in page(reader, f"/{language}/").cssselect(".site-header nav a")]

    assert links[-1] == f"/{language}/work/"


@pytest.mark.parametrize("address", ["login/", "", "second-factor/", "second-factor/app/activate/", "passkeys/add/"])
def test_pages_keep_the_strict_policy(as_amina: Client, address: str) -> None:
    as_amina.post("/en/account/reauthenticate/", {"password": "nine green wells"})
    response = as_amina.get(f"/en/account/{address}", follow=True)
    content = response.content.decode()
    scripts = re.findall(r"<script\b([^>]*)>", content)

    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert [one for one in scripts if "src=" not in one and "application/json" not in one] == []
    assert re.search(r"<style|\sstyle=|\son\w+=", content) is None


def test_the_page_for_a_fault_asks_the_database_for_nobody(rf: RequestFactory) -> None:
    response = server_error(rf.get("/en/account/"))

    assert texts(answer(response, 500), "h1") == ["Something went wrong"]
