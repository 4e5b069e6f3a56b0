"""A page as its reader gets it, and what stands on it."""

from __future__ import annotations

from django.test import Client
from lxml import html


def page(reader: Client, address: str, status: int = 200) -> html.HtmlElement:
    response = reader.get(address)
    assert response.status_code == status
    return html.fromstring(response.content)


def texts(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.cssselect(selector)]
