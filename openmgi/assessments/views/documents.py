"""The evidence library of an assessment: its documents, their versions, and adding to them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmgi.assessments import evidence
from openmgi.assessments.document_forms import AboutForm, DocumentForm, VersionForm, about_of, largest_file
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch, signed_in, work_page
from openmgi.library.actions.documents import (
    EmptyFileError,
    FileTooLargeError,
    SameFileError,
    Upload,
    add_document,
    add_version,
    change_document,
)
from openmgi.library.models import Document, Version


def fetch_document(found: Access, document: int) -> Document:
    """A document that this person may consult."""
    return get_object_or_404(evidence.documents(found), pk=document)


def fetch_version(found: Access, document: int, number: int) -> Version:
    """One of its versions."""
    owner = fetch_document(found, document)
    version = next((one for one in owner.versions.all() if one.number == number), None)
    if version is None:
        raise Http404
    version.document = owner
    return version


@require_safe
@signed_in
def documents(request: Request, pk: int) -> HttpResponse:
    """All documents of the place."""
    found = fetch(request, pk)
    rows = evidence.document_rows(found, evidence.documents(found))
    if request.htmx:
        return render(request, "work/parts/documents.html", {"rows": rows, "assessment": found.assessment})
    return work_page(request, "work/documents.html", found, rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: Request, pk: int) -> HttpResponse:
    """File a document."""
    found = fetch(request, pk)
    found.require("file")
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            add_document(
                place=found.assessment.place,
                about=form.about,
                upload=_upload(form.cleaned_data["file"]),
                by=request.user,
            )
        except (EmptyFileError, FileTooLargeError) as error:
            form.add_error("file", _refusal(error))
        else:
            messages.success(request, _("The document has been added. It is being read; this may take some minutes."))
            return redirect("documents", pk)
    status = 422 if form.is_bound else 200
    return work_page(request, "work/document_form.html", found, form=form, status=status)


def _upload(file: Any) -> Upload:
    return Upload(file.name or "", file.chunks())


def _refusal(error: Exception) -> str:
    if isinstance(error, FileTooLargeError):
        return _("The file is larger than %(most)s MB, the most that this site takes.") % {"most": largest_file()}
    if isinstance(error, SameFileError):
        return _("This is the very file of the newest version.")
    return _("The file has nothing in it.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def document(request: Request, pk: int, document: int) -> HttpResponse:
    """What is known of a document, its versions, and the quotes that rest on it."""
    found = fetch(request, pk)
    shown = fetch_document(found, document)
    form = AboutForm(request.POST or None, initial=about_of(shown))
    if request.method == "POST":
        found.require("file")
        if form.is_valid():
            change_document(document=shown, about=form.about)
            messages.success(request, _("The document has been corrected."))
            return redirect("document", pk, document)
    return _document_page(request, found, shown, form, VersionForm())


def _document_page(
    request: Request, found: Access, shown: Document, form: AboutForm, version_form: VersionForm
) -> HttpResponse:
    fates = evidence.fates(found, shown)
    versions = sorted(shown.versions.all(), key=lambda one: -one.number)
    return work_page(
        request,
        "work/document.html",
        found,
        status=422 if form.errors or version_form.errors else 200,
        document=shown,
        versions=[(one, fates.get(one.number, [])) for one in versions],
        quotes=evidence.quotes_of(found, shown),
        form=form,
        version_form=version_form,
    )


@require_POST
@signed_in
def new_version(request: Request, pk: int, document: int) -> HttpResponse:
    """File a newer version of a document."""
    found = fetch(request, pk)
    found.require("file")
    shown = fetch_document(found, document)
    form = VersionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_version(document=shown, upload=_upload(form.cleaned_data["file"]), by=request.user)
        except (EmptyFileError, FileTooLargeError, SameFileError) as error:
            form.add_error("file", _refusal(error))
        else:
            messages.success(
                request, _("The new version has been added; the quotes are compared with it once it is read.")
            )
            return redirect("document", pk, document)
    return _document_page(request, found, shown, AboutForm(initial=about_of(shown)), form)


@require_safe
@signed_in
def file(request: Request, pk: int, document: int, number: int) -> HttpResponse:
    """The file itself, to be kept: a browser must not run what somebody gave us."""
    found = fetch(request, pk)
    version = fetch_version(found, document, number)
    if not version.file.path.exists():
        raise Http404
    response = FileResponse(
        version.file.path.open("rb"),
        as_attachment=True,
        filename=version.name,
        content_type=version.file.media_type or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", response)  # a stream is one as far as anybody here is concerned
