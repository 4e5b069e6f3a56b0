"""The pages of accounts that allauth does not have, or has in another way."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from allauth.account.utils import perform_login
from allauth.decorators import rate_limit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from requests import RequestException

from openmgi.accounts.actions import NoInvitationError, accept_invitation, change_profile, invitation_of
from openmgi.accounts.forms import JoinForm, ProfileForm
from openmgi.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """A person's name, language of e-mails, and ways to sign in."""
    user = cast("User", request.user)
    form = ProfileForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if form.is_valid():
        change_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Your account is saved."))
        return redirect("my-account")
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return render(
        request,
        "accounts/my_account.html",
        {
            "form": form,
            "has_app": Authenticator.Type.TOTP in kinds,
            "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def join(request: HttpRequest, token: str) -> HttpResponse:
    """An invited person chooses a password, and is in."""
    try:
        invitation = invitation_of(token)
        form = JoinForm(request.POST or None, user=invitation.user)
        if form.is_valid():
            user = accept_invitation(
                token=token, name=form.cleaned_data["name"], password=form.cleaned_data["password1"]
            )
            response: HttpResponse = perform_login(request, user)
        else:
            response = render(request, "accounts/join.html", {"form": form, "invitation": invitation})
    except NoInvitationError:
        response = render(request, "accounts/no_invitation.html", status=HTTPStatus.GONE)
    # The address lets somebody in, so it goes nowhere as a referrer. Under `no-referrer`, browsers would also hide the
    # origin of the form, and Django would refuse it.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@require_POST
@rate_limit(action="login")  # type: ignore[untyped-decorator] # ships no types
def provider_login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Leads to the provider, by a page: browsers follow no form to another site where our policy forbids it."""
    try:
        response: HttpResponseBase = openid_connect.login(request, provider_id)
    except RequestException:
        return redirect("socialaccount_login_error")
    if isinstance(response, HttpResponseRedirect):
        return render(request, "accounts/to_provider.html", {"address": response.url})
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that did not come from us, or was open while somebody signed in or out in another window."""
    return render(request, "accounts/stale_form.html", status=HTTPStatus.FORBIDDEN)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page for somebody who tries too often."""
    return render(request, "accounts/too_many_requests.html", status=HTTPStatus.TOO_MANY_REQUESTS)
