"""The glossary of the installation: terms written, changed, taken away, and brought in as a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment, Member, Term
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record
from openmgi.core.glossary import Term as Wording
from openmgi.core.own_terms import TermProblemsError, faults, tidied

_ACTS = frozenset({"draft", "translate"})
_NO_ASSESSMENT = 0  # the glossary belongs to none; the record keeps its changes all the same


def may_read_terms(user: User) -> bool:
    """Whether somebody may see the glossary: whoever has a part in an assessment."""
    return user.is_administrator or Assessment.objects.of(user).exists()


def may_write_terms(user: User) -> bool:
    """Whether somebody may change the glossary: administrators, and whoever drafts or translates somewhere now."""
    if user.is_administrator:
        return True
    roles: dict[Assessment, set[str]] = defaultdict(set)
    members = Member.objects.filter(user=user).select_related("assessment__edition")
    for member in members.defer("assessment__edition__content"):
        roles[member.assessment].add(member.role)
    return any(Access(user, one, frozenset(found)).acts & _ACTS for one, found in roles.items())


def _require_writer(user: User) -> None:
    if not may_write_terms(user):
        raise PermissionDenied


@transaction.atomic
def put_term(*, by: User, term: Wording) -> Term:
    """Write a term, or change the one of these languages that is written alike.

    Raises PermissionDenied, and TermProblemsError with what is wrong with it.
    """
    _require_writer(by)
    wanted = tidied(term)
    of_pair = Term.objects.select_for_update().filter(source=wanted.source, language=wanted.language)
    return _put(by, wanted, next((one for one in of_pair if _key(one) == wanted.key), None))


@transaction.atomic
def remove_term(*, by: User, term: Term) -> None:
    """Take a term away; that of the framework, where it has one, holds again. Raises PermissionDenied."""
    _require_writer(by)
    stands = Term.objects.select_for_update().get(pk=term.pk)
    _keep(by, "term_removed", _told(stands), None)
    stands.delete()


@transaction.atomic
def import_terms(*, by: User, terms: Iterable[Wording]) -> list[Term]:
    """Write the terms of a file; those that it does not name stay. Returns those that were new or other than before.

    Raises PermissionDenied, and TermProblemsError for what is wrong with one of them; then none is written.
    """
    _require_writer(by)
    stored = {_key(one): one for one in Term.objects.select_for_update()}
    wanted = {one.key: one for one in map(tidied, terms)}
    changed = [one for key, one in wanted.items() if key not in stored or _differs(stored[key], one)]
    return [_put(by, one, stored.get(one.key)) for one in changed]


def _put(by: User, wanted: Wording, found: Term | None) -> Term:
    """`found`: the stored term with the same key; case and accents make no other."""
    problems = list(faults(wanted))
    if problems:
        raise TermProblemsError(problems)
    before = _told(found) if found else None
    term = found or Term(source=wanted.source, language=wanted.language)
    term.term, term.preferred, term.note = wanted.term, wanted.preferred, wanted.note
    term.avoided = list(wanted.avoided)
    term.updated_at, term.updated_by = timezone.now(), by
    term.save()
    _keep(by, "term_changed" if before else "term_added", before, _told(term))
    return term


def _key(term: Term) -> tuple[str, str, str]:
    return Wording(term.source, term.language, term.term, term.preferred).key


def _differs(stored: Term, wanted: Wording) -> bool:
    told = (stored.term, stored.preferred, tuple(stored.avoided), stored.note)
    return told != (wanted.term, wanted.preferred, wanted.avoided, wanted.note)


def _told(term: Term) -> dict[str, Any]:
    names = ("source", "language", "term", "preferred", "avoided", "note")
    return {name: getattr(term, name) for name in names}


def _keep(by: User, kind: str, before: Any, after: Any) -> None:
    record(Assessment(pk=_NO_ASSESSMENT), kind, by, before=before, after=after)
