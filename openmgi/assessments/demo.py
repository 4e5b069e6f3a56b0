"""The demonstration: the story of an invented country, played by the actions that people use.

What is done at a stage is what its edition lets people do there for the first time, so that a stage has no name here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import ascii_uppercase

from django.db import transaction

from openmgi.assessments.actions.moving import move
from openmgi.assessments.actions.setting_up import add_member, create_assessment
from openmgi.assessments.demo_cast import PASSWORD, PEOPLE, Cast, address, people
from openmgi.assessments.demo_consultation import consult, settle_comments, sign
from openmgi.assessments.demo_documents import file_documents, invented_place
from openmgi.assessments.demo_findings import mend_findings, translate_findings, write_findings
from openmgi.assessments.demo_research import agree, answer_first, answer_second, assign_people
from openmgi.assessments.demo_story import Story
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import access
from openmgi.core.workflow import Act, Stage
from openmgi.library.models import Edition, Place

__all__ = ["PASSWORD", "PEOPLE", "address", "leave", "make_demo", "make_practice"]

Step = Callable[[Cast, Story, float], None]

# What is done once somebody may; the number that a step is given says how much of it, 1 for all.
_STEPS: tuple[tuple[Act, Step], ...] = (
    ("manage", assign_people),
    ("answer", answer_first),
    ("code", answer_second),
    ("adjudicate", agree),
    ("draft", write_findings),
    ("translate", translate_findings),
    ("reply", consult),
    ("settle", settle_comments),
    ("settle", mend_findings),
    ("sign_off", sign),
)
_BEGUN = 0.5  # of what belongs to the stage in which one practises


def make_demo(story: Story) -> Assessment | None:
    """Play the story to the end of the last stage but one, ready to be published; None where that was done before."""
    edition = Edition.objects.get(code=story.edition)
    return _play(invented_place(story.place), edition, story, edition.spec.stages[-2], 1)


def make_practice(story: Story) -> list[Assessment]:
    """A copy for each stage but the last, where that stage is half done; those that are there are left alone."""
    edition = Edition.objects.get(code=story.edition)
    made = [
        _play(_practice_place(story, stage, letter), edition, story, stage, _BEGUN)
        for stage, letter in zip(edition.spec.stages[:-1], ascii_uppercase, strict=False)
    ]
    return [one for one in made if one is not None]


def _practice_place(story: Story, stage: Stage, letter: str) -> Place:
    """An invented country of its own, so that whoever publishes a copy replaces nothing."""
    names = {
        language: name.format(stage=stage.name.get(language, stage.code))
        for language, name in story.practice.name.items()
    }
    place, _is_new = Place.objects.get_or_create(
        country=story.practice.country + letter,
        is_invented=True,
        defaults={"level": story.place.level, "name": names, "country_name": names},
    )
    return place


def _play(place: Place, edition: Edition, story: Story, until: Stage, part: float) -> Assessment | None:
    """Play as far as a stage, and this part of it; None where there is an assessment already."""
    file_documents(place)
    if Assessment.objects.filter(place=place, edition=edition).exists():
        return None
    return _play_until(place, edition, story, until, part)


@transaction.atomic
def _play_until(place: Place, edition: Edition, story: Story, until: Stage, part: float) -> Assessment:
    cast = _gather(place, edition, story)
    for stage, steps in _steps_of(edition):
        is_last = stage.code == until.code
        for step in steps:
            step(cast, story, part if is_last else 1)
        if is_last:
            break
        leave(cast.assessment)
    return cast.assessment


def _gather(place: Place, edition: Edition, story: Story) -> Cast:
    """Begin the assessment, with its people."""
    users = people()
    begun = create_assessment(
        place=place,
        edition=edition,
        cut_off_date=story.cut_off_date,
        languages=story.languages,
        by=users["coordinator"],
    )
    cast = Cast(begun.pk, users, edition.spec)
    manager = cast.access("coordinator")
    for name, _full, role in PEOPLE:
        add_member(access=manager, user=users[name], role=role)
    return cast


def _steps_of(edition: Edition) -> Iterator[tuple[Stage, list[Step]]]:
    """Each stage with what is done there: what nobody might do at an earlier one."""
    done: set[Act] = set()
    for stage in edition.spec.stages:
        acts = stage.acts(list(stage.may)) - done
        yield stage, [step for act, step in _STEPS if act in acts]
        done |= acts


def leave(assessment: Assessment) -> Assessment:
    """Move it to the next stage of the table, by its coordinator."""
    stages = [stage.code for stage in assessment.spec.stages]
    to = stages[stages.index(assessment.stage) + 1]
    return move(access=access(assessment.created_by, assessment), to=to)
