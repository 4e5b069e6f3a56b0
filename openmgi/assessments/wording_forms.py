"""What a person fills in to write a term of the glossary."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from openmgi.assessments.models import Term
from openmgi.core.glossary import Term as Wording
from openmgi.core.own_terms import MOST, TermProblem, avoided_cell, avoided_from
from openmgi.web.templatetags.page import language_name

_FIELD_OF = {"language": "language", "same_language": "language", "avoided": "avoided"}


def glossary_languages() -> list[str]:
    """Those of the interface, and others in which somebody has written a term."""
    own = Term.objects.values_list("source", "language").distinct()
    return list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *(one for pair in own for one in pair)]))


class PairForm(forms.Form):
    """From which language into which."""

    source = forms.ChoiceField(label=_("From"))
    language = forms.ChoiceField(label=_("Into"))

    def __init__(self, languages: Iterable[str], data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type] # the data of a request
        choices = [(code, language_name(code)) for code in languages]
        for name in ("source", "language"):
            self.fields[name].choices = choices  # type: ignore[attr-defined] # both are choices


class TermForm(forms.Form):
    """A term between two languages."""

    source = forms.CharField(widget=forms.HiddenInput)
    language = forms.CharField(widget=forms.HiddenInput)
    term = forms.CharField(label=_("Term"), max_length=MOST, help_text=_("As the source says it."))
    preferred = forms.CharField(label=_("Preferred"), max_length=MOST, help_text=_("What the translation should say."))
    avoided = forms.CharField(
        label=_("To be avoided"),
        required=False,
        help_text=_("What the translation should not say; several with a stroke between them: one | other."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def wording(self) -> Wording:
        data = self.cleaned_data
        avoided = avoided_from(data["avoided"])
        return Wording(data["source"], data["language"], data["term"], data["preferred"], avoided, data["note"])

    def refuse(self, problems: Iterable[TermProblem]) -> None:
        """Show beside its field what is wrong with the term."""
        for one in problems:
            self.add_error(_FIELD_OF.get(one.fault), term_problem(one))


def initial_of(term: Wording) -> dict[str, str]:
    """What the form shows of a term that is to be changed."""
    told = {name: getattr(term, name) for name in ("source", "language", "term", "preferred", "note")}
    return {**told, "avoided": avoided_cell(term.avoided)}


def term_problem(problem: TermProblem) -> str:
    """What is wrong with a term, in the reader's words."""
    reasons = {
        "columns": _("The first line must name the columns source, language, term and preferred; missing: %(word)s."),
        "language": _("“%(word)s” is no code of a language, such as en or pt-BR."),
        "same_language": _("A term goes from one language into another."),
        "empty": _("Write the term and what is preferred for it."),
        "too_long": _("A term has at most 200 letters."),
        "avoided": _("“%(word)s” cannot be preferred and avoided at once."),
        "twice": _("The term stands in line %(word)s already."),
        "no_csv": _("This is no line of a CSV file in UTF-8 with these columns."),
    }
    return str(reasons[problem.fault] % {"word": problem.word})


def line_problem(problem: TermProblem) -> str:
    """The same with the line of the file."""
    return str(_("line %(line)s: %(problem)s") % {"line": problem.line, "problem": term_problem(problem)})
