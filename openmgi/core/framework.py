"""The framework: the domains that every edition of the question set shares, as each language names and reads them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from openmgi.core.text import Language, Names
from openmgi.core.workflow import Stage


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FrameworkDomain(_Record):
    """One domain: its name, how it reads for a country and for a city, and other names it was published under."""

    number: Annotated[int, Field(ge=1)]
    name: Names
    national: Names
    local: Names
    wordings: dict[Language, tuple[str, ...]] = Field(
        default_factory=dict, description="other published wordings of the name, by language"
    )


class Framework(_Record):
    """What stays the same while editions of the question set change. Every text is there in every language."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    title: Names
    summary: Names
    domains: Annotated[tuple[FrameworkDomain, ...], Field(min_length=1)]
    stages: tuple[Stage, ...] = Field(
        default=(), description="the table of stages of editions that have none of their own"
    )

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        numbers = [domain.number for domain in self.domains]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(f"domains must be numbered from 1 without a gap, not {numbers}")
        for where, names in self._texts():
            missing = [language for language in self.languages if language not in names]
            if missing:
                raise ValueError(f"{where} has no text in {', '.join(missing)}")
        return self

    def _texts(self) -> list[tuple[str, Names]]:
        return [("title", self.title), ("summary", self.summary)] + [
            (f"domains.{domain.number}.{field}", names)
            for domain in self.domains
            for field, names in (("name", domain.name), ("national", domain.national), ("local", domain.local))
        ]

    def domain(self, number: int) -> FrameworkDomain | None:
        """The domain with this number, or nothing."""
        return next((domain for domain in self.domains if domain.number == number), None)
