"""An edition back into the files that tell it: the inverse of `parsing`, which describes the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from openmgi.core.edition import GUIDANCE_PARTS, Edition, EditionDomain, Indicator, Option, Topic
from openmgi.core.parsing import EDITION_FILE, STAGES_FILE
from openmgi.core.text import Names
from openmgi.core.workflow import stages_to

Files = dict[str, Any]
_Form = tuple[tuple[str, str, int | None, tuple[str, ...], tuple[tuple[str, str], ...]], ...]


def edition_files(edition: Edition) -> Files:
    """File name → its content, such that `parse_edition` makes the same edition of it.

    All indicators of a domain are taken to have the same options, as parsing gives them.
    """
    return _Writer(edition).written()


class _Writer:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.source = edition.languages[0]
        self.languages = edition.named_in
        self.files: Files = {EDITION_FILE: {}}
        forms = Counter(_form(domain) for domain in edition.domains if any(domain.indicators()))
        self.usual: _Form = forms.most_common(1)[0][0] if forms else ()

    def written(self) -> Files:
        self._edition()
        for domain in self.edition.domains:
            self._domain(domain)
        self.files[STAGES_FILE] = {"stages": stages_to(self.edition.stages)}
        for one in self.edition.dropped:
            self._say((), ("dropped", one.code), one.note)
        return self.files

    def _put(self, file: str, path: Sequence[Any], value: Any) -> None:
        place = self.files.setdefault(file, {})
        for key in path[:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = value

    def _say(self, domain: tuple[int, ...], path: Sequence[Any], texts: Names) -> None:
        """A text: its source where it belongs, its translations under the same keys. `domain`: its number, or empty."""
        for language in self.languages:
            if language in texts:
                self._each(domain, path, language, texts[language])

    def _each(self, domain: tuple[int, ...], path: Sequence[Any], language: str, value: Any) -> None:
        if language == self.source:
            self._put(f"domain-{domain[0]}.yaml" if domain else EDITION_FILE, path, value)
        else:
            above = ("domains", *domain) if domain else ()
            self._put(f"translations/{language}.yaml", (*above, *path), value)

    def _edition(self) -> None:
        data = self.edition.model_dump(mode="json", exclude={"domains", "dropped", "title", "statement", "stages"})
        self.files[EDITION_FILE] |= {key: value for key, value in data.items() if value not in (None, "", [])}
        self._say((), ("title",), self.edition.title)
        self._say((), ("statement",), self.edition.statement)
        usual = [one for domain in self.edition.domains if _form(domain) == self.usual for one in domain.indicators()]
        self._put(EDITION_FILE, ("options",), {})
        self._options((), usual)

    def _options(self, domain: tuple[int, ...], indicators: Sequence[Indicator]) -> None:
        for option in indicators[0].options if indicators else ():
            path = ("options", option.code)
            self._put(f"domain-{domain[0]}.yaml" if domain else EDITION_FILE, (*path, "kind"), option.kind)
            if option.half_points is not None:
                self._each(domain, (*path, "half_points"), self.source, option.half_points)
            if option.needs:
                self._each(domain, (*path, "needs"), self.source, list(option.needs))
            self._say(domain, (*path, "label"), option.label)
            if _is_shared(option, indicators):
                self._say(domain, (*path, "criterion"), option.criterion)

    def _domain(self, domain: EditionDomain) -> None:
        self._put(f"domain-{domain.number}.yaml", ("domain",), domain.number)
        indicators = list(domain.indicators())
        if indicators and _form(domain) != self.usual:
            self._options((domain.number,), indicators)
            shared_by = indicators
        else:
            shared_by = [one for same in self.edition.domains if _form(same) == self.usual for one in same.indicators()]
        for language in self.languages:
            self._each((domain.number,), ("topics",), language, {})
        for topic in domain.topics:
            self._topic(domain.number, topic, shared_by)

    def _topic(self, number: int, topic: Topic, shared_by: Sequence[Indicator]) -> None:
        path = ("topics", topic.code)
        self._say((number,), (*path, "name"), topic.name)
        for language in self.edition.asked_in:
            self._each((number,), (*path, "indicators"), language, {})
        for indicator in topic.indicators:
            self._indicator(number, (*path, "indicators", indicator.code), indicator, shared_by)

    def _indicator(
        self, number: int, path: Sequence[Any], indicator: Indicator, shared_by: Sequence[Indicator]
    ) -> None:
        here = (number,)
        self._say(here, (*path, "question"), indicator.question)
        for language in self.edition.languages:
            self._each(here, (*path, "criteria"), language, {})
        for option in indicator.options:
            if not _is_shared(option, shared_by):
                self._say(here, (*path, "criteria", option.code), option.criterion)
        for part in GUIDANCE_PARTS:
            self._say(here, (*path, "guidance", part), indicator.guidance.get(part, {}))
        for language in self.edition.languages:
            self._each(here, (*path, "terms"), language, list(indicator.terms.get(language, ())))
        self._put(f"domain-{number}.yaml", (*path, "sdg"), list(indicator.sdg))
        self._put(f"domain-{number}.yaml", (*path, "gcm"), list(indicator.gcm))
        if indicator.relation is not None:
            self._put(f"domain-{number}.yaml", (*path, "relation", "kind"), indicator.relation.kind)
            self._put(f"domain-{number}.yaml", (*path, "relation", "before"), list(indicator.relation.before))
            self._say(here, (*path, "relation", "note"), indicator.relation.note)


def _form(domain: EditionDomain) -> _Form:
    """What the options of a domain have in common, whatever the indicator."""
    first = next(domain.indicators(), None)
    if first is None:
        return ()
    return tuple(
        (one.code, one.kind, one.half_points, one.needs, tuple(sorted(one.label.items()))) for one in first.options
    )


def _is_shared(option: Option, indicators: Sequence[Indicator]) -> bool:
    """Whether this option's criterion is written once: it does not answer the question, and is the same everywhere."""
    return option.kind != "answer" and all(option.criterion == other for other in _criteria(option.code, indicators))


def _criteria(code: str, indicators: Sequence[Indicator]) -> Iterator[Names]:
    return (option.criterion for one in indicators for option in one.options if option.code == code)
