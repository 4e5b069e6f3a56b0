"""`openmgi user`, as whoever runs a site uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from pytest_django import Settings

from openmgi.accounts import commands
from openmgi.accounts.models import User
from openmgi.cli import openmgi
from tests.accounts.people import PASSWORD, is_signed_in, sign_in

Run = Callable[..., Result]


def add(*more: str, email: str = "eve@example.org", typed: str = f"{PASSWORD}\n") -> Result:
    return CliRunner().invoke(openmgi, ["user", "add", email, "--name", "Eve", *more], input=typed)


def test_somebody_is_added_with_a_password_from_standard_input(client: Client, db: None) -> None:
    result = add("--language", "es", "--administrator")
    eve = User.objects.get()
    sign_in(client, "eve@example.org")

    assert (result.exit_code, result.stdout) == (0, "eve@example.org may sign in\n")
    assert (eve.name, eve.language, eve.is_administrator) == ("Eve", "es", True)
    assert is_signed_in(client)


def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_at_terminal", lambda: True)
    result = add(typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"typed": "short\n"}, "A password has at least 12 characters."),
        ({"typed": "\n"}, "A password has at least 12 characters."),
        ({"typed": "eve@example.org\n"}, "Your password cannot be like your name or your e-mail address."),
        ({"email": "eve"}, "eve is not an e-mail address"),
        ({"email": "Amina@example.org"}, "Amina@example.org is there already"),
    ],
)
def test_what_cannot_be_is_one_clear_line(amina: User, given: dict[str, Any], error: str) -> None:
    result = add(**given)

    assert (result.exit_code, result.stderr) == (1, f"Error: {error}\n")
    assert User.objects.count() == 1


def test_an_invitation_is_a_link_on_the_address_of_the_site(
    run: Run, client: Client, db: None, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://openmgi.example"
    result = run("user", "invite", "Chen@example.org", "--name", "Chen", "--language", "fr")
    start, path = result.stdout.strip().split("/fr/account/join/")

    assert (result.exit_code, start) == (0, "https://openmgi.example")
    assert client.get(f"/fr/account/join/{path}").status_code == 200
    assert User.objects.get().state == "invited"


def test_whoever_has_joined_is_not_invited(run: Run, amina: User, dana: User) -> None:
    for one in (amina, dana):
        result = run("user", "invite", one.email)
        assert (result.exit_code, result.stderr) == (1, f"Error: {one.email} has joined already\n")


def test_everybody_is_listed(run: Run, amina: User, dana: User, token: str) -> None:
    assert run("user", "list").stdout.splitlines() == [
        "amina@example.org\tAmina\tfr\tjoined",
        "bilal@example.org\tBilal\ten\tjoined\tadministrator",
        "chen@example.org\tChen\tes\tinvited",
        "dana@example.org\tDana\ten\tdeactivated",
    ]


def test_somebody_is_deactivated_and_comes_back(run: Run, as_amina: Client, amina: User) -> None:
    gone = run("user", "deactivate", "AMINA@example.org")
    assert not is_signed_in(as_amina)
    back = run("user", "reactivate", amina.email)

    assert gone.stdout == "amina@example.org can no longer sign in\n"
    assert back.stdout == "amina@example.org may sign in\n"
    assert sign_in(Client(), amina.email).status_code == 302


def test_nobody_is_deactivated_by_a_wrong_address(run: Run, amina: User) -> None:
    result = run("user", "deactivate", "nobody@example.org")

    assert (result.exit_code, result.stderr) == (1, "Error: nobody has the address nobody@example.org\n")


def test_whoever_never_joined_needs_an_invitation(run: Run, token: str) -> None:
    result = run("user", "reactivate", "chen@example.org")

    assert (result.exit_code, result.stderr) == (1, "Error: chen@example.org has not joined yet; invite again\n")
