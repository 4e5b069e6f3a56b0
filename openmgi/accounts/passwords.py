"""What a password must be, said in all languages of the interface."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    """Long enough."""

    def get_error_message(self) -> str:
        return _("A password has at least %(count)s characters.") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()


class SimilarityValidator(UserAttributeSimilarityValidator):
    """Not like what others know of the person."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name"))

    def get_error_message(self) -> str:
        return _("Your password cannot be like your name or your e-mail address.")

    def get_help_text(self) -> str:
        return self.get_error_message()
