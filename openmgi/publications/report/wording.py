"""Words as both forms of a report set them: names in the language that there is, dates, parts of a citation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from openmgi.core.profile import Kind
from openmgi.core.text import Text
from openmgi.publications.report.blocks import Line, Piece, Style
from openmgi.web.templatetags.page import in_language, plain_day, spoken


def kind_title(kind: Kind) -> str:
    """What stands above the findings of one kind."""
    return {
        "well_developed": _("Well-developed areas"),
        "potential": _("Areas with potential for further development"),
    }[kind]


def named(names: Mapping[str, str], style: Style = "") -> Piece:
    """A name in the language of the report; where there is none, in another and marked with it."""
    return Piece(in_language(names), style, foreign(spoken(names)))


def foreign(language: str | None) -> str:
    """The language, unless it is that of the report."""
    return language if language and language != get_language() else ""


def paragraphs(text: Text | None) -> list[str]:
    """The paragraphs of a text of the profile in the language of the report."""
    return text.texts[get_language() or text.source].split("\n\n") if text else []


def dated(day: str) -> str:
    """A day, written in full; nothing for none."""
    return plain_day(datetime.date.fromisoformat(day)) if day else ""


def comma() -> str:
    """What stands between two parts of a list."""
    return "، " if get_language_bidi() else ", "


def separated(texts: Iterable[str]) -> str:
    """Those texts that say something, with a comma between two."""
    return comma().join(filter(None, texts))


def upright(code: str) -> str:
    """A code such as `4.B2`, which would be turned about where the words around it run from right to left."""
    return f"\u200e{code}\u200f" if get_language_bidi() else code


def shared(line: Line) -> str:
    """The language of all the words, where it is one and not that of the report."""
    languages = {piece.language for piece in line if piece.style != "code" and piece.text.strip()}
    return languages.pop() if len(languages) == 1 else ""


def unbroken(text: str) -> str:
    """The same on one line."""
    return text.replace(" ", "\u00a0")


def joined(groups: Sequence[Line]) -> Line:
    """Groups of words with a semicolon between two."""
    line = groups[0] if groups else ()
    for group in groups[1:]:
        line += (Piece("؛ " if get_language_bidi() else "; "), *group)
    return line


def sentences(groups: Iterable[Line]) -> Line:
    """Groups of words, each ended by a full stop."""
    line: list[Piece] = []
    for group in groups:
        if any(piece.text for piece in group):
            line += [*group, Piece(" " if group[-1].text.endswith((".", "?", "!", "؟")) else ". ")]
    if line:
        line[-1] = Piece(line[-1].text.rstrip())
    return tuple(piece for piece in line if piece.text)
