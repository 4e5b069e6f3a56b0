"""Text that people wrote: cleaned, compared, and kept in several languages that cannot drift apart."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$", description="BCP 47 language code")]
Names = dict[Language, Annotated[str, Field(min_length=1)]]
TextState = Literal["source", "current", "stale", "missing"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u00b4\u0060\u2032]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def without_invisible(text: str) -> str:
    """The text without soft hyphens, zero-width spaces and marks of direction."""
    return _INVISIBLE.sub("", text)


def tidy(text: str) -> str:
    """The same text on one line: composed letters, one space between words, nothing invisible."""
    return " ".join(without_invisible(unicodedata.normalize("NFC", text)).split())


def fold(text: str) -> str:
    """What two spellings of one phrase have in common: no case, accents, curly quotes or long dashes."""
    text = _DASHES.sub("-", _APOSTROPHES.sub("'", tidy(text)))
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal: how a translation remembers what it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()


class Text(BaseModel):
    """One text in several languages.

    Each translation carries the fingerprint of the source text that it was made from, so that a changed source
    makes its translations visibly `stale`. The states of a language:

    source   the language in which the text was written
    current  a translation of the source as it reads now
    stale    a translation of an earlier source
    missing  no text in this language
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Language = Field(description="language in which the text was written")
    texts: Names = Field(description="the text by language")
    made_from: dict[Language, str] = Field(
        default_factory=dict, description="for each translation, SHA-256 of the source text it was made from"
    )

    @model_validator(mode="after")
    def _source_is_there(self) -> Self:
        if self.source not in self.texts:
            raise ValueError(f"the source language {self.source} has no text")
        return self

    @classmethod
    def written(cls, source: Language, texts: Names) -> Text:
        """A text whose translations were all made from the source as it reads now."""
        origin = fingerprint(texts.get(source, ""))
        return cls(
            source=source,
            texts=texts,
            made_from={language: origin for language in texts if language != source},
        )

    def state(self, language: Language) -> TextState:
        """How this text stands in a language; the states are explained above."""
        if language == self.source:
            return "source"
        if language not in self.texts:
            return "missing"
        return "current" if self.made_from.get(language) == fingerprint(self.texts[self.source]) else "stale"

    def is_publishable(self, language: Language) -> bool:
        return self.state(language) in {"source", "current"}
