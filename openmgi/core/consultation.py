"""What an institution that is consulted says of an answer or a finding, and what comes of it."""

from __future__ import annotations

from typing import Literal, get_args

Stance = Literal["agree", "disagree"]
Disposition = Literal["accepted", "partly", "not_accepted"]
Field = Literal["stance", "text"]

STANCES: tuple[Stance, ...] = get_args(Stance)
DISPOSITIONS: tuple[Disposition, ...] = get_args(Disposition)
FIELDS: tuple[Field, ...] = get_args(Field)
