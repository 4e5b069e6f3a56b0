"""The report as a PDF: tagged for those who hear it read, with bookmarks and its fonts inside."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from openmgi.publications.report import colours
from openmgi.publications.report.blocks import Picture, Report

Standard = Literal["ua-1"]

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_CERTIFIED: tuple[Standard, ...] = ("ua-1",)
_UNKNOWN = "\ufffd"  # in place of a letter that no font of this machine has
_BROKEN = "internal error"  # how Typst begins what it says when the fault is its own

_log = logging.getLogger(__name__)


def pdf(report: Report) -> bytes:
    """The report as a PDF/UA-1 file.

    Its fonts have Latin, Greek, Cyrillic and Arabic letters. For those of other scripts, as in the title of a law, the
    fonts of the machine are asked; a letter that none of them has is set as the sign for an unknown one. What Typst
    does not certify all the same is tagged in the same way, but does not claim to be PDF/UA. Where Typst itself breaks,
    the report loses its links, or in the end its tags, but its readers get it.
    """
    told = _told(report)
    known = _changed(told, lambda text: _uncovered().sub(_UNKNOWN, text))
    for words in [known] if known == told else [told, known]:
        try:
            return _pdf(words, _fonts(with_system=words != known), _CERTIFIED)
        except typst.TypstError:
            continue
    return _uncertified(known)


def png(picture: Picture, *, width: int) -> bytes:
    """The picture as an image so many pixels wide, for programs that draw no vectors."""
    return typst.compile(
        str(_HERE / "picture.typ"),
        font_paths=_fonts(with_system=False),
        sys_inputs={"svg": picture.svg},
        format="png",
        ppi=width / 2,  # the page is two inches wide
    )


def _uncertified(told: Any) -> bytes:
    fonts = _fonts(with_system=False)
    try:
        return _pdf(told, fonts, ())
    except typst.TypstError as error:
        _warn_or_raise(error, "without tags")
        return _compiled(told, fonts, (), pdf_tags=False)


def _pdf(told: Any, fonts: typst.Fonts, standards: Sequence[Standard]) -> bytes:
    try:
        return _compiled(told, fonts, standards)
    except typst.TypstError as error:
        _warn_or_raise(error, "without links")
        return _compiled({**told, "has_links": False}, fonts, standards)


def _warn_or_raise(error: typst.TypstError, way: str) -> None:
    """Go on in another way if Typst broke; what it rightly finds fault with is raised."""
    if not str(error).startswith(_BROKEN):
        raise error
    _log.warning("Typst broke on a report, which is made again %s: %s", way, error)


def _compiled(told: Any, fonts: typst.Fonts, standards: Sequence[Standard], *, pdf_tags: bool = True) -> bytes:
    return typst.compile(
        str(_HERE / "report.typ"),
        font_paths=fonts,
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        pdf_standards=list(standards),
        pdf_tags=pdf_tags,
    )


def _told(report: Report) -> Any:
    blocks = [{"block": type(one).__name__, **asdict(one)} for one in report.blocks]
    palette = {
        "ink": colours.INK,
        "muted": colours.MUTED,
        "line": colours.LINE,
        "paper": colours.PAPER,
        "link": colours.LINK,
        "notice": colours.NOTICE,
        "domains": colours.DOMAINS,
    }
    told = _changed({"report": {**asdict(report), "blocks": blocks}, "colours": palette}, _without_controls)
    return {**told, "has_links": True}


def _changed(told: Any, change: Callable[[str], str]) -> Any:
    """The same data, each of its texts changed."""
    if isinstance(told, str):
        return change(told)
    if isinstance(told, dict):
        return {key: _changed(value, change) for key, value in told.items()}
    return [_changed(one, change) for one in told] if isinstance(told, list | tuple) else told


def _without_controls(text: str) -> str:
    """The text without what is no letter, and without soft hyphens, which break Typst on a line with a link."""
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", " ", text.replace("\u00ad", ""))


@cache
def _fonts(*, with_system: bool) -> typst.Fonts:
    """The fonts beside this file; no other, if it can be helped, so that every machine sets the same pages."""
    return typst.Fonts(include_system_fonts=with_system, include_embedded_fonts=False, font_paths=[str(_FONTS)])


@cache
def _uncovered() -> re.Pattern[str]:
    """Any letter that our fonts lack."""
    ranges = (_FONTS / "covered.txt").read_text(encoding="ascii").split()
    pairs = ["-".join(f"\\U{int(end, 16):08X}" for end in one.split("-")) for one in ranges]
    return re.compile(f"[^\n{''.join(pairs)}]")
