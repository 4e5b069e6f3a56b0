"""Commands of the search over findings."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from openmgi.publications.search.asked import FACETS, Asked
from openmgi.publications.search.choices import kinds
from openmgi.publications.search.finding import find
from openmgi.publications.search.meaning import Meanings, installed
from openmgi.publications.search.shelf import rebuild, shelf_and_index
from openmgi.publications.search.shown import Hit, hits
from openmgi.web.templatetags.page import edition_date, in_language

_HELP = {
    "domain": "Number of the domain.",
    "topic": "Code of the topic, as in the address of the page.",
    "kind": "well_developed or potential.",
    "level": "national or local.",
    "region": "M49 code of a region or group of countries, or code of a group of places.",
    "income": "Code of a group by income.",
    "year": "Year of the profile.",
    "sdg": "Item of SDG indicator 10.7.2.",
    "gcm": "Number of an objective of the Global Compact.",
    "language": "Language of the text, such as fr.",
    "edition": "Code of the question set.",
}


def _by_facets(command: Callable[..., None]) -> Callable[..., None]:
    for facet in reversed(FACETS):
        command = click.option(f"--{facet}", default="", help=_HELP[facet])(command)
    return command


@click.command("search")
@click.argument("words", nargs=-1)
@_by_facets
@click.option("--page", default=1, type=click.IntRange(1), help="The page of results.")
def search_findings(words: tuple[str, ...], page: int, **given: str) -> None:
    """Look for words in the findings of all current publications; without words, list them by the alphabet."""
    asked = Asked.typed({"q": " ".join(words), "page": str(page), **given})
    speaks = override(asked.language) if asked.language in dict(settings.LANGUAGES) else nullcontext()
    with speaks:
        found = find(asked)
        for one in hits(found, asked):
            click.echo("\t".join(_line(one)))
    told = ngettext("%(count)s finding", "%(count)s findings", found.total) % {"count": found.total}
    pages = {"page": asked.page, "pages": found.pages}
    click.echo(f"{told}. " + _("Page %(page)s of %(pages)s") % pages, err=True)
    if not found.has_all_words:
        click.echo(_("No finding has all of these words; these have some of them."), err=True)


@click.command("index")
@click.option("--anew", is_flag=True, help="Throw the index away and make it again.")
def index_findings(**options: Any) -> None:
    """Bring the index of findings up to date and, where the model is installed, read their meaning."""
    if options["anew"]:
        rebuild()
    shelf, reader = shelf_and_index()
    click.echo(_("findings that can be searched: %(count)s") % {"count": reader.searcher.num_docs})
    if installed():
        meanings = Meanings(Path(settings.INDEX_DIR))
        missing = meanings.missing(shelf.publications)
        for one in missing:
            meanings.put(one, reader.of_publications(reader.term("publication", one), [one], reader.counts()[one]))
        click.echo(_("publications read for their meaning: %(count)s") % {"count": len(missing)})


def _line(one: Hit) -> list[str]:
    """The address, the place with its date, the kind, the codes of the indicators and the text."""
    place, kind = in_language(one.publication.place_name), next(iter(kinds()[one.entry.kind].values()))
    said = ["".join(part.text for part in text.parts) for text in one.texts]
    codes = " ".join(question.code for question in one.questions)
    return [one.address, f"{place}, {edition_date(one.publication.edition)}", kind, codes, " / ".join(said)]
