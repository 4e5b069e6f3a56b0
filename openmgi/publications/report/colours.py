"""The colours of the site for paper; a test holds them to its style sheet."""

from __future__ import annotations

INK = "#20252a"
MUTED = "#586068"
LINE = "#dcd8ce"
PAPER = "#fbfaf6"
LINK = "#1b4f8a"
NOTICE = "#fdf3d7"
DOMAINS = ("#a32a48", "#1f5196", "#6b429f", "#1e7149", "#a94b05", "#0a6a7a")


def of_domain(number: int) -> str:
    """The colour of a domain; ink for a number beyond those that have one."""
    return DOMAINS[number - 1] if 1 <= number <= len(DOMAINS) else INK
