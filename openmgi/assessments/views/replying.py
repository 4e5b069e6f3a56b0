"""What an institution that is consulted sees and says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from openmgi.assessments.actions.replying import (
    NotInDocumentError,
    Said,
    SilentDisagreementError,
    UnknownStanceError,
    agree_to_be_named,
    agree_with_the_rest,
    cite,
    comment,
    require_open,
    submit,
)
from openmgi.assessments.consultation_forms import CiteForm
from openmgi.assessments.consultations import Item, citable, domain_rows, items, replies_of
from openmgi.assessments.models import Draft, Member, Reply
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch_any, fetch_indicator, signed_in, work_page
from openmgi.assessments.workspace import read_marks
from openmgi.core.consultation import FIELDS, Field
from openmgi.core.edition import Indicator
from openmgi.core.merging import marks
from openmgi.library.actions.documents import EmptyFileError, FileTooLargeError, Upload, add_document
from openmgi.library.models import Version


def fetch_reply(request: Request, pk: int, reply: int) -> tuple[Access, Reply]:
    """A reply of one's own institution; not found for anybody else."""
    found = fetch_any(request, pk)
    if not (found.may("reply") or found.may("follow")):
        raise Http404
    return found, get_object_or_404(replies_of(found), pk=reply)


@require_safe
@signed_in
def mine(request: Request, pk: int) -> HttpResponse:
    """The replies that one writes; the only one at once."""
    found = fetch_any(request, pk)
    replies = list(replies_of(found))
    if len(replies) == 1:
        return redirect("reply", pk, replies[0].pk)
    return work_page(request, "work/replies.html", found, replies=replies)


@require_safe
@signed_in
def reply(request: Request, pk: int, reply: int) -> HttpResponse:
    """What the institution is asked, how far it is, and what came of what it said."""
    found, mine = fetch_reply(request, pk, reply)
    asked = items(mine, found.assessment)
    member = Member.objects.filter(assessment=found.assessment, user=request.user).first()
    return work_page(
        request,
        "work/reply.html",
        found,
        reply=mine,
        people=mine.people.order_by("name"),
        rows=domain_rows(asked),
        said=sum(1 for one in asked if one.is_said),
        of=len(asked),
        answered=[one for one in asked if one.comment and one.comment.disposition],
        may_write=_may_write(found, mine),
        is_named=bool(member and member.agrees_to_be_named),
    )


def _may_write(found: Access, mine: Reply) -> bool:
    return found.may("reply") and mine.is_open


@require_safe
@signed_in
def domain(request: Request, pk: int, reply: int, number: int) -> HttpResponse:
    """The findings and answers of a domain, each with what the institution says of it."""
    found, mine = fetch_reply(request, pk, reply)
    return _domain_page(request, found, mine, number)


def _domain_page(
    request: Request, found: Access, mine: Reply, number: int, *, said: Said | None = None, **more: Any
) -> HttpResponse:
    asked = items(mine, found.assessment, number)
    if not asked:
        raise Http404
    for one in asked:
        if said is not None and one.comment == said.comment:
            one.conflicts = said.conflicts
    numbers = [row.domain for row in domain_rows(items(mine, found.assessment))]
    here = next(place for place, one in enumerate(numbers) if one.number == number)
    context: dict[str, Any] = {
        "reply": mine,
        "domain": asked[0].domain,
        "items": asked,
        "may_write": _may_write(found, mine),
        "empty_cite_form": CiteForm(citable(found, mine)),
        "before": numbers[here - 1] if here else None,
        "after": numbers[here + 1] if here + 1 < len(numbers) else None,
    }
    return work_page(request, "work/reply_domain.html", found, **(context | more))


@require_POST
@signed_in
def agree(request: Request, pk: int, reply: int, number: int) -> HttpResponse:
    """Agree with everything of a domain on which the institution has said nothing yet."""
    found, mine = fetch_reply(request, pk, reply)
    asked = [one.indicator or one.draft for one in items(mine, found.assessment, number)]
    count = agree_with_the_rest(access=found, reply=mine, asked=[one for one in asked if one is not None])
    told = ngettext("%(count)s agreement noted.", "%(count)s agreements noted.", count) % {"count": count}
    messages.success(request, told)
    return redirect("reply-domain", pk, reply, number)


def _about(found: Access, kind: str, key: str) -> Indicator | Draft:
    if kind == "indicators":
        return fetch_indicator(found, key)
    if not key.isdecimal():
        raise Http404
    return get_object_or_404(Draft, pk=int(key), assessment=found.assessment, domain__gt=0)


def _item(mine: Reply, found: Access, kind: str, key: str) -> Item:
    every = items(mine, found.assessment)
    one = next((one for one in every if one.key == f"{kind}/{key}"), None)
    if one is None:
        raise Http404
    return one


@require_POST
@signed_in
def say(request: Request, pk: int, reply: int, kind: str, key: str) -> HttpResponse:
    """Say something of an answer or a finding. Two versions are shown where a colleague changed the same meanwhile."""
    found, mine = fetch_reply(request, pk, reply)
    about = _about(found, kind, key)
    written: dict[Field, str] = {field: _posted(request, field) for field in FIELDS if field in request.POST}
    saw = read_marks(request.POST.get("marks", ""))
    try:
        said = comment(access=found, reply=mine, about=about, written=written, saw=saw)
    except UnknownStanceError as error:
        raise Http404 from error
    item = _item(mine, found, kind, key)
    if request.htmx:
        item.conflicts = said.conflicts
        return _said_fragment(request, mine, item, said, _fresh(said, saw, written))
    if said.conflicts:
        return _domain_page(request, found, mine, item.domain.number, said=said, status=409)
    messages.success(request, _("Saved."))
    return redirect(_address(found, mine, item))


def _posted(request: Request, field: str) -> str:
    return request.POST.get(field, "").replace("\r\n", "\n").strip()


def _address(found: Access, mine: Reply, item: Item) -> str:
    return reverse("reply-domain", args=[found.assessment.pk, mine.pk, item.domain.number]) + f"#card-{item.name}"


def _fresh(said: Said, saw: Mapping[str, str], written: Mapping[Field, str]) -> dict[str, str]:
    """The marks of what now stands; what the writer has not seen keeps its old one: a colleague may have changed it."""
    values, current = said.comment.values, marks(said.comment.values, FIELDS)
    return {**saw} | {field: current[field] for field, text in written.items() if text == values[field]}


def _said_fragment(request: Request, mine: Reply, item: Item, said: Said, fresh: Mapping[str, str]) -> HttpResponse:
    context = {
        "assessment": mine.assessment,
        "reply": mine,
        "item": item,
        "said": said,
        "marks": " ".join(f"{name}:{mark}" for name, mark in fresh.items()),
        "current": " ".join(f"{name}:{mark}" for name, mark in marks(said.comment.values, FIELDS).items()),
    }
    return render(request, "work/parts/said.html", context, status=409 if said.conflicts else 200)


@require_POST
@signed_in
def quote(request: Request, pk: int, reply: int, kind: str, key: str) -> HttpResponse:
    """Let words of a document speak for what one says; a new document is filed with them."""
    found, mine = fetch_reply(request, pk, reply)
    about = _about(found, kind, key)
    require_open(found, mine)
    item = _item(mine, found, kind, key)
    if "remove" in request.POST:
        cite(access=found, reply=mine, about=about, version=None)
        return redirect(_address(found, mine, item))
    form = CiteForm(citable(found, mine), request.POST, request.FILES)
    if form.is_valid():
        try:
            version = _version(request, found, form)
            cite(access=found, reply=mine, about=about, version=version, words=form.cleaned_data["words"])
        except NotInDocumentError:
            form.add_error("words", _("These words do not stand in the document."))
        except (EmptyFileError, FileTooLargeError):
            form.add_error("file", _("The file is empty, or larger than this site takes."))
        else:
            messages.success(request, _("Saved."))
            return redirect(_address(found, mine, item))
    return _domain_page(request, found, mine, item.domain.number, cite_form=form, cite_key=item.key, status=422)


def _version(request: Request, found: Access, form: CiteForm) -> Version:
    document = form.cleaned_data["document"]
    if document is None:
        file = form.cleaned_data["file"]
        document = add_document(
            place=found.assessment.place,
            about=form.about,
            upload=Upload(file.name or "", file.chunks()),
            by=request.user,
        )
    version: Version = document.current
    return version


@require_POST
@signed_in
def send(request: Request, pk: int, reply: int) -> HttpResponse:
    """Submit the reply of the institution."""
    found, mine = fetch_reply(request, pk, reply)
    try:
        submit(access=found, reply=mine)
    except SilentDisagreementError as error:
        count = len(error.comments)
        told = ngettext(
            "Say why you do not agree: the comment is missing once.",
            "Say why you do not agree: the comment is missing %(count)s times.",
            count,
        )
        messages.error(request, told % {"count": count})
    else:
        messages.success(request, _("The reply has been submitted. You can read here what comes of it."))
    return redirect("reply", pk, reply)


@require_POST
@signed_in
def naming(request: Request, pk: int) -> HttpResponse:
    """Say whether one's name may stand in the publication."""
    found = fetch_any(request, pk)
    agree_to_be_named(access=found, agrees="agrees" in request.POST)
    messages.success(request, _("Saved."))
    return redirect("assessment", pk)
