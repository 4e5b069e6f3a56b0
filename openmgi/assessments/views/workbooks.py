"""A workbook that goes out, comes back, is looked at, and is applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

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
from openmgi.assessments.workbooks.reading import WorkbookFileError, read
from openmgi.assessments.workbooks.showing import refusal, show, unknown
from openmgi.assessments.workbooks.weighing import Weighing, WorkbookError, sent_of, weigh_workbook
from openmgi.assessments.workbooks.wording import told
from openmgi.assessments.workbooks.writing import write
from openmgi.core.merging import mark
from openmgi.core.round_trip import Edit, Key, read_back

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
    file = request.FILES.get("file")
    if request.method != "POST":
        return _page(request, found)
    if file is None:
        return _page(request, found, refused=_("Choose a file."), status=422)
    try:
        returned = read(file.file)
    except WorkbookFileError as error:
        return _page(request, found, refused=str(error), status=422)
    came = SentWorkbook.objects.filter(code=returned.code).first()
    if came is None:
        return _page(request, found, refused=unknown(), status=422)
    try:
        weighed = weigh_workbook(found, came, [])
    except WorkbookError as error:
        return _page(request, found, refused=refusal(error), status=422)
    read_edits = read_back(sent_of(came), returned.sheets)
    if read_edits.problems:
        return _page(request, found, problems=[told(one) for one in read_edits.problems], status=422)
    weighed = weigh_workbook(found, came, read_edits.edits)
    return _preview(request, found, came, read_edits.edits, weighed)


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
        refused=refused,
        problems=problems,
    )


def _preview(
    request: Request, found: Access, came: SentWorkbook, edits: Sequence[Edit], weighed: Weighing, status: int = 200
) -> HttpResponse:
    """What the workbook would change, and a choice for each conflict."""
    sent = sent_of(came)
    pending = Pending(came, edits, {one.at: mark(one.stands) for one in weighed.conflicts})
    return work_page(
        request,
        "work/workbook_changes.html",
        found,
        status=status,
        changes=show(sent, weighed.changes),
        conflicts=show(sent, weighed.conflicts),
        closed=show(sent, weighed.closed),
        pending=pending.signed(),
    )


@require_POST
@signed_in
def apply(request: Request, pk: int) -> HttpResponse:
    """Write what the person has looked at. What has changed again since is shown to them once more."""
    found = fetch_any(request, pk)
    pending = _pending(request)
    mine = set(request.POST.getlist("mine"))
    decided = {at: seen for at, seen in pending.shown.items() if " ".join(at) in mine}
    try:
        taken = take_back(access=found, workbook=pending.workbook, edits=pending.edits, decided=decided)
    except WorkbookError as error:
        return _page(request, found, refused=refusal(error), status=422)
    _tell(request, taken)
    if _is_news(taken, pending.shown):
        weighed = weigh_workbook(found, pending.workbook, pending.edits)
        return _preview(request, found, pending.workbook, pending.edits, weighed, status=409)
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
            "%(count)s cell not written; its text is kept with the workbook.",
            "%(count)s cells not written; their texts are kept with the workbook.",
            left,
        )
        messages.info(request, told_of % {"count": left})
