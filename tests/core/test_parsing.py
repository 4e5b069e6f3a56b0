from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openmgi.core.edition import as_data
from openmgi.core.keys import ParsingError, Problem
from openmgi.core.parsing import parse_edition
from tests.core.editions import Files, parsed, small_files, small_framework, translated, with_questions_in_arabic


def problems(files: Files) -> list[str]:
    with pytest.raises(ParsingError) as refused:
        parsed(files)
    assert str(refused.value) == "\n".join(str(problem) for problem in refused.value.problems)
    return [str(problem) for problem in refused.value.problems]


def test_an_edition_is_read_with_its_translations() -> None:
    edition = parsed(small_files())
    first = edition.indicator("1.A1")

    assert [one.code for one in edition.indicators()] == ["1.A1", "1.A2", "2.A1"]
    assert first is not None
    assert first.question["fr"] == "La loi du lieu dit-elle pain ?"
    assert (first.sdg, first.gcm, first.terms["fr"]) == (("1a",), (15,), ("loi pain",))
    assert [option.code for option in first.answers] == ["absent", "complete"]
    assert first.options[2].criterion == {"en": "No answer.", "fr": "Pas de réponse."}
    assert edition.domains[0].topics[0].name == {"en": "Health", "fr": "Santé", "ar": "الصحة"}
    assert edition.indicator("9.Z9") is None


def test_a_language_may_have_the_questions_without_what_explains_them() -> None:
    edition = parsed(with_questions_in_arabic())
    first = next(edition.indicators())

    assert (edition.languages, edition.asked_in, edition.named_in) == (
        ("en", "fr"),
        ("en", "fr", "ar"),
        ("en", "fr", "ar"),
    )
    assert (edition.title["ar"], edition.statement["ar"]) == ("مجموعة", "مجموعة للاختبار.")
    assert first.question["ar"] == "هل ينص القانون على 1.A1؟"
    assert [option.label["ar"] for option in first.options] == ["غائب", "كامل", "بلا إجابة"]
    assert [option.criterion.get("ar") for option in first.options] == [None, None, "لا إجابة."]
    assert (set(first.guidance["where"]), set(first.terms)) == ({"en", "fr"}, {"en", "fr"})


def test_a_language_with_the_questions_lacks_none_and_has_nothing_more() -> None:
    files = with_questions_in_arabic()
    questions = at(files, "translations/ar.yaml", "domains", 1, "topics", "A", "indicators")
    questions["1.A1"] = {"criteria": {"absent": "لا"}, "terms": ["خبز"]}
    del questions["1.A2"]

    where = "translations/ar.yaml: domains.1.topics.A.indicators"
    assert sorted(problems(files)) == [
        f"{where}.1.A1.criteria.absent: unknown key",
        f"{where}.1.A1.question: expected a text",
        f"{where}.1.A1.terms: unknown key",
        f"{where}.1.A2.question: expected a text",
        f"{where}.1.A2: expected keys and values",
    ]


def test_the_flat_form_names_domain_and_topic_of_each_indicator() -> None:
    data = as_data(parsed(small_files()))

    assert [(one["code"], one["domain"], one["topic"]) for one in data["indicators"]] == [
        ("1.A1", 1, "A"), ("1.A2", 1, "A"), ("2.A1", 2, "A"),
    ]  # fmt: skip
    assert data["domains"][0]["topics"] == [{"code": "A", "name": {"en": "Health", "fr": "Santé", "ar": "الصحة"}}]


def test_a_relation_to_the_edition_before_is_read() -> None:
    files = small_files()
    relation = {"kind": "split", "before": ["1.A1"], "note": "Divided by kind of bread."}
    files["domain-1.yaml"]["topics"]["A"]["indicators"]["1.A2"]["relation"] = relation
    files["translations/fr.yaml"]["domains"][1]["topics"]["A"]["indicators"]["1.A2"]["relation"] = {"note": "Divisé."}
    files["domain-2.yaml"]["topics"]["A"]["indicators"]["2.A1"]["relation"] = {"kind": "new"}
    files["edition.yaml"] |= {"previous": "small-0", "dropped": {"1.B9": "Nobody asked."}}
    files["translations/fr.yaml"]["dropped"] = {"1.B9": "Personne ne demandait."}
    edition = parsed(files)
    relations = [one.relation.kind if one.relation else None for one in edition.indicators()]

    assert relations == [None, "split", "new"]
    assert edition.dropped[0].note == {"en": "Nobody asked.", "fr": "Personne ne demandait."}


def test_a_domain_may_have_options_of_its_own() -> None:
    files = small_files()
    files["domain-2.yaml"]["options"] = {
        "yes": {"label": "Yes", "half_points": 2},
        "no": {"label": "No", "half_points": 0},
    }
    files["domain-2.yaml"]["topics"]["A"]["indicators"]["2.A1"]["criteria"] = {"yes": "It does.", "no": "It does not."}
    french = files["translations/fr.yaml"]["domains"][2]
    french["options"] = {"yes": {"label": "Oui"}, "no": {"label": "Non"}}
    french["topics"]["A"]["indicators"]["2.A1"]["criteria"] = {"yes": "Oui.", "no": "Non."}
    salt = parsed(files).indicator("2.A1")

    assert salt is not None
    assert [(option.code, option.half_points) for option in salt.options] == [("yes", 2), ("no", 0)]


def test_guidance_and_terms_may_be_left_out() -> None:
    files = small_files()
    for one in (
        files["domain-2.yaml"]["topics"]["A"]["indicators"]["2.A1"],
        files["translations/fr.yaml"]["domains"][2]["topics"]["A"]["indicators"]["2.A1"],
    ):
        del one["guidance"], one["terms"]
    salt = parsed(files).indicator("2.A1")

    assert salt is not None
    assert (salt.guidance, salt.terms) == ({}, {"en": (), "fr": ()})


def test_an_edition_has_its_own_table_of_stages_or_that_of_its_framework() -> None:
    files = small_files()
    own = parsed(files).stages
    del files["stages.yaml"]
    framework = small_framework().model_copy(update={"stages": own[:1]})

    assert [stage.code for stage in own] == ["work", "done"]
    assert own[1].moves[0].reason is True
    assert parse_edition(files, framework).stages == own[:1]


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda s: s["work"]["may"].update(researcher=["fly"]), "stages.yaml: stages.work.may.researcher.0: Input should be"),
        (lambda s: s["work"]["moves"]["done"].update(when=["rain"]), "stages.yaml: stages.work.moves.0.when.0: Input should be"),
        (lambda s: s.update(work="x"), "stages.yaml: stages.0: Input should be a valid dictionary"),
        (lambda s: s["work"].update(moves=["x"]), "stages.yaml: stages.work.moves.0: Input should be a valid dictionary"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table_of_stages_is_placed(spoil: Callable[[dict[str, Any]], None], problem: str) -> None:
    files = small_files()
    spoil(files["stages.yaml"]["stages"])

    assert [one[: len(problem)] for one in problems(files)][:1] == [problem]


def test_a_table_of_stages_that_is_no_table_is_named() -> None:
    files = small_files()
    files["stages.yaml"] = {"stages": ["x"]}

    assert problems(files)[0].startswith("stages.yaml: stages.0")


FIRST = ("topics", "A", "indicators", "1.A1")


def at(files: Files, file: str, *path: Any) -> dict[Any, Any]:
    data = files[file]
    for key in path:
        data = data[key]
    found: dict[Any, Any] = data
    return found


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda f: at(f, "domain-1.yaml", *FIRST).pop("question"), "domain-1.yaml: topics.A.indicators.1.A1.question: expected a text"),
        (lambda f: at(f, "domain-1.yaml", *FIRST).update(question=["a"]), "domain-1.yaml: topics.A.indicators.1.A1.question: expected a text"),
        (lambda f: at(f, "domain-1.yaml", *FIRST).update(terms="bread"), "domain-1.yaml: topics.A.indicators.1.A1.terms: expected a list of texts"),
        (lambda f: at(f, "domain-1.yaml", *FIRST).update(gcm=["x"]), "domain-1.yaml: topics.A.indicators.1.A1.gcm: expected a list of numbers"),
        (lambda f: at(f, "domain-1.yaml", *FIRST).update(colour="red"), "domain-1.yaml: topics.A.indicators.1.A1.colour: unknown key"),
        (lambda f: at(f, "domain-1.yaml", *FIRST, "criteria").pop("absent"), "domain-1.yaml: topics.A.indicators.1.A1.criteria.absent: expected a text"),
        (lambda f: at(f, "domain-1.yaml", *FIRST).update(criteria=1), "domain-1.yaml: topics.A.indicators.1.A1.criteria: expected keys and values"),
        (lambda f: at(f, "domain-1.yaml").update(domain=7), "domain-1.yaml: domain: expected 1, a domain of the framework small"),
        (lambda f: at(f, "edition.yaml").pop("title"), "edition.yaml: title: expected a text"),
        (lambda f: at(f, "translations/fr.yaml").pop("title"), "translations/fr.yaml: title: expected a text"),
        (lambda f: at(f, "translations/fr.yaml", "domains", 2, "topics").pop("A"), "translations/fr.yaml: domains.2.topics.A: expected keys and values"),
        (lambda f: at(f, "translations/ar.yaml", "domains", 1, "topics", "A").pop("name"), "translations/ar.yaml: domains.1.topics.A.name: expected a text"),
        (lambda f: at(f, "translations/fr.yaml", "domains", 1, "topics", "A", "indicators").update({"1.A9": translated("x")}), "translations/fr.yaml: domains.1.topics.A.indicators.1.A9: unknown key"),
        (lambda f: f.pop("translations/fr.yaml"), "translations/fr.yaml: the file: this file is missing"),
        (lambda f: f.update({"translations/fr.yaml": ["a"]}), "translations/fr.yaml: the file: expected keys and values"),
        (lambda f: f.update({"translations/pt.yaml": {}}), "translations/pt.yaml: the file: no such file belongs to this edition"),
        (lambda f: f.update({"notes.yaml": {}}), "notes.yaml: the file: no such file belongs to this edition"),
        (lambda f: [f.pop("domain-1.yaml"), f.pop("domain-2.yaml")], "domain-1.yaml: the file: this file is missing"),
        (lambda f: at(f, "edition.yaml").update(level="galactic"), "edition.yaml: level: Input should be 'national' or 'local'"),
        (lambda f: at(f, "domain-1.yaml", *FIRST).update(relation={"kind": "odd"}), "domain-1.yaml: topics.A.indicators.1.A1.relation.kind: Input should be 'same', 'reworded', 'criteria_changed', 'split', 'merged', 'new' or 'dropped'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_file_and_path(spoil: Callable[[Files], object], problem: str) -> None:
    files = small_files()
    spoil(files)

    assert problem in problems(files)


def test_all_faults_are_found_at_once() -> None:
    files = small_files()
    del files["edition.yaml"]["statement"]
    del files["domain-1.yaml"]["topics"]["A"]["name"]
    files["translations/fr.yaml"]["domains"][2]["topics"]["A"]["indicators"]["2.A1"]["question"] = ""

    assert problems(files) == [
        "edition.yaml: statement: expected a text",
        "domain-1.yaml: topics.A.name: expected a text",
        "translations/fr.yaml: domains.2.topics.A.indicators.2.A1.question: expected a text",
    ]


def test_a_problem_says_its_line_when_it_is_known() -> None:
    files = small_files()
    del files["edition.yaml"]["title"]
    with pytest.raises(ParsingError) as refused:
        parse_edition(files, small_framework(), lambda _file, _path: 7)

    assert refused.value.problems == (Problem("edition.yaml", ("title",), "expected a text", 7),)
    assert str(refused.value) == "edition.yaml:7: title: expected a text"


def test_an_edition_without_languages_is_refused() -> None:
    files: Files = {"edition.yaml": {}}

    assert "domain-1.yaml: the file: this file is missing" in problems(files)
