"""Codes of an app, recovery codes and passkeys; and a site that asks for one of them."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from openmgi.accounts.models import User
from tests.accounts.people import code_of, confirm, errors, is_signed_in, set_up_app, sign_in
from tests.pages import page, texts

INDEX = "/en/account/second-factor/"
APP = f"{INDEX}app/activate/"
CODES = f"{INDEX}recovery-codes/"
CODE = f"{INDEX}authenticate/"
PASSKEYS = "/en/account/passkeys/"


def test_before_a_change_one_shows_who_one_is(as_amina: Client) -> None:
    asked = as_amina.get(APP).headers["Location"]

    assert asked == f"/en/account/reauthenticate/?next={APP.replace('/', '%2F')}"
    assert errors(as_amina.post(asked, {"password": "wrong"})) == ["That is not your password."]
    confirm(as_amina)
    assert as_amina.get(APP).status_code == 200


def test_the_app_scans_a_picture_or_is_told_the_secret(as_amina: Client) -> None:
    confirm(as_amina)
    tree = page(as_amina, APP)

    assert tree.cssselect("img.scan")[0].get("src", "").startswith("data:image/svg+xml;base64,")
    assert len(texts(tree, ".secret")[0]) == 32
    assert errors(as_amina.post(APP, {"code": "000000x"})) == ["That code is not right, or no longer."]


def test_with_an_app_the_password_is_not_enough(as_amina: Client, amina: User) -> None:
    secret = set_up_app(as_amina)
    browser = Client()

    assert sign_in(browser, amina.email).headers["Location"].startswith(CODE)
    assert not is_signed_in(browser)
    assert errors(browser.post(CODE, {"code": "12345"})) == ["That code is not right, or no longer."]
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).update(last_used_at=None)
    assert browser.post(CODE, {"code": code_of(secret)}).headers["Location"] == "/en/work/"
    assert is_signed_in(browser)


def test_a_recovery_code_works_once(as_amina: Client, amina: User) -> None:
    set_up_app(as_amina)
    codes = texts(page(as_amina, CODES), ".codes li")
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, amina.email)
        browser.post(CODE, {"code": codes[0]})

    assert len(set(codes)) == 10
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)
    assert texts(page(as_amina, CODES), ".codes li") == codes[1:]


def test_recovery_codes_are_a_file_for_their_owner_only(as_amina: Client, bilal: User) -> None:
    set_up_app(as_amina)
    file = as_amina.get(f"{CODES}download/")
    other = Client()
    sign_in(other, bilal.email)

    assert file.content.decode().split() == texts(page(as_amina, CODES), ".codes li")
    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "no-store" in file.headers["Cache-Control"]
    assert other.get(f"{CODES}download/").status_code == 404


def test_new_recovery_codes_replace_the_old_ones(as_amina: Client) -> None:
    set_up_app(as_amina)
    before = texts(page(as_amina, CODES), ".codes li")
    warned = page(as_amina, f"{CODES}generate/")
    as_amina.post(f"{CODES}generate/")

    assert texts(warned, "form p")[0] == "The codes that you have will no longer work."
    assert not set(before) & set(texts(page(as_amina, CODES), ".codes li"))


def test_whoever_guesses_codes_has_to_wait(as_amina: Client, amina: User) -> None:
    set_up_app(as_amina)
    browser = Client()
    sign_in(browser, amina.email)
    for number in range(5):
        browser.post(CODE, {"code": f"{number:06d}"})

    assert errors(browser.post(CODE, {"code": "999999"})) == ["Too many failed tries. Please wait a few minutes."]


def test_one_can_give_up_at_the_code_and_sign_in_as_somebody_else(as_amina: Client, amina: User) -> None:
    set_up_app(as_amina)
    browser = Client()
    sign_in(browser, amina.email)
    assert browser.get("/en/account/login/").headers["Location"] == CODE
    browser.post("/en/account/logout/", {"next": "/en/account/login/"})

    assert browser.get("/en/account/login/").status_code == 200


def test_removing_the_app_leaves_the_password_alone(as_amina: Client, amina: User) -> None:
    set_up_app(as_amina)
    asked = page(as_amina, f"{INDEX}app/deactivate/")
    as_amina.post(f"{INDEX}app/deactivate/")

    assert texts(asked, "h1") == ["Remove the app"]
    assert not Authenticator.objects.exists()
    assert sign_in(Client(), amina.email).headers["Location"] == "/en/work/"


def test_once_there_is_an_app_its_code_also_shows_who_one_is(as_amina: Client) -> None:
    set_up_app(as_amina)
    ways = page(as_amina, "/en/account/reauthenticate/")
    by_code = page(as_amina, f"{INDEX}reauthenticate/")

    assert texts(ways, ".ways a") == ["With a code from your app, or a recovery code"]
    assert texts(by_code, ".ways a") == ["With your password"]


def test_a_page_adds_a_passkey(as_amina: Client) -> None:
    confirm(as_amina)
    tree = page(as_amina, f"{PASSKEYS}add/")
    options = json.loads(tree.cssselect("#js_data")[0].text_content())["creation_options"]["publicKey"]

    assert (options["rp"]["name"], options["user"]["name"]) == ("OpenMGI", "amina@example.org")
    assert [one.get("value") for one in tree.cssselect("input[name=name]")] == ["Passkey 1"]
    assert len(tree.cssselect("input[name=passwordless][checked]")) == 1
    assert texts(tree, "noscript") == ["Passkeys need JavaScript."]


def test_something_that_is_no_passkey_is_refused(as_amina: Client) -> None:
    confirm(as_amina)
    response = as_amina.post(f"{PASSKEYS}add/", {"name": "Phone", "credential": "{}"})

    assert len(errors(response)) == 1
    assert not Authenticator.objects.exists()


def test_a_passkey_is_asked_for_at_the_login(client: Client, amina: User) -> None:
    tree = page(client, "/en/account/login/")
    asked = client.get(f"{PASSKEYS}login/", headers={"accept": "application/json"})

    assert texts(tree, "#passkey_login") == ["Sign in with a passkey"]
    assert asked.json()["request_options"]["publicKey"]["rpId"] == "testserver"


@pytest.fixture
def key(amina: User) -> Authenticator:
    """A passkey as it is kept, although no device has it."""
    return Authenticator.objects.create(
        user=amina, type=Authenticator.Type.WEBAUTHN, data={"name": "Old phone", "credential": {}}
    )


def test_passkeys_are_listed_renamed_and_removed(as_amina: Client, key: Authenticator) -> None:
    confirm(as_amina)
    listed = page(as_amina, PASSKEYS)
    as_amina.post(f"{PASSKEYS}keys/{key.pk}/edit/", {"name": "Blue phone"})
    renamed = page(as_amina, PASSKEYS)
    asked = page(as_amina, f"{PASSKEYS}keys/{key.pk}/remove/")
    as_amina.post(f"{PASSKEYS}keys/{key.pk}/remove/")

    assert texts(listed, ".rows strong") == ["Old phone"]
    assert texts(renamed, ".rows strong") == ["Blue phone"]
    assert texts(asked, "form p")[0] == "“Blue phone” will no longer let you in."
    assert texts(page(as_amina, PASSKEYS), ".rows") == ["You have no passkey."]


def test_nobody_touches_the_passkeys_of_another(client: Client, bilal: User, key: Authenticator) -> None:
    sign_in(client, bilal.email)
    confirm(client)

    assert client.get(f"{PASSKEYS}keys/{key.pk}/remove/").status_code == 404
    client.post(f"{PASSKEYS}keys/{key.pk}/remove/")
    client.post(f"{PASSKEYS}keys/{key.pk}/edit/", {"name": "Mine"})
    key.refresh_from_db()
    assert key.data["name"] == "Old phone"


def test_the_overview_tells_what_is_there(as_amina: Client) -> None:
    before = texts(page(as_amina, INDEX), ".box h2")
    set_up_app(as_amina)
    after = page(as_amina, INDEX)

    assert before == ["App on your phone", "Passkeys"]
    assert texts(after, ".box h2") == [*before, "Recovery codes"]
    assert texts(after, "#codes + p") == [
        "You have 10 recovery codes, for the day on which the app or the passkey is lost."
    ]


WORK = ["", "programme/", "new/", "7/", "nothing/"]


@pytest.mark.parametrize("address", WORK)
def test_a_site_that_asks_for_a_second_factor_leads_from_work_to_its_page(
    as_amina: Client, settings: Settings, address: str
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    response = as_amina.get(f"/fr/work/{address}")

    assert (response.status_code, response.headers["Location"]) == (302, "/fr/account/second-factor/")
    assert len(texts(page(as_amina, INDEX), ".notice")) == 1


@pytest.mark.parametrize("address", ["account/", "account/password/", "account/second-factor/", "about/"])
def test_it_asks_nowhere_else(as_amina: Client, settings: Settings, address: str) -> None:
    settings.SECOND_FACTOR_REQUIRED = True

    assert as_amina.get(f"/en/{address}").status_code == 200


def test_with_a_second_factor_the_way_to_work_is_free(as_amina: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    set_up_app(as_amina)
    assert as_amina.get("/en/work/").status_code == 200
    Authenticator.objects.all().delete()

    assert as_amina.get("/en/work/").status_code == 302


def test_whoever_has_not_signed_in_is_first_led_to_the_login(client: Client, db: None, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True

    assert client.get("/en/work/").headers["Location"] == "/en/account/login/?next=/en/work/"


def test_a_site_that_does_not_ask_lets_people_work_without(as_amina: Client) -> None:
    assert as_amina.get("/en/work/").status_code == 200
    assert texts(page(as_amina, INDEX), ".notice") == []


def test_the_secret_of_an_app_is_shown_once(as_amina: Client) -> None:
    secret = set_up_app(as_amina)

    assert secret not in as_amina.get(INDEX).content.decode()
    assert as_amina.get(APP).headers["Location"] == f"{INDEX}app/deactivate/"
