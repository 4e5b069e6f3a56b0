"""A published finding as search keeps it: its texts, the questions on which it rests, by what it can be narrowed."""

from __future__ import annotations

from dataclasses import dataclass, field

from openmgi.core.profile import Kind
from openmgi.core.text import Names


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding.

    publication: the hash of its profile. questions: code of each of its indicators → the question as it was published.
    about: by language, what the finding is about in the words of its place, domain and questions. terms: by language,
    the words by which evidence for these questions is found. facets: `year:…`, `domain:…` and the like, by which lists
    are narrowed.
    """

    publication: str
    domain: int
    kind: Kind
    order: int
    languages: tuple[str, ...]
    texts: Names
    questions: dict[str, Names] = field(default_factory=dict)
    about: Names = field(default_factory=dict)
    terms: Names = field(default_factory=dict)
    facets: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells the finding from all others."""
        return f"{self.publication} {self.domain} {self.kind} {self.order}"

    @property
    def edition(self) -> str:
        """The code of the question set; empty where the publication names none."""
        return next((one.partition(":")[2] for one in self.facets if one.startswith("edition:")), "")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a finding must have: one of these values of facets, each as `facet_key` writes it."""

    keys: tuple[str, ...]


def facet_key(facet: str, value: object) -> str:
    return f"{facet}:{value}"
