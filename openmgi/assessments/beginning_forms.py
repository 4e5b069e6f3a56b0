"""The form with which an assessment begins: of a place for the first time, or the round after an earlier one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openmgi.assessments.forms import DateInput, languages_field
from openmgi.assessments.models import Assessment
from openmgi.core.text import fold
from openmgi.library.models import Edition, Place
from openmgi.library.places import gazetteer
from openmgi.web.templatetags.page import in_language


def countries() -> list[tuple[str, str]]:
    """Alpha-3 code and name of every country, by the name in the reader's language.

    Countries of stored places that have no such code are among them, by the number of a place.
    """
    listed = [(one.alpha3, in_language(one.names)) for one in gazetteer().countries]
    besides = [(str(one.pk), _named(one)) for one in _besides()]
    return sorted([*listed, *besides], key=lambda one: fold(one[1]))


def _besides() -> list[Place]:
    return Place.objects.countries_besides([one.alpha3 for one in gazetteer().countries])


def _named(place: Place) -> str:
    name = in_language(place.country_name)
    return f"{name} · {_('Invented country')}" if place.is_invented else name


class AssessmentForm(forms.Form):
    """A new assessment."""

    country = forms.ChoiceField(label=_("Country"))
    name = forms.CharField(
        label=_("City, county or region"), required=False, max_length=150, help_text=_("Only for a local assessment.")
    )
    code = forms.RegexField(
        r"^[A-Z]{2}-[A-Z0-9]{1,3}$",
        label=_("ISO 3166-2 code"),
        required=False,
        help_text=_("Such as KE-28. Only where the place has one."),
    )
    edition = forms.ModelChoiceField(Edition.objects.none(), label=_("Questions"), to_field_name="code")
    round = forms.IntegerField(label=_("Round"), min_value=1, initial=1)
    previous = forms.ModelChoiceField(
        Assessment.objects.none(),
        label=_("Round before"),
        required=False,
        help_text=_("Its answers are shown beside the new ones."),
    )
    takes_over = forms.BooleanField(
        label=_("Begin from its answers"),
        required=False,
        initial=True,
        help_text=_("They are taken over where the question is the same, and each has to be confirmed."),
    )
    cut_off_date = forms.DateField(
        label=_("Cut-off date"), widget=DateInput, help_text=_("What came into force after this day does not count.")
    )
    languages = languages_field()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = [("", ""), *countries()]  # type: ignore[attr-defined] # a ChoiceField
        editions = Edition.objects.light().in_order()
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined] # a ModelChoiceField
        self.fields["edition"].label_from_instance = lambda one: in_language(one.spec.title)  # type: ignore[attr-defined]
        before = Assessment.objects.with_names()
        self.fields["previous"].queryset = before  # type: ignore[attr-defined]
        self.fields["previous"].label_from_instance = _round_named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        edition = data.get("edition")
        if edition is not None and edition.level == "local" and not (data.get("name") or data.get("code")):
            self.add_error("name", _("These questions are for a city, county or region: say which."))
        if edition is not None and edition.level == "national" and (data.get("name") or data.get("code")):
            self.add_error("edition", _("These questions are for a country, not for a part of it."))
        return data


def _round_named(one: Assessment) -> str:
    return (
        f"{in_language(one.place.name)}, {_('round %(round)s') % {'round': one.round}} · {in_language(one.spec.title)}"
    )


def next_round(before: Assessment) -> dict[str, Any]:
    """What the form has when one begins the round after this one; the cut-off date is left to the person."""
    place = before.place
    is_part = place.level == "local"
    return {
        "country": _country_of(place),
        "name": in_language(place.name) if is_part else "",
        "code": place.code if is_part else "",
        "edition": Edition.objects.newest_after(before.edition),
        "round": before.round + 1,
        "previous": before,
        "languages": before.languages,
    }


def _country_of(place: Place) -> str:
    """As `countries` names it."""
    if gazetteer().country(place.country):
        return place.country
    homes = [one.pk for one in _besides() if one.country == place.country]
    return str(place.pk if place.pk in homes else homes[0])
