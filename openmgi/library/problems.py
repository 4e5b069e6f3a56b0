"""What keeps a file from being read, in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openmgi.library.extraction.unreadable import UnreadableError
from openmgi.library.models import File


def problem_text(file: File) -> str:
    """The reason in a sentence; empty where there is none."""
    return UnreadableError(file.problem, **file.problem_values).sentence(_) if file.problem else ""
