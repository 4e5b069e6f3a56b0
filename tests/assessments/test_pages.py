"""The pages of the workspace: what stands on them and what comes of what one does there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.accounts.models import User
from openmgi.assessments.actions.answering import add_quote
from openmgi.assessments.actions.setting_up import create_assessment
from openmgi.assessments.actions.talking import raise_flag, say
from openmgi.assessments.digests import send_digests
from openmgi.assessments.models import Answer, Assessment, Event, Flag, Message, Notice
from openmgi.core.answers import seen
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Place
from tests.assessments.conftest import CUT_OFF, Browse, Cast
from tests.assessments.test_answering import QUOTE, write
from tests.core.editions import parsed, small_files, two_editions
from tests.pages import page, texts

LANGUAGES = [code for code, _ in settings.LANGUAGES]
SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "assessment.schema.json"
HTMX = {"HX-Request": "true"}


def at(cast: Cast, rest: str = "", language: str = "en") -> str:
    return f"/{language}/work/{cast.assessment.pk}/{rest}"


def marks(tree: html.HtmlElement, card: str) -> str:
    return str(tree.cssselect(f"#card-{card.replace('.', chr(92) + '.')} input[name=marks]")[0].get("value"))


def card(tree: html.HtmlElement, code: str) -> html.HtmlElement:
    return tree.get_element_by_id(f"card-{code}")


# The topic page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rest",
    ["", "topics/1/A/", "indicators/1.A1/", "set-up/", "people/", "double-coding/", "agreement/", "agreement/1.A1/"],
)
def test_a_page_is_there_in_every_language(cast: Cast, browse: Browse, rest: str, language: str) -> None:
    cast.at("adjudication")
    tree = page(browse("amina"), at(cast, rest, language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    assert [meta.get("content") for meta in tree.cssselect("meta[name=robots]")] == ["noindex"]


def test_a_researcher_answers_and_others_read(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="Gazette.", notes="Secret.")
    mine = card(page(browse("bruno"), at(cast, "topics/1/A/")), "1.A1")
    theirs = card(page(browse("dalia"), at(cast, "topics/1/A/")), "1.A1")

    assert [one.get("value") for one in mine.cssselect("input[name=option]")] == [
        "absent",
        "complete",
        "not_answered",
        "na",
    ]
    assert [one.get("value") for one in mine.cssselect("input[checked]")] == ["absent"]
    assert mine.cssselect("textarea[name=notes]")[0].text == "Secret."
    assert theirs.cssselect("form") == []
    assert texts(theirs, ".coding h3") == ["First coding – Absent"]
    assert "Secret" not in theirs.text_content()


def test_each_reader_of_a_card_has_a_token_of_their_own(cast: Cast) -> None:
    """Cards are made once for all; the secret that protects a form is not."""
    cast.at("research")
    for name in ("amina", "bruno", "bruno"):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.users[name])
        tree = page(client, at(cast, "topics/1/A/"))
        [token] = {one.get("value") for one in tree.cssselect("[name=csrfmiddlewaretoken]")}
        if name == "bruno":
            posted = {"csrfmiddlewaretoken": token, "justification": "Said.", "marks": marks(tree, "1.A1")}
            assert client.post(at(cast, "answers/1.A1/first/"), posted).status_code == 302


def test_a_card_shows_what_was_said_and_saved_since_it_was_last_read(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    address = at(cast, "topics/1/A/")
    for reader in ("bruno", "amina"):
        page(browse(reader), address)
    write(cast, "bruno", "1.A1", justification="New.")
    say(access=cast.access("amina"), indicator=cast.indicator("1.A1"), text="Look.")
    for reader in ("bruno", "amina"):
        shown = card(page(browse(reader), address), "1.A1").text_content()
        assert "New." in shown
        assert "1 message" in shown


def test_what_another_person_typed_in_the_same_browser_is_not_saved(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    headers = {**HTMX, "X-Person": str(cast.users["amina"].pk)}
    posted = {"justification": "Amina's.", "marks": ""}
    refused = browse("bruno").post(at(cast, "answers/1.A1/first/"), posted, headers=headers)

    assert refused.status_code == 401
    assert refused.content.decode().startswith("Somebody else has signed in in this browser.")
    assert not Answer.objects.exists()


def test_a_blind_coder_sees_nothing_of_the_other_coding(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="Bruno looked here.")
    cast.at("second_coding")
    response = browse("chen").get(at(cast, "topics/1/A/"))
    tree = html.fromstring(response.content)

    assert "Bruno looked here." not in response.content.decode()
    assert texts(card(tree, "1.A1"), "legend") == ["Second coding"]
    assert texts(card(tree, "1.A1"), ".links .tag") == ["Coded twice: you do not see the other coding"]
    for address in ("", "indicators/1.A1/", "export.json", "export.csv", "topics/1/A/"):
        assert "Bruno looked here." not in browse("chen").get(at(cast, address)).content.decode()


def test_with_the_comparison_both_codings_stand_side_by_side(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="Gazette.")
    cast.at("second_coding")
    write(cast, "chen", "1.A1", "second", option="complete", justification="Act 1.")
    cast.at("adjudication")
    tree = page(browse("dalia"), at(cast, "agreement/1.A1/"))

    assert texts(tree, ".side-by-side h3") == ["First coding – Absent", "Second coding – Complete"]


def test_a_plain_form_saves_and_leads_back_to_the_card(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    tree = page(client, at(cast, "topics/1/A/"))
    answer = client.post(
        at(cast, "answers/1.A1/first/"),
        {"option": "absent", "looked": "Gazette,\r\nlibrary.", "marks": marks(tree, "1.A1")},
    )

    assert (answer.status_code, answer.headers["Location"]) == (302, at(cast, "topics/1/A/") + "#card-1.A1")
    assert Answer.objects.get().looked == "Gazette,\nlibrary."
    assert texts(page(client, at(cast, "topics/1/A/")), ".message") == ["1.A1 saved."]


def test_a_fragment_says_when_it_was_saved_and_what_is_missing(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    answer = browse("bruno").post(at(cast, "answers/1.A1/first/"), {"option": "complete"}, headers=HTMX)
    tree = html.fragment_fromstring(answer.content.decode(), create_parent=True)

    assert answer.status_code == 200
    assert texts(tree, ".ok")[0].startswith("saved at ")
    assert texts(tree, ".missing") == ["Still missing: Justification, Quote"]
    marked = dict(part.split(":") for part in str(tree.cssselect("input[name=marks]")[0].get("value")).split())
    assert marked == {"option": seen(Answer.objects.get().values)["option"]}
    assert [one.get("hx-swap-oob") for one in tree.cssselect("input")] == ["true"]


def test_a_conflict_shows_both_versions_and_either_can_be_chosen(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    old = marks(page(client, at(cast, "topics/1/A/")), "1.A1")
    write(cast, "bruno", "1.A1", justification="Theirs.")
    answer = client.post(
        at(cast, "answers/1.A1/first/"), {"justification": "Mine.", "looked": "Desk.", "marks": old}, headers=HTMX
    )
    tree = html.fragment_fromstring(answer.content.decode(), create_parent=True)

    assert answer.status_code == 409
    assert texts(tree, ".versions p") == ["Theirs.", "Mine."]
    assert (Answer.objects.get().justification, Answer.objects.get().looked) == ("Theirs.", "Desk.")
    form = tree.cssselect(".choices form")[0]
    data = {field.get("name"): field.get("value") for field in form.cssselect("input")}
    again = client.post(form.get("action"), data, headers=HTMX)
    assert (again.status_code, Answer.objects.get().justification) == (200, "Mine.")
    assert card(html.fragment_fromstring(again.content.decode(), create_parent=True), "1.A1").get("class") == "card"


def test_a_field_that_one_has_not_touched_never_undoes_what_another_wrote_in_it(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    old = marks(page(client, at(cast, "topics/1/A/")), "1.A1")
    write(cast, "bruno", "1.A1", looked="Theirs.")
    form = {"justification": "a", "looked": "", "marks": old}
    first = client.post(at(cast, "answers/1.A1/first/"), form, headers=HTMX)
    tree = html.fragment_fromstring(first.content.decode(), create_parent=True)
    carried = str(tree.cssselect("input[hx-swap-oob]")[0].get("value"))
    client.post(at(cast, "answers/1.A1/first/"), form | {"justification": "b", "marks": carried}, headers=HTMX)

    assert (Answer.objects.get().justification, Answer.objects.get().looked) == ("b", "Theirs.")


def test_typing_on_in_a_conflict_stays_a_conflict(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    old = marks(page(client, at(cast, "topics/1/A/")), "1.A1")
    write(cast, "bruno", "1.A1", justification="Theirs.")
    first = client.post(at(cast, "answers/1.A1/first/"), {"justification": "Mine", "marks": old}, headers=HTMX)
    tree = html.fragment_fromstring(first.content.decode(), create_parent=True)
    carried = str(tree.cssselect("input[hx-swap-oob]")[0].get("value"))
    second = client.post(at(cast, "answers/1.A1/first/"), {"justification": "Mine!", "marks": carried}, headers=HTMX)

    assert (second.status_code, Answer.objects.get().justification) == (409, "Theirs.")


def test_without_a_script_a_conflict_is_shown_on_the_page(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    old = marks(page(client, at(cast, "topics/1/A/")), "1.A1")
    write(cast, "bruno", "1.A1", justification="Theirs.")
    answer = client.post(at(cast, "answers/1.A1/first/"), {"justification": "Mine.", "marks": old})
    tree = html.fromstring(answer.content)

    assert answer.status_code == 409
    assert texts(card(tree, "1.A1"), ".versions p") == ["Theirs.", "Mine."]
    assert texts(card(tree, "1.A2"), ".versions p") == []
    keep = card(tree, "1.A1").cssselect(".choices form")[1]
    client.post(keep.get("action"), {field.get("name"): field.get("value") for field in keep.cssselect("input")})
    assert Answer.objects.get().justification == "Theirs."


@pytest.mark.parametrize("rest", ["answers/1.A1/third/", "answers/9.Z9/first/"])
def test_what_does_not_exist_cannot_be_answered(cast: Cast, browse: Browse, rest: str) -> None:
    cast.at("research")

    assert browse("bruno").post(at(cast, rest), {"option": "absent"}).status_code == 404
    assert browse("bruno").post(at(cast, "answers/1.A1/first/"), {"option": "maybe"}).status_code == 404


def test_quotes_are_added_and_removed_with_and_without_a_script(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    address = at(cast, "answers/1.A1/first/quotes/")
    data = {"text": "Bread.", "source_title": "Act", "source_address": "https://law.example", "page": "3"}
    plain = client.post(address, data)
    fragment = client.post(address, data | {"text": "Water."}, headers=HTMX)
    tree = html.fragment_fromstring(fragment.content.decode(), create_parent=True)

    assert (plain.status_code, texts(tree, ".quote p")) == (302, ["Bread.", "Water."])
    assert texts(tree, ".quote footer") == ["Act, p. 3 Not bound to a file"] * 2
    first, second = (str(form.get("action")) for form in tree.cssselect(".quote-row form"))
    assert client.post(first).status_code == 302
    left = client.post(second, headers=HTMX).content.decode()
    assert "Water." not in left


def test_the_form_for_a_quote_is_fetched_when_it_is_wanted(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    link = card(page(client, at(cast, "topics/1/A/")), "1.A1").cssselect("a.add-quote")[0]
    fragment = client.get(link.get("hx-get"), headers=HTMX).content.decode()
    plain = page(client, str(link.get("href")))

    assert texts(html.fragment_fromstring(fragment, create_parent=True), "form.add-quote button") == ["Add"]
    assert texts(plain, "form.fields button") == ["Add"]


def test_a_quote_needs_a_text_and_a_title_and_what_was_typed_stays(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    address = at(cast, "answers/1.A1/first/quotes/")
    plain = browse("bruno").post(address, {"text": "Bread.", "source_address": "nothing at all"})
    fragment = browse("bruno").post(address, {"text": "Bread."}, headers=HTMX)

    assert plain.status_code == 422
    assert texts(html.fromstring(plain.content), "textarea") == ["Bread."]
    tree = html.fragment_fromstring(fragment.content.decode(), create_parent=True)
    assert texts(tree, ".errorlist") == ["Title of the source – This field is required."]
    assert tree.cssselect("textarea")[0].text == "Bread."


def test_the_round_before_stands_beside(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "2.A1", option="complete", justification="Act of before.")
    add_quote(access=cast.access("bruno"), indicator=cast.indicator("2.A1"), coding="first", quote=QUOTE)
    write(cast, "bruno", "1.A1", option="complete", justification="Never agreed on.")
    made = create_assessment(
        place=cast.assessment.place, edition=cast.assessment.edition, cut_off_date=CUT_OFF, languages=["en"], round=2,
        previous=cast.assessment, by=cast.users["grace"],
    )  # fmt: skip
    tree = page(browse("grace"), f"/en/work/{made.pk}/topics/2/A/")

    assert texts(tree, ".earlier p")[:2] == ["Round before: Complete", "Act of before."]
    assert texts(tree, ".earlier .quote p") == ["Bread is a right."]
    assert page(browse("grace"), f"/en/work/{made.pk}/topics/1/A/").cssselect(".earlier") == []


def test_the_round_before_is_found_through_the_links_between_editions(cast: Cast, browse: Browse) -> None:
    codes: list[dict[str, Any]] = [{"code": "pair-1"}, {"code": "pair-2", "previous": "pair-1"}]
    stages = {"stages": cast.assessment.spec.stages}
    before, after = (
        load_edition(spec=parsed(files).model_copy(update=stages | code))[0]
        for files, code in zip(two_editions(), codes, strict=True)
    )
    about = {"place": cast.assessment.place, "cut_off_date": CUT_OFF, "languages": ["en"], "by": cast.users["grace"]}
    first = create_assessment(edition=before, round=5, **about)  # type: ignore[arg-type] # what `about` has
    now = first.created_at
    for code in ("1.A2", "1.B1", "1.B2", "1.B3", "1.B4"):
        first.answers.create(
            indicator=code, coding="first", option="absent", justification=f"Of {code}.", updated_at=now,
            updated_by=cast.users["grace"],
        )  # fmt: skip
    second = create_assessment(edition=after, round=6, previous=first, **about)  # type: ignore[arg-type]
    unrelated = create_assessment(edition=before, round=7, previous=second, **about)  # type: ignore[arg-type]
    client = browse("grace")
    tree = page(client, f"/en/work/{second.pk}/topics/1/B/")
    told = {code: texts(card(tree, code), ".earlier p:nth-of-type(2)") for code in ("1.B1", "1.B2", "1.B3", "1.B5")}

    assert told == {"1.B1": ["Of 1.B1."], "1.B2": ["Of 1.B1."], "1.B3": ["Of 1.B2.", "Of 1.B3."], "1.B5": []}
    assert page(client, f"/en/work/{unrelated.pk}/topics/1/B/").cssselect(".earlier") == []


def test_topics_lead_to_their_neighbours(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    first, last = (page(browse("bruno"), at(cast, f"topics/{number}/A/")) for number in (1, 2))

    assert texts(first, ".neighbours a") == ["Bodies →"]
    assert texts(last, ".neighbours a") == ["← Health"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_topic_asks_the_database_as_often_for_one_answer_as_for_three(
    cast: Cast, browse: Browse, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    cast.at("research")
    for code in ("1.A1", "1.A2", "2.A1")[:count]:
        write(cast, "bruno", code, option="absent")
        add_quote(access=cast.access("bruno"), indicator=cast.indicator(code), coding="first", quote=QUOTE)
    client = browse("bruno")
    client.get(at(cast, "topics/1/A/"))

    with django_assert_num_queries(8):
        client.get(at(cast, "topics/1/A/"))


# Boards


def test_the_board_shows_topics_stages_and_what_keeps_the_next_one_closed(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="Gazette.")
    write(cast, "bruno", "1.A2", option="absent")
    Assessment.objects.update(due={"research": "2020-01-31"})
    raise_flag(access=cast.access("dalia"), indicator=cast.indicator("1.A2"), text="Which?", to=cast.users["bruno"])
    tree = page(browse("amina"), at(cast))

    assert texts(tree, ".stages .now") == ["Research31 January 2020 late"]
    assert texts(tree, ".topics tbody tr:not(.domain)") == [
        "Health 1 of 2 1 0 0 of 2 1",
        "Bodies 0 of 1 0 1 – 0",
    ]
    assert [one.split(" (")[0] for one in texts(tree, ".unmet li")] == [
        "Every first coding is complete",
        "No flag is open",
    ]
    assert texts(tree, ".rows li")[0].startswith("1.A2 Which? – Dalia to Bruno")
    assert texts(page(browse("bruno"), at(cast)), ".topics .tag") == ["mine", "mine"]


def test_disagreements_are_counted_for_those_who_may_compare(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent")
    cast.at("second_coding")
    write(cast, "chen", "1.A1", "second", option="complete")
    blind = page(browse("amina"), at(cast))
    cast.at("adjudication")
    open_ = page(browse("amina"), at(cast))

    assert "To be settled" not in texts(blind, ".topics thead th")
    assert texts(open_, ".topics tbody tr:not(.domain) td")[4] == "1"


def test_a_stage_is_moved_from_the_board_or_says_why_not(cast: Cast, browse: Browse) -> None:
    client = browse("amina")
    client.post(at(cast, "move/"), {"to": "research"})
    assert texts(page(client, at(cast)), ".message") == ["The stage has been changed."]
    client.post(at(cast, "move/"), {"to": "second_coding"})
    assert texts(page(client, at(cast)), ".message") == ["The stage cannot be changed yet: its conditions do not hold."]
    client.post(at(cast, "move/"), {"to": "set_up"})
    assert texts(page(client, at(cast)), ".message") == ["Say why the assessment goes back to an earlier stage."]
    cast.assessment.refresh_from_db()
    assert cast.assessment.stage == "research"


def more_places(cast: Cast, count: int) -> None:
    for name in [f"Arvala {number}" for number in range(count - 1)]:
        place = Place.objects.create(
            level="local", country="XXV", name={"en": name}, country_name={"en": "Velmora"}, is_invented=True
        )
        create_assessment(
            place=place, edition=cast.assessment.edition, cut_off_date=CUT_OFF, languages=["en"], by=cast.users["grace"]
        )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("", 8), ("programme/", 5)])
def test_lists_ask_the_database_as_often_for_one_assessment_as_for_three(
    cast: Cast,
    browse: Browse,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    address: str,
    queries: int,
) -> None:
    more_places(cast, count)
    Assessment.objects.exclude(pk=cast.assessment.pk)
    for one in Assessment.objects.all():
        one.members.get_or_create(user=cast.users["grace"], role="coordinator")
        one.flags.create(
            indicator="1.A1",
            text="?",
            raised_by=cast.users["bruno"],
            addressed_to=cast.users["grace"],
            raised_at=one.created_at,
        )
    client = browse("grace")
    client.get(f"/en/work/{address}")

    with django_assert_num_queries(queries):
        tree = page(client, f"/en/work/{address}")
    assert len(tree.cssselect("table tbody tr")) == count


def test_the_programme_is_alphabetical_and_says_who_is_late(cast: Cast, browse: Browse) -> None:
    more_places(cast, 3)
    Assessment.objects.filter(pk=cast.assessment.pk).update(due={"set_up": "2020-01-01"})
    tree = page(browse("grace"), "/en/work/programme/")

    assert texts(tree, "tbody th") == ["Arvala 0", "Arvala 1", "Velmora"]
    assert texts(tree, "tbody tr td:nth-of-type(2)") == ["–", "–", "1 January 2020 late"]


def test_the_programme_shows_each_place_among_the_stages_of_all_editions(cast: Cast, browse: Browse) -> None:
    more_places(cast, 2)
    other = load_edition(spec=parsed(small_files()).model_copy(update={"code": "small-7"}))[0]
    place = Place.objects.get(level="local")
    create_assessment(place=place, edition=other, cut_off_date=CUT_OFF, languages=["en"], by=cast.users["grace"])
    cast.at("second_coding")
    tree = page(browse("grace"), "/en/work/programme/")
    marks = [[cell.get("class").split()[1] for cell in row.cssselect("td.stage")] for row in tree.cssselect("tbody tr")]

    assert texts(tree, "thead th.stage")[-3:] == ["Published", "Work", "Done"]
    assert marks[0] == ["now", *["later"] * 7, "none", "none"]
    assert marks[1] == [*["none"] * 8, "now", "later"]
    assert marks[2] == ["done", "done", "now", *["later"] * 5, "none", "none"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("rest", "queries"), [("", 14), ("indicators/1.A1/", 8), ("people/", 6), ("agreement/", 5)])
def test_pages_with_lists_ask_the_database_as_often_for_one_row_as_for_three(
    cast: Cast, browse: Browse, django_assert_num_queries: DjangoAssertNumQueries, count: int, rest: str, queries: int
) -> None:
    cast.at("adjudication")
    now = cast.assessment.created_at
    for number, name in enumerate(("bruno", "chen", "dalia")[:count]):
        user, code = cast.users[name], ("1.A1", "1.A2", "1.A1")[number]
        about = {"assessment": cast.assessment, "indicator": "1.A1"}
        Flag.objects.create(**about, text="?", raised_by=user, addressed_to=cast.users["amina"], raised_at=now)
        Message.objects.create(**about, text="!", author=user, created_at=now)
        Answer.objects.get_or_create(
            assessment=cast.assessment, indicator=code, coding="first", option="absent",
            defaults={"updated_at": now, "updated_by": user},
        )  # fmt: skip
        say(access=cast.access(name), indicator=cast.indicator("1.A1"), text="So.")
    cast.assessment.members.exclude(user__in=[cast.users[one] for one in ("amina", "bruno", "chen")[:count]]).delete()
    client = browse("amina")
    client.get(at(cast, rest))

    with django_assert_num_queries(queries):
        page(client, at(cast, rest))


def test_without_an_assessment_the_programme_says_so(db: None, client: Client) -> None:
    grace = User.objects.create_user("g@velmora.example", None, name="Grace", is_administrator=True)
    client.force_login(grace)

    assert "There is no assessment yet." in texts(page(client, "/en/work/programme/"), "p")
    assert "You have no work in any assessment at present." in texts(page(client, "/en/work/"), "p")


def test_my_work_shows_flags_roles_and_news(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    raise_flag(access=cast.access("dalia"), indicator=cast.indicator("1.A2"), text="Which?", to=cast.users["bruno"])
    tree = page(browse("bruno"), "/en/work/")

    assert texts(tree, "section:has(#flags) li")[0].startswith("Velmora 1.A2 Which? – Dalia")
    assert texts(tree, "tbody td:first-of-type") == ["Researcher"]
    assert "Dalia raised a flag – Velmora 1.A2 Which?" in texts(tree, "section:has(#news) li")[0]


# Setting up


def test_an_administrator_begins_a_national_and_a_local_assessment(cast: Cast, browse: Browse) -> None:
    client = browse("grace")
    national = {
        "country": "KEN", "edition": "small-1", "round": "1", "cut_off_date": "2026-11-30", "languages": ["fr", "en"],
    }  # fmt: skip
    answer = client.post("/en/work/new/", national)
    made = Assessment.objects.latest("pk")

    assert answer.headers["Location"] == f"/en/work/{made.pk}/set-up/"
    assert (made.place.code, made.place.name["fr"], made.languages) == ("KEN", "Kenya", ["fr", "en"])
    again = html.fromstring(client.post("/en/work/new/", national).content)
    assert texts(again, ".errorlist") == ["This round exists already for this place and these questions."]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"country": "KEN", "name": "Mombasa"}, "These questions are for a country, not for a part of it."),
        ({"country": "KEN", "code": "ke-1"}, "Enter a valid value."),
        ({"country": ""}, "This field is required."),
        ({"edition": "city-1", "country": "KEN"}, "These questions are for a city, county or region: say which."),
        ({"edition": "city-1", "country": "KEN", "code": "KE-99"}, "There is no such place in this country."),
        (
            {"edition": "city-1", "country": "KEN", "code": "KE-28"},
            "These questions have no table of stages, so nobody could work on them.",
        ),
    ],
)
def test_a_mistake_is_shown_beside_its_field(cast: Cast, browse: Browse, data: dict[str, Any], error: str) -> None:
    city = {"code": "city-1", "level": "local", "stages": ()}
    load_edition(spec=parsed(small_files()).model_copy(update=city))
    form = {"edition": "small-1", "round": "1", "cut_off_date": "2026-11-30", "languages": ["en"], **data}
    tree = html.fromstring(browse("grace").post("/en/work/new/", form).content)

    assert error in texts(tree, ".errorlist")


def test_dates_and_languages_are_set(cast: Cast, browse: Browse) -> None:
    client = browse("amina")
    client.post(at(cast, "set-up/"), {"cut_off_date": "2027-01-01", "languages": ["fr"], "due-research": "2027-05-01"})
    tree = page(client, at(cast, "set-up/"))

    assert texts(tree, ".message") == ["Saved."]
    assert [one.get("value") for one in tree.cssselect("#id_due-research, #id_cut_off_date")] == [
        "2027-01-01",
        "2027-05-01",
    ]
    wrong = html.fromstring(client.post(at(cast, "set-up/"), {"cut_off_date": "soon", "languages": []}).content)
    assert len(texts(wrong, ".errorlist")) == 2


def test_a_known_person_is_added_and_an_unknown_one_is_invited(
    cast: Cast, browse: Browse, django_capture_on_commit_callbacks: Any
) -> None:
    client = browse("amina")
    client.post(at(cast, "people/"), {"email": "FAYE@velmora.example", "role": "editor", "language": "en"})
    assert texts(page(client, at(cast, "people/")), ".message") == ["Faye has been added."]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            at(cast, "people/"),
            {"email": "new@velmora.example", "name": "Hana", "role": "researcher", "language": "fr"},
        )
    tree = page(client, at(cast, "people/"))

    assert texts(tree, ".message") == ["Hana has been invited by e-mail."]
    assert [one.to for one in mail.outbox] == [["new@velmora.example"]]
    assert "/fr/account/join/" in mail.outbox[0].body
    assert [row for row in texts(tree, "tbody th") if "Hana" in row] == ["Hana new@velmora.example invited"]
    missing = client.post(at(cast, "people/"), {"email": "x@velmora.example", "role": "editor", "language": "en"})
    assert texts(html.fromstring(missing.content), ".errorlist") == [
        "This person is new here: give a name for the invitation."
    ]


def test_people_are_removed_but_not_the_last_coordinator(cast: Cast, browse: Browse) -> None:
    client = browse("amina")
    members = {one.user.name: one.pk for one in cast.assessment.members.select_related("user")}
    client.post(at(cast, f"people/{members['Emeka']}/remove/"))
    assert texts(page(client, at(cast, "people/")), ".message") == ["Emeka no longer has this role."]
    client.post(at(cast, f"people/{members['Amina']}/remove/"))
    assert texts(page(client, at(cast, "people/")), ".message") == [
        "The last coordinator cannot be removed: name another one first."
    ]


def test_coders_are_assigned_by_domain_and_indicator(cast: Cast, browse: Browse) -> None:
    client = browse("amina")
    members = {one.user.name: one.pk for one in cast.assessment.members.select_related("user")}
    address = at(cast, f"people/{members['Bruno']}/")
    tree = page(client, address)
    wrong = client.post(address, {"domains": ["2"], "indicators": "1.A1, 9.Z9"})
    client.post(address, {"domains": ["2"], "indicators": "1.A1, 1.A2"})

    assert [one.get("value") for one in tree.cssselect("input[checked], #id_indicators")] == ["1", "2.A1"]
    assert texts(html.fromstring(wrong.content), ".errorlist") == ["There is no such indicator: 9.Z9"]
    assert sorted(cast.assessment.assignments.filter(coding="first").values_list("scope", flat=True)) == [
        "1.A1",
        "1.A2",
        "2",
    ]
    assert client.get(at(cast, f"people/{members['Dalia']}/")).status_code == 404


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({"choice": "all"}, ["1.A1", "1.A2", "2.A1"]),
        ({"choice": "none"}, []),
        ({"choice": "domains", "domains": ["2"]}, ["2.A1"]),
        ({"choice": "sample", "size": "3", "seed": "7"}, ["1.A1", "1.A2", "2.A1"]),
    ],
)
def test_what_is_coded_twice_is_chosen(cast: Cast, browse: Browse, data: dict[str, Any], codes: list[str]) -> None:
    browse("amina").post(at(cast, "double-coding/"), data)
    cast.assessment.refresh_from_db()

    assert cast.assessment.double_coded == codes


@pytest.mark.parametrize(
    ("choice", "error"), [("domains", "Choose at least one domain."), ("sample", "Say how many indicators to draw.")]
)
def test_a_choice_says_what_it_needs(cast: Cast, browse: Browse, choice: str, error: str) -> None:
    answer = browse("amina").post(at(cast, "double-coding/"), {"choice": choice})

    assert texts(html.fromstring(answer.content), ".errorlist") == [error]


# Talk, flags, history


def test_messages_and_flags_are_written_on_the_page_of_the_indicator(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    client.post(at(cast, "indicators/1.A1/messages/"), {"text": "Is it in force?"})
    client.post(at(cast, "indicators/1.A1/flags/"), {"text": "Ask.", "to": cast.users["amina"].pk})
    flag = Flag.objects.get()
    client.post(at(cast, f"flags/{flag.pk}/"), {"resolution": "Yes."})
    tree = page(client, at(cast, "indicators/1.A1/"))

    assert texts(tree, ".thread li p:last-child") == ["Is it in force?"]
    assert "Settled – Yes." in texts(tree, ".flag-row")[0]
    assert [one.split(" First")[0] for one in texts(tree, ".history li > p")] == [
        "Bruno resolved a flag", "Bruno raised a flag", "Bruno wrote",
    ]  # fmt: skip


def test_empty_words_are_refused_with_a_word(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    client = browse("bruno")
    raise_flag(access=cast.access("dalia"), indicator=cast.indicator("1.A1"), text="?", to=cast.users["bruno"])
    sent = [
        ("indicators/1.A1/messages/", {}, "Write something first."),
        ("indicators/1.A1/flags/", {"text": "Ask."}, "Say what must be settled, and by whom."),
        (f"flags/{Flag.objects.get().pk}/", {}, "Say how it was settled."),
    ]
    for rest, data, told in sent:
        client.post(at(cast, rest), data)
        assert texts(page(client, at(cast, "indicators/1.A1/")), ".message") == [told]
    assert Message.objects.count() == 0


def test_the_history_shows_who_when_before_and_after(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent")
    write(cast, "bruno", "1.A1", option="complete")
    tree = page(browse("dalia"), at(cast, "indicators/1.A1/"))

    assert texts(tree, ".history .changes td") == ["Absent", "Complete", "–", "Absent"]


def test_how_sure_a_coder_is_stands_beside_the_coding(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "2.A1", option="absent", confidence="low")

    assert "Confidence – Low" in texts(page(browse("dalia"), at(cast, "topics/2/A/")), ".coding p")


def test_a_settlement_is_made_on_the_page(cast: Cast, browse: Browse) -> None:
    cast.at("adjudication")
    client = browse("dalia")
    wrong = client.post(at(cast, "agreement/1.A1/"), {"option": "absent", "reason": ""})
    client.post(at(cast, "agreement/1.A1/"), {"option": "absent", "reason": "Nothing found."})

    assert [one.get("value") for one in html.fromstring(wrong.content).cssselect("input[checked]")] == ["absent"]
    assert texts(html.fromstring(wrong.content), ".message") == ["Choose an option and give the reason."]
    assert texts(page(client, at(cast, "agreement/")), ".message") == ["1.A1 has been settled."]
    assert page(browse("bruno"), at(cast, "agreement/1.A1/")).cssselect("form.answer") == []


# Files


def test_the_json_has_everything_that_the_person_may_see(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="complete", justification="Act.", notes="Mine.")
    add_quote(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), coding="first", quote=QUOTE)
    say(access=cast.access("bruno"), indicator=cast.indicator("2.A1"), text="Hello.")
    raise_flag(access=cast.access("dalia"), indicator=cast.indicator("1.A2"), text="Which?", to=cast.users["bruno"])
    mine = json.loads(browse("bruno").get(at(cast, "export.json")).content)
    theirs = json.loads(browse("amina").get(at(cast, "export.json")).content)

    assert mine["format"] == "openmgi-assessment/1"
    assert mine["assessment"]["double_coded"] == ["1.A1", "1.A2"]
    assert [(one["indicator"], one["option"], one["notes"], len(one["quotes"])) for one in mine["answers"]] == [
        ("1.A1", "complete", "Mine.", 1)
    ]
    assert theirs["answers"][0]["notes"] is None
    jsonschema.validate(mine, json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    assert [one["text"] for one in mine["messages"]] == ["Hello."]
    assert [one["kind"] for one in mine["history"]][-4:] == ["answer_saved", "quote_added", "message", "flag_raised"]
    assert sorted(mine) == [
        "answers", "assessment", "assignments", "flags", "format", "history", "members", "messages",
    ]  # fmt: skip


def test_the_schema_in_the_documents_is_the_one_of_the_code(run: Any) -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == run("assessment", "schema").stdout
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["title"] == "AssessmentFile"


def test_tables_have_a_row_for_each_coding_and_run_no_formula(cast: Cast, browse: Browse) -> None:
    cast.at("research")
    write(cast, "bruno", "1.A1", option="absent", looked="=1+1")
    table = browse("bruno").get(at(cast, "export.csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    sheet = openpyxl.load_workbook(io.BytesIO(browse("bruno").get(at(cast, "export.xlsx")).content))["answers"]

    assert [(row["indicator"], row["option"], row["looked"], row["place"]) for row in rows] == [
        ("1.A1", "absent", "'=1+1", "Velmora")
    ]
    assert [(cell.value, cell.data_type) for cell in sheet["N"]][1] == ("=1+1", "s")


# E-mail


def test_news_go_out_once_in_one_e_mail_a_person_in_their_language(cast: Cast) -> None:
    Notice.objects.all().delete()
    User.objects.filter(pk=cast.users["bruno"].pk).update(language="en")
    cast.at("research")
    for number in range(3):
        say(
            access=cast.access("dalia"),
            indicator=cast.indicator("1.A1"),
            text=f"@bruno@velmora.example {number}\nSecond line.",
        )
    sent, again = send_digests(), send_digests()

    assert (sent, again, len(mail.outbox)) == (1, 0, 1)
    assert mail.outbox[0].subject == "[OpenMGI] 3 pieces of news"
    assert mail.outbox[0].body.count("Velmora 1.A1 – Dalia wrote") == 3
    assert f"http://127.0.0.1:8000/en/work/{cast.assessment.pk}/indicators/1.A1/" in mail.outbox[0].body


def test_a_fault_of_the_mail_server_loses_no_news(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Notice.objects.unsent().count()

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no connection")

    monkeypatch.setattr("openmgi.assessments.digests.send_mail", refuse)
    with pytest.raises(OSError, match="no connection"):
        send_digests()

    assert Notice.objects.unsent().count() == waiting > 0


def test_who_has_left_gets_no_news(cast: Cast) -> None:
    User.objects.update(is_active=False)

    assert (send_digests(), len(mail.outbox)) == (0, 0)


def test_the_command_sends_the_news(cast: Cast, run: Any) -> None:
    result = run("notices", "send")

    assert (result.exit_code, result.stdout) == (0, f"e-mails sent: {len(mail.outbox)}\n")


# The record


def test_the_database_refuses_to_change_or_delete_the_record(cast: Cast) -> None:
    for act in (lambda: Event.objects.update(kind="x"), lambda: Event.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            act()
    assert Event.objects.filter(kind="assessment_created").count() == 1
