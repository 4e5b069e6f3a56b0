"""What people fill in around a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import getaddresses
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from openmgi.accounts.models import User
from openmgi.assessments.document_forms import KIND_NAMES
from openmgi.assessments.forms import DateInput
from openmgi.assessments.models import Reply
from openmgi.core.document import KINDS
from openmgi.core.edition import Edition as EditionSpec
from openmgi.library.actions.documents import About
from openmgi.library.models import Document
from openmgi.web.templatetags.page import in_language


class AskForm(forms.Form):
    """An institution that is asked: about what, until when, and who replies for it."""

    institution = forms.CharField(label=_("Institution"), max_length=200)
    people = forms.CharField(
        label=_("People who reply"),
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "Name <name@example.org>"}),
        help_text=_("One person a line: name and e-mail address. Who is not known here yet is invited by e-mail."),
    )
    domains = forms.MultipleChoiceField(label=_("Domains"), widget=forms.CheckboxSelectMultiple, required=False)
    indicators = forms.CharField(
        label=_("Single indicators"), required=False, help_text=_("Codes, separated by spaces.")
    )
    due = forms.DateField(label=_("Reply until"), widget=DateInput)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, spec: EditionSpec, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.known = {one.code for one in spec.indicators()}
        choices = [(str(one.number), f"{one.number}. {in_language(one.name)}") for one in spec.domains]
        self.fields["domains"].choices = choices  # type: ignore[attr-defined] # a MultipleChoiceField

    def clean_people(self) -> list[tuple[str, str]]:
        """Name and address of each person."""
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        found = []
        for number, line in enumerate(lines, start=1):
            name, email = getaddresses([line])[0]
            try:
                validate_email(email)
            except ValidationError as error:
                told = _("Line %(number)s is no name with an e-mail address: %(line)s") % {
                    "number": number,
                    "line": line.strip(),
                }
                raise forms.ValidationError(told) from error
            if not name and not User.objects.filter(email=email.lower()).exists():
                raise forms.ValidationError(
                    _("%(email)s is new here: write the name before the address.") % {"email": email}
                )
            found.append((name, email.lower()))
        return found

    def clean_indicators(self) -> list[str]:
        codes: list[str] = self.cleaned_data["indicators"].replace(",", " ").split()
        unknown = [code for code in codes if code not in self.known]
        if unknown:
            raise forms.ValidationError(_("There is no such indicator: %(codes)s") % {"codes": ", ".join(unknown)})
        return codes

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("domains") and not data.get("indicators") and "indicators" not in self.errors:
            self.add_error("domains", _("Choose at least one domain or indicator."))
        return data

    @property
    def scopes(self) -> list[str]:
        return [*self.cleaned_data["domains"], *self.cleaned_data["indicators"]]


def asked_of(reply: Reply, spec: EditionSpec) -> dict[str, Any]:
    """What the form shows of a reply that was asked for."""
    numbers = {str(one.number) for one in spec.domains}
    return {
        "institution": reply.institution,
        "people": "\n".join(f"{one.name} <{one.email}>" for one in reply.people.order_by("name")),
        "domains": [scope for scope in reply.scopes if scope in numbers],
        "indicators": " ".join(scope for scope in reply.scopes if scope not in numbers),
        "due": reply.due,
        "language": reply.language,
    }


class CiteForm(forms.Form):
    """Words of a document that speak for a comment; the document is one of the library, or is given with them."""

    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Document"), required=False, empty_label=_("another document, given here")
    )
    words = forms.CharField(label=_("Words of the document"), widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("File"), required=False)
    title = forms.CharField(label=_("Title"), max_length=400, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(one, KIND_NAMES[one]) for one in KINDS], initial="law", required=False
    )
    is_restricted = forms.BooleanField(
        label=_("Restricted"),
        required=False,
        help_text=_("Not public: nothing of it but its title may be published."),
    )

    def __init__(self, documents: Sequence[Document], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        keys = [one.pk for one in documents]
        self.fields["document"].queryset = Document.objects.filter(pk__in=keys).order_by("title")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("document") and "document" not in self.errors:
            if not data.get("file"):
                self.add_error("file", _("Choose a document, or give one with its file."))
            elif not data.get("title"):
                self.add_error("title", _("Give the title of the document."))
        return data

    @property
    def about(self) -> About:
        """What is known of the document that is given."""
        told = self.cleaned_data
        return About(title=told["title"], kind=told["kind"] or "law", is_restricted=told["is_restricted"])
