"""A story is played on any edition and any table of stages, up to each stage, by the actions that people use.

The story here is a small one: three questions, of which two are coded twice, one document, two findings, one comment.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core import mail

from openmgi.accounts.models import User
from openmgi.assessments.demo import leave, make_demo, make_practice
from openmgi.assessments.demo_cast import PASSWORD, PEOPLE, address, beginning
from openmgi.assessments.demo_story import Story, read_story
from openmgi.assessments.gating import reasons
from openmgi.assessments.models import Answer, Assessment, Comment, Draft, Event, Flag, Quote, Reply
from openmgi.core.text import Names
from openmgi.library.actions.documents import About, Upload, add_document
from openmgi.library.models import Document, Edition, Place
from openmgi.library.yaml_files import YamlError

LAW = "<h1>Act</h1><h2>Article 1</h2><p>Bread is a right of everyone.</p><p>Wells are dug and salt is kept.</p>"
BREAD = {"from": "Act", "words": "Bread is a right of everyone."}
WELLS = {"from": "Act", "words": "Wells are dug and salt is kept."}


def both(text: str) -> Names:
    return {"en": text, "fr": f"{text} (fr)"}


def complete(*quotes: dict[str, str]) -> dict[str, Any]:
    return {"option": "complete", "justification": "The Act of 2001 says so.", "quotes": list(quotes)}


STORY: dict[str, Any] = {
    "place": {"code": "XX-NOW", "country": "XXN", "level": "national", "name": both("Nowhere")},
    "edition": "small-1",
    "cut_off_date": "2026-03-31",
    "languages": ["en", "fr"],
    "practice": {"country": "XQ", "name": both("Nowhere: {stage}")},
    "messages": [{"by": "researcher", "indicator": "1.A1", "text": "Is it in force?"}],
    "flags": [{"by": "reviewer", "to": "researcher", "indicator": "1.A1", "text": "Add it.", "resolution": "Done."}],
    "named": ["ministry"],
    "sign_off": {"name": "Ines", "function": "Secretary"},
    "introduction": both("Nowhere is nowhere."),
    "domains": [
        {
            "domain": 1,
            "answers": {"1.A1": complete(BREAD, WELLS), "1.A2": {"option": "absent", "looked": "Gazette."}},
            "second_answers": {
                "1.A1": {"justification": "Article 1."},
                "1.A2": complete(WELLS) | {"agreed": "absent", "adjudication": "It is no plan."},
            },
            "findings": {
                "well_developed": [
                    {"indicators": ["1.A1"], "quotes": ["Bread"], "text": both("The Act (2001) gives bread.")}
                ],
                "potential": [{"indicators": ["1.A2"], "text": both("There is no plan for wells.")}],
            },
        },
        {"domain": 2, "answers": {"2.A1": {"option": "na", "reason": "No stores."}}, "findings": {}},
    ],
    "institutions": [
        {
            "institution": "Ministry of Wells",
            "people": ["ministry"],
            "scopes": ["1"],
            "agrees_with_rest": [1],
            "comments": [
                {
                    "indicator": "1.A2",
                    "stance": "disagree",
                    "text": "Article 1 names wells.",
                    "cites": WELLS,
                    "disposition": "accepted",
                    "reason": "It does.",
                    "takes_quote": True,
                },
                {
                    "finding": {"domain": 1, "kind": "potential", "number": 1},
                    "stance": "disagree",
                    "text": "Wells are named.",
                    "disposition": "accepted",
                    "reason": "So it says now.",
                    "text_in": both("The Act names wells, without a plan."),
                },
            ],
        },
        {"institution": "Ministry of Salt", "people": ["labour"], "scopes": ["2"], "comments": []},
    ],
}


@pytest.fixture
def story(edition: Edition, tmp_path: Path, settings: Any) -> Story:
    """The story, with its document in a data folder of its own."""
    folder = tmp_path / "demo" / "documents"
    folder.mkdir(parents=True)
    (folder / "act.html").write_text(LAW, encoding="utf-8")
    listed = [{"file": "act.html", "title": "Act", "kind": "law", "language": "en", "adopted": None}]
    (folder / "list.yaml").write_text(yaml.safe_dump({"documents": listed}), encoding="utf-8")
    settings.DATA_DIR = tmp_path
    return Story.model_validate(STORY)


def test_a_story_is_played_until_nothing_keeps_it_from_being_published(story: Story, edition: Edition) -> None:
    made = make_demo(story)

    assert made is not None
    assert (made.stage, str(made.place), made.languages) == (edition.spec.stages[-2].code, "Nowhere", ["en", "fr"])
    assert reasons(made) == []
    assert leave(made).stage == edition.spec.stages[-1].code


def test_a_story_is_played_once(story: Story) -> None:
    make_demo(story)
    make_practice(story)
    before = [one.objects.count() for one in (Assessment, Answer, Quote, Draft, Comment, Event, Document, Place, User)]

    assert (make_demo(story), make_practice(story)) == (None, [])
    assert before == [
        one.objects.count() for one in (Assessment, Answer, Quote, Draft, Comment, Event, Document, Place, User)
    ]


def test_everything_that_happens_is_in_the_record_by_whoever_did_it(story: Story) -> None:
    made = make_demo(story)
    assert made is not None
    acts = Counter(Event.objects.filter(assessment=made.pk).values_list("kind", "actor_name"))

    assert acts["answer_saved", "Bruno Researcher"] == 3
    assert acts["answer_saved", "Chen Second-Coder"] == 2
    assert acts["answer_saved", "Dalia Reviewer"] == 1  # the comment that was accepted
    assert acts["adjudicated", "Dalia Reviewer"] == 1
    assert acts["finding_added", "Farah Editor"] == 3
    assert acts["finding_translated", "Gaspar Translator"] == 4
    assert acts["comment_settled", "Dalia Reviewer"] == 2
    assert acts["signed_off", "Ilse Signatory"] == 1
    assert acts["stage_moved", "Amina Coordinator"] == 6


def test_there_is_a_copy_to_practise_in_for_each_stage_but_the_last(story: Story, edition: Edition) -> None:
    made = make_practice(story)
    stages = edition.spec.stages[:-1]

    assert [one.stage for one in made] == [stage.code for stage in stages]
    assert [one.place.name["fr"] for one in made] == [f"Nowhere: {stage.name['fr']} (fr)" for stage in stages]
    assert len({one.place.country for one in made}) == len(made)
    assert all(one.place.is_invented for one in made)


def test_in_a_copy_its_stage_is_begun_and_something_is_left_to_do(story: Story) -> None:
    first, research, second, _adjudication, findings, consultation, clearance = make_practice(story)

    assert not first.assignments.exists()
    assert research.answers.count() == 2
    assert [one.resolved_at for one in Flag.objects.filter(assessment=research)] == [None]
    assert second.answers.filter(coding="second").count() == 1
    assert Draft.objects.filter(assessment=findings, domain__gt=0).count() == 1
    open_replies = {one.institution: one.is_open for one in Reply.objects.filter(assessment=consultation)}
    assert open_replies == {"Ministry of Wells": False, "Ministry of Salt": True}
    said = Comment.objects.said().filter(reply__assessment=consultation).order_by("pk")
    assert [one.disposition for one in said] == ["accepted", ""]
    assert [one.code for one in reasons(clearance)] == ["not_signed"]


def test_a_finding_rests_on_the_quotes_that_it_names_and_follows_what_a_comment_changed(story: Story) -> None:
    made = make_demo(story)
    well, potential = Draft.objects.filter(assessment=made, domain=1).order_by("-kind")

    assert [one.text for one in well.quotes.all()] == [BREAD["words"]]
    assert [one.text for one in potential.quotes.all()] == [WELLS["words"]]
    assert potential.spec.texts == both("The Act names wells, without a plan.")
    assert [potential.is_reviewed(language) for language in ("en", "fr")] == [True, True]


def test_an_institution_agrees_with_all_of_which_it_says_nothing_else(story: Story) -> None:
    made = make_demo(story)
    said = Comment.objects.filter(reply__assessment=made, reply__institution="Ministry of Wells")

    assert sorted(said.values_list("stance", flat=True)) == ["agree", "agree", "disagree", "disagree"]


def test_the_people_sign_in_with_the_password_that_is_printed(story: Story) -> None:
    make_demo(story)
    found = {one.email: one for one in User.objects.all()}

    assert set(found) == {address(name) for name, _full, _role in PEOPLE}
    assert all(one.check_password(PASSWORD) for one in found.values())
    assert [one.email for one in found.values() if one.is_administrator] == [address("coordinator")]
    assert mail.outbox == []


def test_whoever_is_there_already_is_left_as_they_are(story: Story) -> None:
    User.objects.create_user(address("coordinator"), "another password", name="Amina", is_administrator=True)
    make_demo(story)

    assert User.objects.get(email=address("coordinator")).check_password("another password")


def test_a_document_that_was_filed_and_not_read_yet_is_read(story: Story, tmp_path: Path) -> None:
    place = Place.objects.create(**story.place.model_dump(), country_name=story.place.name, is_invented=True)
    upload = Upload.of(tmp_path / "demo" / "documents" / "act.html")
    add_document(place=place, about=About(title="Act", kind="law"), upload=upload, by=None)
    make_demo(story)

    assert [one.current.file.state for one in Document.objects.all()] == ["ready"]


def test_an_installation_without_a_story_has_none_to_tell(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path

    assert read_story() is None


def test_a_story_that_is_no_yaml_is_said_with_its_line(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "demo" / "story").mkdir(parents=True)
    (tmp_path / "demo" / "story" / "story.yaml").write_text("languages: [en\n", encoding="utf-8")
    with pytest.raises(YamlError) as caught:
        read_story()

    assert "story.yaml" in str(caught.value)
    assert "line 2" in str(caught.value)


@pytest.mark.parametrize(("part", "count"), [(0, 0), (0.1, 1), (0.5, 2), (1, 3)])
def test_the_beginning_of_things_is_never_less_than_asked_for(part: float, count: int) -> None:
    assert len(beginning(["a", "b", "c"], part)) == count
