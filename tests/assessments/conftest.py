"""The cast of an assessment of Velmora, which does not exist:

Amina   coordinates it
Bruno   researches every indicator
Chen    codes 1.A1 and 1.A2 a second time, and may not see what Bruno answers
Dalia   reviews, and settles what they answer differently
Emeka   will be consulted
Faye    has no part in it
Grace   administers the whole
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from django.test import Client

from openmgi.accounts.models import User
from openmgi.assessments.actions.consulting import Asked, open_reply
from openmgi.assessments.actions.setting_up import add_member, assign, choose_double_coding, create_assessment
from openmgi.assessments.models import Assessment, Reply
from openmgi.assessments.permissions import Access, access
from openmgi.core.edition import Indicator
from openmgi.core.framework import Framework
from openmgi.core.workflow import Role
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.library.models import Edition, Place
from tests.core.editions import Files, parsed, small_files, small_framework

CUT_OFF = datetime.date(2026, 11, 30)
ROLES: dict[str, Role] = {
    "amina": "coordinator",
    "bruno": "researcher",
    "chen": "second_coder",
    "dalia": "reviewer",
    "emeka": "respondent",
}


def files_with_needs() -> Files:
    """The small edition, with options that need something and one that does not apply."""
    files = small_files()
    options = files["edition.yaml"]["options"]
    options["absent"]["needs"] = ["looked"]
    options["complete"]["needs"] = ["justification", "quote"]
    options["na"] = {"kind": "not_applicable", "label": "N/A", "criterion": "Cannot arise.", "needs": ["reason"]}
    files["translations/fr.yaml"]["options"]["na"] = {"label": "S.O.", "criterion": "Sans objet."}
    del files["stages.yaml"]
    return files


@pytest.fixture
def edition(db: None, framework: Framework) -> Edition:
    """A small edition with the stages of the real framework."""
    load_framework(spec=small_framework())
    spec = parsed(files_with_needs()).model_copy(update={"stages": framework.stages})
    return load_edition(spec=spec)[0]


@pytest.fixture
def velmora_place(db: None) -> Place:
    names = {"en": "Velmora", "ar": "فيلمورا"}
    return Place.objects.create(
        code="XX-VEL", level="national", country="XXV", name=names, country_name=names, is_invented=True
    )


@dataclass
class Cast:
    """The people by their name, and what they may do."""

    users: dict[str, User]
    assessment: Assessment

    def access(self, name: str) -> Access:
        """What this person may do now; read anew."""
        return access(self.users[name], Assessment.objects.with_names().get(pk=self.assessment.pk))

    def at(self, stage: str) -> None:
        """Put the assessment into a stage, past its conditions."""
        Assessment.objects.filter(pk=self.assessment.pk).update(stage=stage)
        self.assessment.refresh_from_db()

    def indicator(self, code: str) -> Indicator:
        found = self.assessment.spec.indicator(code)
        assert found is not None
        return found


@pytest.fixture
def cast(edition: Edition, velmora_place: Place) -> Cast:
    """The assessment in its first stage, with everybody in place."""
    names = [*ROLES, "faye", "grace"]
    users = {
        name: User.objects.create_user(
            f"{name}@velmora.example", "a password", name=name.title(), is_administrator=name == "grace"
        )
        for name in names
    }
    assessment = create_assessment(
        place=velmora_place, edition=edition, cut_off_date=CUT_OFF, languages=["en"], by=users["grace"]
    )
    cast = Cast(users, assessment)
    grace = cast.access("grace")
    for name, role in ROLES.items():
        add_member(access=grace, user=users[name], role=role)
    assign(access=grace, user=users["bruno"], coding="first", scopes=["1", "2.A1"])
    assign(access=grace, user=users["chen"], coding="second", scopes=["1"])
    choose_double_coding(access=grace, indicators=["1.A1", "1.A2"])
    assessment.members.filter(user=users["grace"]).delete()
    assessment.refresh_from_db()
    return cast


Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """A browser in which this person has signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def ask(
    cast: Cast, *people: str, due: datetime.date = datetime.date(2026, 12, 15), scopes: Sequence[str] = ("1",)
) -> Reply:
    """Amina asks the Ministry of Interior, for which these people reply; without names, Emeka alone."""
    users = [cast.users[name] for name in people or ("emeka",)]
    before = cast.assessment.stage
    cast.at("findings")
    asked = Asked("Ministry of Interior", list(scopes), due, "en", users)
    reply = open_reply(access=cast.access("amina"), asked=asked)
    cast.at(before)
    return reply
