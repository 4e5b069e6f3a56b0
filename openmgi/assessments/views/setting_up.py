"""Beginning an assessment and its people."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from openmgi.accounts.actions import invite
from openmgi.accounts.mail import join_address, send_invitation
from openmgi.accounts.models import User
from openmgi.assessments.actions.continuing import TakenOver, Why, begin_from_before
from openmgi.assessments.actions.setting_up import (
    LastCoordinatorError,
    NoStagesError,
    OtherPlaceError,
    RoundExistsError,
    add_member,
    assign,
    change_set_up,
    choose_double_coding,
    create_assessment,
    remove_member,
    sample,
)
from openmgi.assessments.beginning_forms import AssessmentForm, next_round
from openmgi.assessments.forms import AssignmentForm, DoubleCodingForm, MemberForm, SetUpForm
from openmgi.assessments.models import Assessment, Member
from openmgi.assessments.permissions import Access, access, may_create
from openmgi.assessments.views.fetching import Request, fetch, signed_in, work_page
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.workflow import Coding
from openmgi.library.actions.loading import UnknownPlaceError, ensure_place, ensure_place_beside
from openmgi.library.models import Place
from openmgi.library.templatetags.frameworks import relation_name


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_assessment(request: Request) -> HttpResponse:
    """Begin an assessment."""
    if not may_create(request.user):
        raise PermissionDenied
    before = _round_before(request)
    form = AssessmentForm(request.POST or None, initial=next_round(before) if before else None)
    if form.is_valid():
        try:
            made, taken = _create(request.user, form.cleaned_data)
        except UnknownPlaceError:
            form.add_error("code", _("There is no such place in this country."))
        except NoStagesError:
            form.add_error("edition", _("These questions have no table of stages, so nobody could work on them."))
        except RoundExistsError:
            form.add_error("round", _("This round exists already for this place and these questions."))
        except OtherPlaceError:
            form.add_error("previous", _("This round is of another place or level: choose one of the same, or none."))
        else:
            _tell(request, taken)
            return redirect("set-up", made.pk)
    return work_page(request, "work/new.html", form=form, before=before)


def _round_before(request: Request) -> Assessment | None:
    """The round that the new one is to follow, where the address names one."""
    key = request.GET.get("after", "")
    if not key:
        return None
    if not re.fullmatch("[0-9]{1,18}", key):
        raise Http404
    return get_object_or_404(Assessment.objects.with_names(), pk=key)


@transaction.atomic
def _create(user: User, data: dict[str, Any]) -> tuple[Assessment, TakenOver | None]:
    made = create_assessment(
        place=_place(data["country"], data["code"] or None, data["name"]),
        edition=data["edition"],
        cut_off_date=data["cut_off_date"],
        languages=data["languages"],
        round=data["round"],
        previous=data["previous"],
        by=user,
    )
    takes_over = data["previous"] is not None and data["takes_over"]
    return made, begin_from_before(access=access(user, made)) if takes_over else None


def _place(country: str, code: str | None, name: str) -> Place:
    """The place, in a country that is named by its code or, where no list has it, by the number of a place."""
    if country.isdecimal():
        return ensure_place_beside(home=Place.objects.get(pk=country), code=code, name=name)
    return ensure_place(country=country, code=code, name=name)


def _tell(request: Request, taken: TakenOver | None) -> None:
    """Say how many answers were taken over, how many were not, and why."""
    if taken is None:
        return
    if not taken.count:
        messages.warning(request, _("No answer was taken over from the round before."))
    else:
        messages.success(request, _counted(taken.count))
    if taken.left:
        reasons = " · ".join(f"{_reason(why)}: {count}" for why, count in taken.left.items())
        messages.info(request, _("Not taken over – %(reasons)s") % {"reasons": reasons})


def _counted(count: int) -> str:
    told = ngettext(
        "%(count)s answer was taken over from the round before. It has to be confirmed.",
        "%(count)s answers were taken over from the round before. Each has to be confirmed.",
        count,
    )
    return told % {"count": count}


def _reason(why: Why) -> str:
    besides = {
        "unanswered": _("No agreed answer"),
        "unsaid": _("Nobody has said how the question stands to the earlier ones"),
    }
    return besides.get(why) or relation_name(why)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def set_up(request: Request, pk: int) -> HttpResponse:
    """Dates and languages of an assessment."""
    found = fetch(request, pk)
    found.require("manage")
    form = SetUpForm(found.assessment, request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        change_set_up(access=found, cut_off_date=data["cut_off_date"], languages=data["languages"], due=form.due)
        messages.success(request, _("Saved."))
        return redirect("set-up", pk)
    return work_page(request, "work/set_up.html", found, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def people(request: Request, pk: int) -> HttpResponse:
    """Who takes part, in which role, and who codes what."""
    found = fetch(request, pk)
    found.require("manage")
    form = MemberForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if form.is_valid():
        _add(request, found, form.cleaned_data)
        return redirect("people", pk)
    members = found.assessment.members.select_related("user").order_by("user__name", "user__email", "role")
    return work_page(request, "work/people.html", found, form=form, members=members, scopes=_scopes(found))


@transaction.atomic
def _add(request: Request, found: Access, data: dict[str, Any]) -> None:
    user, token = invite(email=data["email"], name=data["name"], language=data["language"], by=request.user)
    add_member(access=found, user=user, role=data["role"])
    if token is None:
        messages.success(request, _("%(person)s has been added.") % {"person": user})
        return
    address = request.build_absolute_uri(join_address(token, user.language))
    send_invitation(user, token, request.user, address, str(found.assessment.place))
    messages.success(request, _("%(person)s has been invited by e-mail.") % {"person": user})


def _scopes(found: Access) -> dict[tuple[int, str], list[str]]:
    """(person, coding) → what is assigned."""
    scopes: dict[tuple[int, str], list[str]] = {}
    for user, coding, scope in found.assessment.assignments.order_by("scope").values_list("user_id", "coding", "scope"):
        scopes.setdefault((user, coding), []).append(scope)
    return scopes


@require_POST
@signed_in
def remove(request: Request, pk: int, member: int) -> HttpResponse:
    """Take a role away."""
    found = fetch(request, pk)
    found.require("manage")
    gone = get_object_or_404(Member.objects.select_related("user"), pk=member, assessment=found.assessment)
    try:
        remove_member(access=found, member=gone)
    except LastCoordinatorError:
        messages.error(request, _("The last coordinator cannot be removed: name another one first."))
    else:
        messages.success(request, _("%(person)s no longer has this role.") % {"person": gone.user})
    return redirect("people", pk)


_CODING: dict[str, Coding] = {"researcher": "first", "second_coder": "second"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def assignments(request: Request, pk: int, member: int) -> HttpResponse:
    """What a coder writes."""
    found = fetch(request, pk)
    found.require("manage")
    coder = get_object_or_404(Member.objects.select_related("user"), pk=member, assessment=found.assessment)
    if coder.role not in _CODING:
        raise Http404
    coding = _CODING[coder.role]
    scopes = _scopes(found).get((coder.user_id, coding), [])
    form = AssignmentForm(found.assessment.spec, scopes, request.POST or None)
    if form.is_valid():
        assign(access=found, user=coder.user, coding=coding, scopes=form.scopes)
        messages.success(request, _("Saved."))
        return redirect("people", pk)
    return work_page(request, "work/assignments.html", found, form=form, coder=coder)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def double_coding(request: Request, pk: int) -> HttpResponse:
    """Which indicators are coded twice."""
    found = fetch(request, pk)
    found.require("manage")
    form = DoubleCodingForm(found.assessment.spec, request.POST or None)
    if form.is_valid():
        choose_double_coding(access=found, indicators=_chosen(found.assessment.spec, form.cleaned_data))
        messages.success(request, _("Saved."))
        return redirect("double-coding", pk)
    return work_page(request, "work/double_coding.html", found, form=form)


def _chosen(spec: EditionSpec, data: dict[str, Any]) -> list[str]:
    codes = [one.code for one in spec.indicators()]
    if data["choice"] == "all":
        return codes
    if data["choice"] == "domains":
        return [one.code for domain, _topic, one in spec.placed() if str(domain.number) in data["domains"]]
    if data["choice"] == "sample":
        return sample(codes, data["size"], data["seed"] or 0)
    return []
