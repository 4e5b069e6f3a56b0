"""What a profile says of those who took part: who was consulted, who cleared it, who agreed to be named."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone

from openmgi.assessments.gating import content_hash
from openmgi.assessments.models import Assessment, Reply
from openmgi.core.consultation import is_in_scope
from openmgi.core.profile import Cleared, Consulted
from openmgi.core.text import fold


def consulted(assessment: Assessment) -> tuple[Consulted, ...]:
    """Every institution that was asked, by name, with what came of its comments."""
    replies = assessment.replies.prefetch_related("comments")
    return tuple(_consulted(one, assessment) for one in sorted(replies, key=lambda one: fold(one.institution)))


def _consulted(reply: Reply, assessment: Assessment) -> Consulted:
    came = Counter(reply.comments.said().exclude(disposition="").values_list("disposition", flat=True))
    return Consulted(
        institution=reply.institution,
        domains=tuple(
            domain.number
            for domain in assessment.spec.domains
            if is_in_scope(reply.scopes, domain.number, [one.code for one in domain.indicators()])
        ),
        replied=timezone.localdate(reply.submitted_at).isoformat() if reply.submitted_at else "",
        comments=came.total(),
        accepted=came["accepted"],
        partly=came["partly"],
        not_accepted=came["not_accepted"],
    )


def cleared(assessment: Assessment) -> Cleared | None:
    """Who signed what is published; nobody, where another version was signed or none."""
    last = assessment.sign_offs.order_by("-at", "-pk").first()
    if last is None or last.version != content_hash(assessment):
        return None
    return Cleared(name=last.name, function=last.function, signed_on=last.signed_on.isoformat())


def people(assessment: Assessment) -> tuple[str, ...]:
    """Those who agreed to be named, by name; whoever replied for an institution, with it."""
    members = assessment.members.filter(agrees_to_be_named=True).select_related("user")
    institutions: dict[int, list[str]] = {}
    for reply in assessment.replies.order_by("institution").prefetch_related("people"):
        for one in reply.people.all():
            institutions.setdefault(one.pk, []).append(reply.institution)
    named = {member.user_id: member.user.name or str(member.user) for member in members}
    told = (f"{name} ({', '.join(institutions[pk])})" if pk in institutions else name for pk, name in named.items())
    return tuple(sorted(told, key=fold))
