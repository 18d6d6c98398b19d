"""As of which step a set says what its annotator said unaided."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet
from annotator.core.edits import Edit, apply
from annotator.core.first_work import first_step, set_after
from annotator.core.journal import JournalLine, LineKind, Status
from tests.pictures import marked

WORDS = {
    ".": Status.IN_PROGRESS,
    "f": Status.FINISHED,
    "r": Status.RETURNED,
    "a": Status.ACCEPTED,
}


def step(picture, returned_at=None, *, is_calibration=False):
    statuses = [WORDS[one] for one in picture]
    return first_step(statuses, returned_at=returned_at, is_calibration=is_calibration)


@pytest.mark.parametrize(
    ("picture", "returned_at", "expected"),
    [
        ("..f", None, 3),
        ("..f.", None, None),
        ("..f.f", None, 5),
        ("", None, None),
        ("..f", 3, 3),
        ("..frrf", 3, 3),
        ("..f.frf", 5, 5),
        ("..f.rrf", 4, 3),
        ("..rrf", 2, None),
        ("..f", 0, None),
        ("..f", -1, None),
        ("..f", 99, 3),
    ],
)
def test_a_set_that_was_returned_counts_as_it_was_finished_before(picture, returned_at, expected):
    assert step(picture, returned_at) == expected


@pytest.mark.parametrize(
    ("picture", "returned_at", "expected"),
    [
        ("..f", None, 3),
        ("..f.f", None, 3),
        ("..f.", None, 3),
        ("...", None, None),
        ("", None, None),
        ("..f.frf", 5, 3),
        ("..rf", 2, None),
    ],
)
def test_on_a_page_for_calibration_a_set_counts_as_it_was_finished_first(
    picture, returned_at, expected
):
    assert step(picture, returned_at, is_calibration=True) == expected


@given(
    st.text("..fra", max_size=12), st.text("rf.a", max_size=8), st.integers(0, 12), st.booleans()
)
def test_what_comes_after_a_return_changes_nothing(before, after, returned_at, is_calibration):
    returned_at = min(returned_at, len(before))
    found = step(before, returned_at, is_calibration=is_calibration)
    assert step(before + after, returned_at, is_calibration=is_calibration) == found
    assert found is None or (found <= returned_at and before[found - 1] in "fa")


def test_a_set_is_replayed_up_to_the_step():
    first = Edit("First", frozenset(), frozenset(marked("Bbb")))
    second = Edit("Second", frozenset(marked("Bbb")), frozenset(marked("Ttt")))
    lines = [
        JournalLine(LineKind.EDIT, edit, Status.IN_PROGRESS, datetime(2026, 1, 1, tzinfo=UTC))
        for edit in (first, second)
    ]
    once = apply(AnnotationSet(), first)
    assert [set_after(lines, count) for count in range(4)] == [
        AnnotationSet(),
        once,
        apply(once, second),
        apply(once, second),
    ]
