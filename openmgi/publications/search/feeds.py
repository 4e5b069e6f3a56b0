"""A search that one has saved, as a feed: what was published last comes first (Atom 1.0, JSON Feed 1.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from openmgi.publications.citing import facts, licences
from openmgi.publications.models import Publication
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.entries import Entry
from openmgi.publications.search.finding import Found, newest
from openmgi.publications.search.shown import address_of, language_of
from openmgi.web.templatetags.page import edition_date, in_language

MOST = 50
JSON_FEED = "https://jsonfeed.org/version/1.1"
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as feeds have it. key: the same for ever while its place says the same of the same date.

    licence: its address; empty where the profile states none.
    """

    key: str
    title: str
    address: str
    text: str
    language: str
    published_at: datetime
    tags: tuple[str, ...]
    is_invented: bool
    licence: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What both formats have. page: the search as a page; address: that of the feed itself.

    changed_at: when something was published last, whether or not it is in the feed.
    """

    title: str
    page: str
    address: str
    language: str
    author: str
    items: Sequence[Item]
    changed_at: datetime | None = None

    @property
    def updated_at(self) -> datetime:
        empty = self.changed_at or datetime.fromtimestamp(0, UTC)
        return max((one.published_at for one in self.items), default=empty)

    @property
    def rights(self) -> str:
        return _(
            "Each finding has the licence of its profile, which stands with it. Where none is stated, ask the authors "
            "before you use more than a citation allows."
        )


def items(asked: Asked, absolute: Absolute) -> list[Item]:
    """The findings of this search, those of the newest publications first, each once."""
    return items_of(newest(asked, MOST), asked, absolute)


def items_of(found: Found, asked: Asked, absolute: Absolute) -> list[Item]:
    """These findings, each once."""
    unique = {one.key: one for one in reversed([*_items(found, asked, absolute)])}
    return [*unique.values()][::-1]


def atom(feed: Feed) -> str:
    """The feed as Atom 1.0."""
    written = _Atom(
        feed.title, feed.page, "", language=feed.language, feed_url=feed.address, author_name=feed.author,
        feed_guid=feed.address, feed_copyright=feed.rights, updated_at=feed.updated_at,
    )  # fmt: skip
    for one in feed.items:
        written.add_item(
            one.title, one.address, "", unique_id=one.key, pubdate=one.published_at, updateddate=one.published_at,
            categories=one.tags, item_copyright=one.licence or None, said=one,
        )  # fmt: skip
    return str(written.writeString("utf-8"))


def json_feed(feed: Feed) -> dict[str, Any]:
    """The feed as JSON Feed 1.1."""
    return {
        "version": JSON_FEED,
        "title": feed.title,
        "description": feed.rights,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_as_json(one) for one in feed.items],
    }


class _Atom(Atom1Feed):
    """Atom as Django writes it, each text with its own language, and the moment of an empty feed told."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated_at"]
        return moment

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})  # it would say that it is empty HTML
        said: Item = item["said"]
        handler.addQuickElement("content", said.text, {"type": "text", "xml:lang": said.language})


def _as_json(one: Item) -> dict[str, Any]:
    moment = one.published_at.isoformat()
    return {
        "id": one.key,
        "url": one.address,
        "title": one.title,
        "content_text": one.text,
        "language": one.language,
        "date_published": moment,
        "tags": list(one.tags),
        "_openmgi": {"licence": one.licence or None, "invented": one.is_invented},
    }


def _items(found: Found, asked: Asked, absolute: Absolute) -> Iterator[Item]:
    known = facts(found.shelf.publications[one.publication] for one in found.entries)
    for entry in found.entries:
        publication = found.shelf.publications[entry.publication]
        language = language_of(entry, asked.language)
        yield Item(
            key=_key(entry, publication),
            title=_title(entry, publication),
            address=absolute(address_of(entry, found.shelf)),
            text=entry.texts[language],
            language=language,
            published_at=publication.published_at,
            tags=tuple(entry.questions),
            is_invented=publication.is_invented,
            licence="".join(licences([known[entry.publication]])),
        )


def _key(entry: Entry, publication: Publication) -> str:
    """A correction of another finding leaves it alone; other words make another finding."""
    said = entry.texts[entry.languages[0]]
    return uuid5(NAMESPACE_URL, " ".join([publication.place, publication.edition, entry.kind, said])).urn


def _title(entry: Entry, publication: Publication) -> str:
    told = {"place": in_language(publication.place_name), "date": edition_date(publication.edition)}
    if entry.kind == "well_developed":
        title = _("%(place)s, %(date)s: well developed") % told
    else:
        title = _("%(place)s, %(date)s: with potential for further development") % told
    return f"{title} · {_('Invented country')}" if publication.is_invented else title
