"""What people do to sign in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

from django.test import Client
from lxml import html

from tests.pages import page, texts

PASSWORD = "nine green wells"  # noqa: S105 - of people who do not exist
LOGIN = "/en/account/login/"


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(LOGIN, {"login": email, "password": password, **more})


def answer(response: Any, status: int = 200) -> html.HtmlElement:
    """The page with which a form was answered."""
    assert response.status_code == status
    return html.fromstring(response.content)


def errors(response: Any) -> list[str]:
    """What the answer to a form says against it."""
    return texts(answer(response), ".errorlist li")


def is_signed_in(browser: Client) -> bool:
    return bool(browser.get("/en/account/").status_code == 200)


def confirm(browser: Client) -> None:
    """Show once more who one is, as before each change of how one signs in."""
    browser.post("/en/account/reauthenticate/", {"password": PASSWORD})


def code_of(secret: str) -> str:
    """What an authenticator app shows at this moment (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def set_up_app(browser: Client) -> str:
    """Add an authenticator app; its secret."""
    confirm(browser)
    address = "/en/account/second-factor/app/activate/"
    secret: str = page(browser, address).cssselect(".secret")[0].text_content()
    response = browser.post(address, {"code": code_of(secret)})
    assert response.headers["Location"] == "/en/account/second-factor/recovery-codes/"
    return secret
