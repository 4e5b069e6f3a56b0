"""What people fill in about themselves."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordMixin
from django.http import QueryDict

from openmgi.accounts.models import User

_LONGEST_NAME = User._meta.get_field("name").max_length


class JoinForm(SetPasswordMixin, forms.Form):  # type: ignore[type-arg] # generic for the type checker only
    """A name and a password for somebody who was invited."""

    name = forms.CharField(max_length=_LONGEST_NAME, widget=forms.TextInput({"autocomplete": "name"}))
    password1, password2 = SetPasswordMixin.create_password_fields()

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data, initial={"name": user.name})
        self.user = user

    def clean(self) -> None:
        self.validate_passwords()
        self.user.name = self.cleaned_data.get("name", "")
        self.validate_password_for_user(self.user, "password1")


class ProfileForm(forms.Form):
    """A person's name, and the language of e-mails."""

    name = forms.CharField(max_length=_LONGEST_NAME, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # ships no types
    """A passkey that opens the door alone, unless the person wants it as a second factor only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["passwordless"] = True
        super().__init__(*args, **kwargs)
