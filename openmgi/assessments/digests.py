"""News by e-mail: one message for a person, however many notices wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmgi.accounts.models import User
from openmgi.assessments.models import Notice
from openmgi.assessments.templatetags.work import act_name
from openmgi.web.templatetags.page import in_language


def send_digests() -> int:
    """Send every waiting notice, one e-mail a person. Returns how many e-mails were sent.

    Notices are marked before the e-mail goes out, in one transaction a person: a fault of the mail server undoes the
    mark, so that they are sent the next time, and nothing is sent twice.
    """
    waiting: dict[int, list[int]] = defaultdict(list)
    for user, notice in Notice.objects.unsent().order_by("created_at", "pk").values_list("user_id", "pk"):
        waiting[user].append(notice)
    return sum(_send(user, notices) for user, notices in waiting.items())


@transaction.atomic
def _send(user_pk: int, keys: Sequence[int]) -> bool:
    waiting = Notice.objects.unsent().filter(pk__in=keys).select_for_update(of=("self",))
    notices = list(waiting.select_related("assessment__place").order_by("created_at", "pk"))
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(sent_at=timezone.now())
    user = User.objects.get(pk=user_pk)
    if not notices or not user.is_active:
        return False
    with translation.override(user.language):
        count = len(notices)
        subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", count) % {"count": count}
        send_mail(f"{settings.EMAIL_SUBJECT_PREFIX}{subject}", _body(user, notices), None, [user.email])
    return True


def _body(user: User, notices: Sequence[Notice]) -> str:
    lines = [_("Hello %(name)s,") % {"name": user}, ""]
    for notice in notices:
        place = in_language(notice.assessment.place.name)
        about = f"{place} {notice.indicator}".strip()
        lines.append(f"{about} – {notice.actor_name} {act_name(notice.kind)}")
        lines += [f"  {line}" for line in notice.text.splitlines()]
        lines.append(f"  {settings.SITE_ADDRESS}{_address(notice)}")
    return "\n".join([*lines, "", settings.SITE_NAME])


def _address(notice: Notice) -> str:
    if notice.indicator:
        return reverse("work-indicator", args=[notice.assessment_id, notice.indicator])
    return reverse("assessment", args=[notice.assessment_id])
