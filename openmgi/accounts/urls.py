"""Addresses of accounts: `pages` carry their language in the path; `callbacks` do not, since a provider knows one."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from openmgi.accounts import views

pages = [
    # <language>/account/
    path("", views.my_account, name="my-account"),
    path("join/<str:token>/", views.join, name="join"),
    # what follows is named by allauth
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # <language>/account/second-factor/
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", include("allauth.mfa.totp.urls")),
    path("second-factor/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("passkeys/", include("allauth.mfa.webauthn.urls")),
    # <language>/account/provider/
    path("provider/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/error/", social.login_error, name="socialaccount_login_error"),
    path("provider/connections/", RedirectView.as_view(pattern_name="my-account"), name="socialaccount_connections"),
    path("provider/<str:provider_id>/", views.provider_login, name="openid_connect_login"),
]

callbacks = [
    # account/
    path("account/<str:provider_id>/callback/", openid_connect.callback, name="openid_connect_callback"),
]
