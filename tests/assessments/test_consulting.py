"""Asking institutions: who, about what, until when; reminding them, and no longer waiting."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from click.testing import Result
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from openmgi.accounts.models import User
from openmgi.assessments.actions.consulting import (
    AlreadyAskedError,
    Asked,
    NobodyAskedError,
    NoReasonError,
    NothingAskedError,
    change_reply,
    close_reply,
    open_reply,
    remind,
    remind_all,
    reopen_reply,
)
from openmgi.assessments.actions.moving import ConditionsError, move
from openmgi.assessments.models import Event, Notice, Reply
from tests.assessments.conftest import Browse, Cast, ask
from tests.assessments.test_pages import LANGUAGES, at
from tests.pages import page, texts

DUE = datetime.date(2026, 12, 15)
TODAY = datetime.date(2026, 12, 1)


def asked(cast: Cast, institution: str = "Ministry of Interior", *, people: list[User] | None = None) -> Asked:
    return Asked(institution, ["1"], DUE, "en", [cast.users["emeka"]] if people is None else people)


def news(cast: Cast, name: str) -> list[str]:
    return list(Notice.objects.filter(user=cast.users[name]).order_by("pk").values_list("kind", flat=True))


def test_whoever_is_asked_takes_part_and_is_told(cast: Cast) -> None:
    faye = cast.users["faye"]
    reply = open_reply(access=cast.access("amina"), asked=asked(cast, people=[faye]))

    assert (reply.institution, reply.scopes, list(reply.people.all())) == ("Ministry of Interior", ["1"], [faye])
    assert (news(cast, "faye"), cast.assessment.members.get(user=faye).role) == (["reply_opened"], "respondent")


def test_an_institution_is_asked_once(cast: Cast) -> None:
    open_reply(access=cast.access("amina"), asked=asked(cast))

    with pytest.raises(AlreadyAskedError):
        open_reply(access=cast.access("amina"), asked=asked(cast, " Ministry of Interior "))


@pytest.mark.parametrize("institution", ["", "  "])
def test_an_institution_has_a_name(cast: Cast, institution: str) -> None:
    with pytest.raises(NobodyAskedError):
        open_reply(access=cast.access("amina"), asked=asked(cast, institution))


def test_somebody_replies_for_it(cast: Cast) -> None:
    with pytest.raises(NobodyAskedError):
        open_reply(access=cast.access("amina"), asked=asked(cast, people=[]))


@pytest.mark.parametrize("scopes", [[], ["9"], ["1", "9.Z9"]])
def test_it_is_asked_something_that_the_edition_has(cast: Cast, scopes: list[str]) -> None:
    with pytest.raises(NothingAskedError):
        open_reply(access=cast.access("amina"), asked=Asked("M", scopes, DUE, "en", [cast.users["emeka"]]))


def test_what_is_asked_can_be_changed_and_new_people_are_told(cast: Cast) -> None:
    reply = ask(cast)
    wanted = Asked("Ministry of Interior", ["2"], DUE, "fr", [cast.users["emeka"], cast.users["faye"]])
    change_reply(access=cast.access("amina"), reply=reply, asked=wanted)
    reply.refresh_from_db()

    assert (reply.scopes, reply.language, news(cast, "faye")) == (["2"], "fr", ["reply_changed"])
    assert Event.objects.filter(kind="reply_changed").count() == 1


@pytest.mark.parametrize("name", ["bruno", "dalia"])
def test_only_who_manages_asks(cast: Cast, name: str) -> None:
    reply = ask(cast)
    cast.at("consultation")
    access = cast.access(name)
    with pytest.raises(PermissionDenied):
        open_reply(access=access, asked=asked(cast, "Another"))
    with pytest.raises(PermissionDenied):
        change_reply(access=access, reply=reply, asked=asked(cast))
    with pytest.raises(PermissionDenied):
        close_reply(access=access, reply=reply, reason="r")
    with pytest.raises(PermissionDenied):
        reopen_reply(access=access, reply=reply, reason="r")
    with pytest.raises(PermissionDenied):
        remind(access=access, reply=reply)


def test_no_longer_waiting_needs_a_reason_and_can_be_undone(cast: Cast) -> None:
    reply = ask(cast)
    amina = cast.access("amina")
    with pytest.raises(NoReasonError):
        close_reply(access=amina, reply=reply, reason=" ")
    closed = close_reply(access=amina, reply=reply, reason="They did not answer.")
    assert (closed.is_open, closed.closed_reason) == (False, "They did not answer.")

    assert reopen_reply(access=amina, reply=reply, reason="They have called.").is_open
    assert news(cast, "emeka")[-2:] == ["reply_closed", "reply_reopened"]


def test_the_stage_stays_open_while_a_reply_is_waited_for(cast: Cast) -> None:
    reply = ask(cast)
    cast.at("consultation")

    with pytest.raises(ConditionsError) as refused:
        move(access=cast.access("amina"), to="clearance")
    assert ("replies_in", ("Ministry of Interior",)) in refused.value.unmet

    close_reply(access=cast.access("amina"), reply=reply, reason="They did not answer.")
    assert move(access=cast.access("amina"), to="clearance").stage == "clearance"


def test_who_is_late_or_nearly_so_is_reminded_once_in_three_days(cast: Cast) -> None:
    reply = ask(cast, due=TODAY + datetime.timedelta(days=3))
    cast.at("consultation")

    assert (remind_all(today=TODAY), remind_all(today=TODAY)) == (1, 0)
    assert news(cast, "emeka").count("reply_reminded") == 1
    Reply.objects.filter(pk=reply.pk).update(reminded_at=reply.opened_at - datetime.timedelta(days=4))
    assert remind_all(today=TODAY) == 1


def test_nobody_is_reminded_who_has_time_or_cannot_reply(cast: Cast) -> None:
    reply = ask(cast, due=TODAY + datetime.timedelta(days=4))
    cast.at("consultation")
    assert remind_all(today=TODAY) == 0

    cast.at("research")
    assert remind_all(today=DUE) == 0
    cast.at("consultation")
    close_reply(access=cast.access("amina"), reply=reply, reason="r")
    assert (remind_all(today=DUE), remind(access=cast.access("amina"), reply=reply).reminded_at) == (0, None)


def test_news_are_sent_with_reminders(cast: Cast, run: Callable[..., Result]) -> None:
    ask(cast, due=datetime.date(2026, 1, 1))
    cast.at("consultation")
    Notice.objects.all().delete()

    assert run("notices", "send").exit_code == 0
    assert [one.to for one in mail.outbox] == [["emeka@velmora.example"]]
    assert "reminded an institution" in mail.outbox[0].body


# The pages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rest", ["consultation/", "consultation/{}/", "consultation/comments/", "preview/"])
def test_a_page_is_there_in_every_language(cast: Cast, browse: Browse, rest: str, language: str) -> None:
    reply = ask(cast)
    cast.at("consultation")
    tree = page(browse("amina"), at(cast, rest.format(reply.pk), language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)


@pytest.fixture
def amina(cast: Cast, browse: Browse) -> Client:
    cast.at("consultation")
    return browse("amina")


FORM = {
    "institution": "Ministry of Labour",
    "people": "Hana Respondent <hana@velmora.example>\nEmeka <emeka@velmora.example>",
    "domains": ["2"],
    "indicators": "1.A2",
    "due": "2026-12-15",
    "language": "fr",
}


def test_an_institution_is_asked_and_a_new_person_gets_a_link(
    cast: Cast, amina: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined] # a context manager
        answer = amina.post(at(cast, "consultation/"), FORM)

    reply = Reply.objects.get()
    assert (answer.status_code, reply.scopes) == (302, ["2", "1.A2"])
    assert sorted(one.email for one in reply.people.all()) == ["emeka@velmora.example", "hana@velmora.example"]
    assert [one.to for one in mail.outbox] == [["hana@velmora.example"]]
    assert texts(page(amina, at(cast, "consultation/")), "tbody th bdi") == ["Ministry of Labour"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"people": "nobody"}, "Line 1 is no name with an e-mail address: nobody"),
        ({"people": "new@velmora.example"}, "new@velmora.example is new here: write the name before the address."),
        ({"indicators": "9.Z9"}, "There is no such indicator: 9.Z9"),
        ({"domains": [], "indicators": ""}, "Choose at least one domain or indicator."),
    ],
)
def test_what_is_wrong_with_a_request_is_said_beside_it(
    cast: Cast, amina: Client, change: dict[str, str], told: str
) -> None:
    answer = amina.post(at(cast, "consultation/"), FORM | change)

    assert (answer.status_code, Reply.objects.count(), told in answer.content.decode()) == (422, 0, True)


def test_an_institution_that_was_asked_is_not_asked_again(cast: Cast, amina: Client) -> None:
    ask(cast)
    answer = amina.post(at(cast, "consultation/"), FORM | {"institution": "Ministry of Interior"})

    assert (answer.status_code, Reply.objects.count()) == (422, 1)
    assert not User.objects.filter(email="hana@velmora.example").exists()


def test_a_request_is_changed_on_its_page(cast: Cast, amina: Client) -> None:
    reply = ask(cast)
    assert amina.post(at(cast, f"consultation/{reply.pk}/"), FORM).status_code == 302

    reply.refresh_from_db()
    assert (reply.institution, reply.language) == ("Ministry of Labour", "fr")


def test_an_institution_is_reminded_and_no_longer_waited_for(cast: Cast, amina: Client) -> None:
    reply = ask(cast)
    address = at(cast, f"consultation/{reply.pk}/arrange/")

    assert amina.post(address, {"act": "remind"}).status_code == 302
    assert amina.post(address, {"act": "close"}).headers["Location"].endswith(f"/consultation/{reply.pk}/")
    amina.post(address, {"act": "close", "reason": "No answer."})
    reply.refresh_from_db()
    assert (reply.reminded_at is not None, reply.closed_reason) == (True, "No answer.")
    amina.post(address, {"act": "reopen", "reason": "They called."})
    assert Reply.objects.get().is_open
    assert amina.post(address, {"act": "other"}).status_code == 404
