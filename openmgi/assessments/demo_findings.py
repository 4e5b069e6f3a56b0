"""The findings of the story: written, translated, reviewed, and written again where the consultation changed one."""

from __future__ import annotations

from collections.abc import Sequence

from openmgi.assessments.actions.drafting import (
    Basis,
    add_finding,
    change_finding,
    review,
    translate,
    write_introduction,
)
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.demo_cast import Cast, beginning
from openmgi.assessments.demo_story import FindingPlace, Story
from openmgi.assessments.findings import drafts_in_order
from openmgi.assessments.models import Assessment, Draft
from openmgi.core.text import Language, Names, fingerprint


def write_findings(cast: Cast, story: Story, part: float) -> None:
    """The editor writes the introduction and the findings, and reviews them in the first language."""
    editor = cast.access("editor")
    source = story.languages[0]
    drafts = [write_introduction(access=editor, text=story.introduction[source])]
    for domain, kind, told in beginning(list(story.findings()), part):
        basis = _basis(editor.assessment, told.indicators, told.quotes)
        drafts.append(add_finding(access=editor, domain=domain, kind=kind, text=told.text[source], basis=basis))
    for draft in drafts:
        review(access=editor, draft=draft, language=source)


def _basis(assessment: Assessment, indicators: Sequence[str], beginnings: tuple[str, ...] = ()) -> Basis:
    """The quotes of the answers to these indicators; where beginnings are given, those that begin so."""
    answers = agreed_answers(assessment, indicators)
    quotes = [quote for code in indicators for quote in answers[code].quotes.select_related("answer")]
    return Basis(indicators, [one for one in quotes if not beginnings or one.words.startswith(beginnings)])


def translate_findings(cast: Cast, story: Story, part: float) -> None:
    """The translator translates what is written; the editor reviews it."""
    texts = {story.introduction[story.languages[0]]: story.introduction}
    texts |= {told.text[story.languages[0]]: told.text for _domain, _kind, told in story.findings()}
    languages = beginning(story.languages[1:], part)
    for draft in drafts_in_order(cast.assessment):
        _translate(cast, draft, texts[draft.spec.texts[draft.spec.source]], languages)


def _translate(cast: Cast, draft: Draft, text: Names, languages: Sequence[Language]) -> None:
    translator, editor = cast.access("translator"), cast.access("editor")
    made_from = fingerprint(draft.spec.texts[draft.spec.source])
    for language in languages:
        translate(access=translator, draft=draft, language=language, text=text[language], made_from=made_from)
        review(access=editor, draft=draft, language=language)


def finding_at(cast: Cast, place: FindingPlace) -> Draft:
    """The finding that stands there."""
    return Draft.objects.get(assessment=cast.number, domain=place.domain, kind=place.kind, position=place.number)


def mend_findings(cast: Cast, story: Story, part: float) -> None:
    """Where a comment changed a finding, the editor lets it rest on what is quoted now, and all languages follow."""
    if part < 1:
        return
    for _institution, comment in story.comments():
        if comment.finding and comment.text_in:
            _mend(cast, story, comment.finding, comment.text_in)


def _mend(cast: Cast, story: Story, place: FindingPlace, text: Names) -> None:
    editor = cast.access("editor")
    finding = finding_at(cast, place)
    stands = finding.spec.texts[finding.spec.source]
    basis = _basis(editor.assessment, finding.indicators)
    changed = change_finding(access=editor, finding=finding, text=stands, saw=fingerprint(stands), basis=basis)
    review(access=editor, draft=changed, language=story.languages[0])
    _translate(cast, changed, text, story.languages[1:])
