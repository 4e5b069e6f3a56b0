from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.glossary import Glossary, Term
from openmgi.core.word_forms import words

FRENCH = (
    Term("en", "fr", "migrant", "migrant"),
    Term("en", "fr", "migrant worker", "travailleur migrant", avoided=("ouvrier étranger",)),
    Term("en", "fr", "asylum seeker", "demandeur d’asile"),
    Term("en", "fr", "remittances", "envois de fonds", accepted=("transferts de fonds",)),
    Term("en", "fr", "trafficking in persons", "traite des personnes", ("trafic", "trafic de personnes")),
    Term(
        "en",
        "fr",
        "smuggling of migrants",
        "trafic illicite de migrants",
        ("traite des personnes",),
        also=("smuggling",),
    ),
    Term("en", "fr", "irregular migration", "migration irrégulière", ("migration illégale",), note="Never illegal."),
)
GLOSSARY = Glossary("en", "fr", FRENCH)
CASES = {
    "es": Glossary(
        "en",
        "es",
        [
            Term("en", "es", "migrant worker", "trabajador migrante"),
            Term("en", "es", "irregular migrant", "migrante en situación irregular", ("migrante ilegal",)),
            Term("en", "es", "country of origin", "país de origen"),
            Term("en", "es", "searchlight", "luz de búsqueda"),
        ],
    ),
    "ar": Glossary(
        "en",
        "ar",
        [
            Term("en", "ar", "refugee", "لاجئ"),
            Term("en", "ar", "irregular migration", "هجرة غير نظامية", ("هجرة غير شرعية",)),
            Term("en", "ar", "human rights", "حقوق الإنسان"),
        ],
    ),
    "fr": GLOSSARY,
}


def told(glossary: Glossary, source: str, translation: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.term.term, one.words) for one in glossary.check(source, translation)]


def test_a_term_that_the_translation_does_not_say_is_missing() -> None:
    assert told(GLOSSARY, "Asylum-seekers may work.", "Les exilés peuvent travailler.") == [
        ("missing", "asylum seeker", "Asylum-seekers")
    ]


def test_a_word_to_avoid_is_told_as_it_is_written_once() -> None:
    said = "La Migration Illégale baisse ; la migration illégale n’est pas punie."

    assert told(GLOSSARY, "A law is in force.", said) == [("avoided", "irregular migration", "Migration Illégale")]


def test_a_text_with_both_faults_is_told_both_in_order() -> None:
    assert told(GLOSSARY, "Remittances and irregular migration.", "Des remises et la migration illégale.") == [
        ("missing", "remittances", "Remittances"),
        ("missing", "irregular migration", "irregular migration"),
        ("avoided", "irregular migration", "migration illégale"),
    ]


def test_nothing_is_asked_of_a_translation_that_is_not_written() -> None:
    assert told(GLOSSARY, "Remittances.", "  ") == []


def test_another_form_that_is_accepted_will_do() -> None:
    assert told(GLOSSARY, "Remittances are free.", "Les transferts de fonds sont gratuits.") == []


def test_a_longer_term_hides_the_shorter_in_it() -> None:
    assert [term.term for term in GLOSSARY.terms_in("Migrant workers are protected.")] == ["migrant worker"]
    assert [term.term for term in GLOSSARY.terms_in("Migrants, and a migrant worker.")] == ["migrant", "migrant worker"]


def test_a_comma_ends_a_term() -> None:
    assert [term.term for term in GLOSSARY.terms_in("Migrants, workers and others.")] == ["migrant"]
    safe = Glossary("en", "fr", [Term("en", "fr", "safe, orderly and regular migration", "migrations sûres")])
    assert len(safe.terms_in("Safe, orderly and regular migration.")) == 1


def test_other_words_may_stand_between_those_of_a_term() -> None:
    assert told(GLOSSARY, "Migrant workers.", "Les travailleurs et travailleuses migrants.") == []
    assert told(GLOSSARY, "Migrant workers.", "Les travailleurs, dont tous ceux qui sont migrants.") == [
        ("missing", "migrant worker", "Migrant workers")
    ]


@pytest.mark.parametrize(
    ("source", "said", "expected"),
    [
        # meant and said rightly, though another term avoids the very words
        ("Trafficking in persons.", "La traite des personnes.", []),
        # only the other term is meant
        (
            "Smuggling of migrants.",
            "La traite des personnes.",
            [
                ("missing", "smuggling of migrants", "Smuggling of migrants"),
                ("avoided", "smuggling of migrants", "traite des personnes"),
            ],
        ),
        # neither is meant: nobody can say
        ("A law.", "La traite des personnes.", []),
        # the longer phrase is right and covers a word to avoid
        ("Smuggling.", "Le trafic illicite de migrants.", []),
    ],
)
def test_what_one_term_avoids_may_be_right_for_another(
    source: str, said: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(GLOSSARY, source, said) == expected


@pytest.mark.parametrize(
    ("language", "source", "said"),
    [
        ("fr", "A migrant worker.", "Une travailleuse migrante."),
        ("fr", "MIGRANT WORKERS", "TRAVAILLEURS MIGRANTS"),
        ("fr", "An asylum seeker", "Les demandeuses d'asile"),
        ("es", "Migrant workers.", "Las trabajadoras migrantes."),
        ("es", "Migrant workers.", "Los trabajadores y las trabajadoras migrantes."),
        ("es", "Countries of origin.", "Los países de origen."),
        ("es", "A searchlight.", "Las luces de búsqueda."),
        ("ar", "Refugees are protected.", "يحمي القانون اللاجئين."),
        ("ar", "Refugees are protected.", "تقدم الخدمات للاجئين وباللاجئات."),
        ("ar", "Irregular migration.", "والهجرة غير النظامية."),
        ("ar", "Irregular migration.", "تتعلق بالهِجْرَة غيرِ النظاميّة"),
        ("ar", "Human rights.", "احترام حقوق الانسان"),
    ],
)
def test_how_a_language_forms_its_words_is_no_fault(language: str, source: str, said: str) -> None:
    assert CASES[language].terms_in(source)
    assert told(CASES[language], source, said) == []


@pytest.mark.parametrize(
    ("language", "said", "words"),
    [
        ("es", "Las migrantes ilegales.", "migrantes ilegales"),
        ("ar", "مكافحة الهجرة غير الشرعية.", "الهجرة غير الشرعية"),
        ("fr", "Des ouvrières étrangères.", "ouvrières étrangères"),
    ],
)
def test_what_is_avoided_is_found_in_any_form(language: str, said: str, words: str) -> None:
    assert [one.words for one in CASES[language].check("A law.", said)] == [words]


@pytest.mark.parametrize(
    "pair", [("policies", "policy"), ("crises", "crisis"), ("accesses", "access"), ("boxes", "box")]
)
def test_english_plurals_are_their_singulars(pair: tuple[str, str]) -> None:
    one, other = (words(text, "en")[0].forms for text in pair)

    assert one == other


@pytest.mark.parametrize(
    ("language", "pair"),
    [
        ("fr", ("nationaux", "nationale")),
        ("fr", ("administratives", "administratif")),
        ("fr", ("protectrices", "protecteur")),
        ("fr", ("main-d’œuvre", "main-d'oeuvre")),
        ("ar", ("ولاجئين", "لاجئ")),
        ("ar", ("فالعودة", "عودة")),
        ("fr-CA", ("réfugiées", "réfugié")),
        ("sw", ("Wahamiaji", "wahamiaji")),
    ],
)
def test_forms_of_one_word_meet(language: str, pair: tuple[str, str]) -> None:
    one, other = (words(text, language)[-1].forms for text in pair)

    assert not one.isdisjoint(other)


def test_signs_that_are_written_without_spaces_are_words() -> None:
    chinese = Glossary("en", "zh", [Term("en", "zh", "refugee", "难民", ("逃犯",))])

    assert told(chinese, "Refugees may work.", "难民可以工作。") == []
    assert told(chinese, "Refugees may work.", "逃犯可以工作。") == [
        ("missing", "refugee", "Refugees"),
        ("avoided", "refugee", "逃犯"),
    ]


def test_only_terms_of_the_two_languages_count() -> None:
    assert Glossary("en", "es", FRENCH).check("Remittances.", "Des remises.") == []
    assert told(Glossary("en-GB", "fr-CA", FRENCH), "Remittances.", "Des remises.") == [
        ("missing", "remittances", "Remittances")
    ]


def test_terms_with_one_key_say_the_same() -> None:
    assert Term("en", "fr", "Réfugié", "a").key == Term("en", "fr", "refugie", "b").key


# Properties

WORDS = st.sampled_from(
    ["law", "loi", "Migrant", "workers", "worker,", "asylum", "seeker", "remittances", "qui", "illégale"]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
LETTERS = st.text(st.sampled_from(list("aéß سلœ'’-,.1\n")), max_size=30)
TERMS = st.builds(
    Term, st.just("en"), st.just("fr"), LETTERS, LETTERS, st.lists(LETTERS, max_size=2).map(tuple), also=st.just(())
)


@given(TEXTS, TEXTS)
def test_without_a_term_in_the_source_none_is_missing(source: str, translation: str) -> None:
    missing = [one.term for one in GLOSSARY.check(source, translation) if one.kind == "missing"]

    assert set(missing) <= set(GLOSSARY.terms_in(source))


@given(st.sampled_from(FRENCH), TEXTS, TEXTS, TEXTS)
def test_a_translation_that_says_what_is_preferred_misses_nothing_of_it(
    term: Term, source: str, before: str, after: str
) -> None:
    found = GLOSSARY.check(f"{source} {term.term}", f"{before} {term.preferred.upper()}, {after}")

    assert term not in [one.term for one in found if one.kind == "missing"]


@given(st.sampled_from([one for one in FRENCH if one.avoided]), TEXTS)
def test_what_a_term_avoids_is_always_told_where_it_is_meant(term: Term, after: str) -> None:
    found = Glossary("en", "fr", [term]).check(term.term, f"{term.avoided[-1]}. {after}")

    assert [one.words for one in found if one.kind == "avoided"][:1] == [term.avoided[-1]]


@given(st.lists(TERMS, max_size=5), LETTERS, LETTERS)
def test_every_word_of_a_warning_stands_in_its_text(terms: list[Term], source: str, translation: str) -> None:
    for one in Glossary("en", "fr", terms).check(source, translation):
        assert one.words
        assert one.words in (source if one.kind == "missing" else translation)
        assert one.term in terms


@given(st.sampled_from(FRENCH), TEXTS, TEXTS)
def test_a_term_is_found_wherever_it_stands_alone(term: Term, before: str, after: str) -> None:
    assert term in GLOSSARY.terms_in(f"{before}. {term.term.upper()}. {after}")
