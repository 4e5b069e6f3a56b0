"""A demonstration of the workspace: people who do not exist, and an assessment of an invented country."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.actions.answering import QuoteText, add_quote, save_answer
from openmgi.assessments.actions.moving import move
from openmgi.assessments.actions.setting_up import (
    add_member,
    assign,
    change_set_up,
    choose_double_coding,
    create_assessment,
)
from openmgi.assessments.actions.talking import raise_flag, say
from openmgi.assessments.demo_documents import file_documents, quote_documents
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import Access, access
from openmgi.core.answers import Field
from openmgi.core.edition import Indicator
from openmgi.core.workflow import Role
from openmgi.library.models import Edition, Place

PASSWORD = "open-mgi-demo"  # noqa: S105 - printed for whoever runs the demonstration; nothing else uses it
PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("coordinator", "Amina Coordinator", "coordinator"),
    ("researcher", "Bruno Researcher", "researcher"),
    ("second", "Chen Second-Coder", "second_coder"),
    ("reviewer", "Dalia Reviewer", "reviewer"),
    ("ministry", "Emeka Respondent", "respondent"),
)
INVENTED = "Invented for the demonstration; nothing here describes a real country."


def address(name: str) -> str:
    return f"{name}@demo.example"


def make_demo(place: Place, edition: Edition) -> bool:
    """Make the people, the documents and the assessment; False when they are there already."""
    file_documents(place)
    if Assessment.objects.filter(place=place, edition=edition).exists():
        return False
    _make_assessment(place, edition)
    return True


@transaction.atomic
def _make_assessment(place: Place, edition: Edition) -> None:
    users = {name: _person(name, full) for name, full, _role in PEOPLE}
    coordinator = users["coordinator"]
    today = timezone.localdate()
    assessment = create_assessment(
        place=place, edition=edition, cut_off_date=today, languages=["en", "fr"], by=coordinator
    )
    manager = access(coordinator, assessment)
    for name, _full, role in PEOPLE:
        add_member(access=manager, user=users[name], role=role)
    domains = [str(domain.number) for domain in edition.spec.domains]
    assign(access=manager, user=users["researcher"], coding="first", scopes=domains)
    assign(access=manager, user=users["second"], coding="second", scopes=domains[:1])
    first = [one.code for one in edition.spec.domains[0].indicators()]
    choose_double_coding(access=manager, indicators=first)
    weeks = {stage.code: 4 * number for number, stage in enumerate(edition.spec.stages, start=1)}
    due = {stage: (today + datetime.timedelta(weeks=number)).isoformat() for stage, number in weeks.items()}
    change_set_up(access=manager, cut_off_date=today, languages=["en", "fr"], due=due)
    move(access=manager, to=edition.spec.stages[1].code)
    _begin_work(users, assessment)


def _person(name: str, full: str) -> User:
    user = User.objects.filter(email=address(name)).first()
    if user is None:
        user = User.objects.create_user(address(name), PASSWORD, name=full, is_administrator=name == "coordinator")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _begin_work(users: dict[str, User], assessment: Assessment) -> None:
    """A few answers, a message and a flag, so that pages and boards have something to show."""
    assessment = Assessment.objects.with_names().get(pk=assessment.pk)
    researcher = access(users["researcher"], assessment)
    indicators = list(assessment.spec.indicators())
    for number, indicator in enumerate(indicators[:8]):
        _answer(researcher, indicator, number)
    say(access=researcher, indicator=indicators[0], text=f"Is the regulation still in force? {INVENTED}")
    reviewer = access(users["reviewer"], assessment)
    raise_flag(access=reviewer, indicator=indicators[1], text="Please add the article.", to=users["researcher"])


def _answer(researcher: Access, indicator: Indicator, number: int) -> None:
    options = [option.code for option in indicator.answers]
    values: dict[Field, str] = {"option": options[number % len(options)], "justification": INVENTED}
    if number % len(options) == 0:
        values["looked"] = f"Official gazette. {INVENTED}"
    save_answer(access=researcher, indicator=indicator, coding="first", written=values, saw={})
    if not quote_documents(researcher, indicator):
        quote = QuoteText(text="Everyone shall have access.", source_title="An Act of an invented country", page="3")
        add_quote(access=researcher, indicator=indicator, coding="first", quote=quote)
