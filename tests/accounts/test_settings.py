"""What whoever runs the site says about mail, address and provider."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from openmgi import settings


@pytest.mark.parametrize(
    ("address", "host", "port", "user", "tls", "ssl"),
    [
        ("smtp://mail.example", "mail.example", 25, "", False, False),
        ("smtp+tls://post%40x@mail.example", "mail.example", 587, "post@x", True, False),
        ("smtps://post@mail.example:2465", "mail.example", 2465, "post", False, True),
    ],
)
def test_a_mail_server_is_named_by_its_address(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str, port: int, user: str, tls: bool, ssl: bool
) -> None:
    monkeypatch.setenv("OPENMGI_MAIL_PASSWORD", "whisper")
    found = settings._mail(address)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_USER"]) == (host, port, user)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] == "whisper"  # noqa: S105 - of a server that does not exist


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://"])
def test_another_address_of_a_mail_server_stops_the_program(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="OPENMGI_MAIL must be"):
        settings._mail(address)


@pytest.mark.parametrize(
    ("given", "address"),
    [(None, "http://127.0.0.1:8000"), ("https://x.example/", "https://x.example"), ("http://h:1", "http://h:1")],
)
def test_the_address_of_the_site_has_no_slash_at_its_end(
    monkeypatch: pytest.MonkeyPatch, given: str | None, address: str
) -> None:
    if given:
        monkeypatch.setenv("OPENMGI_ADDRESS", given)

    assert settings._address("OPENMGI_ADDRESS", "http://127.0.0.1:8000") == address


@pytest.mark.parametrize("given", ["openmgi.example", "ftp://x.example", "https://"])
def test_what_is_no_address_of_a_site_stops_the_program(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("OPENMGI_ADDRESS", given)

    with pytest.raises(ImproperlyConfigured, match="OPENMGI_ADDRESS must be"):
        settings._address("OPENMGI_ADDRESS", "")


def test_a_provider_is_there_where_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert settings._openid_connect() == {}
    (tmp_path / "secret").write_text("whisper\n")
    monkeypatch.setenv("OPENMGI_OIDC_URL", "https://id.example/realm")
    monkeypatch.setenv("OPENMGI_OIDC_CLIENT", "openmgi")
    monkeypatch.setenv("OPENMGI_OIDC_SECRET_FILE", str(tmp_path / "secret"))

    assert settings._openid_connect() == {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "OpenID Connect",
                    "client_id": "openmgi",
                    "secret": "whisper",
                    "settings": {"server_url": "https://id.example/realm"},
                }
            ],
        }
    }
