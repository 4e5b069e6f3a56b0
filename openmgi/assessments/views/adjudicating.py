"""Agreement of the two codings, and the queue of disagreements."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openmgi.assessments.actions.adjudicating import AdjudicationError, adjudicate
from openmgi.assessments.agreements import agreement_page
from openmgi.assessments.views.fetching import Request, fetch, fetch_indicator, signed_in, work_page
from openmgi.assessments.workspace import cards


@require_safe
@signed_in
def agreement(request: Request, pk: int) -> HttpResponse:
    """How far the two codings agree, by domain and overall, and where they do not."""
    found = fetch(request, pk)
    found.require("compare")
    return work_page(request, "work/agreement.html", found, page=agreement_page(found))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def adjudication(request: Request, pk: int, code: str) -> HttpResponse:
    """The two codings of an indicator side by side, and the agreed answer with its reason."""
    found = fetch(request, pk)
    found.require("compare")
    indicator = fetch_indicator(found, code)
    if code not in found.double_coded:
        raise Http404
    if request.method == "POST":
        option, reason = request.POST.get("option", ""), request.POST.get("reason", "")
        try:
            adjudicate(access=found, indicator=indicator, option=option, reason=reason)
        except AdjudicationError:
            messages.error(request, _("Choose an option and give the reason."))
        else:
            messages.success(request, _("%(code)s has been settled.") % {"code": code})
            return redirect("agreement", pk)
    card = cards(found, [indicator])[0]
    typed = {"option": request.POST.get("option", ""), "reason": request.POST.get("reason", "")}
    return work_page(request, "work/adjudication.html", found, card=card, indicator=indicator, typed=typed)
