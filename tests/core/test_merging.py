"""What two people wrote in the same fields: nothing is overwritten, nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.answers import FIELDS, Field, seen
from openmgi.core.merging import Conflict, merge


def test_what_nobody_else_changed_is_written() -> None:
    stands: dict[Field, str] = {"option": "absent", "justification": "Old."}
    written: dict[Field, str] = {"justification": "New."}
    found = merge(stands, written, seen(stands))

    assert (found.changes, found.conflicts) == ({"justification": "New."}, ())


def test_what_somebody_else_changed_is_a_conflict_and_the_rest_is_written() -> None:
    before: dict[Field, str] = {"option": "absent", "justification": "Old."}
    now: dict[Field, str] = {"option": "absent", "justification": "Theirs."}
    written: dict[Field, str] = {"justification": "Mine.", "option": "complete"}
    found = merge(now, written, seen(before))

    assert found.changes == {"option": "complete"}
    assert found.conflicts == (Conflict("justification", "Theirs.", "Mine."),)


def test_two_who_write_the_same_do_not_conflict() -> None:
    found = merge({"justification": "Same."}, {"justification": "Same."}, seen({}))

    assert (found.changes, found.conflicts) == ({}, ())


def test_a_field_that_the_writer_did_not_touch_does_not_undo_anothers_work() -> None:
    before: dict[Field, str] = {"justification": "Old.", "looked": ""}
    now: dict[Field, str] = {"justification": "Theirs.", "looked": ""}
    written: dict[Field, str] = {"justification": "Old.", "looked": "Gazette."}
    found = merge(now, written, seen(before))

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
