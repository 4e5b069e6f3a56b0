"""The consultation of the story: institutions reply, their comments are settled, the profile is signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from openmgi.assessments import gating
from openmgi.assessments.actions.consulting import Asked, open_reply
from openmgi.assessments.actions.replying import agree_to_be_named, agree_with_the_rest, cite, comment, submit
from openmgi.assessments.actions.settling import NO_CHANGE, Change, settle
from openmgi.assessments.actions.signing import sign_off
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.demo_cast import Cast, beginning
from openmgi.assessments.demo_documents import Shelf
from openmgi.assessments.demo_findings import finding_at
from openmgi.assessments.demo_story import Story, ToldComment, ToldInstitution
from openmgi.assessments.models import Comment, Draft, Reply
from openmgi.core.consultation import Field
from openmgi.core.edition import Indicator
from openmgi.core.merging import mark

_TIME = datetime.timedelta(weeks=3)  # to reply


def consult(cast: Cast, story: Story, part: float) -> None:
    """Each institution is asked and says what it has to say; the replies are sent, the last ones only at the end."""
    for told in story.institutions:
        _ask(cast, story, told)
    sent = beginning(story.institutions, part)
    for told in story.institutions:
        _reply(cast, told, part=1 if told in sent else part)
    for name in story.named:
        agree_to_be_named(access=cast.access(name), agrees=True)


def _reply(cast: Cast, told: ToldInstitution, part: float) -> None:
    reply = Reply.objects.get(assessment=cast.number, institution=told.institution)
    for one in beginning(told.comments, part):
        _say(cast, reply, told.people[0], one)
    if part == 1:
        respondent = cast.access(told.people[0])
        agree_with_the_rest(access=respondent, reply=reply, asked=list(_rest(cast, told)))
        submit(access=respondent, reply=reply)


def _rest(cast: Cast, told: ToldInstitution) -> Iterator[Indicator | Draft]:
    for domain in cast.spec.domains:
        if domain.number in told.agrees_with_rest:
            yield from domain.indicators()
            yield from Draft.objects.filter(assessment=cast.number, domain=domain.number)


def _ask(cast: Cast, story: Story, told: ToldInstitution) -> None:
    asked = Asked(
        institution=told.institution,
        scopes=told.scopes,
        due=timezone.localdate() + _TIME,
        language=story.languages[0],
        people=[cast.users[name] for name in told.people],
    )
    open_reply(access=cast.access("coordinator"), asked=asked)


def _about(cast: Cast, told: ToldComment) -> Indicator | Draft:
    return finding_at(cast, told.finding) if told.finding else cast.indicator(told.indicator)


def _say(cast: Cast, reply: Reply, name: str, told: ToldComment) -> None:
    respondent, about = cast.access(name), _about(cast, told)
    written: dict[Field, str] = {"stance": told.stance, "text": told.text}
    comment(access=respondent, reply=reply, about=about, written=written, saw={})
    if told.cites:
        version = Shelf(respondent.assessment.place).version(told.cites.title)
        cite(access=respondent, reply=reply, about=about, version=version, words=told.cites.words)


def settle_comments(cast: Cast, story: Story, part: float) -> None:
    """The reviewer says what comes of each comment that was sent, and changes what is accepted."""
    told = [(institution, one) for institution, one in story.comments() if one.disposition]
    for institution, one in beginning(told, part):
        reply = Reply.objects.get(assessment=cast.number, institution=institution)
        if reply.submitted_at is not None:
            _settle(cast, story, reply, one)


def _settle(cast: Cast, story: Story, reply: Reply, told: ToldComment) -> None:
    assert told.disposition is not None  # noqa: S101 - those without one are left out
    said = _comment(cast, reply, told)
    settle(
        access=cast.access("reviewer"),
        comment=said,
        disposition=told.disposition,
        reason=told.reason,
        change=_change(cast, story, said, told),
    )


def _comment(cast: Cast, reply: Reply, told: ToldComment) -> Comment:
    if told.finding:
        return reply.comments.get(draft=finding_at(cast, told.finding))
    return reply.comments.get(indicator=told.indicator)


def _change(cast: Cast, story: Story, said: Comment, told: ToldComment) -> Change:
    """What the reviewer changes, having seen the answer or the finding as it stands."""
    if told.text_in:
        return Change({"text": told.text_in[story.languages[0]]}, {"text": mark(said.about)})
    if not told.change and not told.takes_quote:
        return NO_CHANGE
    stands = agreed_answers(cast.assessment, [told.indicator])[told.indicator]
    saw: dict[str, str] = {field: mark(words) for field, words in stands.values.items()}
    return Change(told.change, saw, takes_quote=told.takes_quote)


def sign(cast: Cast, story: Story, part: float) -> None:
    """The signatory clears the profile as it is."""
    if part < 1:
        return
    version = gating.content_hash(cast.assessment)
    sign_off(
        access=cast.access("signatory"),
        name=story.sign_off.name,
        function=story.sign_off.function,
        signed_on=timezone.localdate(),
        version=version,
        now=version,
    )
