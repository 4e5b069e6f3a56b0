"""The people of a site that will fail, and what its database holds afterwards."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.sessions import session_of
from openmgi.accounts.models import User
from openmgi.assessments.actions.moving import move
from openmgi.assessments.actions.setting_up import add_member, assign, create_assessment
from openmgi.assessments.models import Answer, Assessment, Event
from openmgi.assessments.permissions import access
from openmgi.core.answers import state
from openmgi.library.models import Edition, Place

EDITION = "openmgi-national-1"


@transaction.atomic
def make(people: int, *, together: bool) -> dict[str, Any]:
    """An assessment of an invented place, open for answers. Together, each writes every answer; apart, each some."""
    by = User.objects.create_user("coordinator@faults.example", name="Coordinator", is_administrator=True)
    edition = Edition.objects.get(code=EDITION)
    place = Place.objects.create(
        level="national", country="ZZZ", name={"en": "Place 001"}, country_name={"en": "Place 001"}, is_invented=True
    )
    today = timezone.localdate()
    assessment = create_assessment(place=place, edition=edition, cut_off_date=today, languages=["en"], by=by)
    manager = access(by, assessment)
    placed = list(edition.spec.placed())
    made = []
    for number in range(people):
        user = User.objects.create_user(f"researcher-{number}@faults.example", name=f"Researcher {number}")
        add_member(access=manager, user=user, role="researcher")
        own = placed if together else placed[number::people]
        assign(access=manager, user=user, coding="first", scopes=[one.code for _, _, one in own])
        topics = {one.code: f"{domain.number}/{topic.code}" for domain, topic, one in own}
        made.append({"name": user.name, "session": session_of(user), "topics": topics})
    move(access=manager, to=edition.spec.stages[1].code)
    return {"assessment": assessment.pk, "people": made}


def read() -> dict[str, Any]:
    """The record of answers, in its order; every answer, with the state it should be in; the database's own check."""
    spec = Assessment.objects.get().spec
    answers: list[dict[str, str]] = []
    for answer in Answer.objects.order_by("indicator"):
        indicator = spec.indicator(answer.indicator)
        assert indicator is not None
        should = state(indicator, answer.values, answer.quotes.count())
        values = {str(field): text for field, text in answer.values.items()}
        answers.append(values | {"indicator": answer.indicator, "state": answer.state, "should": should})
    events = Event.objects.filter(kind__in=["answer_saved", "answer_conflict"]).order_by("pk")
    return {
        "events": list(events.values("indicator", "kind", "actor_name", "before", "after")),
        "answers": answers,
        "check": _check(),
    }


def _check() -> list[str]:
    """What the database finds wrong with itself."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [str(row) for row in cursor.fetchall()]
