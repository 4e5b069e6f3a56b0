"""Before publication: every reason against it with the way to mend it, and the sign-off of one version."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from click.testing import Result
from django.core.exceptions import PermissionDenied
from django.test import Client

from openmgi.assessments.actions.drafting import (
    Basis,
    add_finding,
    change_finding,
    review,
    translate,
    write_introduction,
)
from openmgi.assessments.actions.setting_up import add_member
from openmgi.assessments.actions.signing import NotNamedError, OtherVersionError, sign_off
from openmgi.assessments.gating import content_hash, reasons
from openmgi.assessments.models import Draft, Quote, SignOff
from openmgi.assessments.permissions import Access
from openmgi.core.text import fingerprint
from openmgi.library.models import Document
from tests.assessments.conftest import Browse, Cast
from tests.assessments.test_drafting import TEXT, editor, law
from tests.assessments.test_drafting_pages import answered
from tests.assessments.test_pages import at
from tests.pages import page, texts

__all__ = ["editor", "law"]  # fixtures
TODAY = datetime.date(2026, 3, 1)


@pytest.fixture
def ready(cast: Cast, law: Document, editor: Access) -> Draft:
    """One finding in English and French with an introduction, all of it reviewed, and signed by Emeka."""
    answered(cast, law)
    quotes = list(Quote.objects.filter(answer__coding="first").select_related("answer"))
    basis = Basis(["1.A1"], quotes)
    finding = add_finding(access=editor, domain=1, kind="well_developed", text=TEXT, basis=basis)
    introduction = write_introduction(access=editor, text="An introduction.")
    for draft, source in ((finding, TEXT), (introduction, "An introduction.")):
        translate(access=editor, draft=draft, language="fr", text="En français.", made_from=fingerprint(source))
        for language in ("en", "fr"):
            review(access=editor, draft=draft, language=language)
    cast.at("set_up")
    add_member(access=cast.access("grace"), user=cast.users["emeka"], role="signatory")
    cast.at("clearance")
    sign(cast)
    cast.at("findings")
    return finding


def sign(cast: Cast, name: str = "Emeka", function: str = "Director", version: str | None = None) -> SignOff:
    now = content_hash(cast.assessment)
    return sign_off(
        access=cast.access("emeka"),
        name=name,
        function=function,
        signed_on=TODAY,
        version=now if version is None else version,
        now=now,
    )


def codes(cast: Cast) -> list[str]:
    return [one.code for one in reasons(cast.assessment)]


def test_a_profile_without_fault_passes(cast: Cast, ready: Draft, run: Callable[..., Result]) -> None:
    assert codes(cast) == []
    assert run("assessment", "gate", str(cast.assessment.pk)).exit_code == 0


def test_a_profile_that_says_nothing_does_not(cast: Cast, editor: Access, run: Callable[..., Result]) -> None:
    done = run("assessment", "gate", str(cast.assessment.pk))

    assert (done.exit_code, {line.split("\t")[0] for line in done.stdout.splitlines()}) == (
        1,
        {"no_findings", "not_signed", "introduction_missing"},
    )
    assert run("assessment", "gate", "999").exit_code == 1


def test_a_change_after_the_sign_off_asks_for_another_and_for_reviews(cast: Cast, ready: Draft, editor: Access) -> None:
    basis = Basis(["1.A1"], list(ready.quotes.select_related("answer")))
    change_finding(access=editor, finding=ready, text=f"{TEXT} It is new.", saw=fingerprint(TEXT), basis=basis)

    assert sorted(codes(cast)) == ["signed_other_version", "translation_not_reviewed", "translation_stale"]


def test_a_quote_that_no_longer_holds_closes_the_gate(cast: Cast, ready: Draft, law: Document) -> None:
    law.current.file.path.unlink()

    assert sorted(codes(cast)) == ["quote_does_not_hold", "well_developed_without_quote"]


def test_a_quote_of_a_restricted_document_supports_no_finding(cast: Cast, ready: Draft, law: Document) -> None:
    Document.objects.update(is_restricted=True)

    assert codes(cast) == ["well_developed_without_quote"]


# The sign-off


def test_whoever_signs_says_name_and_function_and_signs_what_stands(cast: Cast, ready: Draft) -> None:
    cast.at("clearance")
    for name, function in (("", "Director"), ("Emeka", " ")):
        with pytest.raises(NotNamedError):
            sign(cast, name, function)
    with pytest.raises(OtherVersionError):
        sign(cast, version="another")

    assert SignOff.objects.count() == 1


@pytest.mark.parametrize("name", ["amina", "dalia"])
def test_nobody_but_a_signatory_signs(cast: Cast, ready: Draft, name: str) -> None:
    cast.at("clearance")
    with pytest.raises(PermissionDenied):
        sign_off(access=cast.access(name), name="x", function="y", signed_on=TODAY, version="", now="")


def signatory(browse: Browse, cast: Cast) -> Client:
    cast.at("clearance")
    return browse("emeka")


def test_the_page_lists_reasons_with_the_way_to_mend_them(cast: Cast, editor: Access, browse: Browse) -> None:
    finding = add_finding(access=editor, domain=1, kind="potential", text=TEXT, basis=Basis(["1.A1"]))
    tree = page(browse("dalia"), at(cast, "gate/"))
    links = {str(one.get("href")) for one in tree.cssselect(".gate a")}

    assert "The finding rests on no answer." in texts(tree, ".gate .warning")
    assert {at(cast, f"findings/{finding.pk}/"), at(cast, f"findings/{finding.pk}/fr/")} <= links
    assert browse("bruno").get(at(cast, "gate/")).status_code == 200
    assert browse("faye").get(at(cast, "gate/")).status_code == 200
    cast.at("research")
    assert browse("bruno").get(at(cast, "gate/")).status_code == 403


def test_a_signatory_signs_on_the_page_what_is_shown_there(cast: Cast, ready: Draft, browse: Browse) -> None:
    emeka = signatory(browse, cast)
    tree = page(emeka, at(cast, "gate/"))
    assert texts(tree, ".message") == ["Nothing keeps the profile from being published."]
    version = str(tree.cssselect("input[name=version]")[0].get("value"))
    data = {"name": "Emeka", "function": "Minister", "version": version}
    told = []
    for sent in (data | {"name": ""}, data | {"version": "old"}, data):
        assert emeka.post(at(cast, "sign-off/"), sent).headers["Location"] == at(cast, "gate/")
        told += texts(page(emeka, at(cast, "gate/")), "p.message[role=status]")

    assert told == [
        "Say your name and your function.",
        "The profile has changed since you opened this page. Read it again before you sign.",
        "Signed.",
    ]
    assert list(SignOff.objects.order_by("pk").values_list("function", flat=True)) == ["Director", "Minister"]
    assert browse("amina").post(at(cast, "sign-off/"), data).status_code == 403
