from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.publications.export.links import ORIGIN, Site, file_of, relative

HOST = "https://migration.example.org/world"
SITE = Site(
    HOST,
    {
        "/en/",
        "/en/sdg/?year=2031",
        "/fr/sdg/?year=2031",
        "/en/compare/?profile=a&profile=b",
        "/en/profiles/",
        "/en/profiles/xxv/",
        "/fr/profiles/xxv/",
        "/en/search/",
        "/data/profiles/xxv/v1.json",
    },
    {"/en/search/"},
)
HERE = "/en/profiles/xxv/"
_ADDRESSES = st.lists(st.text("abc.-1", min_size=1).filter(lambda name: set(name) != {"."}), max_size=5).map(
    lambda names: "/" + "".join(f"{name}/" for name in names)
)


def page(html: str) -> str:
    return SITE.page(html, HERE)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/en/profiles/", "en/profiles/index.html"),
        ("/data/profiles/xxv/v1.json", "data/profiles/xxv/v1.json"),
        ("/en/profiles/caf%C3%A9/", "en/profiles/café/index.html"),
        ("/en/sdg/?year=2031", "en/sdg/year-2031/index.html"),
        ("/en/compare/?profile=xxv&profile=xxw%2Fv1", "en/compare/profile-xxv/profile-xxw-v1/index.html"),
        ("/en/themes/1.A/shares.csv?invented=yes", "en/themes/1.A/invented-yes/shares.csv"),
    ],
)
def test_an_address_has_a_file(address: str, file: str) -> None:
    assert file_of(address) == file


@given(here=_ADDRESSES, there=_ADDRESSES)
def test_a_relative_link_leads_from_any_page_to_the_file_of_any_other(here: str, there: str) -> None:
    folders = file_of(here).split("/")[:-1]
    for step in relative(here, there).split("/"):
        folders = folders[:-1] if step == ".." else [*folders, step]

    assert "/".join(folders) == file_of(there)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a class="x" href="/en/profiles/#a">P</a>', '<a class="x" href="../../../en/profiles/index.html#a">P</a>'),
        (f'<a href="{ORIGIN}/fr/profiles/xxv/" lang="fr">F</a>',
         '<a href="../../../fr/profiles/xxv/index.html" lang="fr">F</a>'),
        ('<a href="#domain-1">1</a>', '<a href="#domain-1">1</a>'),
        ('<a href="https://laws.example.org/1?a=1">law</a>', '<a href="https://laws.example.org/1?a=1">law</a>'),
        ('<a href="//laws.example.org/">law</a>', '<a href="//laws.example.org/">law</a>'),
        ('<a href="/en/search/?q=a&amp;kind=b">S</a>', '<a href="../../../en/search/index.html?q=a&amp;kind=b">S</a>'),
        ('<link rel="stylesheet" href="/data/profiles/xxv/v1.json">',
         '<link rel="stylesheet" href="../../../data/profiles/xxv/v1.json">'),
        ('<script src="/en/" defer></script>', '<script src="../../../en/index.html" defer></script>'),
        ('<a href="/en/sdg/?year=2031#a">Y</a>', '<a href="../../../en/sdg/year-2031/index.html#a">Y</a>'),
        ('<a href="/en/compare/?profile=a&amp;profile=b">C</a>',
         '<a href="../../../en/compare/profile-a/profile-b/index.html">C</a>'),
        ('<form role="search" action="/en/search/"><input></form>',
         '<form role="search" action="../../../en/search/index.html"><input></form>'),
    ],
)  # fmt: skip
def test_what_the_folder_has_is_linked_relative_to_the_page(html: str, shown: str) -> None:
    assert page(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('See <a href="/en/compare/">the <b>comparison</b></a>.', "See the <b>comparison</b>."),
        ('<a href="/en/profiles/?level=local">cities</a>', "cities"),
        ('<a href="?page=2">next</a>', "next"),
        ('<ul><li><a href="/en/">1</a></li> <li> <a href="/en/work/"><b>2</b></a></li></ul>',
         '<ul><li><a href="../../../en/index.html">1</a></li> </ul>'),
        ('<p class="downloads"><a class="button quiet" href="/data/profiles/xxv/v1.en.pdf">PDF</a></p>', ""),
        ('<p>1</p><p class="x" data-server>Ask <b>all</b></p><p>2</p>', "<p>1</p><p>2</p>"),
        ('A <a data-server href="/en/">B</a><span data-server>C</span>', "A "),
        ('<form method="get"><select></select></form>', ""),
        ('<form action="/en/frameworks/one/search/"><input></form>', ""),
        ('<link rel="alternate" type="application/atom+xml" href="/en/feed.atom">', ""),
        ('<script src="/static/gone.js"></script>', ""),
        ('<header>\n <nav class="entry" aria-label="A"><a href="/en/work/">Sign in</a></nav></header>',
         "<header>\n </header>"),
    ],
)  # fmt: skip
def test_of_what_needs_a_server_no_link_form_or_button_is_left(html: str, shown: str) -> None:
    assert page(html) == shown


def test_a_page_names_its_own_address_and_its_other_languages_as_they_will_be_reached() -> None:
    shown = page(
        f'<link rel="canonical" href="{ORIGIN}/en/profiles/xxv/"><p>{ORIGIN}/en/profiles/xxv/</p>'
        f'<script type="application/ld+json">{{"url": "{ORIGIN}/en/profiles/xxv/v1/"}}</script>'
    )

    assert shown == (
        f'<link rel="canonical" href="{HOST}/en/profiles/xxv/"><p>{HOST}/en/profiles/xxv/</p>'
        f'<script type="application/ld+json">{{"url": "{HOST}/en/profiles/xxv/v1/"}}</script>'
    )


def test_a_page_that_answers_a_query_is_named_by_a_path_of_its_own_in_each_language() -> None:
    shown = SITE.page(
        f'<link rel="canonical" href="{ORIGIN}/en/sdg/"><link hreflang="fr" href="{ORIGIN}/fr/sdg/">'
        f'<link hreflang="es" href="{ORIGIN}/es/sdg/"><a href="?year=2031">Y</a><a href="?year=2029">Z</a>',
        "/en/sdg/?year=2031",
    )

    assert shown == (
        f'<link rel="canonical" href="{HOST}/en/sdg/year-2031/"><link hreflang="fr" href="{HOST}/fr/sdg/year-2031/">'
        '<a href="../../../en/sdg/year-2031/index.html">Y</a>Z'
    )


def test_a_page_carries_the_policy_that_a_server_would_send() -> None:
    shown = page('<head><meta charset="utf-8"></head>')
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', shown)

    assert [one.split("; ")[:3] for one in policy] == [["default-src 'none'", "style-src 'self'", "script-src 'self'"]]
    assert "unsafe" not in policy[0]


def test_the_sitemap_names_no_address_at_which_only_a_server_answers() -> None:
    links = [f'<xhtml:link rel="alternate" hreflang="{name}" href="{ORIGIN}{path}"/>' for name, path in
             (("en", "/en/profiles/"), ("x-default", "/profiles/"))]  # fmt: skip

    shown = SITE.sitemap(
        f"<url><loc>{ORIGIN}/en/profiles/</loc>{''.join(links)}</url><url><loc>{ORIGIN}/en/compare/</loc></url>"
    )

    assert shown == (
        f"<url><loc>{HOST}/en/profiles/</loc>"
        f'<xhtml:link rel="alternate" hreflang="en" href="{HOST}/en/profiles/"/></url>'
    )


@given(st.text())
def test_a_text_without_a_link_stays_as_it_is(words: str) -> None:
    assert page(words.replace("<", "&lt;")) == words.replace("<", "&lt;")
