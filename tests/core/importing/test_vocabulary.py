from __future__ import annotations

import pytest

from openmgi.core.importing.vocabulary import DomainHeading, Vocabulary


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Migrants' rights", 1),
        ("Migrants’ rights", 1),
        ("Migrant's Rights", 1),
        ("DROITS DES MIGRANTS", 1),
        ("Derechos de los migrantes:", 1),
        ("Whole of government approach", 2),
        ("“Whole-of-government” approach", 2),
        ("Approche associant l’ensemble du gouvernement", 2),
        ("ENFOQUE INTEGRADO DE GOBIERNO", 2),
        ("3. Partnerships", 3),
        ("Domain 3: Partnerships", 3),
        ("Domaine 3 : Partenariats", 3),
        ("ÁMBITO 4 – Bienestar de los migrantes", 4),
        ("Socioeconomic well-being of migrants", 4),
        ("Mobility dimension of crises", 5),
        ("Aspects d’une crises relatifs à la mobilité", 5),
        ("V. Mobility dimensions of crises", 5),
        ("Safe and orderly migration", 6),
        ("safe, orderly and dignified migration".capitalize(), 6),
    ],
)
def test_a_domain_is_recognised_by_any_published_wording(vocabulary: Vocabulary, heading: str, number: int) -> None:
    assert vocabulary.domain(heading) == DomainHeading(number)


def test_a_misspelt_heading_is_recognised_as_a_guess(vocabulary: Vocabulary) -> None:
    assert vocabulary.domain("Mobilty dimensions of crises") == DomainHeading(5, guessed=True)


@pytest.mark.parametrize(
    "text", ["partnerships", "Partnerships.", "Partnerships with neighbouring counties", "The rights", "", "("]
)
def test_a_sentence_that_only_names_a_domain_is_no_heading(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.domain(text) is None


@pytest.mark.parametrize(
    ("heading", "kind", "language"),
    [
        ("Migration Governance: examples of well-developed areas", "well_developed", "en"),
        ("EXAMPLES OF WELL-DEVELOPED AREAS", "well_developed", "en"),
        ("Areas with potential for further development", "potential", "en"),
        ("Gouvernance des migrations : exemples de domaines bien développés", "well_developed", "fr"),
        ("Domaines présentant un potentiel de développement", "potential", "fr"),
        ("Domaines à développer davantage", "potential", "fr"),
        ("Ámbitos bien desarrollados", "well_developed", "es"),
        ("Áreas con potencial de desarrollo", "potential", "es"),
    ],
)
def test_the_heading_of_a_list_says_its_kind_and_its_language(
    vocabulary: Vocabulary, heading: str, kind: str, language: str
) -> None:
    found = vocabulary.kind(heading)

    assert found is not None
    assert (found.kind, found.language) == (kind, language)


@pytest.mark.parametrize(
    "text",
    [
        "areas with potential",
        "The county has potential.",
        "Potential",
        "This local Profile describes examples of well-developed areas of a county and areas with potential",
    ],
)
def test_a_sentence_about_potential_is_no_heading(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.kind(text) is None


@pytest.mark.parametrize(
    ("name", "bare", "level"),
    [
        ("County of Mombasa", "Mombasa", "local"),
        ("Nairobi City County", "Nairobi City", "local"),
        ("Ciudad de Montevideo", "Montevideo", "local"),
        ("Région de Dakar", "Dakar", "local"),
        ("Comté d'Embu", "Embu", "local"),
        ("Republic of the Gambia", "Gambia", "national"),
        ("République de Côte d’Ivoire", "Côte d’Ivoire", "national"),
        ("República Oriental del Uruguay", "Uruguay", "national"),
        ("Kenya", "Kenya", None),
    ],
)
def test_the_kind_of_a_place_is_told_by_the_words_around_its_name(
    vocabulary: Vocabulary, name: str, bare: str, level: str | None
) -> None:
    assert vocabulary.without_kind_of_place(name) == (bare, level)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("This local Profile describes", "local"),
        ("Profil national de gouvernance", "national"),
        ("Perfil de país", "national"),
        ("a local profile beside a national profile", None),
        ("a profile", None),
    ],
)
def test_a_text_says_the_level_or_does_not(vocabulary: Vocabulary, text: str, level: str | None) -> None:
    assert vocabulary.level(text) == level
