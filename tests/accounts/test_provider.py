"""Signing in through an OpenID Connect provider that vouches for people who are known here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from openmgi import settings as product
from openmgi.accounts.models import User
from tests.accounts.people import answer, is_signed_in, set_up_app
from tests.accounts.provider import CLIENT, SECRET, Provider, running_provider
from tests.pages import page, texts


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Iterator[Provider]:
    """A provider as whoever runs the site names it in the environment."""
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    with running_provider() as running:
        for name, value in {
            "OPENMGI_OIDC_URL": running.address,
            "OPENMGI_OIDC_NAME": "Ministry",
            "OPENMGI_OIDC_CLIENT": CLIENT,
            "OPENMGI_OIDC_SECRET_FILE": str(tmp_path / "secret"),
            "NO_PROXY": "127.0.0.1",
        }.items():
            monkeypatch.setenv(name, value)
        settings.SOCIALACCOUNT_PROVIDERS = product._openid_connect()
        running.person = {"sub": "17", "email": "amina@example.org", "email_verified": True}
        yield running


def go_there(browser: Client, **more: str) -> dict[str, str]:
    """Push the button; what our page tells the provider."""
    tree = answer(browser.post("/fr/account/provider/oidc/", more))
    (link,) = tree.cssselect("main a.button")
    refresh = tree.cssselect("meta[http-equiv=refresh]")[0].get("content", "")
    assert refresh == f"0; url={link.get('href')}"
    return {name: values[0] for name, values in parse_qs(urlsplit(link.get("href", "")).query).items()}


def come_back(browser: Client, state: str) -> object:
    return browser.get("/account/oidc/callback/", {"code": "abc", "state": state})


def test_without_a_provider_there_is_no_button(client: Client, db: None) -> None:
    assert texts(page(client, "/en/account/login/"), ".ways button") == ["Sign in with a passkey"]
    assert client.post("/en/account/provider/oidc/").status_code in {404, 405}


def test_with_a_provider_there_is_a_button_with_its_name(client: Client, db: None, provider: Provider) -> None:
    tree = page(client, "/en/account/login/")
    (form,) = tree.cssselect("form[action$='/provider/oidc/']")

    assert texts(form, "button") == ["Sign in with Ministry"]
    assert (form.get("method"), form.get("action")) == ("post", "/en/account/provider/oidc/")
    assert dict(form.form_values())["next"] == "/en/work/"


def test_the_button_leads_on_by_a_page_of_ours_with_one_address_for_all_languages(
    client: Client, db: None, provider: Provider
) -> None:
    told = go_there(client)

    assert told["client_id"] == CLIENT
    assert told["redirect_uri"] == "http://testserver/account/oidc/callback/"
    assert set(told["scope"].split()) == {"openid", "profile", "email"}
    assert told["code_challenge_method"] == "S256"


def test_somebody_who_is_known_comes_in(client: Client, amina: User, provider: Provider) -> None:
    response = come_back(client, go_there(client, next="/fr/work/")["state"])

    assert response.headers["Location"] == "/fr/work/"  # type: ignore[attr-defined]
    assert is_signed_in(client)
    assert [(one["client_secret"], one["code"]) for one in provider.asked] == [(SECRET, "abc")]


def test_the_second_factor_is_asked_for_all_the_same(
    as_amina: Client, amina: User, client: Client, provider: Provider
) -> None:
    set_up_app(as_amina)
    browser = Client()
    response = come_back(browser, go_there(browser)["state"])

    assert response.headers["Location"].endswith("/account/second-factor/authenticate/")  # type: ignore[attr-defined]
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "18", "email": "nobody@example.org", "email_verified": True},
        {"sub": "19", "email": "amina@example.org", "email_verified": False},
        {"sub": "20"},
    ],
)
def test_somebody_who_is_not_known_or_not_sure_joins_by_invitation_only(
    client: Client, amina: User, provider: Provider, person: dict[str, object]
) -> None:
    provider.person = person
    tree = answer(come_back(client, go_there(client)["state"]))

    assert len(tree.cssselect("h1")) == 1
    assert not is_signed_in(client)
    assert User.objects.count() == 1


@pytest.mark.parametrize("who", ["dana@example.org", "chen@example.org"])
def test_somebody_who_is_deactivated_or_only_invited_stays_outside(
    client: Client, dana: User, token: str, provider: Provider, who: str
) -> None:
    provider.person["email"] = who
    come_back(client, go_there(client)["state"])

    assert not is_signed_in(client)
    assert not User.objects.get(email=who).is_active


def test_an_answer_that_we_did_not_ask_for_is_refused(client: Client, amina: User, provider: Provider) -> None:
    go_there(client)

    answer(come_back(client, "made-up"), 401)
    assert not is_signed_in(client)


def test_whoever_stops_at_the_provider_is_told_so(client: Client, db: None, provider: Provider) -> None:
    state = go_there(client)["state"]
    response = client.get("/account/oidc/callback/", {"error": "access_denied", "state": state})

    assert response.headers["Location"].endswith("/account/provider/cancelled/")


def test_a_provider_that_does_not_answer_is_a_page_of_ours(client: Client, db: None, provider: Provider) -> None:
    provider.answer = lambda *_: None  # type: ignore[method-assign] # it is out of order
    response = client.post("/en/account/provider/oidc/")

    assert response.headers["Location"] == "/en/account/provider/error/"
    tree = page(client, "/en/account/provider/error/", 401)
    assert texts(tree, "h1") == ["That did not work"]


def test_the_provider_is_only_asked_by_a_form(client: Client, db: None, provider: Provider) -> None:
    assert client.get("/en/account/provider/oidc/").status_code == 405
