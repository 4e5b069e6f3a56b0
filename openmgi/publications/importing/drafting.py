"""From a file to an imported profile, and from an imported profile to the profile that is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from pydantic import ValidationError

from openmgi.core.framework import Framework
from openmgi.core.importing.imported import ImportedProfile, PageWarning, imported, to_profile
from openmgi.core.importing.reading import Doubt, Reading, UnreadableError, read_profile, with_doubts
from openmgi.core.importing.vocabulary import Vocabulary
from openmgi.core.profile import Profile, Source
from openmgi.library.frameworks import framework_folders, read_framework
from openmgi.library.places import gazetteer
from openmgi.library.yaml_files import read_yaml
from openmgi.publications.importing.errors import FileError, GivenError
from openmgi.publications.importing.language import guess_language
from openmgi.publications.importing.messages import doubt_message, unreadable_message
from openmgi.publications.importing.opening import OpenedFile, open_page


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What a file gave, and the file it came from."""

    page: ImportedProfile
    reading: Reading
    file: OpenedFile
    framework: Framework

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file.content).hexdigest()


def import_file(path: Path, given: Mapping[str, str | None]) -> ImportedFile:
    """The profile in this file.

    given: what a person says of the profile (title, place, country, code, level, edition, language); it wins over
    what the page says. Raises FileError and, for a value that cannot be, GivenError.
    """
    framework = read_framework(framework_folders()[0])
    file = open_page(path)
    try:
        reading = read_profile(file.lines, _vocabulary(framework), gazetteer(), guess_language)
    except UnreadableError as error:
        raise FileError(unreadable_message(error), line=error.line) from error
    reading = with_doubts(reading, file.doubts)
    doubts = [doubt for doubt in reading.doubts if not _is_answered(doubt, given)]
    page = imported(reading, tuple(_warning(doubt, file, framework) for doubt in doubts))
    return ImportedFile(_with_given(page, given), reading, file, framework)


def profile_of(page: ImportedProfile, framework: Framework, *, file_name: str, file_sha256: str) -> Profile:
    """The profile to publish. Raises IncompleteError."""
    country = gazetteer().country(page.place.country or "")
    names = dict(country.names) if country else {page.language: page.place.name}
    source = Source(file_name=file_name, file_sha256=file_sha256)
    return to_profile(page, framework, names, source)


def _vocabulary(framework: Framework) -> Vocabulary:
    words, _lines = read_yaml(settings.DATA_DIR / "importing" / "vocabulary.yaml")
    return Vocabulary(words, framework)


def _warning(doubt: Doubt, file: OpenedFile, framework: Framework) -> PageWarning:
    return PageWarning(line=doubt.line, message=doubt_message(doubt, framework), page=file.page_of(doubt.line))


_ANSWERS = {
    "no_title": "title",
    "unknown_place": "country",
    "guessed_country": "country",
    "no_code": "code",
    "no_level": "level",
    "conflicting_level": "level",
    "no_edition": "edition",
    "conflicting_dates": "edition",
    "guessed_language": "language",
}


def _is_answered(doubt: Doubt, given: Mapping[str, str | None]) -> bool:
    return bool(given.get(_ANSWERS.get(doubt.code, "")))


def _with_given(page: ImportedProfile, given: Mapping[str, str | None]) -> ImportedProfile:
    told = {name: value for name, value in given.items() if value}
    keys = {"place": "name", "country": "country", "code": "code"}
    place = {key: told.pop(name) for name, key in keys.items() if name in told}
    data = page.model_dump() | told
    data["place"] = data["place"] | place
    if data["level"] == "national" and data["place"]["country"] and "code" not in place:
        data["place"]["code"] = data["place"]["country"]
    try:
        return ImportedProfile.model_validate(data)
    except ValidationError as error:
        # Only what was given can be wrong: the page itself was valid before.
        name = str(error.errors()[0]["loc"][-1])
        raise GivenError(name, given.get(name) or "") from error
