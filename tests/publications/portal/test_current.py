"""What is published now, read once for as long as nothing is published."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from openmgi.publications.portal.current import current, held
from tests.publications.themes.places import published

pytestmark = pytest.mark.django_db


def test_what_is_published_is_there_at_once_and_what_is_held_stays_of_one_moment() -> None:
    published("XXA")
    with held():
        published("XXB")
        assert [one.slug for one in current().publications] == ["xxa-2031-05"]

    assert [one.slug for one in current().publications] == ["xxa-2031-05", "xxb-2031-05"]


def test_what_is_held_is_not_asked_for_again(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    published("XXA")

    with held(), django_assert_num_queries(0):
        current()
