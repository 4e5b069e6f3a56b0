"""Suggested evidence on judged passages of real law. They are not part of this repository.

The floors are a little below what was measured; `docs/search.md` has the figures and the aims.
"""

from __future__ import annotations

import pytest

from benchmarks.retrieval import GOLD, figures_of

JUDGEMENTS = GOLD / "judgements_dev.jsonl"
pytestmark = pytest.mark.skipif(not JUDGEMENTS.exists(), reason="the judged passages are not here: shared/gold")


@pytest.mark.parametrize(("language", "ndcg", "hit"), [("en", 0.44, 0.85), ("fr", 0.36, 0.6)])
def test_suggestions_are_no_less_accurate_than_they_were(language: str, ndcg: float, hit: float) -> None:
    found = figures_of(GOLD / f"corpus_{language}.jsonl.gz", JUDGEMENTS, "en", "product")

    assert (found["n"], found["ndcg@10"] >= ndcg, found["hit@10"] >= hit) == (14, True, True)
