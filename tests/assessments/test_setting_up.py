from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from openmgi.assessments.actions.setting_up import (
    LastCoordinatorError,
    NoStagesError,
    NotACoderError,
    OtherPlaceError,
    RoundExistsError,
    UnknownScopeError,
    add_member,
    assign,
    change_set_up,
    choose_double_coding,
    create_assessment,
    remove_member,
    sample,
)
from openmgi.assessments.models import Assessment, Event, Notice
from openmgi.assessments.permissions import access
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Edition, Place
from tests.assessments.conftest import CUT_OFF, Cast


def events(cast: Cast, kind: str) -> list[Event]:
    return list(Event.objects.filter(assessment=cast.assessment.pk, kind=kind).order_by("pk"))


def test_an_assessment_begins_in_the_first_stage_with_a_coordinator_and_an_event(cast: Cast) -> None:
    first = events(cast, "assessment_created")[0]

    assert (cast.assessment.stage, first.actor_name) == ("set_up", "Grace")
    assert first.after == {"place": "Velmora", "edition": "small-1", "round": 1}
    assert str(cast.assessment) == "Velmora, small-1, 1"


def test_an_edition_that_an_assessment_uses_is_in_use(cast: Cast) -> None:
    assert Edition.objects.get().used_since is not None


def test_only_an_administrator_begins_an_assessment(cast: Cast) -> None:
    for name in ("amina", "bruno", "faye"):
        with pytest.raises(PermissionDenied):
            create_assessment(
                place=cast.assessment.place,
                edition=cast.assessment.edition,
                cut_off_date=CUT_OFF,
                languages=["en"],
                round=2,
                by=cast.users[name],
            )
    assert Assessment.objects.count() == 1


def test_a_round_exists_once(cast: Cast) -> None:
    with pytest.raises(RoundExistsError):
        create_assessment(
            place=cast.assessment.place,
            edition=cast.assessment.edition,
            cut_off_date=CUT_OFF,
            languages=["en"],
            by=cast.users["grace"],
        )


def test_the_round_before_is_of_the_same_place(cast: Cast) -> None:
    elsewhere = Place.objects.create(level="national", country="XXW", name={"en": "W"}, country_name={"en": "W"})
    with pytest.raises(OtherPlaceError):
        create_assessment(
            place=elsewhere,
            edition=cast.assessment.edition,
            cut_off_date=CUT_OFF,
            languages=["en"],
            previous=cast.assessment,
            by=cast.users["grace"],
        )


def test_the_round_before_is_of_the_same_level(cast: Cast) -> None:
    city = cast.assessment.spec.model_copy(update={"code": "city-1", "level": "local"})
    with pytest.raises(OtherPlaceError):
        create_assessment(
            place=cast.assessment.place,
            edition=load_edition(spec=city)[0],
            cut_off_date=CUT_OFF,
            languages=["en"],
            previous=cast.assessment,
            by=cast.users["grace"],
        )


def test_an_edition_without_stages_cannot_be_assessed(cast: Cast) -> None:
    edition = cast.assessment.edition
    edition.content = {**edition.content, "stages": []}
    edition.loaded_at = edition.loaded_at + datetime.timedelta(seconds=1)
    bare = Edition(pk=edition.pk, content=edition.content, loaded_at=edition.loaded_at)

    with pytest.raises(NoStagesError):
        create_assessment(
            place=cast.assessment.place,
            edition=bare,
            cut_off_date=CUT_OFF,
            languages=["en"],
            round=2,
            by=cast.users["grace"],
        )


def test_dates_and_languages_are_changed_by_the_coordinator_and_recorded_once(cast: Cast) -> None:
    due = {"research": "2027-01-31", "nowhere": "2027-01-01", "consultation": ""}
    for _ in range(2):
        change_set_up(access=cast.access("amina"), cut_off_date=CUT_OFF, languages=["fr", "en"], due=due)
    cast.assessment.refresh_from_db()

    assert (cast.assessment.languages, cast.assessment.due) == (["fr", "en"], {"research": "2027-01-31"})
    changed = [event.after or {} for event in events(cast, "set_up_changed")]
    assert [one["due"] for one in changed] == [{"research": "2027-01-31"}]


def test_nobody_else_changes_the_set_up(cast: Cast) -> None:
    cast.at("research")
    for name in ("bruno", "chen", "dalia"):
        mine = cast.access(name)
        with pytest.raises(PermissionDenied):
            change_set_up(access=mine, cut_off_date=CUT_OFF, languages=["fr"], due={})
        with pytest.raises(PermissionDenied):
            add_member(access=mine, user=cast.users["faye"], role="reviewer")
        with pytest.raises(PermissionDenied):
            assign(access=mine, user=cast.users["bruno"], coding="first", scopes=[])
        with pytest.raises(PermissionDenied):
            choose_double_coding(access=mine, indicators=[])
        with pytest.raises(PermissionDenied):
            remove_member(access=mine, member=cast.assessment.members.first())  # type: ignore[arg-type] # there is one


def test_a_role_is_given_once_and_the_person_is_told(cast: Cast) -> None:
    for _ in range(2):
        add_member(access=cast.access("amina"), user=cast.users["faye"], role="reviewer")

    assert cast.assessment.members.filter(user=cast.users["faye"]).count() == 1
    assert [(one.kind, one.actor_name) for one in Notice.objects.filter(user=cast.users["faye"])] == [
        ("member_added", "Amina")
    ]


def test_with_the_role_go_the_assignments_and_what_was_written_stays(cast: Cast) -> None:
    member = cast.assessment.members.get(user=cast.users["chen"])
    remove_member(access=cast.access("amina"), member=member)

    assert cast.assessment.assignments.filter(user=cast.users["chen"]).count() == 0
    assert events(cast, "member_removed")[0].before == {"user": "Chen", "role": "second_coder"}
    with pytest.raises(Http404):
        cast.access("chen")


def test_the_last_coordinator_stays(cast: Cast) -> None:
    member = cast.assessment.members.get(role="coordinator")
    with pytest.raises(LastCoordinatorError):
        remove_member(access=cast.access("amina"), member=member)
    add_member(access=cast.access("amina"), user=cast.users["faye"], role="coordinator")
    remove_member(access=cast.access("amina"), member=member)

    assert [one.user.name for one in cast.assessment.members.filter(role="coordinator")] == ["Faye"]


def test_a_reviewer_leaves_without_assignments(cast: Cast) -> None:
    remove_member(access=cast.access("amina"), member=cast.assessment.members.get(role="reviewer"))

    assert cast.assessment.assignments.count() == 3


def test_assignments_are_what_was_chosen_last(cast: Cast) -> None:
    amina = cast.access("amina")
    assign(access=amina, user=cast.users["bruno"], coding="first", scopes=["2", "2"])
    before = len(events(cast, "assigned"))
    assign(access=amina, user=cast.users["bruno"], coding="first", scopes=["2"])

    assert [one.scope for one in cast.assessment.assignments.filter(user=cast.users["bruno"])] == ["2"]
    assert len(events(cast, "assigned")) == before
    assert (events(cast, "assigned")[-1].before or {})["scopes"] == ["1", "2.A1"]


def test_only_those_with_the_role_are_assigned_and_only_what_exists(cast: Cast) -> None:
    amina = cast.access("amina")
    with pytest.raises(NotACoderError):
        assign(access=amina, user=cast.users["dalia"], coding="first", scopes=["1"])
    with pytest.raises(NotACoderError):
        assign(access=amina, user=cast.users["bruno"], coding="second", scopes=["1"])
    with pytest.raises(UnknownScopeError, match=r"9, 9\.Z1"):
        assign(access=amina, user=cast.users["bruno"], coding="first", scopes=["1", "9", "9.Z1"])


def test_what_is_coded_twice_is_kept_in_order_and_recorded_once(cast: Cast) -> None:
    for _ in range(2):
        choose_double_coding(access=cast.access("amina"), indicators=["2.A1", "1.A2", "9.Z9"])
    cast.assessment.refresh_from_db()

    assert cast.assessment.double_coded == ["1.A2", "2.A1"]
    assert [event.after for event in events(cast, "double_coding_changed")] == [["1.A1", "1.A2"], ["1.A2", "2.A1"]]


@given(st.integers(0, 12), st.integers(0, 99))
def test_a_sample_can_be_drawn_again(size: int, seed: int) -> None:
    codes = [f"1.A{number}" for number in range(10)]
    drawn = sample(codes, size, seed)

    assert drawn == sample(codes, size, seed)
    assert len(drawn) == min(size, 10)
    assert drawn == sorted(drawn)


def test_who_has_no_part_is_told_that_there_is_none(cast: Cast) -> None:
    with pytest.raises(Http404):
        access(cast.users["faye"], cast.assessment)


def test_an_administrator_may_do_what_the_coordinator_may(cast: Cast) -> None:
    assert cast.access("grace").acts == cast.access("amina").acts
