"""What a person fills in around documents and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from openmgi.assessments.forms import DateInput
from openmgi.assessments.suggesting import Asked
from openmgi.core.document import KINDS
from openmgi.core.near import Near
from openmgi.core.text import fold
from openmgi.library.actions.documents import About
from openmgi.library.models import Document
from openmgi.web.templatetags.page import language_name

# Languages in which many states make law, and which the reader of texts can tell apart.
DOCUMENT_LANGUAGES = [
    "ar", "am", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "km",
    "ko", "lt", "lv", "mk", "mn", "ms", "nl", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta",
    "th", "tr", "uk", "ur", "uz", "vi", "zh",
]  # fmt: skip

KIND_NAMES = {
    "constitution": _("Constitution"),
    "law": _("Law"),
    "regulation": _("Regulation"),
    "policy": _("Policy"),
    "strategy": _("Strategy"),
    "agreement": _("Treaty or agreement"),
    "report": _("Report"),
    "web_page": _("Web page"),
}


def language_choices() -> list[tuple[str, str]]:
    """Code and name of the languages of documents, by the name in the reader's language."""
    return sorted(((code, language_name(code)) for code in DOCUMENT_LANGUAGES), key=lambda one: fold(one[1]))


class AboutForm(forms.Form):
    """What is known of a document."""

    title = forms.CharField(label=_("Title"), max_length=400)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(one, KIND_NAMES[one]) for one in KINDS], initial="law")
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Empty: it is recognised from the text.")
    )
    adopted = forms.DateField(label=_("Adopted"), widget=DateInput, required=False)
    in_force = forms.DateField(label=_("In force since"), widget=DateInput, required=False)
    amended = forms.DateField(label=_("Last amended"), widget=DateInput, required=False)
    repealed = forms.DateField(label=_("Repealed on"), widget=DateInput, required=False)
    source_address = forms.URLField(
        label=_("Address where it was found"), max_length=1000, required=False, assume_scheme="https"
    )
    accessed = forms.DateField(label=_("Found there on"), widget=DateInput, required=False)
    is_restricted = forms.BooleanField(
        label=_("Restricted"),
        required=False,
        help_text=_("Not public: nothing of it but its title may be published."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["language"].choices = [("", "–"), *language_choices()]  # type: ignore[attr-defined]

    @property
    def about(self) -> About:
        """What the person said."""
        return About(**{name: self.cleaned_data[name] for name in AboutForm.base_fields})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        adopted, repealed = data.get("adopted"), data.get("repealed")
        if adopted and repealed and repealed < adopted:
            self.add_error("repealed", _("A document cannot be repealed before it is adopted."))
        return data


def about_of(document: Document) -> dict[str, Any]:
    """What the form of a document begins with."""
    return {name: getattr(document, name) for name in AboutForm.base_fields}


class FileField(forms.FileField):
    """A file that the site reads."""

    default_error_messages = {  # noqa: RUF012 - as Django has it
        "empty": _("The file has nothing in it."),
        "required": _("Choose a file."),
    }


class DocumentForm(AboutForm):
    """A new document."""

    file = FileField(label=_("File"), help_text=_("PDF, Word (.docx), web page (.html) or plain text."), max_length=255)
    field_order = ("file",)


class VersionForm(forms.Form):
    """A newer version of a document."""

    file = FileField(label=_("File"), max_length=255)


def largest_file() -> int:
    """The largest file that is taken, in megabytes."""
    return settings.LARGEST_FILE // 1_000_000


class QuoteForm(forms.Form):
    """Words of a source: of a document of the library, in which they are looked for, or of one that is not there.

    nearly: what stands in the document that is near to the words; `parts` names the one of them that is chosen.
    """

    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Document"), required=False, empty_label=_("not in the library")
    )
    text = forms.CharField(label=_("Quote"), widget=forms.Textarea(attrs={"rows": 3}))
    source_title = forms.CharField(
        label=_("Title of the source"),
        max_length=400,
        required=False,
        help_text=_("needed where the document is not in the library"),
    )
    source_address = forms.URLField(label=_("Address"), max_length=1000, required=False, assume_scheme="https")
    page = forms.CharField(label=_("Page"), max_length=40, required=False)

    def __init__(self, documents: Sequence[Document], data: Any = None) -> None:
        super().__init__(data)
        self.documents = documents
        self.nearly: Sequence[Near] = ()
        self.fields["document"].queryset = Document.objects.filter(pk__in=[one.pk for one in documents])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("document") and not data.get("source_title") and "source_title" not in self.errors:
            self.add_error("source_title", _("This field is required."))
        return data


class SearchForm(forms.Form):
    """What somebody looks for in the documents."""

    q = forms.CharField(label=_("Words to look for"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("any")), *((one, KIND_NAMES[one]) for one in KINDS)], required=False
    )
    where = forms.ChoiceField(
        label=_("Place"),
        choices=[
            ("", _("this place, and what belongs to no place alone")),
            ("place", _("only this place")),
            ("none", _("only what belongs to no place alone")),
        ],
        required=False,
    )
    adopted_from = forms.DateField(label=_("Adopted from"), widget=DateInput, required=False)
    adopted_to = forms.DateField(label=_("Adopted to"), widget=DateInput, required=False)
    page = forms.IntegerField(min_value=1, max_value=500, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["language"].choices = [("", _("any")), *language_choices()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        """What it says."""
        given = self.cleaned_data
        return Asked(
            words=given["q"],
            language=given["language"],
            kind=given["kind"],
            where=given["where"],
            adopted_from=given["adopted_from"],
            adopted_to=given["adopted_to"],
            page=given["page"] or 1,
        )
