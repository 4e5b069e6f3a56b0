"""From a file that came back to the workbook that it is, and what was edited in it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openmgi.assessments.models import SentWorkbook
from openmgi.assessments.workbooks.reading import Returned, WorkbookFileError
from openmgi.assessments.workbooks.weighing import sent_of
from openmgi.assessments.workbooks.wording import told
from openmgi.core.round_trip import Edit, read_back


class ProblemsError(Exception):
    """Something in a workbook must be mended first; `problems` says all of it, with sheet and cell."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def find_workbook(returned: Returned) -> SentWorkbook:
    """The workbook that was sent. Raises WorkbookFileError."""
    found = SentWorkbook.objects.select_related("user").filter(code=returned.code).first()
    if found is None:
        raise WorkbookFileError(_("This workbook was not sent from this site."))
    return found


def read_edits(workbook: SentWorkbook, returned: Returned) -> tuple[Edit, ...]:
    """What was edited. Whoever calls has checked whose it is: a problem tells what was sent. Raises ProblemsError."""
    found = read_back(sent_of(workbook), returned.sheets)
    if found.problems:
        raise ProblemsError([told(one) for one in found.problems])
    return found.edits
