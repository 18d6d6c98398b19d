"""What remarks amount to: threads, and where an assignment stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind, status_of, threads, when_after

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
NOTHING = Edit("", frozenset(), frozenset())
KINDS = {"e": LineKind.EDIT, "u": LineKind.UNDO, "f": LineKind.STATUS}


def journal(steps: str) -> list[JournalLine]:
    """Edits, undos and finishes; a capital undo is one that leads to a finished set."""
    return [
        JournalLine(
            KINDS[step.lower()],
            NOTHING,
            Status.FINISHED if step in "fU" else Status.IN_PROGRESS,
            NOON,
        )
        for step in steps
    ]


def remark(kind: RemarkKind, minute: int, revision: int | None = None, **more: str) -> Remark:
    name = more.get("id", f"{kind}-{minute}")
    thread = more.get("thread", name)
    made_at = NOON + timedelta(minutes=minute)
    return Remark(name, PageId(1), thread, kind, "Eve", made_at, "", "Ada", revision=revision)


def verdicts(told: str) -> list[Remark]:
    """`r2 a4`: returned at revision 2, then accepted at revision 4."""
    kinds = {"r": RemarkKind.RETURNED, "a": RemarkKind.ACCEPTED}
    return [remark(kinds[one[0]], minute, int(one[1:])) for minute, one in enumerate(told.split())]


@pytest.mark.parametrize(
    ("steps", "told", "expected"),
    [
        ("", "", Status.NEW),
        ("", "a0", Status.NEW),
        ("e", "", Status.IN_PROGRESS),
        ("ef", "", Status.FINISHED),
        ("ef", "r2", Status.RETURNED),
        ("efe", "r2", Status.RETURNED),
        ("efef", "r2", Status.FINISHED),
        ("efefe", "r2", Status.IN_PROGRESS),
        pytest.param("efeU", "r2", Status.RETURNED, id="an undo finishes nothing"),
        ("ef", "r2 a2", Status.ACCEPTED),
        ("ef", "a2 r2", Status.RETURNED),
        pytest.param("efef", "a2", Status.FINISHED, id="steps after it end an acceptance"),
        pytest.param("ef", "a3", Status.FINISHED, id="accepted was a version that is not here"),
        pytest.param("ef", "r2 a4", Status.RETURNED, id="what was said of this version counts"),
        pytest.param("ef", "r4", Status.RETURNED, id="what is to be mended is told early"),
    ],
)
def test_where_an_assignment_stands_follows_from_journal_and_verdicts(steps, told, expected):
    given = verdicts(told)
    assert status_of(journal(steps), given) is expected
    assert status_of(journal(steps), reversed(given)) is expected


def test_an_answer_never_stands_before_what_it_answers():
    first = remark(RemarkKind.COMMENT, 60, id="a")
    assert when_after(NOON, [first]) > first.made_at


def test_a_comment_after_it_was_resolved_opens_a_thread_again():
    opened = remark(RemarkKind.COMMENT, 0, id="a")
    resolved = remark(RemarkKind.RESOLVED, 1, id="b", thread="a")
    again = remark(RemarkKind.COMMENT, 2, id="c", thread="a")
    (one,) = threads([resolved, opened])
    assert one.first is opened
    assert one.is_resolved
    (one,) = threads([again, resolved, opened])
    assert not one.is_resolved
