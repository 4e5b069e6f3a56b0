"""What an assessment is made of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from openmgi.accounts.models import User
from openmgi.core import answers, consultation
from openmgi.core.consultation import DISPOSITIONS, STANCES
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.profile import KINDS
from openmgi.core.text import Text, fingerprint
from openmgi.core.workflow import CODINGS, ROLES, Stage, stage_of
from openmgi.library.models import Edition, Place, Version


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def of(self, user: User) -> AssessmentQuerySet:
        """The assessments in which somebody has a part; an administrator has one in all."""
        return self if user.is_administrator else self.filter(members__user=user).distinct()

    def with_names(self) -> AssessmentQuerySet:
        """With place and edition, the edition's content only where this process has not parsed it."""
        return self.select_related("place", "edition").defer("edition__content")


class Assessment(models.Model):
    """One place, one edition, one round.

    languages: of its texts. due: stage → the day on which it should be
    over. double_coded: codes of the indicators that two people code without seeing each other.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="assessments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="assessments")
    round = models.PositiveIntegerField(default=1)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next")
    cut_off_date = models.DateField()
    languages = models.JSONField()
    stage = models.CharField(max_length=40)
    due = models.JSONField(default=dict)
    double_coded = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="assessments_created")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "edition", "round"], name="one_assessment_for_each_round")
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.edition}, {self.round}"

    @property
    def spec(self) -> EditionSpec:
        return self.edition.spec

    @cached_property
    def current_stage(self) -> Stage:
        """The stage in which it is, as the edition's table has it."""
        found = stage_of(self.spec.stages, self.stage)
        assert found is not None, f"the edition {self.edition} has no stage {self.stage}"  # noqa: S101 - kept by actions
        return found


class Member(models.Model):
    """A person with a role in an assessment; one may have several."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    agrees_to_be_named = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "user", "role"], name="a_role_once"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="a_role_of_the_table"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Assignment(models.Model):
    """Who writes which coding of what. `scope` is the code of an indicator, or the number of a whole domain."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    coding = models.CharField(max_length=10)
    scope = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "user", "coding", "scope"], name="an_assignment_once"),
            models.CheckConstraint(condition=Q(coding__in=["first", "second"]), name="somebody_codes_first_or_second"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.scope} ({self.coding})"


class Answer(models.Model):
    """One coding of an indicator. `state` is computed from the rest when it is saved, for boards that count.

    is_to_confirm: it was taken over from the round before, and nobody has said yet that it still holds.

    The agreed answer of an indicator that was coded twice is a row of its own, with the reason of whoever adjudicated.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    indicator = models.CharField(max_length=40)
    coding = models.CharField(max_length=10)
    option = models.CharField(max_length=40, blank=True)
    justification = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, blank=True)
    looked = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    adjudication = models.TextField(blank=True)
    is_to_confirm = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="empty")
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "indicator", "coding"], name="one_answer_for_each_coding"),
            models.CheckConstraint(condition=Q(coding__in=CODINGS), name="a_coding_of_the_table"),
            models.CheckConstraint(
                condition=~Q(coding="agreed") | ~Q(adjudication=""), name="an_agreed_answer_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["assessment", "coding", "state"], name="answers_counted")]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.coding}): {self.option}"

    @property
    def values(self) -> dict[answers.Field, str]:
        """What a person wrote, field by field."""
        return {field: getattr(self, field) for field in answers.FIELDS}


FAILING = ("broken", "changed", "vanished")


class QuoteQuerySet(models.QuerySet["Quote"]):
    def bound(self) -> QuoteQuerySet:
        """Those that point into a file of the evidence library, with its pages' owner at hand."""
        return self.exclude(version=None).select_related("version__file", "version__document")

    def shown(self) -> QuoteQuerySet:
        """In the order in which they were made, with the version that they point into."""
        return self.select_related("version").order_by("pk")

    def failing(self) -> QuoteQuerySet:
        """Those that keep a stage from closing: they do not hold, or a newer version says otherwise."""
        return self.filter(state__in=FAILING, kept="")


class Quote(models.Model):
    """Words of a source on which an answer rests.

    A quote that points into a file of the evidence library (`version`) is bound: its `parts` say page, first and last
    character (exclusive) of each piece, and `state` whether that still holds. `newer` is a later version of the
    document in which the words changed or vanished; `kept` says why the earlier one is quoted all the same. `text` is
    what the file has, character by character; `reading` the same as a person reads it, its lines joined.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="quotes")
    text = models.TextField()
    source_title = models.CharField(max_length=400)
    source_address = models.CharField(max_length=1000, blank=True)
    page = models.CharField(max_length=40, blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="quotes")
    parts = models.JSONField(default=list)
    reading = models.TextField(blank=True)
    heading = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=10, blank=True)
    translation = models.TextField(blank=True)
    state = models.CharField(max_length=10, blank=True)
    newer = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["", "holds", "changed", "vanished", "broken"]),
                name="a_quote_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(version=None, state="") | (Q(version__isnull=False) & ~Q(state="")),
                name="a_bound_quote_says_whether_it_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_title}, {self.page}"

    @property
    def words(self) -> str:
        """What is shown of it."""
        return self.reading or self.text

    @property
    def is_failing(self) -> bool:
        """Whether it keeps a stage from closing."""
        return self.state in FAILING and not self.kept

    @property
    def version_key(self) -> str:
        """Another text whenever what is shown of it has changed."""
        return f"{self.pk} {self.version_id} {self.parts} {self.state} {self.kept}"


class Verdict(models.Model):
    """What the writer of a coding made of a passage that was suggested for an indicator: useful, or not.

    terms: those by which it was found, from which the order of what is suggested next is learned.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="verdicts")
    indicator = models.CharField(max_length=40)
    coding = models.CharField(max_length=10)
    version = models.ForeignKey(Version, models.CASCADE, related_name="verdicts")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    is_useful = models.BooleanField()
    terms = models.JSONField(default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "indicator", "coding", "version", "page", "start"],
                name="one_verdict_for_each_passage",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.version}, {self.page}"


class Draft(models.Model):
    """A text of the profile that is being written, in the languages of the assessment.

    Either a finding (`domain`, `kind`, `position` among those of its kind; the indicators and quotes on which it rests)
    or the introduction (`domain` 0). text: a `core.text.Text`; earlier: former texts of the source by their
    fingerprint, so that a translator sees what changed; reviewed: language → fingerprint of what was reviewed.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="drafts")
    domain = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    text = models.JSONField()
    earlier = models.JSONField(default=dict)
    reviewed = models.JSONField(default=dict)
    indicators = models.JSONField(default=list)
    quotes = models.ManyToManyField(Quote, related_name="drafts", blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(domain=0, kind="") | Q(domain__gt=0, kind__in=KINDS), name="a_draft_is_of_a_known_kind"
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(domain=0), name="one_introduction_for_each_assessment"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["assessment", "domain", "kind", "position"], name="drafts_in_order")]

    def __str__(self) -> str:
        return f"{self.domain} {self.kind} {self.position}"

    @property
    def spec(self) -> Text:
        return Text.model_validate(self.text)

    @property
    def is_finding(self) -> bool:
        return self.domain > 0

    def is_reviewed(self, language: str) -> bool:
        """Whether somebody reviewed the text of this language as it reads now, made from the source as it reads now."""
        text = self.spec
        return text.is_publishable(language) and self.reviewed.get(language) == fingerprint(text.texts[language])


class Term(models.Model):
    """A term of the glossary of this installation, beside those of the frameworks: how a language says it.

    avoided: what the language must not say for it.
    """

    source = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    term = models.CharField(max_length=200)
    preferred = models.CharField(max_length=200)
    avoided = models.JSONField(default=list)
    note = models.TextField(blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "language", "term"], name="a_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.term} → {self.preferred} ({self.language})"


class SignOff(models.Model):
    """A signatory clears one version of the drafts; `version` is its fingerprint."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="sign_offs")
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200)
    signed_on = models.DateField()
    version = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, {self.signed_on}"


class Reply(models.Model):
    """What one institution that is consulted has to say, and how far it is.

    scopes: numbers of whole domains and codes of indicators. people: those who write it together; one of them submits
    it. closed_reason: why the coordinator no longer waits for a reply that was not submitted.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="replies")
    institution = models.CharField(max_length=200)
    scopes = models.JSONField()
    due = models.DateField()
    language = models.CharField(max_length=10)
    people = models.ManyToManyField(User, related_name="replies")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_reason = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "replies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "institution"], name="one_reply_for_each_institution"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="a_reply_is_submitted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.institution

    @property
    def is_open(self) -> bool:
        """Whether its people may still write it."""
        return self.submitted_at is None and not self.closed_reason


class CommentQuerySet(models.QuerySet["Comment"]):
    def to_settle(self) -> CommentQuerySet:
        """Those of submitted replies that say something, and to which nobody has said what comes of it."""
        return self.said().filter(disposition="")

    def said(self) -> CommentQuerySet:
        """What institutions have submitted, agreement without a word aside."""
        return self.exclude(reply__submitted_at=None).exclude(Q(text="") & ~Q(stance="disagree"))


class Comment(models.Model):
    """What an institution says of the answer to an indicator or of a finding, and what the team makes of it.

    quoted, version, parts, page: words of a document that speak for it, as `Quote` has them. A disposition has a
    reason; `change` is what an accepted comment changed, field by field: {field: [before, after]}.
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="comments")
    indicator = models.CharField(max_length=40, blank=True)
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, blank=True, related_name="comments")
    about = models.TextField(blank=True)
    stance = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    quoted = models.TextField(blank=True)
    parts = models.JSONField(default=list)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    disposition = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    change = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reply", "indicator"], condition=~Q(indicator=""), name="one_comment_for_each_indicator"
            ),
            models.UniqueConstraint(
                fields=["reply", "draft"], condition=Q(draft__isnull=False), name="one_comment_for_each_finding"
            ),
            models.CheckConstraint(condition=Q(stance__in=["", *STANCES]), name="a_comment_agrees_or_not"),
            models.CheckConstraint(
                condition=Q(disposition="", settled_at=None)
                | (Q(disposition__in=DISPOSITIONS, settled_at__isnull=False) & ~Q(reason="")),
                name="a_disposition_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply}: {self.indicator or self.draft_id}"

    @property
    def values(self) -> dict[consultation.Field, str]:
        """What the institution wrote, field by field."""
        return {"stance": self.stance, "text": self.text}

    @property
    def needs_disposition(self) -> bool:
        """Whether it says more than that one agrees."""
        return bool(self.text) or self.stance == "disagree"


class SentWorkbook(models.Model):
    """A workbook that somebody took away to work off line: what was in it, so that what comes back can be merged.

    kind: `answers` of a coding, or `reply`. content: `sent`, what was in it (`core.sent_workbook.Sent`), and
    `returned`, for each time that it came back what was edited and what of that was not written. `code` stands in it.
    """

    code = models.CharField(max_length=40, unique=True)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="workbooks")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    content = models.JSONField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["answers", "reply"]), name="a_workbook_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.kind})"


class Message(models.Model):
    """Something said about an indicator. While coders are blind, `coding` says whose side it belongs to; empty: all."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="messages")
    indicator = models.CharField(max_length=40)
    coding = models.CharField(max_length=10, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["assessment", "indicator"], name="messages_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> FlagQuerySet:
        return self.filter(resolved_at=None)


class Flag(models.Model):
    """Something that one person must settle before the stage can close. `coding` as for messages."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="flags")
    indicator = models.CharField(max_length=40)
    coding = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="flags_raised")
    addressed_to = models.ForeignKey(User, models.PROTECT, related_name="flags_received")
    raised_at = models.DateTimeField()
    resolution = models.TextField(blank=True)
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(resolved_at=None) & Q(resolved_by=None) & Q(resolution=""))
                | (Q(resolved_at__isnull=False) & Q(resolved_by__isnull=False) & ~Q(resolution="")),
                name="a_flag_is_resolved_by_someone_with_words",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["assessment", "resolved_at"], name="flags_that_are_open")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.text[:40]}"


class Event(models.Model):
    """One act: who, when, what stood before and after. Never changed or deleted; the database refuses.

    It names assessment and person by number, so that nothing keeps the record from outliving them.
    """

    assessment = models.BigIntegerField()
    indicator = models.CharField(max_length=40, blank=True)
    coding = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=30)
    actor = models.BigIntegerField()
    actor_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["assessment", "indicator", "at"], name="events_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.kind} {self.indicator}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unsent(self) -> NoticeQuerySet:
        return self.filter(sent_at=None)


class Notice(models.Model):
    """Something a person should know of; told on the page of their work, and once by e-mail in a digest."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="notices")
    indicator = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30)
    actor_name = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "sent_at"], name="notices_to_send")]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.indicator}"
