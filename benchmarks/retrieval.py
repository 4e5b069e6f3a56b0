"""How well passages are suggested: `python -m benchmarks.retrieval --corpus FILE --judgements FILE …`, one JSON line.

The passages of the corpus go through the product's own index, and the terms of the edition through its own query and
order; `--method bm25` is the plain baseline: the text of the item as a query, BM25 on the text of the passage.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import django
from tantivy import Occur, Query

from openmgi.core.edition import Edition
from openmgi.core.evidence import query
from openmgi.core.passages import Passage

EDITION = "sdg-10.7.2"
FRAMEWORK = "migof"
GOLD = Path(__file__).parents[2] / "shared" / "gold"
DEPTH = 100
RESAMPLES = 2000

Grades = Mapping[str, int]
Ranked = Sequence[str]


@dataclass(frozen=True, slots=True)
class Given:
    """A passage of a corpus."""

    id: str
    instrument: str
    title: str
    kind: str
    language: str
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the grades of the passages that were judged for it: 2 evidence, 1 context, 0 neither."""

    code: str
    text: str
    grades: dict[str, int]


def recall(ranked: Ranked, grades: Grades, depth: int) -> float:
    relevant = [one for one, grade in grades.items() if grade == 2]
    return len([one for one in ranked[:depth] if grades.get(one) == 2]) / len(relevant)


def ndcg(ranked: Ranked, grades: Grades, depth: int) -> float:
    """Järvelin and Kekäläinen 2002, with gains of 2^grade - 1."""
    ideal = sorted(grades.values(), reverse=True)
    return _discounted([grades.get(one, 0) for one in ranked[:depth]]) / _discounted(ideal[:depth])


def _discounted(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal_rank(ranked: Ranked, grades: Grades) -> float:
    return next((1 / place for place, one in enumerate(ranked, start=1) if grades.get(one) == 2), 0.0)


MEASURES: dict[str, Callable[[Ranked, Grades], float]] = {
    "recall@5": lambda ranked, grades: recall(ranked, grades, 5),
    "recall@10": lambda ranked, grades: recall(ranked, grades, 10),
    "ndcg@10": lambda ranked, grades: ndcg(ranked, grades, 10),
    "mrr": reciprocal_rank,
    "hit@10": lambda ranked, grades: float(any(grades.get(one) == 2 for one in ranked[:10])),
    "judged@10": lambda ranked, grades: fmean(one in grades for one in ranked[:10]) if ranked else 0.0,
}


def read_corpus(file: Path) -> list[Given]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [_given(json.loads(line)) for line in lines]


def _given(one: Mapping[str, Any]) -> Given:
    headings = [*one.get("heading_path", ()), one.get("marginal_note"), *one.get("sub_marginal_notes", ())]
    unique = dict.fromkeys(str(heading) for heading in headings if heading)
    return Given(
        id=str(one["id"]),
        instrument=str(one.get("instrument_id") or one["instrument_title"]),
        title=str(one["instrument_title"]),
        kind=str(one.get("kind", "law")),
        language=str(one["lang"]),
        headings=tuple(unique),
        text=str(one["text"]),
    )


def read_items(file: Path) -> list[Item]:
    """The items that have at least one passage with grade 2: the others cannot be measured."""
    texts: dict[str, str] = {}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        texts[one["query_id"]] = one["query_text"]
        grades[one["query_id"]][one["passage_id"]] = int(one["grade"])
    return [Item(code, texts[code], those) for code, those in grades.items() if 2 in those.values()]


def measured(ranking: Mapping[str, Ranked], items: Sequence[Item]) -> dict[str, Any]:
    """The mean of each measure over the items, with the 95 % interval of a bootstrap over items."""
    values = {name: [measure(ranking[item.code], item.grades) for item in items] for name, measure in MEASURES.items()}
    means = {name: round(fmean(those), 4) for name, those in values.items()}
    return means | {"n": len(items), "intervals": {name: _interval(those) for name, those in values.items()}}


def _interval(values: Sequence[float]) -> list[float]:
    chance = random.Random(0)  # noqa: S311 - the same figures at every run
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return [round(means[round(RESAMPLES * share) - (share > 0.5)], 4) for share in (0.025, 0.975)]


def rank(
    corpus: Sequence[Given], items: Sequence[Item], edition: Edition, language: str, method: str
) -> dict[str, Ranked]:
    """The ids of passages in the order in which the method gives them, for each item."""
    with tempfile.TemporaryDirectory() as folder:
        if method == "bm25":
            return dict(_baseline(Path(folder), corpus, items, edition, language))
        return dict(_product(Path(folder), corpus, items, edition))


def _index(folder: Path, corpus: Sequence[Given]) -> Any:
    from openmgi.library.search.entries import Source  # noqa: PLC0415 - Django is set up first
    from openmgi.library.search.index import PassageIndex  # noqa: PLC0415

    index = PassageIndex(folder)
    together: dict[str, list[Given]] = defaultdict(list)
    for one in corpus:
        together[one.instrument].append(one)
    with index.writing() as writing:
        for instrument, those in together.items():
            source = Source(instrument, "1", "", those[0].kind, those[0].language, those[0].title)
            passages = [Passage(place, 0, place, 0, place, one.headings, one.text) for place, one in enumerate(those)]
            writing.replace(source, passages)
    ids = {
        (instrument, "1", place): one.id for instrument, those in together.items() for place, one in enumerate(those)
    }
    return index, ids


def _product(
    folder: Path, corpus: Sequence[Given], items: Sequence[Item], edition: Edition
) -> Iterator[tuple[str, Ranked]]:
    from openmgi.library.search.entries import Filters  # noqa: PLC0415
    from openmgi.library.search.suggesting import Suggester  # noqa: PLC0415

    index, ids = _index(folder, corpus)
    suggester = Suggester(index, Filters())
    for item in items:
        indicator = edition.indicator(item.code)
        terms = query(indicator) if indicator else {}
        yield item.code, [ids[one.found.key] for one in suggester.suggest(terms, limit=DEPTH)]


def _baseline(
    folder: Path, corpus: Sequence[Given], items: Sequence[Item], edition: Edition, language: str
) -> Iterator[tuple[str, Ranked]]:
    """BM25 of the words of the item, as they are in the language of the query, on the text of the passages."""
    from openmgi.library.search.words import language_field, telling_stems  # noqa: PLC0415

    index, ids = _index(folder, corpus)
    reader = index.reader()
    field = language_field(corpus[0].language)
    for item in items:
        indicator = edition.indicator(item.code)
        text = item.text
        if language != edition.languages[0] and indicator:
            text = indicator.question.get(language, text).rpartition(":")[2]
        words = [(Occur.Should, reader.term(f"text_{field}", stem)) for stem in telling_stems(field)(text)]
        hits = reader.searcher.search(Query.boolean_query(words), DEPTH).hits
        yield item.code, [ids[reader.entry(address).key] for _, address in hits]


def sdg_edition() -> Edition:
    from django.conf import settings  # noqa: PLC0415

    from openmgi.library.editions import read_edition  # noqa: PLC0415
    from openmgi.library.frameworks import read_framework  # noqa: PLC0415

    folder = settings.DATA_DIR / "frameworks"
    return read_edition(folder / EDITION, read_framework(folder / FRAMEWORK))


def figures_of(corpus: Path, judgements: Path, language: str, method: str) -> dict[str, Any]:
    """Everything that one run says, as it is printed."""
    passages, items = read_corpus(corpus), read_items(judgements)
    ranking = rank(passages, items, sdg_edition(), language, method)
    return {"method": method, "query_language": language, "corpus": corpus.name} | measured(ranking, items)


def main() -> int:
    parser = argparse.ArgumentParser(description="Accuracy of suggested evidence on judged passages.")
    parser.add_argument("--corpus", type=Path, required=True, help="passages: JSON lines, gzipped")
    parser.add_argument("--judgements", type=Path, required=True, help="grades of passages: JSON lines")
    parser.add_argument("--query-language", default="en", help="language of the item")
    parser.add_argument("--method", choices=["product", "bm25"], default="product")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("OPENMGI_VAR", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmgi.settings")
        django.setup()
        print(json.dumps(figures_of(given.corpus, given.judgements, given.query_language, given.method)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
