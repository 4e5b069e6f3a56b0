"""Shares by question: who is in them, who is not, and nothing that could rank."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.publications.bulk.cast import EDITION, FIRST, SECOND

pytestmark = pytest.mark.django_db


def shares(reader: Client, query: str = "") -> list[Any]:
    response = reader.get(f"/api/v1/shares?{query}")
    assert response.status_code == 200, response.content
    found: list[Any] = response.json()["items"]
    return found


def test_each_place_counts_once_by_its_newest_profile(reader: Client, published: None) -> None:
    assert shares(reader, f"indicator={FIRST}&invented=true") == [
        {
            "framework_edition": EDITION,
            "indicator": FIRST,
            "domain": 1,
            "invented": True,
            "N": 6,
            "options": [
                {"option": "absent", "n": 1, "percent": 16.67, "publications": ["xxf-2030-06"]},
                {"option": "partial", "n": 2, "percent": 33.33, "publications": ["xxd-2030-04", "xxe-2030-05"]},
                {
                    "option": "complete",
                    "n": 3,
                    "percent": 50.0,
                    "publications": ["xxa-2030-01", "xxb-2030-02", "xxc-2030-03"],
                },
            ],
            "not_applicable": [],
            "not_answered": [],
            "first_year": "2030",
            "last_year": "2030",
        }
    ]


def test_who_does_not_answer_is_named_apart_and_too_few_have_no_percentage(reader: Client, published: None) -> None:
    one = shares(reader, f"indicator={SECOND}&invented=true")[0]

    assert (one["N"], one["not_applicable"], one["not_answered"]) == (4, ["xxe-2030-05"], ["xxf-2030-06"])
    assert {option["percent"] for option in one["options"]} == {None}
    assert [option["n"] for option in one["options"]] == [1, 1, 2]


def test_invented_places_are_never_counted_together_with_real_ones(reader: Client, published: None) -> None:
    assert [(one["indicator"], one["invented"], one["N"]) for one in shares(reader)] == [
        (FIRST, False, 1),
        (SECOND, False, 1),
        (FIRST, True, 6),
        (SECOND, True, 4),
    ]


def test_shares_are_of_the_places_that_are_wanted(reader: Client, published: None) -> None:
    africa, earlier = shares(reader, f"area=002&indicator={FIRST}"), shares(reader, f"year=2028&indicator={FIRST}")

    assert [(one["N"], one["first_year"]) for one in africa] == [(3, "2030")]
    assert [(one["N"], one["options"][0]["publications"]) for one in earlier] == [(1, ["xxa-2028-01"])]
    assert [one["indicator"] for one in shares(reader, "sdg=6e")] == []
