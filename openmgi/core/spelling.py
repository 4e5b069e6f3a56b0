"""The letters of a text: every sign that counts, spelled out, without white space, hyphens and what is invisible.

Ligatures, presentation forms and full-width forms become plain letters, an accent stands after its letter, curly
quotation marks become straight ones. Superscripts stay: 10² is not 102.
"""

from __future__ import annotations

import unicodedata

HYPHENS = "-\u2010\u2011\u00ad\u0002\ufffe"  # the last two are PDFium's own for the hyphen at the end of a line
_SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u0060\u00b4\u2032"
_DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033'
_TATWEEL = "\u0640"  # stretches an Arabic word, says nothing
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u9fff"))


def is_dash(sign: str) -> bool:
    return unicodedata.category(sign) == "Pd" or sign in "\u2212\u0002\ufffe"


def _is_gap(sign: str) -> bool:
    return unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Cc", "Cf"} or is_dash(sign) or sign == _TATWEEL


def _spelled(sign: str) -> str:
    if sign in _SINGLE_QUOTES:
        return "'"
    if sign in _DOUBLE_QUOTES:
        return '"'
    if unicodedata.decomposition(sign).startswith(_KEPT_FORMS):
        return sign
    plain = _LIGATURES.get(sign) or unicodedata.normalize("NFKD", sign)
    return "".join(one for one in plain if not _is_gap(one))


class _Spelling(dict[int, str]):
    """The letters of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = "" if _is_gap(sign) else _spelled(sign)
        return self[code]


_SPELLING = _Spelling()


def letters_of(text: str) -> str:
    """The letters of a text. Marks on one letter come in Unicode's order, as people type them in any."""
    return unicodedata.normalize("NFD", text.translate(_SPELLING))


def origins(text: str) -> list[int]:
    """For each letter of a text, which of its characters it comes from."""
    return [place for place, sign in enumerate(text) for _ in _SPELLING[ord(sign)]]


def is_letter(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign).startswith("M")


def is_word(sign: str) -> bool:
    return is_letter(sign) or sign.isnumeric()


def unspaced(sign: str) -> bool:
    """Whether the script writes words without spaces, so that a line end says nothing and a word may end anywhere."""
    return any(first <= sign <= last for first, last in _UNSPACED)


def spaced(gap: str) -> bool:
    return any(map(str.isspace, gap))
