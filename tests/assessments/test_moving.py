from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from openmgi.assessments.actions.answering import add_quote, save_answer
from openmgi.assessments.actions.moving import ConditionsError, ReasonNeededError, move
from openmgi.assessments.actions.setting_up import add_member, assign, create_assessment
from openmgi.assessments.actions.talking import raise_flag, resolve_flag
from openmgi.assessments.models import Assessment, Event, Notice
from openmgi.assessments.permissions import Access, access
from openmgi.assessments.standing import standing
from openmgi.core.edition import Indicator
from openmgi.core.framework import Framework
from openmgi.core.workflow import Stage
from openmgi.library.actions.loading import load_edition
from tests.assessments.conftest import CUT_OFF, Cast, files_with_needs
from tests.assessments.test_answering import QUOTE, write
from tests.core.editions import parsed


def stage(cast: Cast) -> str:
    return Assessment.objects.get(pk=cast.assessment.pk).stage


def test_a_stage_opens_when_its_conditions_hold_and_says_which_do_not(cast: Cast) -> None:
    move(access=cast.access("amina"), to="research")
    flag = raise_flag(access=cast.access("dalia"), indicator=cast.indicator("1.A2"), text="?", to=cast.users["bruno"])
    write(cast, "bruno", "1.A1", option="absent", looked="Gazette.")
    with pytest.raises(ConditionsError, match="first_complete, no_open_flags") as refused:
        move(access=cast.access("amina"), to="second_coding")
    assert refused.value.unmet == [("first_complete", ("1.A2", "2.A1")), ("no_open_flags", ("1.A2",))]
    for code in ("1.A2", "2.A1"):
        write(cast, "bruno", code, option="na", reason="Cannot arise.")
    resolve_flag(access=cast.access("bruno"), flag=flag, resolution="Settled.")
    move(access=cast.access("amina"), to="second_coding")

    assert stage(cast) == "second_coding"


def test_every_condition_names_what_it_fails_for(cast: Cast) -> None:
    cast.assessment.assignments.all().delete()
    fails = standing(cast.assessment).fails

    assert fails == {
        "has_coders": ("1.A1", "1.A2", "2.A1"),
        "has_second_coders": ("1.A1", "1.A2"),
        "first_complete": ("1.A1", "1.A2", "2.A1"),
        "second_complete": ("1.A1", "1.A2"),
        "adjudicated": (),
        "quotes_hold": (),
        "replies_in": (),
        "comments_settled": (),
        "no_open_flags": (),
    }


def test_the_second_coder_must_be_somebody_else(cast: Cast) -> None:
    amina = cast.access("amina")
    add_member(access=amina, user=cast.users["bruno"], role="second_coder")
    assign(access=amina, user=cast.users["chen"], coding="second", scopes=["1.A2"])
    assign(access=amina, user=cast.users["bruno"], coding="second", scopes=["1.A1"])

    assert standing(cast.assessment).fails["has_second_coders"] == ("1.A1",)


def test_a_disagreement_keeps_the_findings_closed_until_it_is_settled(cast: Cast) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="Gazette.")
    cast.at("second_coding")
    write(cast, "chen", "1.A1", "second", option="complete", justification="Act.")
    cast.at("adjudication")
    with pytest.raises(ConditionsError) as refused:
        move(access=cast.access("amina"), to="findings")

    assert refused.value.unmet == [("adjudicated", ("1.A1",))]


def test_going_back_needs_a_reason_which_is_recorded_and_told(cast: Cast) -> None:
    cast.at("findings")
    with pytest.raises(ReasonNeededError):
        move(access=cast.access("amina"), to="research", reason="  ")
    move(access=cast.access("amina"), to="research", reason="A new law.")

    assert stage(cast) == "research"
    assert Event.objects.get(kind="stage_moved").after == {"stage": "research", "reason": "A new law."}
    assert {one.user.name for one in Notice.objects.filter(kind="stage_moved")} == {"Bruno", "Chen", "Dalia"}


@pytest.mark.parametrize("name", ["bruno", "chen", "dalia"])
def test_only_those_whom_the_table_names_move_it(cast: Cast, name: str) -> None:
    cast.at("research")
    with pytest.raises(PermissionDenied):
        move(access=cast.access(name), to="set_up", reason="No.")


def test_there_is_no_move_that_the_table_does_not_have(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        move(access=cast.access("amina"), to="published")


def test_who_looks_at_an_old_page_does_not_move_it_twice(cast: Cast) -> None:
    amina = cast.access("amina")
    cast.at("research")
    with pytest.raises(PermissionDenied):
        move(access=amina, to="research")


def test_a_stage_that_an_edition_adds_is_used_with_no_code(cast: Cast, framework: Framework) -> None:
    """Between research and second coding, this edition has the reviewer read everything through and write answers."""
    reading = Stage.model_validate(
        {
            "code": "reading_through",
            "name": {"en": "Reading through"},
            "may": {"reviewer": ["read", "answer"], "coordinator": ["read"]},
            "moves": [{"to": "published", "by": ["reviewer"], "when": ["first_complete"]}],
        }
    )
    first = framework.stages[0].model_copy(
        update={"moves": (framework.stages[0].moves[0].model_copy(update={"to": "reading_through", "when": ()}),)}
    )
    spec = parsed(files_with_needs()).model_copy(
        update={"code": "small-9", "stages": (first, reading, framework.stages[-1])}
    )
    edition, _ = load_edition(spec=spec)
    made = create_assessment(
        place=cast.assessment.place, edition=edition, cut_off_date=CUT_OFF, languages=["en"], by=cast.users["grace"]
    )
    grace = access(cast.users["grace"], made)
    add_member(access=grace, user=cast.users["dalia"], role="reviewer")
    made.assignments.create(user=cast.users["dalia"], coding="first", scope="1")
    made.assignments.create(user=cast.users["dalia"], coding="first", scope="2")
    move(access=grace, to="reading_through")
    for indicator in spec.indicators():
        dalia = access(cast.users["dalia"], Assessment.objects.get(pk=made.pk))
        _complete(dalia, indicator)
    moved = move(access=access(cast.users["dalia"], Assessment.objects.get(pk=made.pk)), to="published")

    assert (moved.stage, moved.current_stage.name["en"]) == ("published", "Published")


def _complete(dalia: Access, indicator: Indicator) -> None:
    save_answer(
        access=dalia,
        indicator=indicator,
        coding="first",
        written={"option": "complete", "justification": "Act."},
        saw={},
    )
    add_quote(access=dalia, indicator=indicator, coding="first", quote=QUOTE)
