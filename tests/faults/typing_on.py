"""People who type on while the server dies and comes back."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from threading import Event

from tests.faults.site import Person

MOST = 20_000  # saves of one person, however fast the machine
PAUSE = 0.05  # seconds before a person tries again


@dataclass(slots=True)
class Save:
    """One text that was sent, and whether the server said that it was saved."""

    indicator: str
    text: str
    is_acknowledged: bool = False


@dataclass(slots=True)
class Typist:
    """Somebody who saves one text after the other, each after the answer to the one before.

    When an answer does not come, one who insists sends the same text again, as the page does; another one opens the
    page anew and goes on with the next text.
    """

    person: Person
    insists: bool
    saves: list[Save] = field(default_factory=list)
    cut: int = 0  # requests that the server took and never answered
    refused: list[str] = field(default_factory=list)
    _marks: dict[str, str] = field(default_factory=dict)

    @property
    def acknowledged(self) -> int:
        return sum(save.is_acknowledged for save in self.saves)

    def type_until(self, over: Event) -> None:
        """Save texts until it is over."""
        mine = list(self.person.topics)
        for number in range(MOST):
            if over.is_set() or self.refused:
                return
            text = f"{self.person.name}, text {number}: what the law of Place 001 says."
            self._save(mine[number % len(mine)], text, over)

    def _save(self, indicator: str, text: str, over: Event) -> None:
        if indicator not in self._marks and not self._open(indicator, over):
            return
        save = Save(indicator, text)
        self.saves.append(save)
        while not over.is_set():
            try:
                fields = {"justification": text, "marks": self._marks[indicator]}
                reply = self.person.visitor.save(self.person.address(indicator), fields)
            except ConnectionRefusedError:
                time.sleep(PAUSE)  # nothing was sent
                continue
            except (OSError, http.client.HTTPException):
                self.cut += 1
            else:
                save.is_acknowledged = reply.is_saved
                if reply.is_saved:
                    self._marks[indicator] = reply.marks(indicator)
                else:
                    self.refused.append(f"{indicator}: {reply.status} {reply.body[:300]}")
                return
            if not self.insists:
                del self._marks[indicator]
                return

    def _open(self, indicator: str, over: Event) -> bool:
        """Open the page, for what stands there now; False when the time is over."""
        while not over.is_set():
            try:
                self._marks[indicator] = self.person.marks(indicator)
            except (OSError, http.client.HTTPException):
                time.sleep(PAUSE)
            else:
                return True
        return False
