"""Open data: every file and every address that the page names is there."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_every_file_and_list_that_is_named_answers(open_portal: Open) -> None:
    page = open_portal("/en/", java_script_enabled=False)
    page.get_by_role("link", name="Open data").click()
    site = page.url.partition("/en/")[0]
    links = [str(one.get_attribute("href")) for one in page.locator("main table a").all()]
    answers = {href: page.request.get(site + href) for href in links}

    assert len(links) > 10
    assert {href: one.status for href, one in answers.items() if one.status != 200} == {}
    assert [href for href, one in answers.items() if not one.body()] == []
    lists = [json.loads(one.text()) for href, one in answers.items() if href.startswith("/api/")]
    assert all("items" in one or "results" in one or isinstance(one, list) for one in lists)


def test_the_examples_can_be_typed_as_they_stand(open_portal: Open) -> None:
    page = open_portal("/ar/data/")
    for code in page.locator(".examples code").all():
        expect(code).to_have_css("direction", "ltr")
        address = code.inner_text().partition('"')[2].rstrip('"')
        assert page.request.get(address).status == 200


def test_structured_data_for_search_engines_can_be_read(open_portal: Open) -> None:
    page = open_portal("/fr/data/")
    for one in page.locator("script[type='application/ld+json']").all():
        assert json.loads(str(one.text_content()))["@context"]
