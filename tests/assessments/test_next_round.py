"""The round after a published one is begun from its board, with a form that is filled in and says what came of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from openmgi.assessments.actions.setting_up import create_assessment
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import Access
from openmgi.core.framework import Framework
from openmgi.library.actions.loading import ensure_place, load_edition
from openmgi.library.models import Document, Edition, Place
from tests.assessments.conftest import CUT_OFF, Browse, Cast
from tests.assessments.test_continuing import next_set
from tests.assessments.test_drafting import editor, law
from tests.assessments.test_drafting_pages import answered
from tests.core.editions import parsed, two_editions
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures
NEW = "/en/work/new/"


def values(tree: html.HtmlElement) -> dict[str, list[str]]:
    """What the form has, field by field."""
    found: dict[str, list[str]] = {}
    for one in tree.cssselect("form.fields [name]"):
        if one.tag == "select":
            found[one.name] = [chosen.get("value") for chosen in one.cssselect("option[selected]")]
        elif one.get("type") != "checkbox" or one.get("checked") is not None:
            found.setdefault(one.name, []).append(one.get("value") or ("on" if one.get("checked") is not None else ""))
    return found


def filled_in(client: Client, after: int, **changes: Any) -> dict[str, Any]:
    """What is sent when nothing but the cut-off date is typed."""
    form = values(page(client, f"{NEW}?after={after}"))
    form.pop("csrfmiddlewaretoken", None)
    return form | {"cut_off_date": "2026-12-31", **changes}


def stored(**place: Any) -> Place:
    about = {"level": "national", "country": "XXW", "name": {"en": "Wenlow"}, "country_name": {"en": "Wenlow"}}
    return Place.objects.create(**{**about, "is_invented": True, **place})


# Which places there are


def test_a_country_that_is_stored_and_on_no_list_can_be_chosen(cast: Cast, browse: Browse) -> None:
    options = texts(page(browse("grace"), NEW), "#id_country option")

    assert [one for one in options if "Velmora" in one] == ["Velmora · Invented country"]
    assert options.index("Velmora · Invented country") in range(options.index("Vanuatu"), len(options))


def test_a_country_of_which_only_a_part_is_stored_can_be_chosen(cast: Cast, browse: Browse) -> None:
    stored(level="local", name={"en": "Port Wenlow"})
    options = texts(page(browse("grace"), NEW), "#id_country option")

    assert [one for one in options if "Wenlow" in one] == ["Wenlow · Invented country"]


def test_a_second_round_of_an_invented_country_is_about_the_same_place(cast: Cast, browse: Browse) -> None:
    client = browse("grace")
    client.post(NEW, filled_in(client, cast.assessment.pk))
    made = Assessment.objects.latest("pk")

    assert (made.place, made.round, made.previous) == (cast.assessment.place, 2, cast.assessment)
    assert Place.objects.count() == 1


# The button, and the form that it opens


def test_the_board_of_a_published_assessment_leads_to_the_next_round(cast: Cast, browse: Browse) -> None:
    cast.at("published")
    link = page(browse("grace"), f"/en/work/{cast.assessment.pk}/").cssselect(".button[href*=after]")[0]

    assert (link.text, link.get("href")) == ("Begin the next round", f"{NEW}?after={cast.assessment.pk}")


@pytest.mark.parametrize(("name", "stage"), [("amina", "published"), ("dalia", "published"), ("grace", "clearance")])
def test_nobody_else_has_it_and_not_before(cast: Cast, browse: Browse, name: str, stage: str) -> None:
    cast.at(stage)

    assert page(browse(name), f"/en/work/{cast.assessment.pk}/").cssselect("[href*=after]") == []


def test_a_round_that_was_begun_is_named_instead(cast: Cast, browse: Browse) -> None:
    cast.at("published")
    client = browse("grace")
    client.post(NEW, filled_in(client, cast.assessment.pk))
    made = Assessment.objects.latest("pk")
    tree = page(client, f"/en/work/{cast.assessment.pk}/")

    assert tree.cssselect("[href*=after]") == []
    assert [one.get("href") for one in tree.cssselect("section:has(#stages) a")] == [f"/en/work/{made.pk}/"]


def test_the_form_is_filled_in_and_nothing_is_begun(cast: Cast, browse: Browse, framework: Framework) -> None:
    next_set(framework, previous="small-1")
    form = values(page(browse("grace"), f"{NEW}?after={cast.assessment.pk}"))

    assert form["country"] == [str(cast.assessment.place.pk)]
    assert (form["edition"], form["round"], form["previous"]) == (["small-2"], ["2"], [str(cast.assessment.pk)])
    assert (form["languages"], form["takes_over"], form["cut_off_date"]) == (["en"], ["on"], [""])
    assert Assessment.objects.count() == 1


def test_a_city_keeps_its_country_and_name(cast: Cast, browse: Browse) -> None:
    city = stored(level="local", country="XXV", name={"en": "Port Velmora"}, country_name={"en": "Velmora"})
    spec = cast.assessment.spec.model_copy(update={"code": "city-1", "level": "local"})
    first = create_assessment(
        place=city,
        edition=load_edition(spec=spec)[0],
        cut_off_date=CUT_OFF,
        languages=["en"],
        by=cast.users["grace"],
    )
    client = browse("grace")
    client.post(NEW, filled_in(client, first.pk))
    made = Assessment.objects.latest("pk")

    assert (made.place, made.round) == (city, 2)


def test_only_who_may_begin_an_assessment_has_the_form(cast: Cast, browse: Browse) -> None:
    for name in ("amina", "bruno", "emeka"):
        assert browse(name).get(f"{NEW}?after={cast.assessment.pk}").status_code == 403


@pytest.mark.parametrize("after", ["0", "x", "9" * 30, "-1"])
def test_there_is_no_round_after_one_that_is_not_there(cast: Cast, browse: Browse, after: str) -> None:
    assert browse("grace").get(f"{NEW}?after={after}").status_code == 404


def test_the_newest_set_is_the_last_that_follows(cast: Cast, framework: Framework) -> None:
    first = cast.assessment.edition
    assert Edition.objects.newest_after(first) == first
    second = next_set(framework, previous="small-1")
    third = next_set(framework, code="small-3", previous="small-2")
    next_set(framework, code="city-2", previous="small-3", level="local")

    assert [Edition.objects.newest_after(one) for one in (first, second, third)] == [third] * 3


def test_sets_that_name_each_other_as_the_one_before_do_not_hang(cast: Cast, framework: Framework) -> None:
    second = next_set(framework, previous="small-3")
    third = next_set(framework, code="small-3", previous="small-2")

    assert Edition.objects.newest_after(second) == third


# What came of it


def test_a_round_before_of_another_place_is_an_error_at_its_field(cast: Cast, browse: Browse) -> None:
    other = stored()
    client = browse("grace")
    form = filled_in(client, cast.assessment.pk, country=str(other.pk))
    tree = html.fromstring(client.post(NEW, form).content)

    assert texts(tree, ".field:has(#id_previous) .errorlist li") == [
        "This round is of another place or level: choose one of the same, or none."
    ]
    assert Assessment.objects.count() == 1


def test_the_page_after_it_says_what_was_taken_over_and_what_was_not(
    cast: Cast, browse: Browse, law: Document, editor: Access, framework: Framework
) -> None:
    answered(cast, law)
    next_set(framework, previous="small-1")
    client = browse("grace")
    answer = client.post(NEW, filled_in(client, cast.assessment.pk), follow=True)

    assert texts(html.fromstring(answer.content), ".message") == [
        "1 answer was taken over from the round before. It has to be confirmed.",
        "Not taken over – No agreed answer: 1 · Split from one question: 2 · Merged from several: 1"
        " · New question: 1 · Other criteria: 1",
    ]


def test_a_country_of_the_list_goes_on_and_is_told_of_questions_that_were_dropped(
    cast: Cast, browse: Browse, framework: Framework
) -> None:
    pairs: tuple[dict[str, str], ...] = ({"code": "pair-1"}, {"code": "pair-2", "previous": "pair-1"})
    before, _after = (
        load_edition(spec=parsed(files).model_copy(update={"stages": framework.stages, **told}))[0]
        for files, told in zip(two_editions(), pairs, strict=True)
    )
    kenya = ensure_place(country="KEN")
    first = create_assessment(
        place=kenya, edition=before, cut_off_date=CUT_OFF, languages=["en"], by=cast.users["grace"]
    )
    client = browse("grace")
    answer = client.post(NEW, filled_in(client, first.pk), follow=True)

    assert (Assessment.objects.latest("pk").place, Assessment.objects.latest("pk").edition.code) == (kenya, "pair-2")
    assert texts(html.fromstring(answer.content), ".message") == [
        "No answer was taken over from the round before.",
        "Not taken over – No agreed answer: 2 · Split from one question: 2 · Merged from several: 1 · New question: 1"
        " · Other criteria: 1 · No longer asked: 1",
    ]


def test_without_taking_over_nothing_is_said_of_it(cast: Cast, browse: Browse) -> None:
    client = browse("grace")
    form = filled_in(client, cast.assessment.pk)
    form.pop("takes_over")

    assert texts(html.fromstring(client.post(NEW, form, follow=True).content), ".message") == []


def test_a_round_before_is_named_with_its_number_and_its_questions(cast: Cast, browse: Browse) -> None:
    options = texts(page(browse("grace"), NEW), "#id_previous option")

    assert options[1].startswith("Velmora, round 1 · ")
