from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from openmgi.library.frozen import freeze


class AssessmentsConfig(AppConfig):
    name = "openmgi.assessments"

    def ready(self) -> None:
        post_migrate.connect(_freeze_events, sender=self)


def _freeze_events(*, using: str, **_: Any) -> None:
    freeze(
        table="assessments_event",
        message="the record of what was done is never changed or deleted",
        unique=(),
        using=using,
    )
