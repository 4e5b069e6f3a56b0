from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from openmgi.library.frozen import freeze
from openmgi.library.signals import version_was_read


class AssessmentsConfig(AppConfig):
    name = "openmgi.assessments"

    def ready(self) -> None:
        post_migrate.connect(_freeze_events, sender=self)
        version_was_read.connect(_compare_quotes)
        version_was_read.connect(_find_cited_words)


def _freeze_events(*, using: str, **_: Any) -> None:
    freeze(
        table="assessments_event",
        message="the record of what was done is never changed or deleted",
        unique=(),
        using=using,
    )


def _compare_quotes(*, version: Any, **_: Any) -> None:
    from openmgi.assessments.actions.quoting import compare_with_version  # noqa: PLC0415 - models are not loaded before

    compare_with_version(version=version)


def _find_cited_words(*, version: Any, **_: Any) -> None:
    from openmgi.assessments.actions.replying import bind_cited  # noqa: PLC0415 - models are not loaded before

    bind_cited(version=version)
