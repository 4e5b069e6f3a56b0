from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from openmgi.library.frozen import freeze


class PublicationsConfig(AppConfig):
    name = "openmgi.publications"

    def ready(self) -> None:
        post_migrate.connect(_freeze_publications, sender=self)


def _freeze_publications(*, using: str, **_: Any) -> None:
    freeze(
        table="publications_publication",
        message="a publication is never changed or deleted; publish a correction",
        unique=(("slug", "version"), ("replaces_id",)),
        using=using,
    )
