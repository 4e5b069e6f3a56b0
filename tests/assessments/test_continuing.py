"""A next round begins from the answers of the one before, and each of them has to be confirmed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from openmgi.assessments.actions.continuing import begin_from_before, confirm
from openmgi.assessments.actions.setting_up import add_member, assign, create_assessment
from openmgi.assessments.models import Answer, Assessment, Event
from openmgi.assessments.permissions import Access, access
from openmgi.core.framework import Framework
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Document, Place
from tests.assessments.conftest import CUT_OFF, Browse, Cast
from tests.assessments.test_drafting import editor, law
from tests.assessments.test_drafting_pages import answered
from tests.core.editions import parsed, two_editions
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures


@pytest.fixture
def second(cast: Cast, law: Document, editor: Access) -> Assessment:
    """The next round, which Grace begins; Bruno answers all of it."""
    answered(cast, law)
    grace = cast.users["grace"]
    made = create_assessment(
        place=cast.assessment.place,
        edition=cast.assessment.edition,
        cut_off_date=CUT_OFF,
        languages=["en"],
        round=2,
        previous=cast.assessment,
        by=grace,
    )
    manager = access(grace, made)
    add_member(access=manager, user=cast.users["bruno"], role="researcher")
    assign(access=manager, user=cast.users["bruno"], coding="first", scopes=["1", "2"])
    return made


def by(cast: Cast, name: str, assessment: Assessment, stage: str = "set_up") -> Access:
    Assessment.objects.filter(pk=assessment.pk).update(stage=stage)
    return access(cast.users[name], Assessment.objects.with_names().get(pk=assessment.pk))


def test_agreed_answers_are_taken_over_with_their_quotes_to_be_confirmed(cast: Cast, second: Assessment) -> None:
    assert begin_from_before(access=by(cast, "grace", second)) == 1

    taken = Answer.objects.get(assessment=second)
    assert (taken.indicator, taken.option, taken.state, taken.is_to_confirm) == ("1.A1", "complete", "begun", True)
    assert taken.quotes.count() == 1
    assert begin_from_before(access=by(cast, "grace", second)) == 0


def test_an_answer_is_confirmed_as_it_is_or_by_changing_it(cast: Cast, second: Assessment) -> None:
    begin_from_before(access=by(cast, "grace", second))
    bruno = by(cast, "bruno", second, "research")

    confirmed = confirm(access=bruno, indicator=cast.indicator("1.A1"))
    assert (confirmed.is_to_confirm, confirmed.state) == (False, "complete")
    confirm(access=bruno, indicator=cast.indicator("1.A1"))
    assert Event.objects.filter(kind="answer_confirmed").count() == 1


def test_only_who_manages_takes_over_and_only_who_answers_confirms(cast: Cast, second: Assessment) -> None:
    with pytest.raises(PermissionDenied):
        begin_from_before(access=by(cast, "bruno", second, "research"))
    begin_from_before(access=by(cast, "grace", second))
    with pytest.raises(PermissionDenied):
        confirm(access=by(cast, "grace", second, "research"), indicator=cast.indicator("1.A1"))


def test_what_another_place_answered_is_not_taken_over(cast: Cast, second: Assessment) -> None:
    elsewhere = Place.objects.create(level="national", country="XXW", name={"en": "W"}, country_name={})
    Assessment.objects.filter(pk=second.pk).update(place=elsewhere)

    assert begin_from_before(access=by(cast, "grace", second)) == 0


def test_a_first_round_has_nothing_to_take_over(cast: Cast) -> None:
    assert begin_from_before(access=cast.access("grace")) == 0


def test_on_the_page_one_confirms_with_a_button(cast: Cast, second: Assessment, browse: Browse) -> None:
    begin_from_before(access=by(cast, "grace", second))
    by(cast, "bruno", second, "research")
    address = f"/en/work/{second.pk}/topics/1/A/"
    assert texts(page(browse("bruno"), address), ".to-confirm button") == ["It still holds"]

    browse("bruno").post(f"/en/work/{second.pk}/confirm/1.A1/")
    assert texts(page(browse("bruno"), address), ".to-confirm button") == []


@pytest.mark.parametrize(("previous", "taken"), [("small-1", ["1.A1"]), ("other-1", [])])
def test_in_a_new_edition_only_a_question_that_is_the_same_keeps_its_answer(
    cast: Cast, law: Document, editor: Access, framework: Framework, previous: str, taken: list[str]
) -> None:
    answered(cast, law)
    spec = parsed(two_editions()[1]).model_copy(update={"stages": framework.stages, "previous": previous})
    made = create_assessment(
        place=cast.assessment.place,
        edition=load_edition(spec=spec)[0],
        cut_off_date=CUT_OFF,
        languages=["en"],
        previous=cast.assessment,
        by=cast.users["grace"],
    )
    begin_from_before(access=by(cast, "grace", made))

    assert list(made.answers.values_list("indicator", flat=True)) == taken
