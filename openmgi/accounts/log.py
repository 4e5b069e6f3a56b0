"""What the log must not hold: links by which somebody comes in."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/account/(?:join|confirm-email|password/reset/key)/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Takes the secret out of an address that carries one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), ()
        return True
