"""How much a file may cost whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: for the whole file, recognition of scanned pages included. silence: without a page being done.

    memory: of the process that reads, as address space, which is more than what it really uses.
    unpacked: bytes of the parts of a packed file that are read. text: characters of all pages together.
    """

    size: int = 1000 * MB
    pages: int = 10_000
    text: int = 50_000_000
    unpacked: int = 300 * MB
    memory: int = 2_000 * MB
    seconds: int = 3600
    silence: int = 120
