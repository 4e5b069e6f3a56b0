"""What was said to be saved is saved, though the server is killed in the middle of its work."""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests.faults.site import Site, running_site
from tests.faults.typing_on import Save, Typist

pytestmark = pytest.mark.fault

SECONDS = float(os.environ.get("OPENMGI_FAULT_SECONDS", "10"))
PEOPLE = 20
KILLS = max(2, int(SECONDS // 4))
SLOWEST = 120.0  # seconds more on a machine that is busy with something else
LEAST = 200  # acknowledged saves; with fewer, nothing was shown


def type_while_it_is_killed(site: Site) -> list[Typist]:
    """Everybody types; meanwhile master and workers are killed at once, and started again."""
    typists = [Typist(person, insists=number % 2 == 0) for number, person in enumerate(site.people)]
    over = Event()
    with ThreadPoolExecutor(PEOPLE) as pool:
        running = [pool.submit(typist.type_until, over) for typist in typists]
        try:
            for _ in range(KILLS):
                time.sleep(SECONDS / (KILLS + 1))
                site.server.kill()
                site.server.start()
            time.sleep(SECONDS / (KILLS + 1))
            slow = time.monotonic() + SLOWEST
            while sum(typist.acknowledged for typist in typists) < LEAST and time.monotonic() < slow:
                time.sleep(0.5)
        finally:
            over.set()
        for one in running:
            one.result()
    return typists


def test_no_save_that_was_acknowledged_is_lost_when_the_server_is_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running_site(tmp_path, PEOPLE, together=False) as site:
        typists = type_while_it_is_killed(site)
        held = site.held()
    sent: dict[str, list[Save]] = defaultdict(list)
    for typist in typists:
        for save in typist.saves:
            sent[save.indicator].append(save)
    history, answered = held.texts("answer_saved"), held.answered()
    acknowledged = [save for saves in sent.values() for save in saves if save.is_acknowledged]
    unsure = [save for saves in sent.values() for save in saves if not save.is_acknowledged]
    kept = Counter(text for texts in history.values() for text in texts)
    with capsys.disabled():
        print(  # noqa: T201 - how much was shown
            f"\n{site.kind}: {len(acknowledged)} saves acknowledged and checked, {KILLS} kills,"
            f" {sum(typist.cut for typist in typists)} requests cut off, {len(unsure)} saves never answered,"
            f" of which {sum(kept[save.text] for save in unsure)} were saved"
        )

    assert [refused for typist in typists for refused in typist.refused] == []
    assert len(acknowledged) >= LEAST
    assert sum(typist.cut for typist in typists) > 0, "nobody was sending when the server was killed"
    # Each is in the history, once, and nothing else is but what was sent.
    assert [save for save in acknowledged if kept[save.text] != 1] == []
    assert sum(kept.values()) == len(acknowledged) + len([save for save in unsure if kept[save.text] == 1])
    assert held.texts("answer_conflict") == {}
    for indicator, saves in sent.items():
        # In the order in which they were sent; the newest one stands, and none older than the newest acknowledged.
        assert history[indicator] == [save.text for save in saves if kept[save.text]]
        newest = max((place for place, save in enumerate(saves) if save.is_acknowledged), default=0)
        assert answered[indicator] == history[indicator][-1]
        assert answered[indicator] in [save.text for save in saves[newest:]]
    assert held.half_applied() == []
    assert held.check == []
