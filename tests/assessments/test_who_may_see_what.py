"""Every address of the workspace × everybody × stage: who gets the page, who is refused, who finds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import URLPattern, URLResolver

from openmgi.assessments import urls
from openmgi.assessments.actions.answering import add_quote
from openmgi.assessments.actions.replying import submit
from openmgi.assessments.actions.talking import raise_flag
from openmgi.assessments.models import Quote, Reply
from openmgi.library.models import Place
from tests.assessments.conftest import Browse, Cast, ask
from tests.assessments.test_answering import QUOTE
from tests.assessments.test_quoting import quote as quote_law
from tests.assessments.test_replying import say
from tests.library.documents import file_law

EVERYBODY_IN = {"amina", "bruno", "chen", "dalia", "grace"}  # who does not write the answer is told so on the page
EVERYBODY = ("amina", "bruno", "chen", "dalia", "emeka", "faye", "grace")

# Address → the answer for each stage, in the order of the cast: 2 the page, 4 "there is none", 3 refused, 6 elsewhere.
READING = {
    "": {"research": "2222442", "second_coding": "2222442", "consultation": "2242642", "published": "2222642"},
    "topics/1/A/": {"research": "2222442", "second_coding": "2222442", "published": "2222442"},
    "indicators/1.A1/": {"research": "2222442", "published": "2222442"},
    "set-up/": {"set_up": "2443442", "research": "2333442", "published": "3333443"},
    "people/": {"research": "2333442", "published": "3333443"},
    "double-coding/": {"research": "2333442"},
    "agreement/": {"research": "3333443", "second_coding": "3333443", "adjudication": "2222442"},
    "agreement/1.A1/": {"research": "3333443", "adjudication": "2222442"},
    "agreement/2.A1/": {"adjudication": "4444444"},
    "export.json": {"set_up": "2443442", "research": "2232442", "second_coding": "2222442", "published": "2222442"},
    "export.csv": {"research": "2232442"},
    "export.xlsx": {"research": "2232442"},
    "export.exe": {"research": "4434444"},
    "answers/1.A1/first/quotes/": {"research": "3233443", "second_coding": "3333443"},
    "documents/": {"set_up": "2442442", "research": "2222442", "published": "2222442"},
    "documents/add/": {"research": "2222442", "clearance": "3443443", "published": "3333443"},
    "documents/{document}/": {"research": "2222442", "published": "2222442"},
    "documents/{document}/1/file": {"research": "2222442"},
    "documents/{document}/1/1/": {"research": "2222442", "published": "2222442"},
    "documents/{document}/1/1/marks": {"research": "2222442"},
    "documents/{document}/1/9/": {"research": "4444444"},
    "documents/{document}/2/1/": {"research": "4444444"},
    "documents/{elsewhere}/": {"research": "4444444"},
    "documents/{elsewhere}/1/1/": {"research": "4444444"},
    "search/?q=care": {"research": "2222442", "published": "2222442"},
    "indicators/1.A1/suggestions/": {"research": "3233443", "second_coding": "3323443", "published": "3333443"},
    "quotes/{quote}/settle/": {"research": "3233443", "second_coding": "3333443"},
    "findings/": {"research": "3333443", "adjudication": "2222442", "findings": "2222442", "published": "2222442"},
    "findings/domains/1/": {"research": "3333443", "findings": "2222442"},
    "findings/domains/9/": {"findings": "4444444"},
    "findings/1/": {"research": "3333443", "findings": "4444444"},
    "consultation/": {"research": "2333442", "consultation": "2242442", "published": "2222442"},
    "consultation/comments/": {"research": "2333442", "consultation": "2242442"},
    "consultation/report.docx": {"research": "2333442", "consultation": "2242442"},
    "consultation/report.exe": {"consultation": "4444444"},
    "consultation/{reply}/": {"consultation": "2343442", "published": "3333443"},
    "reply/{reply}/": {"research": "4444444", "consultation": "4444244", "published": "4444244"},
    "reply/{reply}/1/": {"consultation": "4444244"},
    "reply/{reply}/9/": {"consultation": "4444444"},
    "preview/": {"research": "3333443", "findings": "2222442", "consultation": "2242342"},
    "gate/": {"research": "3333443", "consultation": "2242342"},
    "topics/9/A/": {"research": "4444444"},
    "indicators/9.Z9/": {"research": "4444444"},
}
CASES = [(address, stage, answers) for address, stages in READING.items() for stage, answers in stages.items()]
STATUS = {"2": 200, "3": 403, "4": 404, "6": 302}


@pytest.mark.parametrize(("address", "stage", "answers"), CASES)
def test_who_may_read_a_page(cast: Cast, browse: Browse, address: str, stage: str, answers: str) -> None:
    if "{reply}" in address:
        address = address.format(reply=ask(cast).pk)
    elif "{" in address:
        address = address.format_map(library(cast))
    cast.at(stage)
    found = {}
    for name in EVERYBODY:
        answer: Any = browse(name).get(f"/en/work/{cast.assessment.pk}/{address}")
        if isinstance(answer, FileResponse):
            list(answer)  # to the end, so that the file is closed
        found[name] = answer.status_code

    assert found == {name: STATUS[answer] for name, answer in zip(EVERYBODY, answers, strict=True)}


def library(cast: Cast) -> dict[str, int]:
    """A document of the place, one of another place, and a quote of Bruno's."""
    cast.at("research")
    document = file_law(cast.assessment.place)
    elsewhere = file_law(Place.objects.create(level="national", country="XXW", name={"en": "W"}, country_name={}))
    quote = quote_law(cast, document)
    return {"document": document.pk, "elsewhere": elsewhere.pk, "quote": quote.pk}


def member_address(cast: Cast, name: str, rest: str = "") -> str:
    return f"people/{cast.assessment.members.get(user=cast.users[name]).pk}/{rest}"


@pytest.mark.parametrize(
    ("address", "data", "stage", "may"),
    [
        ("set-up/", {}, "research", {"amina", "grace"}),
        ("people/", {}, "research", {"amina", "grace"}),
        ("double-coding/", {}, "research", {"amina", "grace"}),
        ("MEMBER chen", {}, "research", {"amina", "grace"}),
        ("MEMBER chen remove/", {}, "research", {"amina", "grace"}),
        ("move/", {"to": "set_up", "reason": "x"}, "research", {"amina", "grace"}),
        ("answers/1.A1/first/", {"option": "absent"}, "research", {"bruno"}),
        ("answers/1.A1/second/", {"option": "absent"}, "second_coding", {"chen"}),
        ("answers/1.A1/first/quotes/", {"text": "q", "source_title": "t"}, "research", {"bruno"}),
        ("QUOTE", {}, "research", {"bruno"}),
        ("indicators/1.A1/messages/", {"text": "Hello."}, "research", {"amina", "bruno", "chen", "dalia", "grace"}),
        (
            "indicators/1.A1/flags/",
            {"text": "?", "to": "AMINA"},
            "research",
            {"amina", "bruno", "chen", "dalia", "grace"},
        ),
        ("FLAG", {"resolution": "Done."}, "research", {"amina", "bruno", "dalia", "grace"}),
        ("agreement/1.A1/", {"option": "absent", "reason": "r"}, "adjudication", {"dalia"}),
        ("documents/add/", {}, "research", {"amina", "bruno", "chen", "dalia", "grace"}),
        ("documents/add/", {}, "clearance", set()),
        ("LIBRARY documents/{document}/", {}, "research", {"amina", "bruno", "chen", "dalia", "grace"}),
        ("LIBRARY documents/{document}/versions/", {}, "research", {"amina", "bruno", "chen", "dalia", "grace"}),
        ("LIBRARY documents/{elsewhere}/versions/", {}, "research", set()),
        ("LIBRARY documents/{document}/1/1/quote/", {"for": "1.A1 first", "parts": "0.0-3"}, "research", EVERYBODY_IN),
        ("indicators/1.A1/suggestions/", {"for": "1.A1 first", "place": "PLACE"}, "research", {"bruno"}),
        ("LIBRARY quotes/{quote}/settle/", {"reason": "r"}, "research", {"bruno"}),
        ("consultation/", {}, "consultation", {"amina", "grace"}),
        ("REPLY consultation/{reply}/", {}, "consultation", {"amina", "grace"}),
        ("REPLY consultation/{reply}/arrange/", {"act": "remind"}, "consultation", {"amina", "grace"}),
        ("REPLY reply/{reply}/indicators/1.A1/", {"stance": "agree"}, "consultation", {"emeka"}),
        ("REPLY reply/{reply}/indicators/1.A1/", {"stance": "agree"}, "clearance", set()),
        ("REPLY reply/{reply}/indicators/1.A1/quote/", {"remove": ""}, "consultation", {"emeka"}),
        ("REPLY reply/{reply}/1/agree/", {}, "consultation", {"emeka"}),
        ("REPLY reply/{reply}/submit/", {}, "consultation", {"emeka"}),
        ("COMMENT", {"disposition": "partly", "reason": "r"}, "consultation", {"amina", "bruno", "dalia", "grace"}),
        ("COMMENT", {"disposition": "partly", "reason": "r"}, "clearance", set()),
    ],
)
def test_who_may_change_something(
    cast: Cast, browse: Browse, address: str, data: dict[str, str], stage: str, may: set[str]
) -> None:
    refused: set[str] = set()
    done: set[str] = set()
    for name in EVERYBODY:
        cast.at(stage)
        path = f"/en/work/{cast.assessment.pk}/{real_address(cast, address)}"
        sent = {key: real_value(cast, value) for key, value in data.items()}
        status = browse(name).post(path, sent).status_code
        (refused if status in {403, 404} else done).add(name)

    assert (done, refused) == (may, set(EVERYBODY) - may)


def real_value(cast: Cast, value: str) -> str:
    """A value that names a person, or a passage of a document."""
    if value == "PLACE":
        return f"{file_law(cast.assessment.place).current.pk}.0.0"
    return str(cast.users["amina"].pk) if value == "AMINA" else value


def real_address(cast: Cast, address: str) -> str:
    """An address that names a member, a quote or a flag, which is made for it where it is gone."""
    kind, _, rest = address.partition(" ")
    if kind == "MEMBER":
        name, _, more = rest.partition(" ")
        cast.assessment.members.get_or_create(user=cast.users[name], role="second_coder")
        return member_address(cast, name, more)
    if kind == "LIBRARY":
        return rest.format_map(library(cast))
    if kind in {"REPLY", "COMMENT"}:
        return rest.format(reply=open_reply_of(cast).pk) if rest else comment_address(cast)
    if kind == "QUOTE":
        if not Quote.objects.exists():
            add_quote(access=cast.access("bruno"), indicator=cast.indicator("1.A1"), coding="first", quote=QUOTE)
        return f"quotes/{Quote.objects.get().pk}/remove/"
    if kind == "FLAG":
        flag = raise_flag(
            access=cast.access("dalia"), indicator=cast.indicator("1.A1"), text="?", to=cast.users["bruno"]
        )
        return f"flags/{flag.pk}/"
    return address


def open_reply_of(cast: Cast) -> Reply:
    """The reply that the ministry writes."""
    return Reply.objects.filter(submitted_at=None).first() or ask_anew(cast)


def ask_anew(cast: Cast) -> Reply:
    Reply.objects.all().delete()
    return ask(cast)


def comment_address(cast: Cast) -> str:
    """The address of a comment that the ministry has submitted."""
    before = cast.assessment.stage
    reply = ask_anew(cast)
    cast.at("consultation")
    said = say(cast, reply)
    submit(access=cast.access("emeka"), reply=reply)
    cast.at(before)
    return f"consultation/comments/{said.pk}/"


@pytest.mark.parametrize(
    ("name", "programme", "new"), [("amina", 200, 403), ("bruno", 403, 403), ("faye", 403, 403), ("grace", 200, 200)]
)
def test_who_may_see_the_programme_and_begin_an_assessment(browse: Browse, name: str, programme: int, new: int) -> None:
    client = browse(name)

    assert client.get("/en/work/").status_code == 200
    assert client.get("/en/work/programme/").status_code == programme
    assert client.get("/en/work/new/").status_code == new


def flat(patterns: Sequence[object]) -> Iterator[URLPattern]:
    """The addresses of a list, those of lists within it too."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from flat(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield one


def addresses(cast: Cast) -> list[str]:
    """Every address of the workspace, with something in each of its places."""
    fill = {
        "pk": cast.assessment.pk,
        "member": 1,
        "number": 1,
        "quote_pk": 1,
        "flag": 1,
        "form": "json",
        "document": 1,
        "draft": 1,
        "language": "fr",
        "page": 1,
        "coding": "first",
        "reply": 1,
        "comment": 1,
        "kind": "indicators",
        "key": "1.A1",
    }
    found = []
    for pattern in flat(urls.urlpatterns):
        route = str(pattern.pattern)
        for name, value in (fill | {"code": "A" if "topics" in route else "1.A1"}).items():
            route = route.replace(f"<int:{name}>", str(value)).replace(f"<str:{name}>", str(value))
        found.append(f"/en/{route}")
    return found


def test_whoever_has_not_signed_in_is_led_to_the_login_from_everywhere(client: Client, cast: Cast) -> None:
    for address in addresses(cast):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in {302, 405}, address
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/en/account/login/?next=/en/work/")


def test_every_address_refuses_one_of_the_methods_it_is_not_for(browse: Browse, cast: Cast) -> None:
    cast.at("research")
    client = browse("amina")

    assert all(client.put(address).status_code == 405 for address in addresses(cast))
    assert [
        client.get(one).status_code for one in addresses(cast) if one.endswith(("/move/", "/messages/", "/first/"))
    ] == [405] * 3


def test_a_fragment_for_whoever_was_signed_out_is_refused_so_that_nothing_typed_is_lost(
    client: Client, cast: Cast
) -> None:
    answer = client.post(
        f"/en/work/{cast.assessment.pk}/answers/1.A1/first/", {"option": "absent"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 401
    assert answer.content.decode() == "You have been signed out. Sign in again in another window."


def test_pages_of_the_workspace_are_never_kept_by_a_cache(browse: Browse, cast: Cast) -> None:
    answer = browse("amina").get(f"/en/work/{cast.assessment.pk}/")

    assert "no-store" in answer.headers["Cache-Control"]
