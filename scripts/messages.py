"""Gather the interface's texts from Python and templates into openmgi/locale/, without GNU gettext.

python scripts/messages.py            bring the translation files up to date
python scripts/messages.py --check    exit 1 when a text is missing, untranslated, fuzzy or no longer used
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmgi.settings")

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "noop": None}
# Names and times that would change the file without changing a text.
UNWANTED_HEADERS = re.compile(
    r'^"(Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Tr|Language-Team|Generated).*\n', re.MULTILINE
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def messages() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    """Every text with the file and line where it stands."""
    for file in sorted((ROOT / "openmgi").rglob("*")):
        if file.suffix not in {".py", ".html"}:
            continue
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".html":
            # Django turns a template into something that reads like Python; indentation has no meaning there.
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        for line, message, _, _ in extract("python", BytesIO(text.encode()), KEYWORDS):
            yield str(file.relative_to(ROOT)), line, message


def template_catalog() -> Catalog:
    catalog = Catalog()
    for file, _, message in messages():
        catalog.add(message, locations=[(file, 0)])
    return catalog


def faults(name: str, catalog: Catalog, template: Catalog) -> Iterator[str]:
    """What keeps this translation from being complete."""
    wanted = {message.id for message in template if message.id}
    for message in catalog:
        if not message.id:
            continue
        texts = _texts(message.string)
        if message.id not in wanted:
            yield f"{name}: no longer used: {message.id!r}"
        elif message.fuzzy or not all(texts):
            yield f"{name}: not translated: {message.id!r}"
        elif not _placeholders_fit(_texts(message.id), texts):
            yield f"{name}: other placeholders: {message.id!r}"
    for missing in sorted(str(one) for one in wanted - {message.id for message in catalog}):
        yield f"{name}: missing: {missing!r}"


def _texts(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def _placeholders_fit(sources: list[str], texts: list[str]) -> bool:
    """The same placeholders; a plural form may leave out the number that it says in words."""
    wanted = {name for source in sources for name in PLACEHOLDER.findall(source)}
    found = [set(PLACEHOLDER.findall(text)) for text in texts]
    return all(one == wanted for one in found) if len(sources) == 1 else all(one <= wanted for one in found)


def update(path: Path, language: str, template: Catalog) -> None:
    catalog = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = (
        "# Interface texts of OpenMGI. `make messages` gathers new ones; docs/translating.md says how."
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalog, sort_by_file=True, include_lineno=False, width=110)
    path.write_text(UNWANTED_HEADERS.sub("", written.getvalue().decode()), encoding="utf-8")


def main() -> int:
    template = template_catalog()
    found: list[str] = []
    for language, _ in settings.LANGUAGES:
        if language == settings.LANGUAGE_CODE:
            continue
        path = ROOT / "openmgi" / "locale" / language / "LC_MESSAGES" / "django.po"
        if "--check" not in sys.argv:
            update(path, language, template)
        with path.open("rb") as file:
            found += faults(language, read_po(file, locale=language), template)
    for fault in found:
        print(fault)
    return 1 if found and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
