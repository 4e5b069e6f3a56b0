"""Quotes of real laws, typed from another source than the files. The gold set is not part of this repository."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from benchmarks.anchors import GOLD, measure, quotes_in, read
from openmgi.core.quotes import find

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold set is not here: shared/gold/anchors")


def test_every_quote_is_found_on_its_page_with_its_label_and_nowhere_else() -> None:
    quotes = quotes_in(GOLD / "quotes.json")

    assert measure(GOLD, quotes) == {
        "quotes": len(quotes),
        "found": len(quotes),
        "right_page": len(quotes),
        "right_label": len(quotes),
        "false": 0,
    }


def test_a_quote_with_one_word_left_out_is_not_found() -> None:
    quotes = quotes_in(GOLD / "quotes.json")

    def without(words: list[str], place: int) -> str:
        return " ".join(words[:place] + words[place + 1 :])

    altered = [
        one | {"quote": without(words, place), "pdf_page": None, "also_on": []}
        for one in quotes
        for words in [one["quote"].split()]
        for place in range(1, len(words) - 1)
    ]

    assert len(altered) > len(quotes)
    assert measure(GOLD, altered)["found"] == 0


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("layout", [1, 2, 3])
def test_any_words_of_the_official_text_are_found_in_the_files(language: str, layout: int) -> None:
    file = sorted(GOLD.glob(f"*.{language}.pdf"))[layout - 1]
    instrument = file.name.removesuffix(f".{language}.pdf")
    texts = [text.split() for text in passages(GOLD.parent / f"corpus_{language}.jsonl.gz", instrument)]
    chance = random.Random(layout)  # noqa: S311 - the same sample every time
    missing = []
    for words in chance.choices([one for one in texts if len(one) > 6], k=60):
        start = chance.randrange(len(words) - 5)
        quote = " ".join(words[start : start + chance.randint(5, 25)])
        if not find(read(file).texts, quote):
            missing.append(quote)

    assert missing == []


def passages(corpus: Path, instrument: str) -> list[str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return [one["text"] for one in map(json.loads, lines) if one["instrument_id"] == instrument]
