from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from pytest_django import DjangoAssertNumQueries

from openmgi.core.profile import Profile
from openmgi.library.models import File, Page
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from openmgi.publications.tracing import follow
from tests.library.documents import file_law
from tests.traced import NOWHERE, SLUG, answer, finding, quote, traced_profile

pytestmark = pytest.mark.django_db
Run = Callable[..., Result]


def only(*well: object, potential: tuple[object, ...] = ()) -> Profile:
    """The traced profile with these findings only."""
    domain = {"number": 1, "name": {"en": "Rights"}, "well_developed": well, "potential": potential}
    return traced_profile(domains=[domain])


@pytest.fixture
def law(db: None) -> File:
    """The law of the quotes, as the library keeps it."""
    return file_law(None).current.file


@pytest.fixture
def westria(law: File) -> Publication:
    return publish(profile=traced_profile(), by="Amina")


def states(publication: Publication) -> list[str]:
    return [one.state for one in follow(publication)]


def test_findings_are_followed_to_the_words_of_their_files(westria: Publication) -> None:
    found = follow(westria)

    assert [(one.domain, one.kind, one.order, one.state) for one in found] == [
        (1, "well_developed", 1, "holds"),
        (1, "well_developed", 2, "holds"),
        (1, "potential", 1, "holds"),
        (2, "well_developed", 1, "not_traceable"),
    ]
    assert [(one.indicators, one.quotes) for one in found] == [(("1.1",), 1), (("1.1",), 1), (("1.3",), 0), ((), 0)]


def test_a_file_that_is_not_there_any_more_holds_nothing(westria: Publication, law: File) -> None:
    law.path.unlink()

    assert [[one.fault for one in found.broken] for found in follow(westria)] == [["missing"], ["missing"], [], []]


def test_a_file_that_was_never_stored_holds_nothing(db: None) -> None:
    assert states(publish(profile=traced_profile(), by="Amina"))[0] == "broken"


def test_a_file_with_other_bytes_holds_nothing(westria: Publication, law: File) -> None:
    law.path.chmod(0o600)
    law.path.write_bytes(b"Another act")

    assert [[one.fault for one in found.broken] for found in follow(westria)] == [["altered"], ["altered"], [], []]


def test_a_page_that_reads_otherwise_holds_nothing_of_its_own(westria: Publication, law: File) -> None:
    Page.objects.filter(file=law, index=1).update(text="Article 2 \nChildren may be admitted to schools. \n")

    assert states(westria) == ["holds", "broken", "holds", "not_traceable"]


def test_words_that_are_not_those_of_the_file_do_not_hold(law: File) -> None:
    claimed = answer(quote(), quote(text="Every person has access to all health care."))

    found = follow(publish(profile=only(finding("Care.", "Soins.", claimed)), by="Mallory"))

    assert [(one.indicator, one.fault) for one in found[0].broken] == [("1.1", "words")]


def test_what_exists_needs_a_quote_and_what_does_not_exist_a_place_where_one_looked(law: File) -> None:
    silent = answer(**{**NOWHERE, "looked": None})
    looked = answer(**NOWHERE)
    profile = only(
        finding("A strategy.", "Une stratégie.", looked),
        potential=(finding("No council.", "Pas de conseil.", silent), finding("No plan.", "Pas de plan.", looked)),
    )

    assert states(publish(profile=profile, by="Amina")) == ["unsupported", "unsupported", "holds"]


def test_a_file_is_read_once_however_many_quotes_it_has(
    law: File, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = publish(profile=only(*[finding("Care.", "Soins.", answer(quote(), quote()))] * 9), by="Amina")

    with django_assert_num_queries(2):
        assert states(many) == ["holds"] * 9


def test_the_command_prints_a_line_for_each_finding_and_a_sum(run: Run, westria: Publication) -> None:
    result = run("publication", "trace", SLUG)

    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"{SLUG} v1 #finding-1-well_developed-1\tok\tindicators: 1.1; quotes: 1",
            f"{SLUG} v1 #finding-1-well_developed-2\tok\tindicators: 1.1; quotes: 1",
            f"{SLUG} v1 #finding-1-potential-1\tok\tindicators: 1.3; quotes: 0",
            f"{SLUG} v1 #finding-2-well_developed-1\tnot traceable",
            "traced: 3, of these not holding: 0; not traceable: 1",
        ],
    )


def test_the_command_names_what_does_not_hold_and_fails(run: Run, westria: Publication, law: File) -> None:
    law.path.unlink()
    result = run("publication", "trace", SLUG)

    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].split("\t") == [
        f"{SLUG} v1 #finding-1-well_developed-2",
        "does not hold",
        "indicators: 1.1; quotes: 1",
        "1.1, Act on Foreigners, p. 12: the file is not there",
    ]
    assert result.stdout.splitlines()[-1] == "traced: 3, of these not holding: 2; not traceable: 1"


def test_a_finding_without_support_makes_the_command_fail(run: Run, law: File) -> None:
    publish(profile=only(finding("A strategy.", "Une stratégie.", answer(**NOWHERE))), by="Amina")
    result = run("publication", "trace", SLUG)

    assert result.exit_code == 1
    assert "names neither a quote nor where one looked" in result.stdout


def test_only_the_newest_version_is_followed(run: Run, westria: Publication) -> None:
    newer = only(finding("Care.", "Soins.", answer(quote())))
    publish(profile=newer, by="Amina", correction="Shorter.")

    assert run("publication", "trace", SLUG).stdout.splitlines() == [
        f"{SLUG} v2 #finding-1-well_developed-1\tok\tindicators: 1.1; quotes: 1",
        "traced: 1, of these not holding: 0; not traceable: 0",
    ]


def test_all_profiles_are_followed_and_what_has_no_source_is_counted_apart(
    run: Run, westria: Publication, velmora: Publication
) -> None:
    untraced = sum(len(list(domain.findings())) for domain in velmora.profile.domains)
    result = run("publication", "trace", "--all")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == f"traced: 3, of these not holding: 0; not traceable: {untraced + 1}"


@pytest.mark.parametrize("arguments", [(), (SLUG, "--all")])
def test_the_command_wants_one_profile_or_all(run: Run, db: None, arguments: tuple[str, ...]) -> None:
    result = run("publication", "trace", *arguments)

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "Error: name a profile, or give --all")


def test_a_profile_that_does_not_exist_is_said(run: Run, db: None) -> None:
    result = run("publication", "trace", "nowhere")

    assert (result.exit_code, result.stderr) == (
        1,
        "Error: there is no profile nowhere; see: openmgi publication list\n",
    )
