"""From the drafts of an assessment to a profile in which every finding is traced."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.findings import drafts_in_order
from openmgi.assessments.models import Answer, Assessment, Draft, Quote
from openmgi.core.answers import chosen
from openmgi.core.edition import Edition, EditionDomain, Indicator
from openmgi.core.profile import (
    KINDS,
    AgreedAnswer,
    AnswerTrace,
    Despite,
    Domain,
    Finding,
    Place,
    Profile,
    QuoteTrace,
    Source,
    Trace,
)
from openmgi.core.text import Language, Names, Text
from openmgi.publications.taking_part import cleared, consulted, people
from openmgi.web.templatetags.page import in_language


def assemble(assessment: Assessment, today: datetime.date, despite: Sequence[Despite] = ()) -> Profile:
    """The profile as it is now. Raises pydantic's ValidationError where a text is missing in a language."""
    languages = tuple(assessment.languages)
    drafts = list(drafts_in_order(assessment).prefetch_related("quotes"))
    answers = agreed_answers(assessment, [one.code for one in assessment.spec.indicators()])
    introduction = next((one for one in drafts if not one.is_finding), None)
    place = assessment.place
    return Profile(
        title=_in_each(languages, lambda: _title(assessment)),
        place=Place(
            name=place.name,
            country=place.country,
            country_name=place.country_name,
            code=place.code,
            invented=place.is_invented,
        ),
        level=assessment.spec.level,
        edition=f"{today:%Y-%m}",
        languages=languages,
        introduction=_only(introduction.spec, languages) if introduction else None,
        domains=tuple(_domain(one, drafts, answers, languages) for one in assessment.spec.domains),
        source=Source(),
        method=_in_each(languages, lambda: _method(assessment, len(answers))),
        framework_edition=assessment.edition.code,
        people=people(assessment),
        despite=tuple(despite),
        consultation=consulted(assessment),
        cleared=cleared(assessment),
        answers=tuple(annex(assessment.spec, {code: one.option for code, one in answers.items()}, languages)),
    )


def annex(spec: Edition, options: Mapping[str, str], languages: Sequence[Language]) -> Iterator[AgreedAnswer]:
    """Every question with the option that goes on, in the words of the question set.

    options: code of the indicator → code of what was chosen.
    """
    for domain, topic, indicator in spec.placed():
        option = chosen(indicator, options.get(indicator.code, ""))
        yield AgreedAnswer(
            domain=domain.number,
            topic=_names(topic.name, languages),
            indicator=indicator.code,
            question=_names(indicator.question, languages),
            option=option.code if option else "",
            option_label=_names(option.label, languages) if option else {},
            kind=option.kind if option else "not_answered",
            sdg=indicator.sdg,
            gcm=indicator.gcm,
        )


def _names(names: Names, languages: Sequence[Language]) -> Names:
    """In the languages of the profile; in its own, where the question set has none of these."""
    return {language: names[language] for language in languages if language in names} or names


def _in_each(languages: Sequence[Language], say: Callable[[], str]) -> Text:
    """What the interface says, in each language of the profile."""
    texts = {}
    for language in languages:
        with translation.override(language):
            texts[language] = say()
    return Text.written(languages[0], texts)


def _title(assessment: Assessment) -> str:
    return _("Migration governance profile: %(place)s") % {"place": in_language(assessment.place.name)}


def _method(assessment: Assessment, count: int) -> str:
    told = {
        "count": count,
        "edition": in_language(assessment.spec.title),
        "day": f"{assessment.cut_off_date:%Y-%m-%d}",
    }
    return (
        _(
            "The findings rest on %(count)s agreed answers to the questions of “%(edition)s”, as things stood on"
            " %(day)s. Each quote was checked against the stored file of its source when this profile was published."
        )
        % told
    )


def _only(text: Text, languages: Sequence[Language]) -> Text:
    """The text in the languages of the profile alone."""
    wanted = {*languages, text.source}
    return Text(
        source=text.source,
        texts={language: words for language, words in text.texts.items() if language in wanted},
        made_from={language: origin for language, origin in text.made_from.items() if language in wanted},
    )


def _domain(
    domain: EditionDomain, drafts: Sequence[Draft], answers: dict[str, Answer], languages: Sequence[Language]
) -> Domain:
    indicators = {one.code: one for one in domain.indicators()}
    found = {
        kind: tuple(
            Finding(text=_only(one.spec, languages), trace=_trace(one, indicators, answers, languages))
            for one in drafts
            if (one.domain, one.kind) == (domain.number, kind)
        )
        for kind in KINDS
    }
    return Domain(number=domain.number, name=domain.name, **found)


def _trace(
    draft: Draft, indicators: dict[str, Indicator], answers: dict[str, Answer], languages: Sequence[Language]
) -> Trace:
    quotes = {one.pk for one in draft.quotes.all()}
    told = [
        _answer(indicators[code], answers[code], quotes, languages[0]) for code in draft.indicators if code in answers
    ]
    if not told:
        return Trace(status="not_traceable", reason="source_not_published")
    return Trace(status="traced", answers=tuple(told))


def _answer(indicator: Indicator, answer: Answer, quotes: set[int], language: Language) -> AnswerTrace:
    """An answer with those of its quotes that the finding names, that hold, and that everybody may read."""
    option = next(one for one in indicator.options if one.code == answer.option)
    shown = [one for one in answer.quotes.all() if one.pk in quotes or not quotes]
    return AnswerTrace(
        indicator=indicator.code,
        question=indicator.question,
        option=option.code,
        option_label=option.label,
        justification=_written(answer.justification, language),
        looked=_written(answer.looked, language),
        quotes=tuple(quote_trace(one) for one in shown if _is_public(one)),
    )


def _written(words: str, language: Language) -> Text | None:
    return Text(source=language, texts={language: words}) if words.strip() else None


def _is_public(quote: Quote) -> bool:
    return quote.version is not None and not quote.version.document.is_restricted and quote.state != "broken"


def quote_trace(quote: Quote) -> QuoteTrace:
    """The quote as it is published."""
    assert quote.version is not None  # noqa: S101 - only bound ones are public
    document = quote.version.document
    return QuoteTrace(
        text=quote.text,
        reading=quote.words,
        language=quote.language or None,
        document=document.title,
        kind=document.kind,
        adopted=document.adopted.isoformat() if document.adopted else "",
        heading=quote.heading,
        page=quote.page,
        page_index=quote.parts[0][0],
        parts=tuple((page, start, end) for page, start, end in quote.parts),
        address=document.source_address,
        file_sha256=quote.version.file_id,
    )
