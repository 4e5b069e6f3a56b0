"""The first half of the story: people are assigned, answer and quote, ask each other, and agree."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from openmgi.assessments.actions.adjudicating import adjudicate
from openmgi.assessments.actions.answering import save_answer
from openmgi.assessments.actions.quoting import Place as QuotePlace
from openmgi.assessments.actions.quoting import quote_document
from openmgi.assessments.actions.setting_up import assign, change_set_up, choose_double_coding
from openmgi.assessments.actions.talking import raise_flag, resolve_flag, say
from openmgi.assessments.demo_cast import Cast, beginning
from openmgi.assessments.demo_documents import Shelf
from openmgi.assessments.demo_story import Story, ToldAnswer, ToldFlag
from openmgi.core.workflow import Coding

_WEEKS = 4  # for each stage; the last one is not over on any day


def assign_people(cast: Cast, story: Story, part: float) -> None:
    """Say who writes what, what is coded twice, and until when."""
    if part < 1:
        return
    manager = cast.access("coordinator")
    spec = manager.assessment.spec
    twice = [code for code, _told in story.second_answers()]
    assign(
        access=manager, user=cast.users["researcher"], coding="first", scopes=[str(one.number) for one in spec.domains]
    )
    assign(access=manager, user=cast.users["second"], coding="second", scopes=twice)
    choose_double_coding(access=manager, indicators=twice)
    today = timezone.localdate()
    due = {
        stage.code: (today + datetime.timedelta(weeks=_WEEKS * number)).isoformat()
        for number, stage in enumerate(spec.stages[:-1], start=1)
    }
    change_set_up(access=manager, cut_off_date=story.cut_off_date, languages=story.languages, due=due)


def answer_first(cast: Cast, story: Story, part: float) -> None:
    """The researcher answers; the reviewer reads along and asks."""
    _answer(cast, "researcher", "first", beginning(list(story.answers()), part))
    for message in story.messages:
        say(access=cast.access(message.by), indicator=cast.indicator(message.indicator), text=message.text)
    for told in story.flags:
        _flag(cast, told, is_settled=part == 1)


def answer_second(cast: Cast, story: Story, part: float) -> None:
    """The second coder answers without seeing the first answers."""
    _answer(cast, "second", "second", beginning(list(story.second_answers()), part))


def _answer(cast: Cast, name: str, coding: Coding, answers: Sequence[tuple[str, ToldAnswer]]) -> None:
    coder = cast.access(name)
    shelf = Shelf(coder.assessment.place)
    for code, told in answers:
        indicator = cast.indicator(code)
        save_answer(access=coder, indicator=indicator, coding=coding, written=told.values, saw={})
        for passage in told.quotes:
            at = QuotePlace(*shelf.find(passage))
            quote_document(access=coder, indicator=indicator, coding=coding, at=at)


def _flag(cast: Cast, told: ToldFlag, *, is_settled: bool) -> None:
    indicator, to = cast.indicator(told.indicator), cast.users[told.to]
    flag = raise_flag(access=cast.access(told.by), indicator=indicator, text=told.text, to=to)
    if is_settled:
        resolve_flag(access=cast.access(told.to), flag=flag, resolution=told.resolution)


def agree(cast: Cast, story: Story, part: float) -> None:
    """The reviewer settles what the two coders answered differently."""
    reviewer = cast.access("reviewer")
    different = [(code, told) for code, told in story.second_answers() if told.adjudication]
    for code, told in beginning(different, part):
        adjudicate(
            access=reviewer,
            indicator=cast.indicator(code),
            option=told.agreed or told.option,
            reason=told.adjudication,
        )
