"""Pages of people: nobody keeps a copy of them, and where the settings say so, nobody works without a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from openmgi.accounts.models import User
from openmgi.accounts.private import is_private, is_work


class PersonalRequest(HttpRequest):
    """A request for a page of people. `person` is whoever has signed in."""

    person: User | None


class PrivatePagesMiddleware:
    """Tells who asks for a page of people, and that no browser and no proxy may keep it.

    On public pages it does nothing, so that they are the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PersonalRequest) -> HttpResponse:
        if not is_private(request.path_info):
            return self.get_response(request)
        request.person = request.user if request.user.is_authenticated else None
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


class SecondFactorMiddleware:
    """Leads a person without a second factor from work to the page where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and is_work(request.path_info) and self._lacks_one(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def _lacks_one(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and not is_mfa_enabled(request.user)
