"""What a theme is about: one question of a set, a topic, an item of SDG 10.7.2, an objective of the Global Compact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import EditionDomain
from openmgi.core.text import Names
from openmgi.library.edition_pages import Placed, placed, sdg_items
from openmgi.library.global_compact import objectives
from openmgi.library.models import Edition
from openmgi.web.templatetags.page import in_language

IsAbout = Callable[[Placed], bool]


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme in a set of questions.

    view, file_view: names of the addresses of its page and its files; key: what these have of it. is_about: whether it
    has a question, in this set or another. sign: a code that stands before its title.
    """

    edition: Edition
    view: str
    file_view: str
    key: tuple[object, ...]
    title: Names
    is_about: IsAbout
    sign: str = ""
    domain: EditionDomain | None = None

    @property
    def questions(self) -> Sequence[Placed]:
        return self._within(self.edition.spec)

    def _within(self, spec: EditionSpec) -> list[Placed]:
        return [one for one in placed(spec) if self.is_about(one)]

    @property
    def domains(self) -> dict[str, int]:
        """The number of the domain of each question, by its code."""
        return {one.indicator.code: one.domain.number for one in self.questions}

    @property
    def page(self) -> str:
        return reverse(self.view, args=[self.edition.code, *self.key])

    def file(self, form: str) -> str:
        return reverse(self.file_view, args=[self.edition.code, *self.key, form])

    @property
    def name(self) -> str:
        """How its files are called."""
        return "-".join(map(str, (self.edition.code, *self.sort, *self.key)))

    @property
    def sort(self) -> Sequence[str]:
        """What tells apart the names of items and objectives, both of which have numbers."""
        return {"theme-sdg": ("sdg-10-7-2",), "theme-objective": ("global-compact",)}.get(self.view, ())

    @property
    def words(self) -> str:
        """What files call it."""
        return " ".join(filter(None, (self.sign, in_language(self.title))))

    def within(self, other: Edition) -> Subject | None:
        """The same theme in another set, if it has a question there."""
        return replace(self, edition=other) if self._within(other.spec) else None


def question(code: str, indicator: str) -> Subject:
    edition = _edition(code)
    found = next((one for one in placed(edition.spec) if one.indicator.code == indicator), None)
    if found is None:
        raise Http404
    return Subject(
        edition=edition,
        view="theme-indicator",
        file_view="theme-file",
        key=(indicator,),
        title=found.indicator.question,
        is_about=lambda one: one.indicator.code == indicator,
        sign=indicator,
        domain=found.domain,
    )


def topic(code: str, number: int, topic_code: str) -> Subject:
    edition = _edition(code)

    def is_about(one: Placed) -> bool:
        return (one.domain.number, one.topic.code) == (number, topic_code)

    found = next(filter(is_about, placed(edition.spec)), None)
    if found is None:
        raise Http404
    key, title = (number, topic_code), found.topic.name
    return Subject(edition, "theme-topic", "theme-topic-file", key, title, is_about, domain=found.domain)


def sdg_item(code: str, item: str) -> Subject:
    """The questions that inform an item of SDG indicator 10.7.2. They are not its official answers."""
    edition, known = _edition(code), sdg_items().get(item)

    def is_about(one: Placed) -> bool:
        return item in one.indicator.sdg

    title = known.question if known else {}
    found = Subject(edition, "theme-sdg", "theme-sdg-file", (item,), title, is_about, sign=item)
    if known is None and not found.questions:
        raise Http404
    return found


def objective(code: str, number: int) -> Subject:
    edition = _edition(code)
    known = next((one for one in objectives() if one.number == number), None)
    if known is None:
        raise Http404

    def is_about(one: Placed) -> bool:
        return number in one.indicator.gcm

    return Subject(
        edition, "theme-objective", "theme-objective-file", (number,), known.title, is_about, sign=str(number)
    )


def _edition(code: str) -> Edition:
    return get_object_or_404(Edition.objects.light(), code=code)
