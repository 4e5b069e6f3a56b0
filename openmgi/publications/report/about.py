"""The chapter about the framework, in our own words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from openmgi.core.profile import Profile
from openmgi.publications.report.blocks import Block, Heading, Items, Paragraph, Piece, Role
from openmgi.publications.report.wording import named


def about(profile: Profile) -> Iterator[Block]:
    """What the Migration Governance Indicators are, what a profile says, and what it does not say."""
    yield Heading(_("About the Migration Governance Indicators"), 1, "about")
    yield _said(
        _(
            "The Migration Governance Indicators (MGI) help a government to see how it governs migration: what is in"
            " place, and what could be developed further."
        ),
        "lead",
    )
    yield _said(
        _(
            "They are a programme of the International Organization for Migration (IOM) and follow its Migration"
            " Governance Framework. They look at the means that a government has given itself, namely institutions,"
            " laws, policies and agreements, and not at the results that follow. The same is asked of cities and"
            " regions, for what they themselves can decide. The programme places itself under target 10.7 of the"
            " Sustainable Development Goals, on orderly, safe, regular and responsible migration."
        )
    )
    yield Heading(_("The domains"), 2)
    yield _said(_("This profile has a chapter for each of these domains:"))
    yield Items(
        tuple((named(one.name),) for one in profile.domains),
        tuple(one.number for one in profile.domains),
    )
    yield from _two_kinds()
    yield from _not_said(profile)


def _two_kinds() -> Iterator[Block]:
    yield Heading(_("Two kinds of findings"), 2)
    yield _said(
        _(
            "A well-developed area is one in which a law, a policy, an institution or an agreement is in place. An area"
            " with potential for further development is one in which it is absent, or covers only a part of what is"
            " asked. In each chapter the first have a filled dot, the others an open one."
        )
    )


def _not_said(profile: Profile) -> Iterator[Block]:
    yield Heading(_("What a profile is not"), 2)
    yield _said(
        _(
            "A profile describes one place at one date. It is not a score: findings are not added up, and places are"
            " not ranked or compared by them."
        )
    )
    yield _said(
        _(
            "This report was made with OpenMGI, open software that is independent of IOM. IOM is not responsible for"
            " it."
        ),
        "aside",
    )
    if profile.framework_edition:
        yield _said(
            _(
                "OpenMGI’s own reference sets of questions are written from the published topics of the domains. They"
                " are not the questionnaire of IOM, which is not public."
            ),
            "aside",
        )


def _said(text: str, role: Role = "body") -> Paragraph:
    return Paragraph((Piece(text),), role)
