"""Search by meaning, where the optional model is installed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from click.testing import CliRunner
from django.test import Client

from openmgi.library.search.vectors import installed
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from openmgi.publications.search import finding as finding_module
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.commands import index_findings
from openmgi.publications.search.finding import find
from openmgi.publications.search.meaning import is_unread
from tests.pages import page, texts
from tests.publications.search.conftest import NORDIA, finding, place, publish_all

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not installed(), reason="needs openmgi[meaning]")]
FOOD = "free food for foreigners"


def read() -> str:
    done = CliRunner().invoke(index_findings)
    assert done.exit_code == 0
    return done.stdout.splitlines()[-1]


def test_a_publication_is_read_once(world: Sequence[Publication]) -> None:
    assert [read(), read()] == ["publications read for their meaning: 4", "publications read for their meaning: 0"]
    publish_all(place("Alba", "XXA", (1, "potential", finding({"en": "Bread."}))))
    assert read() == "publications read for their meaning: 1"


def test_what_is_like_the_words_in_its_meaning_comes_after_what_has_all_of_them(editions: None) -> None:
    spanish, english = "Los hijos de extranjeros quedan sin escuela.", "Migrant children have no access to schools."
    publish_all(
        place("Alba", "XXA", (1, "potential", finding({"en": english}))),
        place("Zeta", "XXZ", (1, "potential", finding({"es": spanish}))),
    )
    read()
    found = find(Asked(spanish))

    assert [list(one.texts.values()) for one in found.entries] == [[spanish], [english]]
    assert (found.total, found.alike, found.has_all_words) == (2, 1, True)


def test_and_before_what_has_only_some_of_them(world: Sequence[Publication]) -> None:
    read()
    found = find(Asked(f"keeper {FOOD}"))

    assert [one.texts[one.languages[0]] for one in found.entries] == [
        "Le pain est gratuit pour les étrangers.",
        "Salt has a keeper.",
    ]
    assert [one.key in found.alike_here for one in found.entries] == [True, False]
    assert (found.total, found.alike, found.has_all_words) == (2, 1, False)


def test_the_pages_together_are_the_whole_each_finding_once(
    world: Sequence[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    monkeypatch.setattr(finding_module, "ON_A_PAGE", 1)
    for words in (f"keeper {FOOD}", "étrangers", FOOD):
        first = find(Asked(words))
        every = [one.key for page in range(1, first.pages + 1) for one in find(Asked(words, {}, page)).entries]
        assert len(every) == len(set(every)) == first.total > 0


def test_it_is_found_in_another_language_and_the_page_says_so(reader: Client, editions: None) -> None:
    publish_all(place("Alba", "XXA", (1, "potential", finding({"en": "Migrant children have no access to schools."}))))
    read()
    tree = page(reader, "/en/search/?q=Los+hijos+de+extranjeros+quedan+sin+escuela")

    assert "Found by its meaning" in texts(tree, ".found-findings .tag")
    assert "One was found by its meaning." in " ".join(texts(tree, "p.facts"))


def test_facets_narrow_it_down_and_what_is_like_nothing_is_not_shown(world: Sequence[Publication]) -> None:
    read()

    assert find(Asked(FOOD, {"domain": "2"})).alike_here == frozenset()
    assert find(Asked("quantum chromodynamics lattice")).total == 0


def test_what_the_model_has_not_read_is_found_by_words_only(editions: None) -> None:
    publish_all(NORDIA)

    assert find(Asked("keeper")).total == 1
    assert find(Asked("keeper")).alike == 0


def test_what_was_published_or_corrected_since_is_unread(editions: None) -> None:
    said, other = finding({"en": "Bread."}), finding({"en": "Cake."})
    assert not is_unread()

    publish_all(place("Alba", "XXA", (1, "potential", said)))
    assert is_unread()
    read()
    assert not is_unread()
    publish(profile=place("Alba", "XXA", (1, "potential", other)), by="Amina", correction="No bread.")
    assert is_unread()


def test_what_says_the_same_stands_in_the_order_of_publication(editions: None) -> None:
    said = finding({"en": "Migrant children have no access to schools."}, "1.A1")
    names = [("Zeta", "XXZ"), ("Alba", "XXA"), ("Mida", "XXM")]
    published = publish_all(*(place(name, code, (1, "potential", said)) for name, code in names))
    read()
    found = find(Asked("Los hijos de extranjeros quedan sin escuela"))

    assert [one.publication for one in found.entries] == [one.sha256 for one in published]
