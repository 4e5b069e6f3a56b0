"""The page of one indicator: its thread, its flags and its history."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openmgi.assessments.actions.talking import NothingSaidError, raise_flag, resolve_flag, say
from openmgi.assessments.forms import FlagForm
from openmgi.assessments.histories import history, talk
from openmgi.assessments.models import Flag
from openmgi.assessments.views.fetching import Request, fetch, fetch_indicator, signed_in, work_page
from openmgi.assessments.workspace import find_indicator


@require_safe
@signed_in
def indicator(request: Request, pk: int, code: str) -> HttpResponse:
    """What was said of an indicator, what must be settled, and every change with who, when, before and after."""
    found = fetch(request, pk)
    shown = fetch_indicator(found, code)
    place = find_indicator(found.assessment, code)
    assert place is not None  # noqa: S101 - it was fetched
    return work_page(
        request,
        "work/indicator.html",
        found,
        indicator=shown,
        domain=place[0],
        topic=place[1],
        talk=talk(found, code),
        history=history(found, code),
        flag_form=FlagForm(found.assessment),
    )


@require_POST
@signed_in
def add_message(request: Request, pk: int, code: str) -> HttpResponse:
    """Write in the thread."""
    found = fetch(request, pk)
    shown = fetch_indicator(found, code)
    try:
        say(access=found, indicator=shown, text=request.POST.get("text", ""))
    except NothingSaidError:
        messages.error(request, _("Write something first."))
    return redirect("work-indicator", pk, code)


@require_POST
@signed_in
def add_flag(request: Request, pk: int, code: str) -> HttpResponse:
    """Raise a flag."""
    found = fetch(request, pk)
    shown = fetch_indicator(found, code)
    found.require("flag")
    form = FlagForm(found.assessment, request.POST)
    if form.is_valid():
        raise_flag(access=found, indicator=shown, text=form.cleaned_data["text"], to=form.cleaned_data["to"])
        messages.success(request, _("The flag has been raised."))
    else:
        messages.error(request, _("Say what must be settled, and by whom."))
    return redirect("work-indicator", pk, code)


@require_POST
@signed_in
def settle_flag(request: Request, pk: int, flag: int) -> HttpResponse:
    """Resolve a flag."""
    found = fetch(request, pk)
    raised = get_object_or_404(Flag.objects.select_related("raised_by", "addressed_to"), pk=flag, assessment=pk)
    try:
        resolve_flag(access=found, flag=raised, resolution=request.POST.get("resolution", ""))
    except NothingSaidError:
        messages.error(request, _("Say how it was settled."))
    else:
        messages.success(request, _("The flag has been resolved."))
    return redirect("work-indicator", pk, raised.indicator)
