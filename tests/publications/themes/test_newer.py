"""A place that has answered a later set of questions since is not counted by its old answer without a word.

small-1    1.A1            1.A2            2.A1
              │               │
small-2    2.B1 reworded   1.A2 same
              │
small-3    3.C1 other criteria
"""

from __future__ import annotations

import pytest
from django.test import Client

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import Relation, RelationKind
from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Edition
from openmgi.publications.themes.asking import Wanted, theme
from openmgi.publications.themes.newer import newer
from tests.pages import page, texts
from tests.publications.themes.places import EDITION, published


def follow(edition: EditionSpec, code: str, links: dict[str, tuple[str, RelationKind]]) -> EditionSpec:
    """The set that follows this one, its questions called otherwise. links: to what each of these becomes, and how."""
    domains = []
    for domain in edition.domains:
        topics = []
        for topic in domain.topics:
            asked = [
                one.model_copy(update={"code": links[one.code][0], "relation": _relation(links[one.code][1], one.code)})
                for one in topic.indicators
                if one.code in links
            ]
            topics.append(topic.model_copy(update={"indicators": tuple(asked)}))
        domains.append(domain.model_copy(update={"topics": tuple(topics)}))
    title = {"en": f"The set {code}"}
    return edition.model_copy(
        update={"code": code, "previous": edition.code, "title": title, "domains": tuple(domains), "dropped": ()}
    )


def _relation(kind: RelationKind, before: str) -> Relation:
    return Relation(kind=kind, before=(before,))


@pytest.fixture
def later(edition: Edition) -> None:
    second = follow(edition.spec, "small-2", {"1.A1": ("2.B1", "reworded"), "1.A2": ("1.A2", "same")})
    third = follow(second, "small-3", {"2.B1": ("3.C1", "criteria_changed")})
    for one in (second, third):
        load_edition(spec=one)


def told(code: str = "1.A1", until: str = "") -> list[tuple[str, int, list[tuple[str, str]]]]:
    stored = Edition.objects.get(code=EDITION)
    asked = [one for one in stored.spec.indicators() if one.code == code]
    found = newer(theme(EDITION, asked, Wanted(until=until)), code)
    return [(one.edition.code, one.count, [(b.indicator.code, b.kind) for b in one.became]) for one in found]


def test_nothing_is_said_where_nobody_has_answered_another_set(later: None) -> None:
    published("XXA")
    published("XXA", date="2033-01")

    assert told() == []


def test_how_many_places_have_answered_a_later_set_since_and_what_its_question_is_there(later: None) -> None:
    for country in ("XXA", "XXB", "XXC"):
        published(country)
    for country in ("XXA", "XXB"):
        published(country, date="2033-01", framework_edition="small-2")
    published("XXB", date="2035-01", framework_edition="small-3")
    published("XXC", date="2028-01", framework_edition="small-3")

    assert told() == [("small-2", 2, [("2.B1", "reworded")]), ("small-3", 1, [("3.C1", "criteria_changed")])]
    assert told("1.A2") == [("small-2", 2, [("1.A2", "same")]), ("small-3", 1, [])]
    assert told(until="2034") == [("small-2", 2, [("2.B1", "reworded")])]


def test_a_set_that_does_not_follow_this_one_is_not_newer(later: None, edition: Edition) -> None:
    load_edition(spec=edition.spec.model_copy(update={"code": "other-1"}))
    published("XXA")
    published("XXA", date="2033-01", framework_edition="other-1")

    assert told() == []


def test_the_pages_of_an_older_set_say_so_and_lead_on(later: None, client: Client) -> None:
    for country in ("XXA", "XXB"):
        published(country)
    published("XXA", date="2033-01", framework_edition="small-2")
    question = page(client, f"/en/themes/{EDITION}/indicators/1.A1/")
    topic = page(client, f"/en/themes/{EDITION}/topics/1/A/")
    item = page(client, f"/en/themes/{EDITION}/sdg-10-7-2/1a/")

    notice = (
        "1 of these places has since answered a newer set of questions, The set small-2. "
        "Here it counts by its older answers."
    )
    assert texts(question, ".notice p") == [notice]
    assert [one.get("href") for one in question.cssselect(".notice a")] == ["/en/themes/small-2/indicators/2.B1/"]
    assert texts(question, ".notice li")[0].startswith("Reworded, same meaning: 2.B1 ")
    assert texts(topic, ".notice p") == [f"{notice} This theme there"]
    assert [one.get("href") for one in topic.cssselect(".notice a")] == ["/en/themes/small-2/topics/1/A/"]
    assert [one.get("href") for one in item.cssselect(".notice a")] == ["/en/themes/small-2/sdg-10-7-2/1a/"]


def test_where_the_theme_is_not_there_any_more_the_themes_of_the_set_are_led_to(later: None, client: Client) -> None:
    published("XXA")
    published("XXA", date="2033-01", framework_edition="small-3")
    question = page(client, f"/en/themes/{EDITION}/indicators/1.A2/")

    assert texts(question, ".notice p") == [
        "This place has since answered a newer set of questions, The set small-3. Here it counts by its older answers.",
        "This question is not asked there.",
    ]
    published("XXB")
    published("XXB", date="2033-01", framework_edition="small-3")
    assert texts(page(client, f"/en/themes/{EDITION}/topics/2/A/"), ".notice p") == [
        "All 2 places have since answered a newer set of questions, The set small-3. "
        "Here they count by their older answers. The themes there"
    ]
