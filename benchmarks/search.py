"""The index of passages: its time and size, search, suggestions, and their accuracy where the judged set is there."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, percentile_ms
from benchmarks.retrieval import GOLD, figures_of
from openmgi.core.edition import Edition
from openmgi.core.evidence import query
from openmgi.core.passages import Passage
from openmgi.library.models import Edition as StoredEdition
from openmgi.library.search.entries import Filters, Source
from openmgi.library.search.finding import search
from openmgi.library.search.index import PassageIndex
from openmgi.library.search.suggesting import Suggester

EDITION = "openmgi-national-1"
PASSAGES = 100_000
OF_ONE_COUNTRY = 10_000
OF_ONE_DOCUMENT = 100
WORDS = 160
SEARCHES = 400
INDEX_MB = 200
AIMS = {("en", "ndcg@10"): 0.45, ("en", "hit@10"): 0.9, ("fr", "ndcg@10"): 0.4}


def figures() -> Iterator[Figure]:
    """Figures of an index of its own, and of the judged passages where they are."""
    edition = StoredEdition.objects.get(code=EDITION).spec
    with tempfile.TemporaryDirectory() as folder:
        index = PassageIndex(Path(folder))
        yield from _filled(index, Path(folder), edition)
        yield from _searches(index, edition)
        yield from _suggestions(index, edition)
    yield from _accuracy()


def _filled(index: PassageIndex, folder: Path, edition: Edition) -> Iterator[Figure]:
    """Invented law: words by the frequencies of a language, with those of the edition among them."""
    documents = list(_documents(edition))
    start = time.perf_counter()
    with index.writing() as writing:
        for source, passages in documents:
            writing.replace(source, passages)
    taken = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1_000_000
    assert index.size == PASSAGES
    yield Figure(f"indexing {PASSAGES} passages", round(taken, 1), "s", None)
    yield Figure(f"index of {PASSAGES} passages", round(size, 1), "MB", INDEX_MB)


def _documents(edition: Edition) -> Iterator[tuple[Source, list[Passage]]]:
    write = _writer(edition)
    for number in range(PASSAGES // OF_ONE_DOCUMENT):
        place = "AAA" if number < OF_ONE_COUNTRY // OF_ONE_DOCUMENT else f"B{number % 50}"
        source = Source(f"{number}", "1", place, "law", "en", f"Act {number}")
        texts = [write() for _ in range(OF_ONE_DOCUMENT)]
        yield source, [Passage(at, at, 0, at, len(text), (f"Section {at}",), text) for at, text in enumerate(texts)]


def _writer(edition: Edition) -> Callable[[], str]:
    chance = random.Random(0)  # noqa: S311 - the same text at every run
    terms = [term for indicator in edition.indicators() for term in indicator.terms["en"]]
    words = [f"{chance.choice('bdfglmnprst')}{number:x}e" for number in range(20_000)]
    by_rank = [1 / rank for rank in range(1, len(words) + 1)]  # Zipf's law

    def write() -> str:
        found = chance.choices(words, by_rank, k=WORDS - 6)
        return " ".join([*found, *chance.choices(terms, k=3)]) + "."

    return write


def _searches(index: PassageIndex, edition: Edition) -> Iterator[Figure]:
    """What people type: a word, two words of different terms, a phrase."""
    chance = random.Random(1)  # noqa: S311
    terms = [term for indicator in edition.indicators() for term in indicator.terms["en"]]
    taken = []
    for number in range(SEARCHES):
        one, other = chance.choice(terms), chance.choice(terms)
        typed = (one.split()[0], f"{one.split()[0]} {other.split()[-1]}", f'"{one}"')[number % 3]
        start = time.perf_counter()
        search(index, typed)
        taken.append(time.perf_counter() - start)
    yield Figure(f"search in {PASSAGES} passages, p50", percentile_ms(taken, 50), "ms", 20)
    yield Figure(f"search in {PASSAGES} passages, p99", percentile_ms(taken, 99), "ms", 100)


def _suggestions(index: PassageIndex, edition: Edition) -> Iterator[Figure]:
    start = time.perf_counter()
    suggester = Suggester(index, Filters(places=["AAA"]))
    for indicator in edition.indicators():
        assert suggester.suggest(query(indicator))
    taken = time.perf_counter() - start
    name = f"suggestions for {edition.size} indicators over {OF_ONE_COUNTRY} passages"
    yield Figure(name, round(taken, 1), "s", 10)


def _accuracy() -> Iterator[Figure]:
    """The judged passages are not part of the repository."""
    judgements = GOLD / "judgements_dev.jsonl"
    if not judgements.exists():
        print(f"accuracy of suggestions: not measured, the judged passages are not here ({GOLD.name})", file=sys.stderr)
        return
    for language in ("en", "fr"):
        corpus = GOLD / f"corpus_{language}.jsonl.gz"
        runs = {method: figures_of(corpus, judgements, "en", method) for method in ("product", "bm25")}
        yield from _side_by_side(language, runs["product"], runs["bm25"])


def _side_by_side(language: str, product: dict[str, float], baseline: dict[str, float]) -> Iterator[Figure]:
    for measure in ("recall@5", "recall@10", "ndcg@10", "mrr", "hit@10", "judged@10"):
        name = f"suggestions, en → {language}, {product['n']} items, {measure}"
        yield Figure(name, product[measure], "", AIMS.get((language, measure)), at_least=True)
        yield Figure(f"{name}, plain BM25", baseline[measure], "", None)
