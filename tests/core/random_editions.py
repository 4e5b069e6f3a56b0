"""Editions that nobody would write, for properties: any texts, options, links and relations that the model allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from openmgi.core.edition import GUIDANCE_PARTS, Edition
from openmgi.core.workflow import CONDITIONS, ROLES
from tests.core.editions import small_framework

LANGUAGES = ("en", "fr", "es", "ar")
# What a spreadsheet can hold: no control characters, no unpaired surrogates.
_LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n")
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,6}", fullmatch=True)


def texts(most: int = 8) -> st.SearchStrategy[str]:
    return st.text(_LETTERS, min_size=1, max_size=most).map(str.strip).filter(bool)


def lines() -> st.SearchStrategy[str]:
    return texts(12).filter(lambda text: text.splitlines() == [text])


def names(languages: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({language: texts() for language in languages})


@st.composite
def option_sets(draw: st.DrawFn, languages: tuple[str, ...], asking: tuple[str, ...]) -> list[dict[str, Any]]:
    """Options without criteria, which come with the indicator, or with one where it is the same for all."""
    shared = names(languages) | names(asking)
    codes = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    options = []
    for code in codes:
        kind = draw(st.sampled_from(["answer", "answer", "not_applicable", "not_answered"]))
        option: dict[str, Any] = {"code": code, "kind": kind, "label": draw(names(asking))}
        option["needs"] = draw(st.lists(st.sampled_from(["justification", "quote", "reason", "looked"]), unique=True))
        option["half_points"] = draw(st.sampled_from([None, 0, 1, 2]))
        option["shared"] = draw(shared) if kind != "answer" and draw(st.booleans()) else None
        options.append(option)
    return options


@st.composite
def indicators(
    draw: st.DrawFn, code: str, languages: tuple[str, ...], asking: tuple[str, ...], options: list[dict[str, Any]]
) -> dict[str, Any]:
    chosen = []
    for option in options:
        plain = {key: value for key, value in option.items() if key != "shared"}
        chosen.append(plain | {"criterion": option["shared"] or draw(names(languages))})
    relation = None
    if draw(st.booleans()):
        relation = {
            "kind": draw(st.sampled_from(["same", "reworded", "criteria_changed", "split", "merged", "new"])),
            "before": draw(st.lists(CODES, max_size=3)),
            "note": draw(st.one_of(st.just({}), names(languages))),
        }
    return {
        "code": code,
        "question": draw(names(asking)),
        "options": chosen,
        "guidance": draw(
            st.one_of(st.just({}), st.fixed_dictionaries({part: names(languages) for part in GUIDANCE_PARTS}))
        ),
        "terms": {language: draw(st.lists(lines(), max_size=3)) for language in languages},
        "sdg": draw(st.lists(lines(), max_size=2)),
        "gcm": draw(st.lists(st.integers(0, 99), max_size=2)),
        "relation": relation,
    }


@st.composite
def stage_tables(draw: st.DrawFn, languages: tuple[str, ...]) -> list[dict[str, Any]]:
    """Tables of up to three stages, with moves to any of them."""
    codes = draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), max_size=3, unique=True))
    lists: dict[str, st.SearchStrategy[Any]] = {
        "by": st.lists(st.sampled_from(ROLES), max_size=2, unique=True),
        "when": st.lists(st.sampled_from(CONDITIONS), max_size=2, unique=True),
        "reason": st.booleans(),
    }
    acts = st.lists(st.sampled_from(["read", "answer", "code", "compare"]), max_size=3, unique=True)
    return [
        {
            "code": code,
            "name": draw(names(languages)),
            "may": draw(st.dictionaries(st.sampled_from(ROLES), acts, max_size=2)),
            "moves": [
                {"to": to, **draw(st.fixed_dictionaries(lists))}
                for to in draw(st.lists(st.sampled_from(codes), max_size=2, unique=True))
            ],
        }
        for code in codes
    ]


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Editions of the small framework as parsing could give them."""
    count = draw(st.integers(1, 3))
    languages = LANGUAGES[:count]
    asked = draw(st.integers(count, 4))
    question_languages, name_languages = LANGUAGES[count:asked], LANGUAGES[asked : draw(st.integers(asked, 4))]
    asking = (*languages, *question_languages)
    usual = draw(option_sets(languages, asking))
    domains = []
    for domain in small_framework().domains:
        options = draw(st.one_of(st.just(usual), option_sets(languages, asking)))
        topics = []
        for topic in draw(st.lists(CODES, max_size=2, unique=True)):
            codes = draw(st.lists(CODES, max_size=2, unique=True))
            topics.append(
                {
                    "code": topic,
                    "name": draw(names((*asking, *name_languages))),
                    "indicators": [
                        draw(indicators(f"{domain.number}.{topic}.{code}", languages, asking, options))
                        for code in codes
                    ],
                }
            )
        domains.append({"number": domain.number, "name": domain.name, "topics": topics})
    return Edition.model_validate(
        {
            "code": draw(CODES),
            "framework": "small",
            "level": draw(st.sampled_from(["national", "local"])),
            "date": draw(st.sampled_from(["1999", "2030-12"])),
            "title": draw(names(asking)),
            "statement": draw(names(asking)),
            "source": draw(st.one_of(st.just(""), texts())),
            "languages": languages,
            "question_languages": question_languages,
            "name_languages": name_languages,
            "unofficial": draw(st.lists(st.sampled_from(languages), max_size=1)),
            "covers": draw(st.sampled_from([[], ["sdg"], ["gcm", "sdg"]])),
            "previous": draw(st.one_of(st.none(), CODES)),
            "scoring": draw(st.sampled_from([None, "sdg1072"])),
            "domains": domains,
            "stages": draw(stage_tables(draw(st.sampled_from([languages, LANGUAGES])))),
            "dropped": [
                {"code": code, "note": draw(names(languages))}
                for code in draw(st.lists(CODES, max_size=2, unique=True))
            ],
        }
    )
