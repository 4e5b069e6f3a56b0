"""Signing in by e-mail address and password, and out again."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from openmgi.accounts.models import User
from tests.accounts.people import LOGIN, PASSWORD, answer, errors, is_signed_in, sign_in
from tests.pages import page, texts


def test_the_right_password_leads_to_ones_work(client: Client, amina: User) -> None:
    response = sign_in(client, "amina@example.org")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/work/")
    assert is_signed_in(client)


def test_capitals_in_the_address_do_not_matter(client: Client, amina: User) -> None:
    sign_in(client, " Amina@Example.ORG ")

    assert is_signed_in(client)


def test_whoever_wanted_a_page_comes_to_it_after_signing_in(client: Client, amina: User) -> None:
    asked = client.get("/es/account/").headers["Location"]
    hidden = page(client, asked).cssselect("main input[name=next]")

    assert asked == "/es/account/login/?next=/es/account/"
    assert {one.get("value") for one in hidden} == {"/es/account/"}
    assert sign_in(client, amina.email, next="/es/account/").headers["Location"] == "/es/account/"


def test_nobody_is_led_to_another_site(client: Client, amina: User) -> None:
    assert sign_in(client, amina.email, next="https://example.com/").headers["Location"] == "/en/work/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, amina: User, token: str) -> None:
    attempts = [(amina.email, "wrong"), ("nobody@example.org", PASSWORD), ("chen@example.org", PASSWORD)]
    answers = [sign_in(client, *one) for one in attempts]

    assert {one.status_code for one in answers} == {200}
    assert [errors(one) for one in answers] == [["The e-mail address or the password is not right."]] * 3
    assert not is_signed_in(client)


def test_a_wrong_answer_keeps_the_address_and_not_the_password(client: Client, amina: User) -> None:
    response = sign_in(client, amina.email, "wrong secret")

    assert b'value="amina@example.org"' in response.content
    assert b"wrong secret" not in response.content


def test_whoever_was_deactivated_is_told_so_only_with_the_right_password(client: Client, dana: User) -> None:
    wrong, right = sign_in(client, dana.email, "wrong"), sign_in(client, dana.email)

    assert errors(wrong) == ["The e-mail address or the password is not right."]
    assert right.headers["Location"] == "/en/account/inactive/"
    assert not is_signed_in(client)


def test_after_five_wrong_tries_even_the_right_password_has_to_wait(client: Client, amina: User) -> None:
    for _ in range(5):
        sign_in(client, amina.email, "wrong")

    assert errors(sign_in(Client(REMOTE_ADDR="192.0.2.7"), amina.email)) == [
        "Too many failed tries. Please wait a few minutes."
    ]
    cache.clear()
    assert sign_in(client, amina.email).status_code == 302


def test_tries_for_one_person_do_not_lock_out_another(client: Client, amina: User, bilal: User) -> None:
    for _ in range(6):
        sign_in(client, amina.email, "wrong")

    assert sign_in(client, bilal.email).status_code == 302


def test_a_machine_that_tries_one_address_after_another_has_to_wait(client: Client, amina: User) -> None:
    for number in range(10):
        sign_in(client, f"guess{number}@example.org", "wrong")

    assert errors(sign_in(client, amina.email)) == ["Too many failed tries. Please wait a few minutes."]
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), amina.email).status_code == 302


def test_behind_a_web_server_each_reader_is_counted_alone(client: Client, amina: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # as with OPENMGI_HTTPS=yes
    for number in range(11):
        client.post(LOGIN, {"login": f"guess{number}@example.org", "password": "x"}, HTTP_X_FORWARDED_FOR="192.0.2.7")

    other = client.post(LOGIN, {"login": amina.email, "password": PASSWORD}, HTTP_X_FORWARDED_FOR="192.0.2.8")
    assert other.status_code == 302


def test_a_machine_that_floods_the_form_gets_a_page_that_says_so(client: Client, db: None) -> None:
    for _ in range(30):
        client.post(LOGIN, {})
    tree = answer(client.post(LOGIN, {}), 429)

    assert texts(tree, "h1") == ["Too many tries"]


@pytest.mark.parametrize(("wish", "ends_with_the_browser"), [({}, True), ({"remember": "on"}, False)])
def test_a_session_outlives_the_browser_only_on_wish(
    client: Client, amina: User, wish: dict[str, str], ends_with_the_browser: bool
) -> None:
    sign_in(client, amina.email, **wish)

    assert client.session.get_expire_at_browser_close() is ends_with_the_browser
    assert (client.cookies["sessionid"]["max-age"] == "") is ends_with_the_browser


def test_signing_out_takes_a_form_and_leads_home(as_amina: Client) -> None:
    asked = page(as_amina, "/en/account/logout/")
    assert is_signed_in(as_amina)
    response = as_amina.post("/en/account/logout/")

    assert texts(asked, "main button") == ["Sign out"]
    assert response.headers["Location"] == "/en/"
    assert not is_signed_in(as_amina)


def test_a_form_without_its_secret_is_refused_with_a_page_of_ours(amina: User) -> None:
    careful = Client(enforce_csrf_checks=True)

    tree = answer(sign_in(careful, amina.email), 403)
    assert texts(tree, "h1") == ["This form is out of date"]


def test_an_address_that_nobody_has_proved_is_proved_by_a_link_first(
    client: Client, amina: User, mailoutbox: list[EmailMessage]
) -> None:
    EmailAddress.objects.update(verified=False)
    response = sign_in(client, amina.email)
    (link,) = re.findall(r"http://testserver(/\S+)", str(mailoutbox[0].body))
    asked = page(client, link)
    client.post(link)

    assert response.headers["Location"] == "/en/account/confirm-email/"
    assert not is_signed_in(client)
    assert texts(asked, "form p")[0] == "Is amina@example.org your address?"
    assert str(mailoutbox[0].body).startswith("Bonjour")
    assert sign_in(client, amina.email).headers["Location"] == "/en/work/"


def test_nobody_signs_up(client: Client, db: None) -> None:
    tree = page(client, "/en/account/signup/")
    client.post("/en/account/signup/", {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert texts(tree, "h1") == ["People join by invitation"]
    assert tree.cssselect("main form") == []
    assert not User.objects.exists()
