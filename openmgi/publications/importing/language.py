"""Guessing the language of a text, off line."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SHORTEST_TEXT = 200  # characters; below that a guess is worth little
SUREST = 0.9


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def guess_language(text: str) -> str | None:
    """The code of the language that this text is in, or None when it is too short or the guess is not sure."""
    if len(text) < SHORTEST_TEXT:
        return None
    language, probability = _identifier().classify(text)
    return str(language) if probability >= SUREST else None
