"""What a person fills in around an assessment; answers themselves are plain fields, saved as they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.workflow import ROLES
from openmgi.web.templatetags.page import in_language

ROLE_NAMES = {
    "coordinator": _("Coordinator"),
    "researcher": _("Researcher"),
    "second_coder": _("Second coder"),
    "reviewer": _("Reviewer"),
    "editor": _("Editor"),
    "translator": _("Translator"),
    "respondent": _("Respondent"),
    "signatory": _("Signatory"),
}


class DateInput(forms.DateInput):
    """The browser's own choice of a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def languages_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Languages of the profile."),
    )


class SetUpForm(forms.Form):
    """Dates and languages. There is one date for each stage of the edition."""

    cut_off_date = forms.DateField(label=_("Cut-off date"), widget=DateInput)
    languages = languages_field()

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        initial = {"cut_off_date": assessment.cut_off_date, "languages": assessment.languages}
        initial |= {f"due-{stage}": day for stage, day in assessment.due.items()}
        super().__init__(data, initial=initial)
        self.stages = assessment.spec.stages
        for stage in self.stages:
            label = in_language(stage.name)
            self.fields[f"due-{stage.code}"] = forms.DateField(label=label, widget=DateInput, required=False)

    def due_fields(self) -> Iterator[forms.BoundField]:
        return (self[f"due-{stage.code}"] for stage in self.stages)

    @property
    def due(self) -> dict[str, str]:
        """Stage → day, of the stages that have one."""
        days = {stage.code: self.cleaned_data.get(f"due-{stage.code}") for stage in self.stages}
        return {stage: day.isoformat() for stage, day in days.items() if day}


class MemberForm(forms.Form):
    """A person who takes part. Who is not known here yet is invited."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=settings.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        email = str(data.get("email", "")).lower()
        if email and not data.get("name") and not User.objects.filter(email=email).exists():
            self.add_error("name", _("This person is new here: give a name for the invitation."))
        return data


class AssignmentForm(forms.Form):
    """What a coder writes: whole domains, and single indicators by their codes."""

    domains = forms.MultipleChoiceField(label=_("Domains"), widget=forms.CheckboxSelectMultiple, required=False)
    indicators = forms.CharField(
        label=_("Single indicators"), required=False, help_text=_("Codes, separated by spaces.")
    )

    def __init__(self, spec: EditionSpec, scopes: list[str], data: Any = None) -> None:
        numbers = [str(domain.number) for domain in spec.domains]
        initial = {
            "domains": [scope for scope in scopes if scope in numbers],
            "indicators": " ".join(scope for scope in scopes if scope not in numbers),
        }
        super().__init__(data, initial=initial)
        self.known = {one.code for one in spec.indicators()}
        choices = [(str(one.number), f"{one.number}. {in_language(one.name)}") for one in spec.domains]
        self.fields["domains"].choices = choices  # type: ignore[attr-defined] # a MultipleChoiceField

    def clean_indicators(self) -> list[str]:
        codes: list[str] = self.cleaned_data["indicators"].replace(",", " ").split()
        unknown = [code for code in codes if code not in self.known]
        if unknown:
            raise forms.ValidationError(_("There is no such indicator: %(codes)s") % {"codes": ", ".join(unknown)})
        return codes

    @property
    def scopes(self) -> list[str]:
        return [*self.cleaned_data["domains"], *self.cleaned_data["indicators"]]


class DoubleCodingForm(forms.Form):
    """Which indicators two people code without seeing each other."""

    choice = forms.ChoiceField(
        label=_("Indicators that are coded twice"),
        widget=forms.RadioSelect,
        choices=[
            ("none", _("None")),
            ("all", _("All")),
            ("domains", _("Those of some domains")),
            ("sample", _("A random sample")),
        ],
    )
    domains = forms.MultipleChoiceField(label=_("Domains"), widget=forms.CheckboxSelectMultiple, required=False)
    size = forms.IntegerField(label=_("Size of the sample"), min_value=1, required=False)
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        required=False,
        initial=1,
        help_text=_("The same seed draws the same sample, so that anyone can repeat the draw."),
    )

    def __init__(self, spec: EditionSpec, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(str(one.number), f"{one.number}. {in_language(one.name)}") for one in spec.domains]
        self.fields["domains"].choices = choices  # type: ignore[attr-defined] # a MultipleChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("choice") == "domains" and not data.get("domains"):
            self.add_error("domains", _("Choose at least one domain."))
        if data.get("choice") == "sample" and not data.get("size"):
            self.add_error("size", _("Say how many indicators to draw."))
        return data


class FlagForm(forms.Form):
    """Something that a member must settle."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Addressed to"))
    text = forms.CharField(label=_("What must be settled"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, assessment: Assessment, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        members = User.objects.filter(memberships__assessment=assessment).distinct().order_by("name", "email")
        self.fields["to"].queryset = members  # type: ignore[attr-defined] # a ModelChoiceField
