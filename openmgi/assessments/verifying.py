"""The machine's re-check of quotes: the file is the one that was quoted, and the words stand where the quote says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from openmgi.assessments.models import Quote, QuoteQuerySet
from openmgi.core.quotes import Pages, Part, holds
from openmgi.library import bulk
from openmgi.library.bulk_work import Claim, Fault, check_claim, fault_of
from openmgi.library.pages import texts

_BATCH = 500  # rows that one statement names


@dataclass(frozen=True, slots=True)
class Broken:
    """A quote that does not hold, and why: its file is missing or altered, or other words stand there."""

    quote: Quote
    reason: Fault


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a check."""

    checked: int
    broken: tuple[Broken, ...]


def verify(quotes: QuoteQuerySet) -> Report:
    """Check these quotes against the stored files, and note of each whether it holds."""
    by_file = _by_file(quotes)
    broken = [one for group in by_file.values() for one in _check_file(group)]
    _note(by_file.values(), {one.quote.pk for one in broken})
    return Report(sum(map(len, by_file.values())), tuple(broken))


def verify_anew(quotes: QuoteQuerySet, scheduler: str | None = None) -> Report:
    """The same, every file being read again, on the cores of this machine or on a cluster. Raises NoDaskError."""
    by_file = _by_file(quotes)
    jobs = [(sha256, _claim(group)) for sha256, group in by_file.items()]
    every = {quote.pk: quote for group in by_file.values() for quote in group}
    broken: list[Broken] = []
    with bulk.cluster(scheduler) as client:
        for _sha256, results in bulk.each(client, check_claim, jobs):
            broken += [Broken(every[number], fault) for number, fault in results if fault]
    _note(by_file.values(), {one.quote.pk for one in broken})
    return Report(len(every), tuple(sorted(broken, key=lambda one: one.quote.pk)))


def _by_file(quotes: QuoteQuerySet) -> dict[str, list[Quote]]:
    """The bound ones by the file into which they point."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes.bound().select_related("answer").order_by("pk"):
        assert quote.version is not None  # noqa: S101 - bound
        found[quote.version.file_id].append(quote)
    return found


def _claim(quotes: list[Quote]) -> Claim:
    assert quotes[0].version is not None  # noqa: S101 - bound
    file = quotes[0].version.file
    words = [(one.pk, one.parts, one.text) for one in quotes]
    return Claim(str(file.path.resolve()), file.sha256, file.media_type, words)


def _check_file(quotes: list[Quote]) -> list[Broken]:
    """Those of one file that do not hold."""
    assert quotes[0].version is not None  # noqa: S101 - bound
    file = quotes[0].version.file
    if reason := fault_of(file.path, file.sha256):
        return [Broken(one, reason) for one in quotes]
    pages = Pages(texts(file))
    return [Broken(one, "words") for one in quotes if not holds(pages, [Part(*part) for part in one.parts], one.text)]


def _note(groups: Iterable[list[Quote]], broken: set[int]) -> None:
    """What a newer version says of a quote is not forgotten because the quote holds in its own."""
    every = [quote for group in groups for quote in group]
    changed = []
    for quote in every:
        if quote.pk in broken:
            quote.state, quote.kept = "broken", ""
        elif quote.state == "broken":
            quote.state = "changed" if quote.newer_id else "holds"
        else:
            continue
        changed.append(quote)
    Quote.objects.bulk_update(changed, ["state", "kept"], batch_size=_BATCH)
    keys = [quote.pk for quote in every]
    for start in range(0, len(keys), _BATCH):
        Quote.objects.filter(pk__in=keys[start : start + _BATCH]).update(checked_at=timezone.now())
