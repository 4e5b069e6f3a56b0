"""What an institution that is consulted says of an answer or a finding, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

Stance = Literal["agree", "disagree"]
Disposition = Literal["accepted", "partly", "not_accepted"]
Field = Literal["stance", "text"]

STANCES: tuple[Stance, ...] = get_args(Stance)
DISPOSITIONS: tuple[Disposition, ...] = get_args(Disposition)
FIELDS: tuple[Field, ...] = get_args(Field)


def is_in_scope(scopes: Collection[str], domain: int, codes: Collection[str]) -> bool:
    """Whether an institution is asked about something of this domain, or resting on these indicators.

    scopes: numbers of whole domains, and codes of indicators.
    """
    return str(domain) in scopes or not set(scopes).isdisjoint(codes)
