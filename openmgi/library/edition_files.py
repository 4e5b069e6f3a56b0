"""An edition as files to take away: YAML as its authors keep it, a workbook, JSON, CSV and an XLSForm."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator

from openmgi.core.edition import GUIDANCE_PARTS, as_data
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.sheets import edition_sheets
from openmgi.library.editions import edition_texts
from openmgi.library.models import Edition
from openmgi.library.workbook import write_sheets
from openmgi.library.xlsform import write_xlsform

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_json(edition: Edition) -> bytes:
    """Everything the edition says, as `openmgi framework show --format json` prints it."""
    return json.dumps(as_data(edition.spec), ensure_ascii=False, indent=2).encode()


def as_yaml(edition: Edition) -> bytes:
    """The files as authors keep them, in one archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        # Entries carry no date of today, so that the same edition gives the same bytes.
        for name, text in edition_texts(edition.spec).items():
            archive.writestr(zipfile.ZipInfo(f"{edition.code}/{name}"), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def as_workbook(edition: Edition) -> bytes:
    """The workbook that can be edited and imported again."""
    target = io.BytesIO()
    write_sheets(edition_sheets(edition.spec), target)
    return target.getvalue()


def as_xlsform(edition: Edition) -> bytes:
    """The form for KoboToolbox and ODK."""
    target = io.BytesIO()
    write_xlsform(edition.spec, target)
    return target.getvalue()


def as_csv(edition: Edition) -> bytes:
    """One row for each indicator and language. It begins with a byte order mark, for spreadsheet programs."""
    table = io.StringIO()
    rows = list(_rows(edition.spec))
    writer = csv.DictWriter(table, list(dict.fromkeys(column for row in rows for column in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().encode("utf-8-sig")


def _rows(spec: EditionSpec) -> Iterator[dict[str, str]]:
    for language in spec.asked_in:
        for domain, topic, indicator in spec.placed():
            yield {
                "edition": spec.code,
                "language": language,
                "domain": str(domain.number),
                "domain_name": domain.name.get(language, ""),
                "topic": topic.code,
                "topic_name": topic.name[language],
                "indicator": indicator.code,
                "question": indicator.question[language],
                **{f"criterion_{option.code}": option.criterion.get(language, "") for option in indicator.options},
                **{f"guidance_{part}": indicator.guidance.get(part, {}).get(language, "") for part in GUIDANCE_PARTS},
                "terms": "; ".join(indicator.terms.get(language, ())),
                "sdg": " ".join(indicator.sdg),
                "gcm": " ".join(map(str, indicator.gcm)),
                "relation": indicator.relation.kind if indicator.relation else "",
                "before": " ".join(indicator.relation.before) if indicator.relation else "",
            }


WRITERS: dict[str, tuple[Callable[[Edition], bytes], str]] = {
    "edition.json": (as_json, "application/json"),
    "edition.csv": (as_csv, "text/csv; charset=utf-8"),
    "edition.xlsx": (as_workbook, _XLSX),
    "edition.zip": (as_yaml, "application/zip"),
    "xlsform.xlsx": (as_xlsform, _XLSX),
}
