"""Two people save the same answer at the same moment: one stands, the other is told, and both are kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest

from benchmarks.visitor import Reply
from tests.faults.site import Person, Site, running_site

pytestmark = pytest.mark.fault

ROUNDS = 50
PATIENCE = 60  # seconds until a barrier is given up


@dataclass(frozen=True, slots=True)
class Round:
    """What both wrote, and what each was answered."""

    indicator: str
    texts: tuple[str, str]
    replies: tuple[Reply, Reply]

    @property
    def written(self) -> str:
        return next(text for text, reply in zip(self.texts, self.replies, strict=True) if reply.is_saved)

    @property
    def refused(self) -> str:
        return next(text for text, reply in zip(self.texts, self.replies, strict=True) if reply.status == 409)


def save_at_once(site: Site, number: int) -> Round:
    """Both open the page, and both save when both are ready. Every second round, nobody has answered before."""
    indicator = list(site.people[0].topics)[number // 2]
    texts = tuple(f"Round {number}: what {person.name} wrote." for person in site.people)
    barrier = Barrier(2)

    def save(person: Person, text: str) -> Reply:
        fields = {"justification": text, "marks": person.marks(indicator)}
        barrier.wait(timeout=PATIENCE)
        return person.visitor.save(person.address(indicator), fields)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(save, site.people, texts, timeout=2 * PATIENCE)
    return Round(indicator, (texts[0], texts[1]), (first, second))


def test_of_two_texts_saved_at_the_same_moment_neither_is_lost(tmp_path: Path) -> None:
    with running_site(tmp_path, 2, together=True) as site:
        rounds = []
        for number in range(ROUNDS):
            rounds.append(done := save_at_once(site, number))
            assert sorted(reply.status for reply in done.replies) == [200, 409], done
        held = site.held()

    assert len(rounds) == ROUNDS
    for done in rounds:
        told = next(reply for reply in done.replies if reply.status == 409)
        assert done.refused in told.body
        assert done.written in told.body
    for indicator, answer in held.answered().items():
        here = [done for done in rounds if done.indicator == indicator]
        assert held.texts("answer_saved")[indicator] == [done.written for done in here]
        assert held.texts("answer_conflict")[indicator] == [done.refused for done in here]
        assert answer == here[-1].written
    assert len(held.answers) == ROUNDS // 2
    assert held.half_applied() == []
    assert held.check == []
