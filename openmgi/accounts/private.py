"""Which pages belong to a person who has signed in."""

from __future__ import annotations

import re

from django.conf import settings

_LANGUAGES = "|".join(code for code, _ in settings.LANGUAGES)
_PRIVATE = re.compile(rf"/(?:{_LANGUAGES})/(?:account|work)/")
_WORK = re.compile(rf"/(?:{_LANGUAGES})/work/")


def is_private(path: str) -> bool:
    """Whether the page at this path is about a person or about work that is not published."""
    return bool(_PRIVATE.match(path))


def is_work(path: str) -> bool:
    """Whether people work on the page at this path."""
    return bool(_WORK.match(path))
