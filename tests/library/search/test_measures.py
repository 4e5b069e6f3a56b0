"""The measures of `benchmarks.retrieval`, against figures worked out by hand."""

from __future__ import annotations

import gzip
import json
from math import log2
from pathlib import Path

import pytest

from benchmarks.retrieval import MEASURES, figures_of, measured, read_items

GRADES = {"a": 2, "b": 1, "c": 0, "d": 2}


@pytest.mark.parametrize(
    ("measure", "ranked", "value"),
    [
        ("recall@5", ["x", "x", "x", "x", "a", "d"], 0.5),
        ("recall@10", ["x", "x", "x", "x", "a", "d"], 1),
        ("ndcg@10", ["a", "d", "b"], 1),
        ("ndcg@10", ["b", "x", "a"], (1 + 3 / log2(4)) / (3 + 3 / log2(3) + 1 / log2(4))),
        ("mrr", ["c", "b", "d"], 1 / 3),
        ("mrr", ["c"], 0),
        ("hit@10", ["c", "b", "d"], 1),
        ("hit@10", ["x"] * 10 + ["a"], 0),
        ("judged@10", ["c", "x", "y", "a"], 0.5),
        ("judged@10", [], 0),
    ],
)
def test_measures(measure: str, ranked: list[str], value: float) -> None:
    assert MEASURES[measure](ranked, GRADES) == pytest.approx(value)


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    """Three items of the edition; the last has no passage with the highest grade."""
    rows = [("1a", "health care", "act/1", 2), ("1b", "education", "act/2", 2), ("1d", "pensions", "act/1", 1)]
    file = tmp_path / "judgements.jsonl"
    keys = ("query_id", "query_text", "passage_id", "grade")
    file.write_text("\n".join(json.dumps(dict(zip(keys, row, strict=True))) for row in rows))
    return file


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    texts = ["Emergency health care is free for every person.", "Every child of a foreigner may go to school."]
    file = tmp_path / "corpus.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for number, text in enumerate(texts, start=1):
            one = {"id": f"act/{number}", "instrument_id": "act", "instrument_title": "Act", "text": text, "lang": "en"}
            lines.write(json.dumps(one) + "\n")
    return file


def test_an_item_without_evidence_is_not_measured(judgements: Path) -> None:
    assert [item.code for item in read_items(judgements)] == ["1a", "1b"]


def test_the_means_come_with_an_interval(judgements: Path) -> None:
    found = measured({"1a": ["act/1"], "1b": ["act/1", "act/2"]}, read_items(judgements))

    assert (found["n"], found["mrr"], found["intervals"]["mrr"]) == (2, 0.75, [0.5, 1.0])


@pytest.mark.parametrize("method", ["product", "bm25"])
def test_each_method_ranks_the_given_passages(corpus: Path, judgements: Path, method: str) -> None:
    found = figures_of(corpus, judgements, "en", method)

    assert (found["method"], found["n"], found["recall@10"]) == (method, 2, 1.0 if method == "product" else 0.5)
