"""The consultation as its team sees it: who is asked, how far everybody is, and what comes of every comment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmgi.accounts.actions import invite
from openmgi.accounts.mail import join_address, send_invitation
from openmgi.accounts.models import User
from openmgi.assessments.actions.consulting import (
    AlreadyAskedError,
    Asked,
    NoReasonError,
    change_reply,
    close_reply,
    open_reply,
    remind,
    reopen_reply,
)
from openmgi.assessments.actions.drafting import NoWordsError
from openmgi.assessments.actions.settling import (
    ANSWER_FIELDS,
    Change,
    ChangedMeanwhileError,
    ChangeNotAcceptedError,
    NothingChangedError,
    UnknownOptionError,
    settle,
)
from openmgi.assessments.actions.settling import NoReasonError as NoReasonForDispositionError
from openmgi.assessments.consultation_forms import AskForm, asked_of
from openmgi.assessments.consultation_report import WRITERS
from openmgi.assessments.consultations import comment_rows, reply_rows
from openmgi.assessments.models import Comment, Reply
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch, signed_in, work_page
from openmgi.assessments.workspace import read_marks
from openmgi.core.consultation import DISPOSITIONS

_REFUSED = (
    NoReasonForDispositionError,
    NothingChangedError,
    ChangeNotAcceptedError,
    ChangedMeanwhileError,
    UnknownOptionError,
    NoWordsError,
)


def require_team(found: Access) -> None:
    """Whoever manages, or compares, sees the consultation. Raises PermissionDenied."""
    if not found.may("manage"):
        found.require("compare")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def consultation(request: Request, pk: int) -> HttpResponse:
    """Who was asked and how far they are; asking another institution."""
    found = fetch(request, pk)
    require_team(found)
    form = AskForm(found.assessment.spec, request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST":
        found.require("manage")
        if form.is_valid() and _ask(request, found, form):
            return redirect("consultation", pk)
    return work_page(
        request,
        "work/consultation.html",
        found,
        rows=reply_rows(found.assessment, timezone.localdate()),
        form=form,
        status=422 if form.errors else 200,
    )


@transaction.atomic
def _ask(request: Request, found: Access, form: AskForm, reply: Reply | None = None) -> bool:
    people = [_person(request, found, name, email, form) for name, email in form.cleaned_data["people"]]
    data = form.cleaned_data
    asked = Asked(data["institution"], form.scopes, data["due"], data["language"], people)
    try:
        if reply is None:
            open_reply(access=found, asked=asked)
        else:
            change_reply(access=found, reply=reply, asked=asked)
    except AlreadyAskedError:
        form.add_error(
            "institution", _("This institution has been asked already: change what it is asked in the list above.")
        )
        transaction.set_rollback(True)
        return False
    messages.success(request, _("%(institution)s has been asked.") % {"institution": data["institution"]})
    return True


def _person(request: Request, found: Access, name: str, email: str, form: AskForm) -> User:
    """The person with this address; whoever has not joined yet gets a link by e-mail."""
    user, token = invite(email=email, name=name, language=form.cleaned_data["language"], by=request.user)
    if token is not None:
        address = request.build_absolute_uri(join_address(token, user.language))
        place = str(found.assessment.place)
        transaction.on_commit(lambda: send_invitation(user, token, request.user, address, place))
    return user


def _reply(found: Access, reply: int) -> Reply:
    return get_object_or_404(Reply, pk=reply, assessment=found.assessment)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def asked(request: Request, pk: int, reply: int) -> HttpResponse:
    """What one institution is asked, and until when; reminding it, no longer waiting, opening its reply again."""
    found = fetch(request, pk)
    found.require("manage")
    shown = _reply(found, reply)
    form = AskForm(found.assessment.spec, request.POST or None, initial=asked_of(shown, found.assessment.spec))
    if form.is_valid() and _ask(request, found, form, shown):
        return redirect("consultation", pk)
    status = 422 if form.errors else 200
    return work_page(request, "work/asked.html", found, reply=shown, form=form, status=status)


@require_POST
@signed_in
def arrange(request: Request, pk: int, reply: int) -> HttpResponse:
    """Remind an institution, no longer wait for it, or open its reply again."""
    found = fetch(request, pk)
    shown = _reply(found, reply)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    try:
        if act == "remind":
            remind(access=found, reply=shown)
            messages.success(request, _("%(institution)s has been reminded.") % {"institution": shown})
        elif act == "close":
            close_reply(access=found, reply=shown, reason=reason)
        elif act == "reopen":
            reopen_reply(access=found, reply=shown, reason=reason)
        else:
            raise Http404
    except NoReasonError:
        messages.error(request, _("Say why."))
        return redirect("asked", pk, reply)
    return redirect("consultation", pk)


@require_safe
@signed_in
def comments(request: Request, pk: int) -> HttpResponse:
    """Every comment of submitted replies, with what comes of it."""
    found = fetch(request, pk)
    require_team(found)
    return _comments_page(request, found)


def _comments_page(request: Request, found: Access, status: int = 200, **more: Any) -> HttpResponse:
    rows = comment_rows(found.assessment)
    shown = [one for one in rows if not one.comment.disposition] if "open" in request.GET else rows
    context = {
        "rows": shown,
        "count": len(rows),
        "open": sum(1 for one in rows if not one.comment.disposition),
        "is_filtered": "open" in request.GET,
        "dispositions": DISPOSITIONS,
    }
    return work_page(request, "work/comments.html", found, status=status, **(context | more))


@require_POST
@signed_in
def answer(request: Request, pk: int, comment: int) -> HttpResponse:
    """Say what comes of a comment, and change what was accepted."""
    found = fetch(request, pk)
    shown = get_object_or_404(Comment.objects.select_related("reply"), pk=comment, reply__assessment=found.assessment)
    disposition = request.POST.get("disposition", "")
    try:
        settle(
            access=found,
            comment=shown,
            disposition=disposition,  # type: ignore[arg-type] # the action looks whether it is one
            reason=request.POST.get("reason", ""),
            change=_change(request, shown),
        )
    except _REFUSED as error:
        messages.error(request, refusal(error))
        typed = {name: request.POST.get(f"to-{name}", "") for name in (*ANSWER_FIELDS, "text")}
        typed |= {"disposition": request.POST.get("disposition", ""), "answer": request.POST.get("reason", "")}
        typed |= {"quote": request.POST.get("takes_quote", "")}
        return _comments_page(request, found, status=422, typed=typed, typed_for=shown.pk)
    messages.success(request, _("The disposition is saved."))
    return redirect(reverse("comments", args=[pk]) + f"#comment-{shown.pk}")


def refusal(error: Exception) -> str:
    """Why a disposition was not saved, and what to do."""
    told = {
        NoReasonForDispositionError: _("Choose a disposition and give its reason: the institution reads it."),
        NothingChangedError: _("Whoever accepts a disagreement says what changes: change the answer below."),
        ChangeNotAcceptedError: _("A comment that is not accepted changes nothing: leave the answer as it stands."),
        ChangedMeanwhileError: _("Somebody else changed this meanwhile. Read what stands now, and save again."),
        UnknownOptionError: _("What you change is no longer there, or has no such option: load the page again."),
        NoWordsError: _("Write something first."),
    }
    return told[type(error)]


def _change(request: Request, shown: Comment) -> Change:
    """What the form changes of an answer (its fields begin with `to-`) or of a finding."""
    names = ANSWER_FIELDS if shown.indicator else ("text",)
    fields = {
        name: request.POST[f"to-{name}"].replace("\r\n", "\n").strip() for name in names if f"to-{name}" in request.POST
    }
    return Change(fields, read_marks(request.POST.get("marks", "")), takes_quote="takes_quote" in request.POST)


@require_safe
@signed_in
def report(request: Request, pk: int, form: str) -> HttpResponse:
    """The consultation as a file: every comment, what came of it, what it changed."""
    found = fetch(request, pk)
    require_team(found)
    if form not in WRITERS:
        raise Http404
    write, media_type = WRITERS[form]
    response = HttpResponse(write(found.assessment), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="consultation-{pk}.{form}"'
    return response
