"""A workbook that goes out, comes back, is looked at, and is applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openmgi.assessments.actions.returning import NothingToSendError, Taken, send_workbook, take_back
from openmgi.assessments.models import Reply, SentWorkbook
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch_any, signed_in, work_page
from openmgi.assessments.workbooks.laying import writable_coding
from openmgi.assessments.workbooks.opening import ProblemsError, find_workbook, read_edits
from openmgi.assessments.workbooks.reading import WorkbookFileError, read
from openmgi.assessments.workbooks.showing import left_of, refusal, show
from openmgi.assessments.workbooks.weighing import WorkbookError, sent_of, weigh_workbook
from openmgi.assessments.workbooks.writing import write
from openmgi.core.merging import mark
from openmgi.core.round_trip import Edit, Key

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Pending:
    """A workbook between giving it and applying it; the page carries it, signed, so that nobody else can write it.

    shown: for each conflict that the person saw, the mark of what stood there.
    """

    workbook: SentWorkbook
    edits: Sequence[Edit]
    shown: Mapping[Key, str]

    def signed(self) -> str:
        data = {
            "code": self.workbook.code,
            "edits": [asdict(one) for one in self.edits],
            "shown": [[*at, seen] for at, seen in self.shown.items()],
        }
        return signing.dumps(data, salt=_salt(self.workbook.user_id), compress=True)


def _salt(user: int) -> str:
    return f"openmgi.workbook.{user}"


def _pending(request: Request) -> Pending:
    try:
        data = signing.loads(request.POST.get("pending", ""), salt=_salt(request.user.pk))
    except signing.BadSignature as error:
        raise Http404 from error
    workbook = get_object_or_404(SentWorkbook, code=data["code"])
    shown = {(key, field): seen for key, field, seen in data["shown"]}
    return Pending(workbook, [Edit(**one) for one in data["edits"]], shown)


@require_POST
@signed_in
def send(request: Request, pk: int) -> HttpResponse:
    """The workbook of what the person may write now, in the language that they chose."""
    found = fetch_any(request, pk)
    reply = _reply(request, found)
    try:
        workbook = send_workbook(access=found, language=_language(request), reply=reply)
    except NothingToSendError:
        messages.error(request, _("There is nothing that you may write now."))
        return redirect("workbook", pk)
    response = HttpResponse(write(sent_of(workbook), workbook.code), content_type=_XLSX)
    name = f"openmgi-{pk}-{workbook.kind}-{workbook.sent_at:%Y%m%d-%H%M}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _reply(request: Request, found: Access) -> Reply | None:
    number = request.POST.get("reply", "")
    if not number:
        return None
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Reply, pk=int(number), assessment=found.assessment, people=request.user)


def _language(request: Request) -> str:
    wanted = request.POST.get("language", "")
    return wanted if wanted in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def workbook(request: Request, pk: int) -> HttpResponse:
    """Take a workbook away, and give it back: what it would change, or what is wrong in it."""
    found = fetch_any(request, pk)
    if request.method != "POST":
        return _page(request, found)
    file = request.FILES.get("file")
    if file is None or file.file is None:
        return _page(request, found, refused=_("Choose a file."), status=422)
    try:
        came, edits = _open(found, file.file)
    except WorkbookFileError as error:
        return _page(request, found, refused=str(error), status=422)
    except WorkbookError as error:
        return _page(request, found, refused=refusal(error), status=422)
    except ProblemsError as error:
        return _page(request, found, problems=error.problems, status=422)
    return _preview(request, found, came, edits)


def _open(found: Access, file: IO[bytes]) -> tuple[SentWorkbook, Sequence[Edit]]:
    returned = read(file)
    came = find_workbook(returned)
    weigh_workbook(found, came, [])  # whose it is, before anything of it is told
    return came, read_edits(came, returned)


def _page(
    request: Request, found: Access, *, refused: str = "", problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    replies = Reply.objects.filter(assessment=found.assessment, people=request.user).order_by("institution")
    codes = (one.code for one in found.assessment.spec.indicators())
    return work_page(
        request,
        "work/workbook.html",
        found,
        status=status,
        replies=[one for one in replies if one.is_open and found.may("reply")],
        has_codings=any(writable_coding(found, code) for code in codes),
        left=left_of(found),
        refused=refused,
        problems=problems,
    )


def _preview(
    request: Request, found: Access, came: SentWorkbook, edits: Sequence[Edit], status: int = 200
) -> HttpResponse:
    """What the workbook would change, and a choice for each conflict."""
    sent, weighed = sent_of(came), weigh_workbook(found, came, edits)
    pending = Pending(came, edits, {one.at: mark(one.stands) for one in weighed.conflicts})
    return work_page(
        request,
        "work/workbook_changes.html",
        found,
        status=status,
        changes=show(sent, weighed.changes, weighed.outdated),
        conflicts=show(sent, weighed.conflicts, weighed.outdated),
        closed=show(sent, weighed.closed),
        pending=pending.signed(),
    )


@require_POST
@signed_in
def apply(request: Request, pk: int) -> HttpResponse:
    """Write what the person has looked at. What has changed again since is shown to them once more."""
    found = fetch_any(request, pk)
    pending = _pending(request)
    chosen = {at: request.POST.get(" ".join(("choice", *at))) for at in pending.shown}
    decided = {at: seen for at, seen in pending.shown.items() if chosen[at] == "mine"}
    try:
        taken = take_back(access=found, workbook=pending.workbook, edits=pending.edits, decided=decided)
    except WorkbookError as error:
        return _page(request, found, refused=refusal(error), status=422)
    _tell(request, taken)
    if _is_news(taken, pending.shown):
        return _preview(request, found, pending.workbook, pending.edits, status=409)
    return redirect("workbook", pk)


def _is_news(taken: Taken, shown: Mapping[Key, str]) -> bool:
    """Whether something is in conflict that the person has not seen so."""
    return any(shown.get(one.at) != mark(one.stands) for one in taken.conflicts)


def _tell(request: Request, taken: Taken) -> None:
    count = len(taken.written)
    messages.success(request, ngettext("%(count)s cell written.", "%(count)s cells written.", count) % {"count": count})
    left = len(taken.conflicts) + len(taken.closed)
    if left:
        told_of = ngettext(
            "%(count)s cell not written; its text is kept on this page.",
            "%(count)s cells not written; their texts are kept on this page.",
            left,
        )
        messages.info(request, told_of % {"count": left})
