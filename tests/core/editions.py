"""A small edition for tests, as its files say it, and ways to spoil it."""

from __future__ import annotations

import copy
from typing import Any

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.parsing import parse_edition

Files = dict[str, Any]


def small_framework() -> Framework:
    """Two domains, one language of each kind."""
    texts = {"national": {"en": "In a country."}, "local": {"en": "In a city."}}
    domains = [{"number": number, "name": {"en": f"Domain {number}"}, **texts} for number in (1, 2)]
    return Framework.model_validate(
        {"code": "small", "languages": ["en"], "title": {"en": "S"}, "summary": {"en": "S."}, "domains": domains}
    )


QUESTIONS = {
    "bread": "Does an act name bread as a right of everyone?",
    "water": "Is there a published plan for wells and pipes?",
    "salt": "Has the council appointed a keeper for its stores?",
}


def indicator(word: str, **changes: Any) -> dict[str, Any]:
    """One indicator as a domain file has it."""
    return {
        "question": QUESTIONS.get(word, f"Is {word} {word}?"),
        "criteria": {"absent": f"No law says {word}.", "complete": f"A law says {word}."},
        "guidance": {"evidence": f"Act on {word}.", "where": "Gazette.", "traps": "Drafts."},
        "terms": [word, f"{word} act"],
        **changes,
    }


def translated(word: str) -> dict[str, Any]:
    """The same in French."""
    return {
        "question": f"La loi du lieu dit-elle {word} ?",
        "criteria": {"absent": f"Aucune loi ne dit {word}.", "complete": f"Une loi dit {word}."},
        "guidance": {"evidence": f"Loi sur {word}.", "where": "Journal officiel.", "traps": "Projets."},
        "terms": [f"loi {word}"],
    }


def small_files() -> Files:
    """An edition with two domains, three indicators, English and French, and topic names in Arabic."""
    return copy.deepcopy(
        {
            "edition.yaml": {
                "code": "small-1",
                "framework": "small",
                "level": "national",
                "date": "2026-11",
                "languages": ["en", "fr"],
                "name_languages": ["ar"],
                "title": "Small set",
                "statement": "A set for tests.",
                "options": {
                    "absent": {"label": "Absent"},
                    "complete": {"label": "Complete"},
                    "not_answered": {"label": "Not answered", "kind": "not_answered", "criterion": "No answer."},
                },
            },
            "domain-1.yaml": {
                "domain": 1,
                "topics": {
                    "A": {
                        "name": "Health",
                        "indicators": {
                            "1.A1": indicator("bread", sdg=["1a"], gcm=[15]),
                            "1.A2": indicator("water"),
                        },
                    }
                },
            },
            "domain-2.yaml": {
                "domain": 2,
                "topics": {"A": {"name": "Bodies", "indicators": {"2.A1": indicator("salt")}}},
            },
            "stages.yaml": {
                "stages": {
                    "work": {
                        "name": {"en": "Work", "fr": "Travail"},
                        "may": {"researcher": ["read", "answer"], "coordinator": ["manage", "read"]},
                        "moves": {"done": {"by": ["coordinator"], "when": ["first_complete"]}},
                    },
                    "done": {
                        "name": {"en": "Done", "fr": "Fini", "es": "Hecho"},
                        "may": {"coordinator": ["read", "compare"]},
                        "moves": {"work": {"by": ["coordinator"], "reason": True}},
                    },
                }
            },
            "translations/fr.yaml": {
                "title": "Petit ensemble",
                "statement": "Un ensemble pour les tests.",
                "options": {
                    "absent": {"label": "Absent"},
                    "complete": {"label": "Complet"},
                    "not_answered": {"label": "Sans réponse", "criterion": "Pas de réponse."},
                },
                "domains": {
                    1: {
                        "topics": {
                            "A": {
                                "name": "Santé",
                                "indicators": {"1.A1": translated("pain"), "1.A2": translated("eau")},
                            }
                        }
                    },
                    2: {"topics": {"A": {"name": "Organes", "indicators": {"2.A1": translated("sel")}}}},
                },
            },
            "translations/ar.yaml": {
                "domains": {1: {"topics": {"A": {"name": "الصحة"}}}, 2: {"topics": {"A": {"name": "الهيئات"}}}}
            },
        }
    )


def with_questions_in_arabic() -> Files:
    """The small edition with its questions in Arabic, of which it had only the names of topics."""
    files = small_files()
    files["edition.yaml"] |= {"question_languages": ["ar"], "name_languages": []}
    arabic = files["translations/ar.yaml"]
    arabic |= {"title": "مجموعة", "statement": "مجموعة للاختبار."}
    arabic["options"] = {
        "absent": {"label": "غائب"},
        "complete": {"label": "كامل"},
        "not_answered": {"label": "بلا إجابة", "criterion": "لا إجابة."},
    }
    for number, codes in ((1, ("1.A1", "1.A2")), (2, ("2.A1",))):
        topic = arabic["domains"][number]["topics"]["A"]
        topic["indicators"] = {code: {"question": f"هل ينص القانون على {code}؟"} for code in codes}
    return files


def parsed(files: Files) -> Edition:
    return parse_edition(files, small_framework())


def two_editions() -> tuple[Files, Files]:
    """An edition and the one that follows it, drawn in test_comparison: every kind of relation between them."""
    before, after = small_files(), small_files()
    for number, word in enumerate(("oil", "fish", "rice", "milk"), start=1):
        _add(before, f"1.B{number}", word)
    after["edition.yaml"] |= {
        "code": "small-2",
        "date": "2028-01",
        "previous": "small-1",
        "dropped": {"1.B4": "Asked no more."},
    }
    after["translations/fr.yaml"]["dropped"] = {"1.B4": "N’est plus posée."}
    _relate(after, "1.A1", "same", "1.A1")
    _relate(after, "1.A2", "reworded", "1.A2")["question"] = "Has a plan for wells and pipes been published?"
    _relate(after, "2.A1", "criteria_changed", "2.A1")["criteria"] = {
        "absent": "No law says salt.",
        "complete": "A law in force says salt.",
    }
    for number, word in ((1, "olive oil"), (2, "palm oil"), (3, "fish and rice"), (5, "honey")):
        _add(after, f"1.B{number}", word)
    _relate(after, "1.B1", "split", "1.B1")
    _relate(after, "1.B2", "split", "1.B1")["relation"]["note"] = "One question for each oil."
    _say_in_french(after, "1.B2", relation={"note": "Une question pour chaque huile."})
    _relate(after, "1.B3", "merged", "1.B2", "1.B3")
    _relate(after, "1.B5", "new")
    return before, after


def _add(files: Files, code: str, word: str) -> None:
    french = files["translations/fr.yaml"]["domains"][int(code[0])]
    for data, made in ((files[f"domain-{code[0]}.yaml"], indicator(word)), (french, translated(word))):
        topic = data["topics"].setdefault(code[2], {"name": f"Topic {code[2]}", "indicators": {}})
        topic["indicators"][code] = made
    files["translations/ar.yaml"]["domains"][int(code[0])]["topics"].setdefault(code[2], {"name": "موضوع"})


def _relate(files: Files, code: str, kind: str, *before: str) -> dict[str, Any]:
    found: dict[str, Any] = files[f"domain-{code[0]}.yaml"]["topics"][code[2]]["indicators"][code]
    found["relation"] = {"kind": kind, "before": list(before)}
    return found


def _say_in_french(files: Files, code: str, **texts: Any) -> None:
    topics = files["translations/fr.yaml"]["domains"][int(code[0])]["topics"]
    topics[code[2]]["indicators"][code] |= texts
