"""Texts to and from an outside translator: whatever changes meanwhile, nothing is lost and nothing half-applied."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.assessments.actions.drafting import (
    Basis,
    change_finding,
    remove_finding,
    review,
    translate,
    write_introduction,
)
from openmgi.assessments.actions.wording import put_term
from openmgi.assessments.models import Assessment, Draft, Event
from openmgi.assessments.permissions import Access
from openmgi.assessments.po_files import Header, po_file, read_po_file
from openmgi.assessments.translation_commands import translations
from openmgi.assessments.translation_files import Received, TranslationFileError, export, receive, sentence
from openmgi.core.glossary import Term as Wording
from openmgi.core.text import fingerprint
from openmgi.core.translation_units import Problem, Returned, Unit, sent
from tests.assessments.conftest import Browse, Cast
from tests.assessments.test_drafting import TEXT, add, editor, law
from tests.assessments.test_pages import LANGUAGES, at
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures

NEW = "In 2019 the Act opened care."
OLD_FRENCH = "Toute personne est soignée."
INTRODUCTION = "An introduction."


@pytest.fixture
def finding(editor: Access) -> Draft:
    """Dalia's finding, and an introduction."""
    write_introduction(access=editor, text=INTRODUCTION)
    return add(editor)


@pytest.fixture
def faye(cast: Cast, finding: Draft) -> Access:
    """Who translates."""
    return cast.access("faye")


def french(access: Access, draft: Draft, text: str = OLD_FRENCH, made_from: str = TEXT) -> Draft:
    return translate(access=access, draft=draft, language="fr", text=text, made_from=fingerprint(made_from))


def rewrite(editor: Access, draft: Draft, text: str = NEW, saw: str = TEXT) -> Draft:
    return change_finding(access=editor, finding=draft, text=text, saw=fingerprint(saw), basis=Basis(["1.A1"]))


def file_of(access: Access) -> str:
    return export(Assessment.objects.with_names().get(pk=access.assessment.pk), "fr").decode()


def filled(file: str, key: str, text: str, *, finished: bool = True) -> str:
    """The file after a translator wrote this text into a unit, and took its mark away."""
    before, unit, rest = re.split(rf"((?<=\n\n)(?:.+\n)*msgctxt \"{key}\"\n(?:.+\n)+)", file)
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    unit = unit.replace("#, fuzzy\n", "").partition("msgstr ")[0] + f'msgstr "{quoted}"\n'
    return before + ("" if finished else "#, fuzzy\n") + unit + rest


def came_back(access: Access, file: str, **named: object) -> Received:
    return receive(access=access, language="fr", content=file.encode(), **named)  # type: ignore[arg-type]


def verdicts(received: Received) -> list[tuple[str, str]]:
    return [(one.unit.key, one.verdict) for one in received.outcomes]


def now(draft: Draft) -> tuple[str, str]:
    draft.refresh_from_db()
    return draft.spec.texts.get("fr", ""), draft.spec.state("fr")


def key(draft: Draft) -> str:
    return f"finding-{draft.pk}"


# The file


def test_a_file_tells_the_translator_what_to_do_and_where_a_text_stands(
    cast: Cast, editor: Access, finding: Draft
) -> None:
    rewrite(editor, finding, "Migrant workers may change their employer.")
    french(editor, finding, made_from=TEXT)
    avoided = ("travailleur immigré", "ouvrier étranger")
    put_term(
        by=cast.users["grace"], term=Wording("en", "fr", "migrant worker", "travailleur migrant", avoided, "Both.")
    )

    file = file_of(editor)

    number = finding.assessment_id
    assert file == (
        "# Write each translation below its source. Leave the source and the lines that begin with # as they are.\n"
        "# A text marked as “fuzzy” was translated from an earlier source, which stands beside it: "
        "take the mark away when the translation is right.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Velmora – small-1 – 1\\n"\n'
        '"Language: fr\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"X-OpenMGI-Assessment: {number}\\n"\n'
        '"X-OpenMGI-Edition: small-1\\n"\n'
        "\n"
        "#. Introduction\n"
        f"#. source: {fingerprint(INTRODUCTION)}\n"
        'msgctxt "introduction"\n'
        'msgid "An introduction."\n'
        'msgstr ""\n'
        "\n"
        "#. 1. Domain 1 – A well-developed area\n"
        "#. Glossary: migrant worker → travailleur migrant (not: travailleur immigré, ouvrier étranger)\n"
        "#. Both.\n"
        f"#. source: {fingerprint('Migrant workers may change their employer.')}\n"
        f"#. sent: {fingerprint(OLD_FRENCH)}\n"
        f"#. made-from: {fingerprint(TEXT)}\n"
        "#, fuzzy\n"
        f'#| msgid "{TEXT}"\n'
        f'msgctxt "{key(finding)}"\n'
        'msgid "Migrant workers may change their employer."\n'
        f'msgstr "{OLD_FRENCH}"\n'
        "\n"
    )


def test_the_notes_are_in_the_language_of_whoever_sends_it(editor: Access, finding: Draft) -> None:
    with translation.override("fr"):
        assert "#. 1. Domain 1 – Élément bien développé\n" in file_of(editor)


def test_a_file_is_made_with_few_queries(
    editor: Access, finding: Draft, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        with django_assert_num_queries(3):  # the assessment, its drafts, the terms
            file_of(editor)
        add(editor, f"Another finding {number}.")


TEXTS = st.text(
    st.one_of(st.sampled_from(list("\"'\\\n\r\t#%{}~ \u2028\u0085\x0bم،é")), st.characters(codec="utf-8")), max_size=40
)
WRITTEN = TEXTS.map("x{}".format)


@given(st.lists(st.tuples(WRITTEN, TEXTS, st.sampled_from(["missing", "stale", "draft"]), WRITTEN), max_size=4))
def test_whatever_a_text_says_it_comes_back_as_it_went_out(rows: list[tuple[str, str, str, str]]) -> None:
    units = [
        Unit(
            key=f"finding-{number}",
            source=source,
            sources={fingerprint(source): source, fingerprint(before): before},
            translation="" if state == "missing" else said,
            made_from=fingerprint(before if state == "stale" else source),
            state=state,  # type: ignore[arg-type]
            notes=(said, before),
        )
        for number, (source, said, state, before) in enumerate(rows)
    ]
    header, returned = read_po_file(po_file(Header(3, "fr", "an edition", "A \n title", "Do\nthis."), units))

    assert (header.assessment, header.language, header.edition, header.title) == (3, "fr", "an edition", "A title")
    assert [(one.key, one.source, one.translation, one.source_was, one.sent, one.is_fuzzy) for one in returned] == [
        (one.key, one.source, one.translation, one.fingerprint, sent(one), one.state == "stale") for one in units
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(WRITTEN, WRITTEN, st.booleans(), st.booleans())
def test_a_file_that_nobody_touched_changes_nothing(
    editor: Access, source: str, said: str, is_stale: bool, with_fuzzy: bool
) -> None:
    Draft.objects.all().delete()
    made = add(editor, source.replace("\0", ""))
    stands = made.spec.texts["en"]
    french(editor, made, said.replace("\0", ""), "Another source." if is_stale else stands)
    add(editor, "A finding without a translation.")
    before = list(Draft.objects.order_by("pk").values())
    events = Event.objects.count()

    received = came_back(editor, file_of(editor), with_fuzzy=with_fuzzy)

    assert verdicts(received) == [(key(made), "unchanged"), (key(Draft.objects.latest("pk")), "empty")]
    assert (list(Draft.objects.order_by("pk").values()), Event.objects.count()) == (before, events)


def test_a_text_in_lines_of_another_system_comes_back_unchanged(editor: Access) -> None:
    written = write_introduction(access=editor, text="One.\r\n\r\nTwo.")
    french(editor, written, "Un.\r\n\r\nDeux.", "One.\r\n\r\nTwo.")
    file = file_of(editor)

    assert verdicts(came_back(editor, file)) == [("introduction", "unchanged")]
    other_ends = file.replace("\\r\\n", "\\n").replace("\n", "\r\n")
    assert verdicts(came_back(editor, "\ufeff" + other_ends)) == [("introduction", "unchanged")]


# What comes back


def test_only_what_the_translator_changed_is_taken(faye: Access, finding: Draft) -> None:
    file = filled(file_of(faye), key(finding), 'Les « soins » sont "ouverts" \\ à tous.')

    received = came_back(faye, file)

    assert verdicts(received) == [("introduction", "empty"), (key(finding), "changed")]
    assert now(finding) == ('Les « soins » sont "ouverts" \\ à tous.', "current")
    event = Event.objects.latest("pk")
    assert (event.kind, event.actor_name) == ("finding_translated", "Faye")
    assert verdicts(came_back(faye, file)) == [("introduction", "empty"), (key(finding), "unchanged")]
    assert Event.objects.latest("pk") == event


def test_a_source_that_changed_meanwhile_makes_the_translation_stale_and_not_lost(
    editor: Access, faye: Access, finding: Draft
) -> None:
    file = filled(file_of(faye), key(finding), OLD_FRENCH)
    rewrite(editor, finding)

    received = came_back(faye, file)

    assert [one.unit.key for one in received.late] == [key(finding)]
    assert now(finding) == (OLD_FRENCH, "stale")
    assert finding.spec.made_from["fr"] == fingerprint(TEXT)


def test_a_translation_that_was_changed_here_is_a_conflict_until_the_person_chooses(
    editor: Access, faye: Access, finding: Draft
) -> None:
    french(faye, finding)
    file = filled(file_of(faye), key(finding), "De l’agence.")
    file = filled(file, "introduction", "Une introduction.")
    french(editor, finding, "De la maison.")

    received = came_back(faye, file)
    assert [one.unit.key for one in received.saved] == ["introduction"]
    assert [(one.unit.translation, one.text) for one in received.conflicts] == [("De la maison.", "De l’agence.")]
    assert now(finding) == ("De la maison.", "current")

    seen_another = came_back(faye, file, take={key(finding): fingerprint("Something else.")})
    assert [one.unit.key for one in seen_another.conflicts] == [key(finding)]

    chosen = came_back(faye, file, take={key(finding): fingerprint("De la maison.")})
    assert (chosen.conflicts, now(finding)) == ([], ("De l’agence.", "current"))


def test_a_stale_translation_is_marked_and_holds_once_the_mark_is_gone(
    editor: Access, faye: Access, finding: Draft
) -> None:
    french(faye, finding)
    rewrite(editor, finding)
    file = file_of(faye)
    assert "#, fuzzy\n" in file
    assert now(finding)[1] == "stale"

    came_back(faye, filled(file, key(finding), OLD_FRENCH))

    assert now(finding) == (OLD_FRENCH, "current")


def test_what_is_not_finished_is_taken_only_when_asked_and_stays_stale(
    editor: Access, faye: Access, finding: Draft
) -> None:
    french(faye, finding)
    rewrite(editor, finding)
    file = filled(file_of(faye), key(finding), "À revoir.", finished=False)

    assert [one.unit.key for one in came_back(faye, file).unfinished] == [key(finding)]
    assert now(finding) == (OLD_FRENCH, "stale")
    came_back(faye, file, with_fuzzy=True)
    assert now(finding) == ("À revoir.", "stale")


def test_a_reviewed_translation_that_came_back_changed_is_to_be_reviewed_again(editor: Access, finding: Draft) -> None:
    french(editor, finding)
    review(access=editor, draft=finding, language="fr")
    file = file_of(editor)
    came_back(editor, file)
    finding.refresh_from_db()
    assert finding.is_reviewed("fr")

    came_back(editor, filled(file, key(finding), "Autrement."))
    finding.refresh_from_db()
    assert not finding.is_reviewed("fr")


# What cannot be taken


def other(file: str, old: str, new: str) -> str:
    assert old in file
    return file.replace(old, new, 1)


UNIT = "finding-1"
GOOD = po_file(
    Header(1, "fr", "e", "t", "n"),
    [Unit(UNIT, "A source.", {fingerprint("A source."): "A source."}, "", "", "missing")],
).decode()


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("", Problem(1, "broken")),
        ("words\n", Problem(1, "broken")),
        ("# only a comment\n", Problem(2, "broken")),
        (other(GOOD, 'msgid "A source."', 'msgid "A source.'), Problem(14, "broken")),
        (other(GOOD, 'msgid "A source."', 'msgid "A "source"."'), Problem(14, "broken")),
        (other(GOOD, 'msgid "A source."', "msgid A source."), Problem(14, "broken")),
        (other(GOOD, 'msgid "A source."\n', ""), Problem(14, "broken")),
        (other(GOOD, 'msgctxt "finding-1"\n', 'msgstr "stray"\n'), Problem(13, "broken")),
        (other(GOOD, 'msgid "A source."', 'msgid "A source."\nmsgid_plural "Sources."'), Problem(15, "broken")),
        (other(GOOD, 'msgid "A source."', 'msgid "A source."\n# note'), Problem(14, "broken")),
        (GOOD.rpartition("msgstr")[0], Problem(15, "broken")),
        (GOOD.replace('msgstr ""\n\n', 'msgstr "\\303\\251"\n\n'), Problem(15, "broken")),
        ('"text before all"\n' + GOOD, Problem(1, "broken")),
        (other(GOOD, '"X-OpenMGI-Assessment: 1\\n"\n', ""), Problem(2, "no_header")),
        (other(GOOD, "Assessment: 1", "Assessment: one"), Problem(2, "no_header")),
        (other(GOOD, '"Language: fr\\n"\n', ""), Problem(2, "no_header")),
        (GOOD.partition("\n\n")[2], Problem(1, "no_header")),
    ],
)
def test_what_is_no_file_of_ours_is_told_with_its_line(file: str, problem: Problem) -> None:
    with pytest.raises(TranslationFileError) as caught:
        read_po_file(file.encode())

    assert caught.value.problems == (problem,)
    assert sentence(problem).startswith(f"line {problem.line}: ")


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    with pytest.raises(TranslationFileError) as caught:
        read_po_file(other(GOOD, 'msgstr ""\n', 'msgstr "é"\n').encode("latin-1"))

    assert caught.value.problems == (Problem(3, "broken"),)


@given(st.integers(0, len(GOOD)), st.text(max_size=3), st.integers(0, 3))
def test_no_damage_to_a_file_is_worse_than_an_error(place: int, put: str, cut: int) -> None:
    damaged = GOOD[:place] + put + GOOD[place + cut :]
    returned: list[Returned] = []
    with contextlib.suppress(TranslationFileError):
        returned = read_po_file(damaged.encode("utf-8", "replace"))[1]

    assert all(one.line <= damaged.count("\n") for one in returned)


def test_what_is_obsolete_in_a_file_does_not_count(faye: Access, finding: Draft) -> None:
    file = file_of(faye) + '\n#~ msgctxt "finding-0"\n#~ msgid "Gone."\n#~ msgstr "Parti."\n'

    assert verdicts(came_back(faye, file)) == [("introduction", "empty"), (key(finding), "empty")]


def wrongs(number: int) -> dict[str, tuple[Callable[[str], str], list[str]]]:
    unit = f"finding-{number}"
    return {
        "another assessment": (lambda file: re.sub(r"Assessment: \d+", "Assessment: 999", file), ["other_assessment"]),
        "another language": (lambda file: other(file, "Language: fr", "Language: es"), ["other_language"]),
        "an unknown text": (lambda file: other(file, unit, "finding-0"), ["unknown"]),
        "a text twice": (lambda file: file + file.rpartition("\n\n#. 1.")[2].join(["#. 1.", ""]), ["twice"]),
        "no fingerprint": (lambda file: file.replace("#. source:", "#. from:"), ["no_fingerprint", "no_fingerprint"]),
        "a strange fingerprint": (
            lambda file: other(file, fingerprint(TEXT), fingerprint("?")),
            ["no_fingerprint"],
        ),
        "an altered source": (lambda file: other(file, "The Act on", "The Law on"), ["altered"]),
        "two faults": (lambda file: other(other(file, "An intro", "Intro"), unit, "x"), ["altered", "unknown"]),
    }


@pytest.mark.parametrize("wrong", wrongs(0))
def test_of_a_file_with_a_fault_nothing_is_taken(faye: Access, finding: Draft, wrong: str) -> None:
    damage, codes = wrongs(finding.pk)[wrong]
    file = filled(filled(file_of(faye), "introduction", "Bien."), key(finding), "Bien.")
    damaged = damage(file)
    with pytest.raises(TranslationFileError) as caught:
        came_back(faye, damaged)

    assert [one.code for one in caught.value.problems] == codes
    for one in caught.value.problems:
        told = damaged.splitlines()[one.line - 1]
        assert told.startswith("msgid") or one.line == 1
        assert str(one.line) in sentence(one)
    assert not Event.objects.filter(kind="finding_translated").exists()


def test_a_text_that_was_taken_away_meanwhile_is_unknown(editor: Access, faye: Access, finding: Draft) -> None:
    file = file_of(faye)
    unit = key(finding)
    remove_finding(access=editor, finding=finding)
    with pytest.raises(TranslationFileError) as caught:
        came_back(faye, file)

    assert [(one.code, one.word) for one in caught.value.problems] == [("unknown", unit)]


@pytest.mark.parametrize("name", ["amina", "bruno", "chen"])
def test_who_neither_drafts_nor_translates_takes_no_file(cast: Cast, finding: Draft, name: str) -> None:
    file = file_of(cast.access("dalia"))
    with pytest.raises(PermissionDenied):
        came_back(cast.access(name), file)


def test_a_language_that_the_assessment_does_not_have_is_not_taken(faye: Access) -> None:
    with pytest.raises(PermissionDenied):
        receive(access=faye, language="es", content=file_of(faye).encode())


def test_the_source_language_has_an_empty_file(editor: Access, finding: Draft) -> None:
    file = export(Assessment.objects.with_names().get(pk=editor.assessment.pk), "en")

    assert read_po_file(file)[1] == []


# Pages


def uploaded(file: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("fr.po", file.encode())


PAGE = "findings/languages/fr/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language(
    cast: Cast, browse: Browse, faye: Access, finding: Draft, language: str
) -> None:
    french(faye, finding)
    tree = page(browse("faye"), at(cast, PAGE, language))

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    assert [span.get("class") for span in tree.cssselect(".text-state")] == ["text-state missing", "text-state draft"]


def test_a_file_is_downloaded_and_comes_back(cast: Cast, browse: Browse, finding: Draft) -> None:
    faye = browse("faye")
    answer = faye.get(at(cast, "findings/languages/fr.po"))
    name = f"assessment-{cast.assessment.pk}-fr.po"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'

    sent_back = faye.post(
        at(cast, PAGE), {"file": uploaded(filled(answer.content.decode(), key(finding), OLD_FRENCH))}, follow=True
    )

    assert texts(html.fromstring(sent_back.content), ".message") == ["1 translation has been saved."]
    assert now(finding) == (OLD_FRENCH, "current")
    again = faye.get(at(cast, "findings/languages/fr.po")).content.decode()
    told = faye.post(at(cast, PAGE), {"file": uploaded(again)}, follow=True)
    assert texts(html.fromstring(told.content), ".message") == ["Everything in the file stands here already."]


def test_conflicts_stand_side_by_side_and_the_person_chooses(
    cast: Cast, browse: Browse, editor: Access, finding: Draft
) -> None:
    file = filled(file_of(editor), key(finding), "Chacun est soigné.")
    french(editor, finding)
    faye = browse("faye")
    answer = faye.post(at(cast, PAGE), {"file": uploaded(file)})
    tree = html.fromstring(answer.content)

    assert answer.status_code == 409
    assert texts(tree, ".versions p") == [OLD_FRENCH, "Chacun est soigné."]
    assert texts(tree, ".versions del") == ["Toute personne", "soignée"]
    content, take = (
        tree.cssselect("textarea[name=content]")[0].text or "",
        tree.cssselect("[name=take]")[0].get("value"),
    )
    faye.post(at(cast, PAGE), {"content": content, "take": ["nonsense"]})
    assert now(finding) == (OLD_FRENCH, "current")
    faye.post(at(cast, PAGE), {"content": content.replace("\n", "\r\n"), "take": [take]})
    assert now(finding) == ("Chacun est soigné.", "current")


def test_what_is_late_or_unfinished_is_told(cast: Cast, browse: Browse, editor: Access, finding: Draft) -> None:
    file = filled(file_of(editor), key(finding), OLD_FRENCH)
    file = filled(file, "introduction", "À finir.", finished=False)
    rewrite(editor, finding)
    answer = browse("faye").post(at(cast, PAGE), {"file": uploaded(file)})

    assert texts(html.fromstring(answer.content), ".warning") == [
        "1 translation is of an earlier source, which was changed here meanwhile: "
        "it is marked, and waits for another look.",
        "1 translation is marked as not finished (fuzzy) and was not taken.",
    ]
    browse("faye").post(at(cast, PAGE), {"file": uploaded(file), "with_fuzzy": "yes"})
    assert now(Draft.objects.get(domain=0)) == ("À finir.", "current")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose a file of at most 2 MB."),
        ({"file": SimpleUploadedFile("fr.po", b"")}, "Choose a file of at most 2 MB."),
        (
            {"content": "words"},
            "line 1: this is no PO file in UTF-8 from here on. "
            "Look for a missing quotation mark, or save the file anew.",
        ),
    ],
)
def test_what_cannot_be_taken_is_told(
    cast: Cast, browse: Browse, finding: Draft, data: dict[str, object], message: str
) -> None:
    answer = browse("faye").post(at(cast, PAGE), data)

    assert (answer.status_code, texts(html.fromstring(answer.content), ".conflict li")) == (400, [message])


@pytest.mark.parametrize("rest", [PAGE, "findings/languages/fr.po"])
def test_who_may_see_the_page(cast: Cast, browse: Browse, finding: Draft, rest: str) -> None:
    statuses = {
        name: browse(name).get(at(cast, rest)).status_code for name in ("dalia", "faye", "bruno", "emeka", "grace")
    }

    assert statuses == {"dalia": 200, "faye": 200, "bruno": 200, "emeka": 404, "grace": 200}
    assert browse("faye").get(at(cast, rest.replace("fr", "es"))).status_code == 404
    assert Client().get(at(cast, rest)).status_code == 302


def test_who_only_reads_sends_nothing(cast: Cast, browse: Browse, editor: Access, finding: Draft) -> None:
    bruno = browse("bruno")
    assert not page(bruno, at(cast, PAGE)).cssselect("main input[type=file]")

    assert bruno.post(at(cast, PAGE), {"file": uploaded(file_of(editor))}).status_code == 403
    assert bruno.put(at(cast, PAGE)).status_code == 405


# Commands


def run(*arguments: object) -> Result:
    return CliRunner().invoke(translations, [str(one) for one in arguments])


def test_a_file_goes_out_and_comes_back_by_command(editor: Access, cast: Cast, finding: Draft, tmp_path: Path) -> None:
    file, number = tmp_path / "fr.po", cast.assessment.pk
    assert run("export", number, file, "--language", "fr").exit_code == 0
    assert file.read_text(encoding="utf-8") == file_of(editor)
    file.write_text(filled(file_of(editor), key(finding), OLD_FRENCH), encoding="utf-8")

    done = run("import", number, file, "--by", "faye@velmora.example")

    assert (done.exit_code, done.stdout) == (0, "translations saved: 1, of an earlier source: 0, not finished: 0\n")
    assert now(finding) == (OLD_FRENCH, "current")


def test_conflicts_are_printed_and_chosen_by_command(
    editor: Access, cast: Cast, finding: Draft, tmp_path: Path
) -> None:
    file, unit = tmp_path / "fr.po", key(finding)
    file.write_text(filled(file_of(editor), unit, "De l’agence."), encoding="utf-8")
    french(editor, finding)
    command = ("import", cast.assessment.pk, file, "--by", "faye@velmora.example")

    first = run(*command)
    assert (first.exit_code, first.stdout.splitlines()) == (
        1,
        [
            "translations saved: 0, of an earlier source: 0, not finished: 0",
            f"{unit} was changed here meanwhile",
            f"  here: {OLD_FRENCH}",
            "  file: De l’agence.",
        ],
    )
    assert run(*command, "--take", unit).exit_code == 0
    assert now(finding) == ("De l’agence.", "current")


def test_commands_say_what_is_wrong(editor: Access, cast: Cast, finding: Draft, tmp_path: Path) -> None:
    file, number = tmp_path / "fr.po", cast.assessment.pk
    file.write_text(file_of(editor), encoding="utf-8")
    broken = tmp_path / "broken.po"
    broken.write_text("words", encoding="utf-8")
    by = ("--by", "faye@velmora.example")

    assert [
        run(*command).stderr.strip()
        for command in (
            ("export", 999999, file, "--language", "fr"),
            ("export", number, file, "--language", "es"),
            ("import", number, broken, *by),
            ("import", number, file, "--by", "nobody@velmora.example"),
            ("import", number, file, "--by", "bruno@velmora.example"),
            ("import", number, file, "--by", "emeka@velmora.example"),
        )
    ] == [
        "Error: there is no assessment 999999",
        "Error: the languages of this assessment are: en, fr",
        f"Error: {broken}: line 1: this is no PO file in UTF-8 from here on. "
        "Look for a missing quotation mark, or save the file anew.",
        "Error: nobody has the address nobody@velmora.example",
        "Error: bruno@velmora.example may not translate in this assessment now",
        "Error: emeka@velmora.example may not translate in this assessment now",
    ]
