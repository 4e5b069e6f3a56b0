"""Commands about the people who sign in."""

from __future__ import annotations

import sys

import click
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from openmgi.accounts import actions
from openmgi.accounts.mail import join_address
from openmgi.accounts.models import User

_LANGUAGES = click.Choice([code for code, _ in settings.LANGUAGES])


@click.group()
def user() -> None:
    """People who sign in."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--language", type=_LANGUAGES, default=settings.LANGUAGE_CODE, show_default=True, help="Of e-mails.")
@click.option("--administrator", is_flag=True, help="May do everything.")
def add(email: str, name: str, language: str, administrator: bool) -> None:
    """Add somebody who may sign in at once. Asks for the password, or reads it from standard input."""
    _check_email(email)
    password = _password(User(email=email, name=name))
    try:
        added = actions.add_user(
            email=email, name=name, password=password, language=language, is_administrator=administrator
        )
    except actions.UserExistsError as error:
        raise click.ClickException(_("%(email)s is there already") % {"email": error}) from error
    click.echo(_("%(email)s may sign in") % {"email": added.email})


@user.command()
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option("--language", type=_LANGUAGES, default=settings.LANGUAGE_CODE, show_default=True, help="Of e-mails.")
def invite(email: str, name: str, language: str) -> None:
    """Invite somebody, and print the link by which the person joins; send it on by a safe way."""
    _check_email(email)
    invited, token = actions.invite(email=email, name=name, language=language, by=None)
    if token is None:
        raise click.ClickException(_("%(email)s has joined already") % {"email": invited.email})
    click.echo(f"{settings.SITE_ADDRESS}{join_address(token, invited.language)}")


@user.command("list")
def list_users() -> None:
    """List everybody: address, name, language, state, whether administrator."""
    for one in User.objects.order_by("email"):
        rank = "administrator" if one.is_administrator else ""
        click.echo("\t".join([one.email, one.name, one.language, one.state, rank]).rstrip("\t"))


@user.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Let somebody sign in no more, and end the person's sessions. What the person did stays."""
    found = actions.deactivate(user=_find(email), by=None)
    click.echo(_("%(email)s can no longer sign in") % {"email": found.email})


@user.command()
@click.argument("email")
def reactivate(email: str) -> None:
    """Let somebody who was deactivated sign in again."""
    found = actions.reactivate(user=_find(email), by=None)
    if not found.is_active:
        raise click.ClickException(_("%(email)s has not joined yet; invite again") % {"email": found.email})
    click.echo(_("%(email)s may sign in") % {"email": found.email})


def _find(email: str) -> User:
    found = User.objects.with_email(email).first()
    if found is None:
        raise click.ClickException(_("nobody has the address %(email)s") % {"email": email})
    return found


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise click.ClickException(_("%(email)s is not an e-mail address") % {"email": email}) from error


def _password(owner: User) -> str:
    """A password that the rules accept, typed twice at a terminal or read from standard input."""
    if _at_terminal():
        password: str = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password, owner)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    return password


def _at_terminal() -> bool:
    return sys.stdin.isatty()
