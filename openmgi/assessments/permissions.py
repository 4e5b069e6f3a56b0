"""Who may see and do what in an assessment: the one place that decides, by the edition's table of stages.

A view fetches an assessment only through `access`, so that it has the right with the row. Whoever has no part in an
assessment is told that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment
from openmgi.core.workflow import Act, Coding, Move, visible_codings, writable_codings

FROM_OUTSIDE: frozenset[Act] = frozenset({"reply", "follow", "sign_off"})


@dataclass
class Access:
    """What one person may do in one assessment at its present stage."""

    user: User
    assessment: Assessment
    roles: frozenset[str]

    @cached_property
    def acts(self) -> frozenset[Act]:
        return self.assessment.current_stage.acts(self.roles)

    @property
    def moves(self) -> list[Move]:
        """The moves that this person may make."""
        return self.assessment.current_stage.moves_of(self.roles)

    @property
    def is_outside(self) -> bool:
        """Whether the person is asked or signs, and sees nothing of how the answers came about."""
        return self.acts <= FROM_OUTSIDE

    def may(self, act: Act) -> bool:
        return act in self.acts

    def require(self, act: Act) -> None:
        """Raises PermissionDenied."""
        if act not in self.acts:
            raise PermissionDenied

    @cached_property
    def _assignments(self) -> list[tuple[Coding, str]]:
        rows = self.assessment.assignments.filter(user=self.user).values_list("coding", "scope")
        return [(coding, scope) for coding, scope in rows if coding in {"first", "second"}]  # type: ignore[misc]

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {one.code: str(domain.number) for domain, _, one in self.assessment.spec.placed()}

    @cached_property
    def double_coded(self) -> frozenset[str]:
        return frozenset(self.assessment.double_coded)

    def own(self, indicator: str) -> frozenset[Coding]:
        """The codings of this indicator that the person is to write; a second one only where it is coded twice."""
        scopes = {indicator, self._domains.get(indicator, "")}
        mine = {coding for coding, scope in self._assignments if scope in scopes}
        return frozenset(mine if indicator in self.double_coded else mine - {"second"})

    def visible(self, indicator: str) -> frozenset[Coding]:
        """The codings of this indicator that the person may see now."""
        return visible_codings(self.acts, self.own(indicator), is_double=indicator in self.double_coded)

    def writable(self, indicator: str) -> frozenset[Coding]:
        """The codings of this indicator that the person may write now."""
        return writable_codings(self.acts, self.own(indicator))

    def is_blind(self, indicator: str) -> bool:
        """Whether the person codes this indicator and must not see how the other does."""
        return indicator in self.double_coded and bool(self.own(indicator)) and not self.may("compare")

    def side(self, indicator: str) -> str:
        """The coding to which something that this person says belongs; empty when all may hear it."""
        if indicator not in self.double_coded or self.may("compare"):
            return ""
        own = self.own(indicator)
        if own == {"second"}:
            return "second"
        return "first" if self._assignments else ""

    def hears(self, indicator: str, coding: str) -> bool:
        """Whether the person may read what was said or done on this side; who codes nothing may read both."""
        return not coding or coding in self.visible(indicator) or not self._assignments


def part_in(user: User, assessment: Assessment) -> Access:
    """What this person may do, be it nothing."""
    roles = set(assessment.members.filter(user=user).values_list("role", flat=True))
    if user.is_administrator:
        roles.add("coordinator")
    return Access(user, assessment, frozenset(roles))


def access(user: User, assessment: Assessment) -> Access:
    """What this person may do. Raises Http404 when the person has no part in the assessment."""
    found = part_in(user, assessment)
    if not found.acts:
        raise Http404
    return found


def may_create(user: User) -> bool:
    """Whether the person may begin an assessment."""
    return user.is_administrator
