"""What is done inside the site while a browser looks at it, by the product's own actions: one JSON line an act."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django has to be set up before anything of ours is imported
from django.utils import timezone  # noqa: E402

from openmgi.accounts.actions import add_user, invite  # noqa: E402
from openmgi.accounts.models import User  # noqa: E402
from openmgi.assessments.actions.adjudicating import adjudicate  # noqa: E402
from openmgi.assessments.actions.answering import QuoteText, add_quote, save_answer  # noqa: E402
from openmgi.assessments.actions.drafting import Basis, add_finding, change_finding, translate  # noqa: E402
from openmgi.assessments.actions.quoting import Place as QuotePlace  # noqa: E402
from openmgi.assessments.actions.quoting import quote_document  # noqa: E402
from openmgi.assessments.actions.setting_up import (  # noqa: E402
    add_member,
    assign,
    choose_double_coding,
    create_assessment,
)
from openmgi.assessments.actions.talking import raise_flag, resolve_flag, say  # noqa: E402
from openmgi.assessments.demo import PASSWORD, PEOPLE, address  # noqa: E402
from openmgi.assessments.evidence import seek  # noqa: E402
from openmgi.assessments.models import Answer, Assessment, Event, Reply  # noqa: E402
from openmgi.assessments.permissions import Access, access  # noqa: E402
from openmgi.core.answers import seen  # noqa: E402
from openmgi.core.edition import Indicator  # noqa: E402
from openmgi.core.text import fingerprint  # noqa: E402
from openmgi.library.actions.documents import About, Upload, add_document, add_version  # noqa: E402
from openmgi.library.models import Document, Edition, Place  # noqa: E402
from openmgi.library.reading import read_version  # noqa: E402
from tests.library.extraction.pdf_files import lines, text_pdf  # noqa: E402

NATIONAL = "openmgi-national-1"
_numbers = count(1)


def _user(name: str) -> User:
    return User.objects.get(email=address(name))


def _found(pk: int) -> Assessment:
    return Assessment.objects.with_names().get(pk=pk)


def _as(name: str, pk: int) -> Access:
    return access(_user(name), _found(pk))


def _indicator(pk: int, code: str) -> Indicator:
    found = _found(pk).spec.indicator(code)
    assert found is not None
    return found


def person(name: str, full: str) -> None:
    """Somebody else who may sign in."""
    add_user(email=address(name), name=full, password=PASSWORD)


def invitation(email: str, name: str) -> str:
    """The token by which somebody joins."""
    token = invite(email=email, name=name, language="en", by=None)[1]
    assert token is not None
    return token


def _nowhere() -> Place:
    name = {"en": f"Nowhere {next(_numbers)}"}
    return Place.objects.create(level="national", country="XXV", name=name, country_name=name, is_invented=True)


def begin(stage: str, previous: int | None) -> int:
    """An assessment of a place that does not exist, with the people of the demonstration: Bruno answers everything,
    Chen the first domain, which is coded twice. After another it is the next round of the same place."""
    edition = Edition.objects.get(code=NATIONAL)
    before = _found(previous) if previous else None
    made = create_assessment(
        place=before.place if before else _nowhere(),
        round=before.round + 1 if before else 1,
        edition=edition,
        cut_off_date=timezone.localdate(),
        languages=["en", "fr"],
        previous=before,
        by=_user("coordinator"),
    )
    manager = _as("coordinator", made.pk)
    for member, _full, role in PEOPLE:
        add_member(access=manager, user=_user(member), role=role)
    domains = list(edition.spec.domains)
    assign(access=manager, user=_user("researcher"), coding="first", scopes=[str(one.number) for one in domains])
    assign(access=manager, user=_user("second"), coding="second", scopes=["1"])
    choose_double_coding(access=manager, indicators=[one.code for one in domains[0].indicators()])
    put(made.pk, stage)
    return made.pk


def put(assessment: int, stage: str) -> None:
    """Into a stage, past its conditions."""
    Assessment.objects.filter(pk=assessment).update(stage=stage)


def join(assessment: int, name: str, role: Any, scopes: list[str]) -> None:
    """Somebody takes part, and answers these."""
    manager = _as("coordinator", assessment)
    add_member(access=manager, user=_user(name), role=role)
    if scopes:
        assign(access=manager, user=_user(name), coding="first", scopes=scopes)


def remove(assessment: int, name: str) -> None:
    """Somebody no longer takes part."""
    _found(assessment).members.filter(user=_user(name)).delete()


def write(assessment: int, name: str, indicator: str, coding: Any, values: Any) -> None:
    """Somebody writes fields of an answer, having seen what stands."""
    answer = Answer.objects.filter(assessment=assessment, indicator=indicator, coding=coding).first()
    saved = save_answer(
        access=_as(name, assessment),
        indicator=_indicator(assessment, indicator),
        coding=coding,
        written=values,
        saw=seen(answer.values) if answer else {},
    )
    assert not saved.conflicts


def fill(assessment: int, name: str, coding: Any, besides: list[str]) -> None:
    """Every answer that somebody may write, complete; besides these."""
    writer = _as(name, assessment)
    for number, indicator in enumerate(writer.assessment.spec.indicators()):
        if indicator.code in besides or coding not in writer.writable(indicator.code):
            continue
        option = indicator.answers[number % len(indicator.answers)].code
        values: Any = {"option": option, "justification": "Invented.", "looked": "Nowhere.", "confidence": "high"}
        save_answer(access=writer, indicator=indicator, coding=coding, written=values, saw={})
        quote = QuoteText(text="Invented words.", source_title="An invented act", page="7")
        add_quote(access=writer, indicator=indicator, coding=coding, quote=quote)


def find(assessment: int, name: str, indicator: str, text: str) -> int:
    """Somebody writes a finding on an answer; its translation into French is of an earlier text."""
    editor = _as(name, assessment)
    number = next(domain.number for domain, _, one in editor.assessment.spec.placed() if one.code == indicator)
    made = add_finding(access=editor, domain=number, kind="well_developed", text=text, basis=Basis([indicator]))
    translate(access=editor, draft=made, language="fr", text="Un texte.", made_from=fingerprint(text))
    change_finding(access=editor, finding=made, text=f"{text} More.", saw=fingerprint(text), basis=Basis([indicator]))
    return made.pk


def law(assessment: int, name: str, text: list[str]) -> int:
    """Somebody files a law of these pages, which has been read."""
    pages = [lines(*page.split("\n")) for page in text]
    found = _as(name, assessment)
    about = About(title="Act on Foreigners", kind="law", language="en")
    upload = Upload("act.pdf", [text_pdf(pages)])
    document = add_document(place=found.assessment.place, about=about, upload=upload, by=found.user)
    read_version(document.current.pk)
    return document.pk


def replace(document: int, text: list[str]) -> None:
    """The law has a newer version, which has been read."""
    pages = [lines(*page.split("\n")) for page in text]
    found = Document.objects.get(pk=document)
    read_version(add_version(document=found, upload=Upload("newer.pdf", [text_pdf(pages)]), by=None).pk)


def bind(assessment: int, name: str, indicator: str, document: int, words: str) -> int:
    """Somebody quotes words of a law."""
    version = Document.objects.get(pk=document).current
    [anchor] = seek(version, text=words).anchors
    made = quote_document(
        access=_as(name, assessment),
        indicator=_indicator(assessment, indicator),
        coding="first",
        at=QuotePlace(version, anchor),
    )
    return made.pk


def practice(stage: str) -> int:
    """The assessment of the demonstration that waits in a stage."""
    return (
        Assessment.objects.filter(stage=stage, place__is_invented=True).order_by("pk").values_list("pk", flat=True)[0]
    )


def reply(assessment: int, name: str) -> int:
    """The reply that somebody writes."""
    return Reply.objects.get(assessment=assessment, people=_user(name)).pk


def quote(assessment: int, name: str, indicator: str, text: str) -> None:
    """Somebody quotes an invented act."""
    told = QuoteText(text=text, source_title="An invented act", source_address="https://example.org/act", page="7")
    add_quote(access=_as(name, assessment), indicator=_indicator(assessment, indicator), coding="first", quote=told)


def talk(assessment: int, indicator: str) -> None:
    """A message, a flag that is settled, and one that is open."""
    shown = _indicator(assessment, indicator)
    say(access=_as("researcher", assessment), indicator=shown, text=f"Look again, please, @{address('reviewer')}.")
    reviewer = _as("reviewer", assessment)
    settled = raise_flag(access=reviewer, indicator=shown, text="The year is missing.", to=_user("researcher"))
    resolve_flag(access=_as("researcher", assessment), flag=settled, resolution="Added.")
    raise_flag(access=reviewer, indicator=shown, text="The page is missing.", to=_user("researcher"))


def settle(assessment: int, indicator: str, option: str, reason: str) -> None:
    """Dalia settles what two coders answered differently."""
    shown = _indicator(assessment, indicator)
    adjudicate(access=_as("reviewer", assessment), indicator=shown, option=option, reason=reason)


def held(assessment: int, indicator: str, coding: str) -> dict[str, str]:
    """What the database holds of an answer; nothing where nobody has written one."""
    answers = Answer.objects.filter(assessment=assessment, indicator=indicator, coding=coding)
    return {str(field): text for answer in answers for field, text in answer.values.items()}


def member(assessment: int, name: str) -> int:
    """The number under which somebody takes part."""
    return _found(assessment).members.get(user=_user(name)).pk


def events(assessment: int, indicator: str) -> list[str]:
    """The kinds of acts on an indicator, the oldest first."""
    found = Event.objects.filter(assessment=assessment, indicator=indicator).order_by("pk")
    return list(found.values_list("kind", flat=True))


_MADE = (begin, bind, find, invitation, join, law, person, put, quote, replace, settle, talk, write)
_TOLD = (events, fill, held, member, practice, remove, reply)
ACTS: dict[str, Callable[..., Any]] = {act.__name__: act for act in (*_MADE, *_TOLD)}


def main() -> None:
    """Do what each line of the standard input asks, and answer with a line."""
    for line in sys.stdin:
        act, given = json.loads(line)
        with transaction.atomic():
            told = ACTS[act](**given)
        print(json.dumps(told), flush=True)  # noqa: T201 - our answer


if __name__ == "__main__":
    main()
