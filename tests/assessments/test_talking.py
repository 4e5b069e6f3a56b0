from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from openmgi.assessments.actions.talking import NothingSaidError, raise_flag, resolve_flag, say
from openmgi.assessments.histories import history, talk
from openmgi.assessments.models import Event, Flag, Message, Notice
from openmgi.assessments.recording import mentioned
from tests.assessments.conftest import Cast


def heard(cast: Cast, name: str, code: str = "1.A1") -> list[str]:
    return [one.text for one in talk(cast.access(name), code).messages]


def test_a_member_who_is_mentioned_is_told_and_nobody_else(cast: Cast) -> None:
    cast.at("research")
    say(
        access=cast.access("bruno"),
        indicator=cast.indicator("2.A1"),
        text=" See @DALIA@velmora.example and @faye@velmora.example. ",
    )

    assert [(one.user.name, one.kind, one.text[:4]) for one in Notice.objects.filter(kind="message")] == [
        ("Dalia", "message", "See ")
    ]
    assert str(Message.objects.get()).startswith("Bruno: See")


def test_an_address_inside_a_word_is_no_mention(cast: Cast) -> None:
    assert mentioned(cast.assessment, "mail bruno@velmora.example or x@bruno@velmora.example") == []


def test_nothing_is_not_said(cast: Cast) -> None:
    cast.at("research")
    for text in ("", "  \n "):
        with pytest.raises(NothingSaidError):
            say(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text=text)


def test_blind_coders_do_not_hear_each_other_and_the_others_hear_both(cast: Cast) -> None:
    cast.at("second_coding")
    indicator = cast.indicator("1.A1")
    say(access=cast.access("bruno"), indicator=indicator, text="I chose absent.")
    say(access=cast.access("chen"), indicator=indicator, text="I chose complete.")
    say(access=cast.access("amina"), indicator=indicator, text="Hurry.")

    assert heard(cast, "bruno") == ["I chose absent.", "Hurry."]
    assert heard(cast, "chen") == ["I chose complete.", "Hurry."]
    assert heard(cast, "dalia") == heard(cast, "amina") == ["I chose absent.", "I chose complete.", "Hurry."]
    assert [one.event.actor_name for one in history(cast.access("chen"), "1.A1")] == ["Amina", "Chen"]
    cast.at("adjudication")
    assert heard(cast, "chen") == ["I chose absent.", "I chose complete.", "Hurry."]


def test_what_is_coded_once_is_talked_of_openly(cast: Cast) -> None:
    cast.at("second_coding")
    say(access=cast.access("bruno"), indicator=cast.indicator("2.A1"), text="Open.")

    assert heard(cast, "chen", "2.A1") == ["Open."]


def test_a_flag_is_heard_by_the_one_whom_it_asks(cast: Cast) -> None:
    cast.at("second_coding")
    flag = raise_flag(
        access=cast.access("chen"), indicator=cast.indicator("1.A1"), text="Which law?", to=cast.users["bruno"]
    )

    assert (flag.coding, str(flag)) == ("second", "1.A1: Which law?")
    assert [one.text for one in talk(cast.access("bruno"), "1.A1").flags] == ["Which law?"]
    assert [(one.user.name, one.text) for one in Notice.objects.filter(kind="flag_raised")] == [("Bruno", "Which law?")]


@pytest.mark.parametrize("name", ["chen", "bruno", "amina"])
def test_a_flag_is_resolved_by_who_raised_it_who_is_asked_or_who_manages(cast: Cast, name: str) -> None:
    cast.at("second_coding")
    flag = raise_flag(
        access=cast.access("chen"), indicator=cast.indicator("1.A1"), text="Which?", to=cast.users["bruno"]
    )
    for _ in range(2):
        flag = resolve_flag(access=cast.access(name), flag=flag, resolution=" Act 1. ")

    assert (flag.resolution, flag.resolved_by, Flag.objects.open().count()) == ("Act 1.", cast.users[name], 0)
    assert Event.objects.filter(kind="flag_resolved").count() == 1


def test_others_do_not_resolve_it_and_words_are_needed(cast: Cast) -> None:
    cast.at("second_coding")
    flag = raise_flag(
        access=cast.access("chen"), indicator=cast.indicator("1.A1"), text="Which?", to=cast.users["bruno"]
    )
    with pytest.raises(PermissionDenied):
        resolve_flag(access=cast.access("dalia"), flag=flag, resolution="Done.")
    with pytest.raises(NothingSaidError):
        resolve_flag(access=cast.access("bruno"), flag=flag, resolution=" ")
    assert Flag.objects.open().count() == 1


def test_a_flag_is_addressed_to_a_member(cast: Cast) -> None:
    cast.at("research")
    with pytest.raises(PermissionDenied):
        raise_flag(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text="?", to=cast.users["faye"])


def test_who_may_not_speak_does_not(cast: Cast) -> None:
    cast.at("published")
    with pytest.raises(PermissionDenied):
        say(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text="Too late.")
    with pytest.raises(PermissionDenied):
        raise_flag(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text="?", to=cast.users["amina"])


def test_the_database_wants_who_when_and_how_of_a_resolution_together(cast: Cast) -> None:
    cast.at("research")
    flag = raise_flag(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text="?", to=cast.users["amina"])
    for change in ({"resolved_at": timezone.now()}, {"resolved_by": cast.users["amina"]}, {"resolution": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Flag.objects.filter(pk=flag.pk).update(**change)


def test_a_mention_does_not_carry_the_words_of_one_blind_coder_to_the_other(cast: Cast) -> None:
    cast.at("second_coding")
    words = "Absent, @chen@velmora.example, @dalia@velmora.example and @emeka@velmora.example."
    say(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text=words)
    raise_flag(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), text=words, to=cast.users["amina"])

    told = [(one.kind, one.user.name) for one in Notice.objects.exclude(text="").order_by("pk")]
    assert told == [("message", "Dalia"), ("flag_raised", "Amina"), ("flag_raised", "Dalia")]
