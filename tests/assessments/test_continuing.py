"""A next round begins from the answers of the one before, and each of them has to be confirmed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from openmgi.assessments.actions.continuing import TakenOver, Why, begin_from_before, confirm
from openmgi.assessments.actions.setting_up import add_member, assign, create_assessment
from openmgi.assessments.models import Answer, Assessment, Event
from openmgi.assessments.permissions import Access, access
from openmgi.assessments.standing import standing
from openmgi.core.edition import Relation
from openmgi.core.framework import Framework
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Document, Edition, Place
from tests.assessments.conftest import CUT_OFF, Browse, Cast
from tests.assessments.test_drafting import editor, law
from tests.assessments.test_drafting_pages import answered
from tests.core.editions import parsed, two_editions
from tests.core.test_comparison import spoilt
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures
REST = 2  # questions of the small set to which the round before has no agreed answer


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
    assert begin_from_before(access=by(cast, "grace", second)) == TakenOver(1, {"unanswered": REST})

    taken = Answer.objects.get(assessment=second)
    assert (taken.indicator, taken.option, taken.state, taken.is_to_confirm) == ("1.A1", "complete", "begun", True)
    assert taken.quotes.count() == 1
    assert begin_from_before(access=by(cast, "grace", second)) == TakenOver(0, {"unanswered": REST})


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

    assert begin_from_before(access=by(cast, "grace", second)) == TakenOver(0, {})


def test_a_first_round_has_nothing_to_take_over(cast: Cast) -> None:
    assert begin_from_before(access=cast.access("grace")) == TakenOver(0, {})


def test_on_the_page_one_confirms_with_a_button(cast: Cast, second: Assessment, browse: Browse) -> None:
    begin_from_before(access=by(cast, "grace", second))
    by(cast, "bruno", second, "research")
    address = f"/en/work/{second.pk}/topics/1/A/"
    assert texts(page(browse("bruno"), address), ".to-confirm button") == ["It still holds"]

    browse("bruno").post(f"/en/work/{second.pk}/confirm/1.A1/")
    assert texts(page(browse("bruno"), address), ".to-confirm button") == []


def test_a_stage_cannot_close_while_an_answer_is_to_be_confirmed(cast: Cast, second: Assessment) -> None:
    begin_from_before(access=by(cast, "grace", second))
    bruno = by(cast, "bruno", second, "research")
    assert "1.A1" in standing(second).fails["first_complete"]

    confirm(access=bruno, indicator=cast.indicator("1.A1"))
    assert "1.A1" not in standing(second).fails["first_complete"]


def test_who_only_reads_sees_that_an_answer_is_to_be_confirmed(cast: Cast, second: Assessment, browse: Browse) -> None:
    begin_from_before(access=by(cast, "grace", second))
    tree = page(browse("grace"), f"/en/work/{second.pk}/topics/1/A/")

    assert texts(tree, "h3 .tag") == ["to be confirmed"]


def next_set(framework: Framework, **changes: Any) -> Edition:
    """The small edition that follows the first, as it would be loaded."""
    spec = parsed(two_editions()[1]).model_copy(update={"stages": framework.stages, **changes})
    return load_edition(spec=spec)[0]


def begun(cast: Cast, edition: Edition) -> Access:
    """A round that follows the first one, with these questions."""
    made = create_assessment(
        place=cast.assessment.place,
        edition=edition,
        cut_off_date=CUT_OFF,
        languages=["en"],
        previous=cast.assessment,
        by=cast.users["grace"],
    )
    return access(cast.users["grace"], made)


LINKED: dict[Why, int] = {"unanswered": 1, "criteria_changed": 1, "split": 2, "merged": 1, "new": 1}


def test_in_a_new_edition_only_a_question_that_is_the_same_keeps_its_answer(
    cast: Cast, law: Document, editor: Access, framework: Framework
) -> None:
    answered(cast, law)
    made = begun(cast, next_set(framework))

    assert begin_from_before(access=made) == TakenOver(1, LINKED)
    assert list(made.assessment.answers.values_list("indicator", flat=True)) == ["1.A1"]


def test_from_questions_that_nobody_has_linked_nothing_is_taken_over(
    cast: Cast, law: Document, editor: Access, framework: Framework
) -> None:
    answered(cast, law)
    made = begun(cast, next_set(framework, previous="other-1"))

    assert begin_from_before(access=made) == TakenOver(0, {"unsaid": made.assessment.spec.size})


def test_answers_are_taken_over_through_a_set_that_nobody_used(
    cast: Cast, law: Document, editor: Access, framework: Framework
) -> None:
    answered(cast, law)
    between = next_set(framework).spec
    again = spoilt(between, "1.A1", Relation(kind="same", before=("1.A1",)))
    third = again.model_copy(update={"code": "small-3", "previous": between.code, "dropped": ()})
    made = begun(cast, load_edition(spec=third)[0])

    assert begin_from_before(access=made).count == 1
    assert list(made.assessment.answers.values_list("indicator", flat=True)) == ["1.A1"]
