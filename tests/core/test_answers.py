from __future__ import annotations

import pytest

from openmgi.core.answers import Field, lacks, state
from openmgi.core.edition import Indicator
from tests.core.editions import parsed, small_files


def bread() -> Indicator:
    """An indicator whose options need something: absent, where one looked; complete, a justification and a quote."""
    files = small_files()
    options = files["edition.yaml"]["options"]
    options["absent"]["needs"] = ["looked"]
    options["complete"]["needs"] = ["justification", "quote"]
    found = parsed(files).indicator("1.A1")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("values", "quotes", "missing", "how"),
    [
        ({}, 0, ["option"], "empty"),
        ({"notes": "Look in the gazette."}, 0, ["option"], "empty"),
        ({"justification": "It says so."}, 0, ["option"], "begun"),
        ({}, 1, ["option"], "begun"),
        ({"option": "not_answered"}, 0, ["option"], "begun"),
        ({"option": "unknown"}, 0, ["option"], "begun"),
        ({"option": "absent"}, 0, ["looked"], "begun"),
        ({"option": "absent", "looked": "  "}, 0, ["looked"], "begun"),
        ({"option": "absent", "looked": "Gazette."}, 0, [], "complete"),
        ({"option": "complete"}, 0, ["justification", "quote"], "begun"),
        ({"option": "complete", "justification": "Act 3."}, 1, [], "complete"),
    ],
)
def test_an_answer_lacks_what_its_option_needs(
    values: dict[Field, str], quotes: int, missing: list[str], how: str
) -> None:
    assert (lacks(bread(), values, quotes), state(bread(), values, quotes)) == (missing, how)
