"""The texts of an assessment to and from an outside translator, one PO file for each language; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.assessments.actions.drafting import translate
from openmgi.assessments.findings import drafts_in_order, reading
from openmgi.assessments.models import Assessment, Draft
from openmgi.assessments.permissions import Access
from openmgi.assessments.po_files import Header, TranslationFileError, po_file, read_po_file
from openmgi.assessments.wording import Glossaries
from openmgi.core.text import Language, fingerprint, tidy
from openmgi.core.translation_units import UNKNOWN, Outcome, Problem, Unit, problems, settle, taken

__all__ = ["Received", "TranslationFileError", "export", "receive", "sentence"]

_INTRODUCTION = "introduction"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a file. saved: what was taken, of `outcomes`."""

    outcomes: Sequence[Outcome]
    saved: Sequence[Outcome]

    @property
    def conflicts(self) -> list[Outcome]:
        """The translations that were changed here meanwhile and were not taken."""
        return [one for one in self.outcomes if one.verdict == "conflict" and one not in self.saved]

    @property
    def unfinished(self) -> list[Outcome]:
        """The translations that are marked as not finished and were not taken."""
        return [one for one in self.outcomes if one.verdict == "fuzzy"]

    @property
    def late(self) -> list[Outcome]:
        """Of those that were taken, the ones whose source changed since the file was made."""
        return [one for one in self.saved if one.is_late]


def export(assessment: Assessment, language: Language) -> bytes:
    """The file of a language: every text with its translation as it stands. Its notes are in the reader's language."""
    drafts = _units(assessment, language, drafts_in_order(assessment))
    title = f"{assessment.place} – {assessment.edition.code} – {assessment.round}"
    header = Header(assessment.pk, language, assessment.edition.code, title, _for_the_translator())
    return po_file(header, [unit for _draft, unit in drafts.values()])


def _for_the_translator() -> str:
    told = _("Write each translation below its source. Leave the source and the lines that begin with # as they are.")
    mark = _(
        "A text marked as “fuzzy” was translated from an earlier source, which stands beside it: "
        "take the mark away when the translation is right."
    )
    return f"{told}\n{mark}"


def _units(assessment: Assessment, language: Language, drafts: QuerySet[Draft]) -> dict[str, tuple[Draft, Unit]]:
    """By its key, each text that is written in another language, as a unit."""
    glossaries = Glossaries(assessment)
    found = ((one, _unit(assessment, one, language, glossaries)) for one in drafts if one.spec.source != language)
    return {unit.key: (draft, unit) for draft, unit in found}


def _unit(assessment: Assessment, draft: Draft, language: Language, glossaries: Glossaries) -> Unit:
    spec = draft.spec
    source, translation = spec.texts[spec.source], spec.texts.get(language, "")
    made_from = spec.made_from.get(language, "")
    return Unit(
        key=f"finding-{draft.pk}" if draft.is_finding else _INTRODUCTION,
        source=source,
        sources={**draft.earlier, fingerprint(source): source},
        translation=translation,
        made_from=(made_from if _FINGERPRINT.fullmatch(made_from) else UNKNOWN) if translation else "",
        state=reading(draft, language),
        notes=tuple(_notes(assessment, draft, language, glossaries)),
    )


def _notes(assessment: Assessment, draft: Draft, language: Language, glossaries: Glossaries) -> Iterator[str]:
    yield _place(assessment, draft)
    source = draft.spec.source
    for term in glossaries.between(source, language).terms_in(draft.spec.texts[source]):
        told = {"term": term.term, "preferred": term.preferred, "avoided": ", ".join(term.avoided)}
        said = _("Glossary: %(term)s → %(preferred)s")
        but = _("Glossary: %(term)s → %(preferred)s (not: %(avoided)s)")
        yield (but if term.avoided else said) % told
        if term.note:
            yield term.note


def _place(assessment: Assessment, draft: Draft) -> str:
    """Where a text stands in the profile."""
    domain = next((one for one in assessment.spec.domains if one.number == draft.domain), None)
    if domain is None:
        return _("Introduction")
    name = domain.name.get(get_language() or "") or next(iter(domain.name.values()))
    kind = _("A well-developed area") if draft.kind == "well_developed" else _("An area with potential")
    return f"{draft.domain}. {tidy(name)} – {kind}"


@transaction.atomic
def receive(
    *,
    access: Access,
    language: Language,
    content: bytes,
    with_fuzzy: bool = False,
    take: Mapping[str, str] | None = None,
) -> Received:
    """Take what a translator changed.

    A translation that was changed here meanwhile is taken only where `take` names its unit with the fingerprint of
    what stands. Raises PermissionDenied, and TranslationFileError with every reason; then nothing is taken.
    """
    if not (access.may("draft") or access.may("translate")) or language not in access.assessment.languages:
        raise PermissionDenied
    header, returned = read_po_file(content)
    _require_ours(header, access.assessment, language)
    drafts = drafts_in_order(access.assessment).select_for_update()
    units = _units(access.assessment, language, drafts)
    found = list(problems(returned, {key: unit for key, (_draft, unit) in units.items()}))
    if found:
        raise TranslationFileError(found)
    outcomes = [settle(one, units[one.key][1], with_fuzzy=with_fuzzy) for one in returned]
    saved = taken(outcomes, take or {})
    for one in saved:
        draft = units[one.unit.key][0]
        translate(access=access, draft=draft, language=language, text=one.text, made_from=one.made_from)
    return Received(outcomes, saved)


def _require_ours(header: Header, assessment: Assessment, language: Language) -> None:
    if header.assessment != assessment.pk:
        raise TranslationFileError([Problem(1, "other_assessment", str(header.assessment))])
    if header.language != language:
        raise TranslationFileError([Problem(1, "other_language", header.language)])


def sentence(problem: Problem) -> str:
    """Why a file cannot be taken, where, and what to do, in the reader's words."""
    reasons = {
        "broken": _(
            "line %(line)s: this is no PO file in UTF-8 from here on. "
            "Look for a missing quotation mark, or save the file anew."
        ),
        "no_header": _(
            "line %(line)s: the file does not say for which assessment and language it is. "
            "Send back a file that was downloaded here."
        ),
        "other_assessment": _("line %(line)s: the file belongs to the assessment %(word)s. Open that one."),
        "other_language": _(
            "line %(line)s: the file is in another language (%(word)s). Open the page of that language."
        ),
        "twice": _("line %(line)s: the text %(word)s stands twice. Keep one of them."),
        "unknown": _("line %(line)s: there is no text %(word)s, or no longer. Take it out of the file."),
        "no_fingerprint": _(
            "line %(line)s: the comment of %(word)s that begins with “source:” is missing or changed. "
            "Copy it from the file that was downloaded."
        ),
        "altered": _(
            "line %(line)s: the source of %(word)s was altered in the file. Only the translation may be changed."
        ),
    }
    return reasons[problem.code] % {"line": problem.line, "word": problem.word}
