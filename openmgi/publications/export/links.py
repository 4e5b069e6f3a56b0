"""Pages as they stand in the folder: links relative, addresses of the site's own, nothing that needs a server."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from openmgi.web.folder import as_path

# Pages are made at this address, which nobody has, so that each mention of their own address can be found in them.
ORIGIN = "https://site.invalid"

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
    '">'
)
_CHARSET = '<meta charset="utf-8">'
_SIGN_IN = re.compile(r'<nav class="entry".*?</nav>\s*', re.DOTALL)
_MARKED = re.compile(r"<(a|p|li|ul|span)\b[^>]*\sdata-server\b[^>]*>.*?</\1>", re.DOTALL)
_FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
_ITEM = re.compile(r'<li>\s*<a\b[^>]*?\shref="([^"]*)"[^>]*>(?:(?!</a>).)*</a>\s*</li>', re.DOTALL)
_ANCHOR = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_LINK = re.compile(r'<link\b[^>]*?\shref="([^"]*)"[^>]*>')
_SCRIPT = re.compile(r'<script\b([^>]*?)\ssrc="([^"]*)"([^>]*)></script>')
_ALTERNATE = re.compile(rf'<xhtml:link [^>]*href="{re.escape(ORIGIN)}([^"]*)"/>')
_LISTED = re.compile(rf"<url>\s*<loc>{re.escape(ORIGIN)}([^<]*)</loc>.*?</url>", re.DOTALL)
_ACTION = re.compile(r'\saction="([^"]*)"')
_EMPTY = re.compile(r'<p class="downloads">\s*</p>')


def file_of(address: str) -> str:
    """The file, below the folder, that holds what is at an address of the site."""
    return unquote(_target(address))


def relative(here: str, there: str) -> str:
    """The link from the page at one address to another address, by way of the folder at the top."""
    return "../" * _target(here).count("/") + _target(there)


@lru_cache(maxsize=20_000)  # every link of a page begins at the page, and most lead to where others lead too
def _target(address: str) -> str:
    path = as_path(address).removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


@dataclass(frozen=True, slots=True)
class Site:
    """The site that the folder will be: where it will be reached, and every address that it has.

    searching: those that understand a query, by their script.
    """

    base_url: str
    addresses: Collection[str]
    searching: Collection[str] = field(default=())

    def page(self, html: str, here: str) -> str:
        """The page at this address as it stands in the folder."""
        return _Page(self, here).rewritten(html)

    def text(self, text: str) -> str:
        """A text in which the site's own address is that at which it will be reached."""
        return text.replace(ORIGIN, self.base_url)

    def sitemap(self, xml: str) -> str:
        """The sitemap of what the folder has. A server knows more, such as an address that chooses a language."""

        def known(found: re.Match[str]) -> str:
            return found[0] if found[1] in self.addresses else ""

        return self.text(_ALTERNATE.sub(known, _LISTED.sub(known, xml)))


@dataclass(frozen=True, slots=True)
class _Page:
    site: Site
    here: str

    def rewritten(self, html: str) -> str:
        html = html.replace(_CHARSET, _CHARSET + _POLICY, 1)
        html = _SIGN_IN.sub("", html, count=1)
        if "data-server" in html:  # which is told faster than by the expression
            html = _MARKED.sub("", html)
        if "<form" in html:
            html = _FORM.sub(self._form, html)
        html = _ITEM.sub(self._item, html)
        html = _ANCHOR.sub(self._anchor, html)
        html = _LINK.sub(self._link, html)
        html = _SCRIPT.sub(self._script, html)
        return self.site.text(_EMPTY.sub("", html))

    def _followed(self, link: str) -> str | None:
        """The link as it leads on from this page; none where the folder does not have what it leads to."""
        own = link.removeprefix(ORIGIN)
        if own.startswith("?"):
            own = self.here.partition("?")[0] + own
        if not own.startswith("/") or own.startswith("//"):
            return link
        address, mark, fragment = own.partition("#")
        whole = unescape(address)
        if whole in self.site.addresses:
            return relative(self.here, whole) + mark + fragment
        path, asks, query = address.partition("?")
        if path not in self.site.searching:
            return None
        return relative(self.here, path) + asks + query + mark + fragment

    def _form(self, found: re.Match[str]) -> str:
        """A form is kept where the page that it leads to answers by its script."""
        action = _ACTION.search(found[1])
        address = unescape(action[1]) if action else self.here
        if address not in self.site.searching:
            return ""
        return found[0].replace(action[0], f' action="{self._followed(address)}"', 1) if action else found[0]

    def _item(self, found: re.Match[str]) -> str:
        return found[0] if self._followed(found[1]) is not None else ""

    def _anchor(self, found: re.Match[str]) -> str:
        """Of a link that leads nowhere its words remain; of a button, nothing."""
        before, link, after, words = found.groups()
        followed = self._followed(link)
        if followed is not None:
            return f'<a{before} href="{followed}"{after}>{words}</a>'
        return "" if 'class="button' in before + after else words

    def _script(self, found: re.Match[str]) -> str:
        before, source, after = found.groups()
        followed = self._followed(source)
        return f'<script{before} src="{followed}"{after}></script>' if followed else ""

    def _link(self, found: re.Match[str]) -> str:
        """Style sheets are relative; this page and its other languages are named by their whole address."""
        link = found[1]
        if link.startswith(ORIGIN):
            address = link.removeprefix(ORIGIN) + self.asked
            return found[0].replace(link, ORIGIN + as_path(address), 1) if address in self.site.addresses else ""
        followed = self._followed(link)
        return found[0].replace(f'"{link}"', f'"{followed}"', 1) if followed is not None else ""

    @property
    def asked(self) -> str:
        """The query of this page, with its mark."""
        _, mark, query = self.here.partition("?")
        return mark + query
