"""Where one is: one's own work, the programme, the board of an assessment, and its moves."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openmgi.assessments import boards
from openmgi.assessments.actions.moving import ConditionsError, ReasonNeededError, move
from openmgi.assessments.boards import board, my_work
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import may_create
from openmgi.assessments.views.fetching import Request, fetch, fetch_any, signed_in, work_page


def today() -> datetime.date:
    return timezone.localdate()


@require_safe
@signed_in
def work(request: Request) -> HttpResponse:
    """What the person has to do."""
    mine = my_work(request.user, today())
    return work_page(
        request,
        "work/mine.html",
        work=mine,
        is_coordinator=mine.is_coordinator,
        may_create=may_create(request.user),
    )


@require_safe
@signed_in
def programme(request: Request) -> HttpResponse:
    """Every assessment that the person coordinates, or all for an administrator: place, stage, date."""
    mine = Assessment.objects.all()
    if not request.user.is_administrator:
        mine = mine.filter(members__user=request.user, members__role="coordinator").distinct()
        if not mine.exists():
            raise PermissionDenied
    return work_page(
        request,
        "work/programme.html",
        programme=boards.programme(mine.with_names(), today()),
        may_create=may_create(request.user),
        is_coordinator=True,
    )


@require_safe
@signed_in
def assessment(request: Request, pk: int) -> HttpResponse:
    """The board of an assessment."""
    found = fetch_any(request, pk)
    if found.is_outside:
        return redirect("gate" if found.may("sign_off") else "my-replies", pk)
    return work_page(request, "work/board.html", found, board=board(found, today()))


@require_POST
@signed_in
def move_stage(request: Request, pk: int) -> HttpResponse:
    """Move the assessment to another stage."""
    found = fetch(request, pk)
    try:
        move(access=found, to=request.POST.get("to", ""), reason=request.POST.get("reason", ""))
    except ConditionsError:
        messages.error(request, _("The stage cannot be changed yet: its conditions do not hold."))
    except ReasonNeededError:
        messages.error(request, _("Say why the assessment goes back to an earlier stage."))
    else:
        messages.success(request, _("The stage has been changed."))
    return redirect("assessment", pk)
