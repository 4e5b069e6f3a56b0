from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.answers import FIELDS, Conflict, Field, lacks, merge, seen, state
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


def test_what_nobody_else_changed_is_written() -> None:
    stands: dict[Field, str] = {"option": "absent", "justification": "Old."}
    found = merge(stands, {"justification": "New."}, seen(stands))

    assert (found.changes, found.conflicts) == ({"justification": "New."}, ())


def test_what_somebody_else_changed_is_a_conflict_and_the_rest_is_written() -> None:
    before: dict[Field, str] = {"option": "absent", "justification": "Old."}
    now: dict[Field, str] = {"option": "absent", "justification": "Theirs."}
    found = merge(now, {"justification": "Mine.", "option": "complete"}, seen(before))

    assert found.changes == {"option": "complete"}
    assert found.conflicts == (Conflict("justification", "Theirs.", "Mine."),)


def test_two_who_write_the_same_do_not_conflict() -> None:
    found = merge({"justification": "Same."}, {"justification": "Same."}, seen({}))

    assert (found.changes, found.conflicts) == ({}, ())


def test_a_field_that_the_writer_did_not_touch_does_not_undo_anothers_work() -> None:
    before: dict[Field, str] = {"justification": "Old.", "looked": ""}
    now: dict[Field, str] = {"justification": "Theirs.", "looked": ""}
    found = merge(now, {"justification": "Old.", "looked": "Gazette."}, seen(before))

    assert (found.changes, found.conflicts) == ({"looked": "Gazette."}, ())


VALUES = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "a", "b", "c"]))


@given(before=VALUES, now=VALUES, written=VALUES)
def test_no_text_is_lost_whatever_two_people_write(
    before: dict[Field, str], now: dict[Field, str], written: dict[Field, str]
) -> None:
    found = merge(now, written, seen(before))
    in_conflict = {one.field: one for one in found.conflicts}
    for field, text in written.items():
        stood, saw = now.get(field, ""), before.get(field, "")
        if field in found.changes:
            assert stood == saw  # nobody else's text is overwritten
        elif field in in_conflict:
            assert (in_conflict[field].stands, in_conflict[field].written) == (stood, text)
        else:
            assert text in {stood, saw}  # already there, or not touched by the writer
